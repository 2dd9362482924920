"""A machine that measured a network, and what it works with: all in memory."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import msgspec

from gonogo.checks import Observation
from gonogo.evidence import Run, RunState, Selection, Window
from gonogo.networks import L1, Chain, Deployment, Fact, Identity, Network
from gonogo.readiness import Policy, Problem, Requirement
from gonogo.record import Counted, EvaluationBody, RunEndedBody
from gonogo.workflows import Means, NewRun, RecordedEvidence, Request, Seen
from gonogo.workflows.evaluation import evidence_of
from gonogo.workflows.observations import keep
from tests.contract.store.memory import (
    MemoryAddresses,
    MemoryArtifacts,
    MemoryHistory,
    MemoryLocks,
    MemoryTransactions,
)
from tests.simulator.clock import GENESIS, SimulatedClock
from tests.simulator.signed_record import SignedRecord
from tests.unit.checks.building import facts, heads, lines, ticks

NETWORK, CHAIN = "bench", "bench-901"
CHECK = "safe_head_advances"
CANDIDATE, OTHER_CANDIDATE = "sha256:" + "c" * 64, "sha256:" + "b" * 64
POLICY_DIGEST = "sha256:" + "a" * 64

WINDOW_SECONDS = 10
STEADY = tuple(range(100, 111))
STALLED = (*range(100, 107), 106, 106, 106, 106)
"""Stands still for the last 4 seconds."""


def deployment(genesis: str = "0x01", candidate: str = CANDIDATE) -> Deployment:
    return Deployment(NETWORK, candidate, Identity((Fact("chain.901.genesis_hash", genesis),)))


OURS, FORMER = deployment(), deployment("0x02", OTHER_CANDIDATE)


def policy(*stalls_seconds: int) -> Policy:
    """Return a policy that holds the safe head to these limits, each a requirement."""
    return Policy(
        "rehearsal",
        "Rehearsal",
        "READINESS_REHEARSAL",
        tuple(
            Requirement(
                id=f"stalls-{seconds}",
                title="The safe head advances",
                why="w",
                remedy="r",
                source="s",
                check=CHECK,
                parameters=limit(seconds),
                window_seconds=WINDOW_SECONDS,
                freshness_seconds=3600.0,
            )
            for seconds in stalls_seconds
        ),
        1.0,
        resolves_by_pass=True,
    )


def limit(seconds: int) -> tuple[tuple[str, str], ...]:
    return (("longest_stall_seconds", str(seconds)),)


class Machine:
    """Runs that this machine made; nothing is signed unless it is told where."""

    def __init__(self, began: datetime) -> None:
        self.now = began
        self.artifacts = MemoryArtifacts()
        self.locks = MemoryLocks()
        self.history = MemoryHistory(self.locks)

    def measure(
        self,
        numbers: Iterable[int] = STEADY,
        *,
        stall_seconds: int = 5,
        where: Deployment = OURS,
        ends: bool = True,
    ) -> RecordedEvidence:
        """Let a run follow the safe head, judge it by a limit, and end."""
        run = self.begin()
        self.history.set_deployment(run.id, where)
        window = Window(self.now, self.now + timedelta(seconds=WINDOW_SECONDS))
        self.now = window.ended_at
        known = facts([("verifier-0", "verifier")])
        answers = [heads(number + 5, number) for number in numbers]
        readings = {
            "network.json": msgspec.json.encode(known),
            "ticks.jsonl": ticks([float(second) for second in range(WINDOW_SECONDS + 1)]),
            "sync_status.jsonl": lines(verifier_0=answers),
        }
        seen = Observation(CHECK, CHAIN, window, readings)
        name, kept = keep(seen, self.artifacts)
        item = evidence_of(
            seen,
            kept,
            name,
            parameters=limit(stall_seconds),
            run=run.id,
            deployment=where.digest,
        )
        self.history.record_evidence([item])
        if ends:
            self.history.end_run(run.id, RunState.FINISHED, self.now)
        return item

    def begin(self, network: str = NETWORK) -> Run:
        """Let a run begin."""
        self.now += timedelta(minutes=1)
        request = Request(
            network, CANDIDATE, "rehearsal", POLICY_DIGEST, POLICY_DIGEST, may_send=False
        )
        name = f"run-{self.history.runs_started() + 1}"
        return self.history.start_run(NewRun(name, request, (Selection(CHECK, CHAIN),), self.now))

    def means(self, signed: "Said | None" = None) -> Means:
        """Return what the use cases work with."""
        return Means(
            history=self.history,
            artifacts=self.artifacts,
            transactions=MemoryTransactions(),
            locks=self.locks,
            networks=Described(),
            addresses=MemoryAddresses(),
            clock=SimulatedClock((self.now - GENESIS).total_seconds() + 300.0),
            signed=signed,
        )


class Described:
    """Where the network is found: its files say what they always said."""

    async def find(self, request: Request) -> Network:
        """Return it."""
        return network(request.network)


def network(name: str = NETWORK) -> Network:
    return Network(
        name=name,
        type="bench",
        stage=None,
        l1=L1("L1", 900),
        chains=(Chain(CHAIN, 901),),
    )


def seen(where: Deployment | None = OURS) -> Seen:
    """Return what the network says now: it is deployed like this, and all is well."""
    return Seen(network(), CANDIDATE, None if where is None else where.digest)


class Said:
    """A record in memory, as the use cases ask it, with what this machine knows about it."""

    def __init__(self, record: SignedRecord) -> None:
        self.record = record
        self.lost: tuple[str, ...] = ()
        self.missed: tuple[str, ...] = ()
        self.not_adopted: tuple[Problem, ...] = ()
        self.against: Problem | None = None
        self.began_runs: list[str] = []
        self.ended_runs: list[RunEndedBody] = []

    def counted(self, judged_at: datetime | None = None) -> Counted:
        """Return what counts."""
        return self.record.counted(judged_at)

    def policies(self) -> Mapping[str, Policy]:
        """Return no policy: nothing was decided before."""
        return {}

    def obstacle(self) -> Problem | None:
        """Return why nothing is signed."""
        return self.against

    def unadopted(self) -> tuple[Problem, ...]:
        """Return what nobody signed."""
        return self.not_adopted

    def lost_acts(self) -> tuple[str, ...]:
        """Return what the record lacks of this machine's."""
        return self.lost

    def missed_acts(self) -> tuple[str, ...]:
        """Return what the record lacks of others'."""
        return self.missed

    def began(self, run: Run) -> None:
        """Note that a run's beginning was to be signed."""
        self.began_runs.append(run.id)

    def ended(self, body: RunEndedBody) -> None:
        """Note what a run was to be signed to have recorded."""
        self.ended_runs.append(body)

    def evaluated(self, body: EvaluationBody) -> None:
        """Sign nothing: no test here asks for it."""
        raise AssertionError(body)
