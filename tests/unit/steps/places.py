"""A workspace of ada and maybe others, opened, with a network that nobody reaches."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

from gonogo.bootstrap import ProjectRecord
from gonogo.evidence import Evidence, Outcome, RunState, Selection, Window
from gonogo.networks import L1, Chain, Network, Stage, candidate_digest, planned
from gonogo.people import ActKind
from gonogo.policies import pin
from gonogo.project import Project, sign_act
from gonogo.readiness import Policy, Requirement
from gonogo.record import (
    Act,
    EndorsementBody,
    ManualResultBody,
    RecordedDeployment,
    RecordedFact,
    RecordedIdentity,
    RunEndedBody,
    RunStartedBody,
    SelectedQuestion,
    TrustBody,
)
from gonogo.workflows import Means, NewRun, OnEvent, Request
from tests.contract.store.memory import (
    MemoryAddresses,
    MemoryArtifacts,
    MemoryHistory,
    MemoryLocks,
    MemoryTransactions,
)
from tests.simulator.clock import SimulatedClock
from tests.unit.steps.founders import ADA, BOB, Founder, begin, clock, founder, keyring
from tests.unit.workflows.machine import Described

LAB = founder("lab", 99)
NET, CHAIN, CHECK = "eris", "eris-1", "safe_head_advances"
NETWORK = Network(NET, "alphanet", Stage.ALPHANET, L1("L1", 900), (Chain(CHAIN, 901),))
CANDIDATE = candidate_digest(NETWORK)
DEPLOYED = RecordedDeployment(
    NET, CANDIDATE, RecordedIdentity((RecordedFact("chain.901.genesis_hash", "0x1"),))
)

BY_HAND = Requirement(
    "review", "Reviewed", "w", "r", "s", None, freshness_seconds=86_400.0, roles=("platforms",)
)
ROW = Requirement(
    "safe-head", "The safe head advances", "w", "r", "s", CHECK, freshness_seconds=86_400.0
)
DEPLOY = Policy(
    "deploy:alphanet",
    "Deploy",
    "READINESS_DEPLOY_ALPHANET",
    (BY_HAND,),
    1.0,
    validity_seconds=86_400.0,
)
PUBLISH = replace(
    DEPLOY,
    name="publish:alphanet",
    title="Publish",
    level="READINESS_PUBLISH_ALPHANET",
    requirements=(ROW,),
)


@dataclass
class Place:
    """The workspace as the steps ask for it."""

    project: Project
    others: tuple[Founder, ...] = ()
    clock: SimulatedClock = field(default_factory=lambda: clock(1))
    artifacts: MemoryArtifacts = field(default_factory=MemoryArtifacts)
    locks: MemoryLocks = field(default_factory=MemoryLocks)
    runs: int = 0

    def __post_init__(self) -> None:
        """Keep one history, and one view of the record."""
        self.history = MemoryHistory(self.locks)
        self.signed = ProjectRecord(self.project, self.clock, keyring(self.project.root))

    @property
    def workspace(self) -> Path:
        """Where this machine's part is."""
        return self.project.local

    def means(self, on_event: OnEvent) -> Means:
        """Return what looks at the network and judges it."""
        return Means(
            history=self.history,
            artifacts=self.artifacts,
            transactions=MemoryTransactions(),
            locks=self.locks,
            networks=Described(),
            addresses=MemoryAddresses(),
            clock=self.clock,
            on_event=on_event,
            signed=self.signed,
        )

    def wait(self, seconds: float = 60.0) -> None:
        """Let time pass."""
        self.clock.elapsed_seconds += seconds

    def agree_on(self, *policies: Policy) -> None:
        """Pin policies, and sign that."""
        self.wait()
        pin(self.project, policies)
        body = TrustBody.of(self.project.trust())
        act = sign_act(self.project, ActKind.TRUST, body, ADA.signer, self.clock).act
        for other in self.others:
            agreed = EndorsementBody(act.id, "")
            sign_act(self.project, ActKind.ENDORSEMENT, agreed, other.signer, self.clock)

    def review(self, outcome: Literal["passed", "failed"] = "passed") -> Act:
        """Let ada say what she found of what is planned."""
        self.wait()
        body = ManualResultBody(
            network=NET,
            deployment=planned(NET, CANDIDATE).digest,
            requirement=BY_HAND.id,
            chain=None,
            outcome=outcome,
            note="looked at it",
            attachments=(),
        )
        return sign_act(self.project, ActKind.MANUAL_RESULT, body, ADA.signer, self.clock).act

    def measure_unsigned(self) -> None:
        """Let this machine begin and end a run that saw nothing, of which nobody signs a word."""
        self.wait()
        request = Request(NET, CANDIDATE, DEPLOY.name, DEPLOY.digest, DEPLOY.digest, may_send=False)
        run = NewRun("unsigned", request, (Selection(CHECK, CHAIN),), self.clock.now())
        self.history.start_run(run)
        self.wait()
        self.history.end_run(run.id, RunState.FINISHED, self.clock.now())

    def observe(self, outcome: Outcome = Outcome.PASSED) -> None:
        """Let the runner observe what is deployed, and sign it."""
        self.wait()
        self.runs += 1
        run, began = f"run-{self.runs}", self.clock.now()
        asked = (SelectedQuestion(CHECK, CHAIN),)
        started = RunStartedBody(run, self.runs, NET, "publish:alphanet", PUBLISH.digest, asked)
        sign_act(self.project, ActKind.RUN_STARTED, started, LAB.signer, self.clock)
        self.wait(30)
        window = Window(began, began + timedelta(seconds=30))
        item = Evidence(run, CHECK, CHAIN, DEPLOYED.digest, outcome, "it went on", window)
        ended = RunEndedBody(
            run=run,
            state="finished",
            network=NET,
            candidate=CANDIDATE,
            deployment=DEPLOYED,
            is_void=False,
            evidence=(item,),
            unknown_facts=(),
            problems=(),
        )
        sign_act(self.project, ActKind.RUN_ENDED, ended, LAB.signer, self.clock)


def place(tmp_path: Path, *others: Founder) -> Place:
    """Begin the workspace and open it; with others, nobody decides alone."""
    return Place(begin(tmp_path / "w", ADA, *others), others)


def reviewed(tmp_path: Path) -> Place:
    """Return one of two roots, who agreed on a policy, and reviewed what is planned."""
    made = place(tmp_path, BOB)
    made.agree_on(DEPLOY)
    made.review()
    made.wait()
    return made


def observed(tmp_path: Path) -> Place:
    """Return one of ada's alone, whose network was observed, and does not answer any more."""
    made = place(tmp_path)
    made.agree_on(PUBLISH)
    made.observe()
    made.wait()
    return made
