"""A workspace of several people with desks of their own, and a network that a machine observed.

Ada and Bob are of platforms, and Bob has a second key; Carol is of a feature team, Rita
coordinates releases, Sam does security. Lab is a machine. Everybody's clock is the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from gonogo.evidence import Evidence, Outcome, Window
from gonogo.people import ActKind, Key, People, Person, Role, Runner, Team
from gonogo.project import Compose, Desk, Done, Keyring, Project, read_signed, sign_act
from gonogo.record import (
    Act,
    EndorsementBody,
    PeopleBody,
    RecordDirectory,
    RecordedDeployment,
    RecordedFact,
    RecordedIdentity,
    RunEndedBody,
    RunStartedBody,
    SelectedQuestion,
)
from gonogo.triage.finding_view import FindingView, find_finding
from gonogo.triage.looking import look_at
from tests.simulator.clock import SimulatedClock
from tests.unit.steps.founders import ADA, BOB, CAROL, Founder, begin, founder

RITA, SAM, EVE = founder("rita", 4), founder("sam", 5), founder("eve", 6)
BOBS_OTHER = founder("bob", 7)
LAB = founder("lab", 99)
NET, CHAIN = "eris", "eris-1"
CANDIDATE = "sha256:" + "c" * 64
NO_POLICY_DIGEST = "sha256:" + "a" * 64

_ROLES = {
    "ada": {Role.PLATFORMS},
    "bob": {Role.PLATFORMS},
    "carol": {Role.FEATURE},
    "rita": {Role.RELEASE_COORDINATOR},
    "sam": {Role.SECURITY},
}
_KEYS = {
    "ada": [ADA],
    "bob": [BOB, BOBS_OTHER],
    "carol": [CAROL],
    "rita": [RITA],
    "sam": [SAM],
}


@dataclass
class Office:
    """A workspace in which several people sign, one after the other."""

    project: Project
    homes: Path
    clock: SimulatedClock = field(default_factory=lambda: SimulatedClock(60.0))
    runs: int = 0

    def desk(self, who: Founder) -> Desk:
        """Return somebody's desk, with what the record says now."""
        home = self.homes / f"{who.name}-{who.signer.fingerprint[-4:].replace('/', '_')}"
        who.write(home / ".config" / "gonogo" / "id_ed25519")
        keys = Keyring({"HOME": str(home), "PATH": "/usr/bin:/bin"}, self.project.local)
        return Desk(self.project, self.clock, keys, read_signed(self.project, self.clock))

    def sign(self, who: Founder, kind: ActKind, made: Callable[[Desk], Compose]) -> Done:
        """Let somebody sign, as a command does."""
        self.wait(60)
        desk = self.desk(who)
        return desk.prepare(kind, made(desk)).sign()

    def endorse(self, who: Founder, act: Act) -> None:
        """Let somebody endorse an act, whether that counts or not."""
        self.wait(60)
        body = EndorsementBody(act.id, "")
        sign_act(self.project, ActKind.ENDORSEMENT, body, who.signer, self.clock)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.elapsed_seconds += seconds

    def observe(
        self,
        *,
        network: str = NET,
        policy: str = "rehearsal",
        genesis: str = "0x1",
        is_void: bool = False,
        **outcomes: str,
    ) -> tuple[Evidence, ...]:
        """Let the machine observe a network for half a minute, and sign what its checks said."""
        self.wait(60)
        self.runs += 1
        run = f"run-{self.runs}"
        asked = tuple(SelectedQuestion(check, CHAIN) for check in outcomes)
        began = self.clock.now()
        started = RunStartedBody(run, self.runs, network, policy, NO_POLICY_DIGEST, asked)
        sign_act(self.project, ActKind.RUN_STARTED, started, LAB.signer, self.clock)
        self.wait(30)
        identity = RecordedIdentity((RecordedFact("chain.901.genesis", genesis),))
        deployed = RecordedDeployment(network, CANDIDATE, identity)
        evidence = tuple(
            Evidence(
                run=run,
                check=check,
                chain=CHAIN,
                deployment=deployed.digest,
                outcome=Outcome(outcome),
                summary=f"it {outcome}",
                window=Window(began, began + timedelta(seconds=30)),
                is_void=is_void,
            )
            for check, outcome in outcomes.items()
        )
        ended = RunEndedBody(
            run, "finished", network, CANDIDATE, deployed, is_void, evidence, (), ()
        )
        sign_act(self.project, ActKind.RUN_ENDED, ended, LAB.signer, self.clock)
        return evidence

    def findings(self, network: str = NET) -> list[FindingView]:
        """Return the findings of a network, oldest first, as Ada sees them."""
        desk = self.desk(ADA)
        found = look_at(desk, network).findings.values()
        ids = [each.id for each in sorted(found, key=lambda each: each.opened_at)]
        return [find_finding(desk, each) for each in ids]

    def only_finding(self) -> FindingView:
        """Return the one finding that there is."""
        (view,) = self.findings()
        return view

    def acts(self) -> int:
        """Return how many acts the record has."""
        return len(RecordDirectory(self.project.acts).read().acts)


def office(tmp_path: Path) -> Office:
    """Begin the workspace, with everybody in it."""
    project = begin(tmp_path / "w", ADA, BOB)
    made = Office(project, tmp_path / "homes")
    people = People(
        teams=(Team("platforms", "Platforms"), Team("proofs", "Proofs")),
        people=tuple(
            Person(
                name,
                "platforms",
                frozenset(roles),
                tuple(sorted((Key.of(one.public) for one in _KEYS[name]), key=lambda k: k.public)),
            )
            for name, roles in sorted(_ROLES.items())
        ),
        runners=(Runner("lab", (Key.of(LAB.public),)),),
    )
    adopted = sign_act(project, ActKind.PEOPLE, PeopleBody.of(people), ADA.signer, made.clock)
    agreed = EndorsementBody(adopted.act.id, "")
    sign_act(project, ActKind.ENDORSEMENT, agreed, BOB.signer, made.clock)
    return made
