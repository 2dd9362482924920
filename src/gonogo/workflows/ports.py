"""What the use cases need from the world, as interfaces that they own.

Everything recorded is append-only: recording the same thing again changes
nothing and returns what was recorded first, so that a step which is repeated
after a crash is harmless. Each implementation passes `tests/contract/store/`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from gonogo.acceptance import GateRun, Suites
from gonogo.evidence import Evidence, Run, RunState, Selection
from gonogo.findings import Finding
from gonogo.networks import Deployment, Network
from gonogo.readiness import Decision, Policy, Problem
from gonogo.record import Counted, EvaluationBody, RunEndedBody
from gonogo.workflows.occasion import Occasion
from gonogo.workflows.request import Endpoints, Request

if TYPE_CHECKING:
    from sqlalchemy import Engine


@dataclass(frozen=True)
class NewRun:
    """A run at its start."""

    id: str
    request: Request
    selections: tuple[Selection, ...]
    started_at: datetime


@dataclass(frozen=True)
class RecordedEvidence:
    """A piece of evidence, and where the observation it was judged from is kept."""

    evidence: Evidence
    observation: str
    """The digest of the artifact that describes the observation."""


@dataclass(frozen=True)
class Shelf:
    """What was found of something, and what of it could not be trusted."""

    items: tuple[RecordedEvidence, ...]
    problems: tuple[Problem, ...] = ()
    """Rows that are damaged or missing; never empty silently."""


class History(Protocol):
    """The record of a workspace: runs, evidence, findings, deployments, decisions."""

    def start_run(self, run: NewRun) -> Run:
        """Record a run when it starts and give it the next number."""
        ...

    def run(self, run_id: str) -> Run:
        """Return a run.

        Raises:
            UnknownRunError: there is none of this name.
        """
        ...

    def runs(self) -> tuple[Run, ...]:
        """Return all runs, oldest first."""
        ...

    def request(self, run_id: str) -> Request:
        """Return what a run was asked for."""
        ...

    def runs_started(self) -> int:
        """Return how many runs were ever started, counted apart from the runs."""
        ...

    def set_deployment(self, run_id: str, deployment: Deployment) -> None:
        """Record which deployment a run is about; the first one told stays."""
        ...

    def deployments(self, network: str) -> tuple[Deployment, ...]:
        """Return the deployments of a network that were ever seen."""
        ...

    def record_evidence(self, recorded: Sequence[RecordedEvidence]) -> None:
        """Record all of these or none; what is already there stays as it is."""
        ...

    def evidence_of_run(self, run_id: str) -> Shelf:
        """Return what a run recorded, in the order in which it did."""
        ...

    def evidence_of_deployment(self, deployment: str) -> Shelf:
        """Return what all runs recorded about a deployment."""
        ...

    def void_run(self, run_id: str) -> None:
        """Mark all evidence of a run as void: the deployment moved under it."""
        ...

    def record_findings(self, findings: Iterable[Finding]) -> None:
        """Record findings; one with a known id stays as it was recorded first."""
        ...

    def findings(self, deployment: str) -> tuple[Finding, ...]:
        """Return the findings about a deployment, oldest first."""
        ...

    def record_problem(self, run_id: str, problem: Problem) -> None:
        """Record something that went wrong with a run itself."""
        ...

    def problems(self, run_id: str) -> tuple[Problem, ...]:
        """Return what went wrong with a run itself, in order."""
        ...

    def record_decision(self, run_id: str, decision: Decision) -> Decision:
        """Record the decision of a run and return the first one recorded."""
        ...

    def decision(self, run_id: str) -> Decision | None:
        """Return the decision of a run; None while there is none."""
        ...

    def end_run(self, run_id: str, state: RunState, ended_at: datetime) -> Run:
        """Record how a run ended; the first ending stays."""
        ...


class Artifacts(Protocol):
    """Raw readings and other bytes, kept under their digest."""

    def put(self, content: bytes) -> str:
        """Keep these bytes durably and return their digest."""
        ...

    def get(self, digest: str) -> bytes:
        """Return the bytes with this digest.

        Raises:
            CorruptRecordError: they are missing or are not what they were.
        """
        ...


class Transactions(Protocol):
    """Signed transactions of a run, recorded before they are sent."""

    def record(self, run_id: str, name: str, raw: bytes) -> bytes:
        """Record a signed transaction durably; of one name, the first stays and is returned."""
        ...

    def find(self, run_id: str, name: str) -> bytes | None:
        """Return the transaction recorded under a name; None when there is none."""
        ...

    def names(self, run_id: str) -> tuple[str, ...]:
        """Return the names under which a run recorded transactions, in order."""
        ...


class Addresses(Protocol):
    """The addresses of bare endpoints, whole, for as long as a run may need them."""

    def keep(self, run_id: str, endpoints: Endpoints) -> None:
        """Keep the addresses of a run, for its owner alone to read."""
        ...

    def find(self, run_id: str) -> Endpoints | None:
        """Return the addresses of a run; None when there are none, or none that can be read."""
        ...

    def forget(self, run_id: str) -> None:
        """Delete the addresses of a run; nothing happens when there are none."""
        ...


class NetworkSource(Protocol):
    """Where a run finds the network it was asked about, again after a crash."""

    async def find(self, request: Request) -> Network:
        """Return the network as its files or addresses describe it now.

        Raises:
            GonogoError: it is gone, or it cannot be described any more.
        """
        ...


class Engines(Protocol):
    """The durable engine's files, one for each run."""

    def open(self, run_id: str) -> "Engine":
        """Open a run's file, made when there is none; whoever opens it disposes of it."""
        ...

    def set_aside(self, run_id: str) -> None:
        """Move a run's file out of the way, so that the next one opened is new."""
        ...


class Gates(Protocol):
    """Gates of acceptance tests, and what runs them."""

    async def require(self, gates: Sequence[str], suites: Suites) -> None:
        """Refuse gates that cannot be run, before a run is recorded for them.

        Raises:
            GonogoError: a gate, its file, its tests or its tool is not there.
        """
        ...

    async def run(
        self, gates: Sequence[str], occasion: Occasion, *, on_run: Callable[[GateRun], None]
    ) -> None:
        """Run gates, go on with what was cut off, and hand over what each left.

        What is left is also handed over when this is cancelled, before it raises on.

        Raises:
            GonogoError: they cannot be run.
        """
        ...

    def keep_left(self, occasion: Occasion, *, on_run: Callable[[GateRun], None]) -> None:
        """Hand over what a run's attempt left that was cut off and is not gone on with."""
        ...


class Locks(Protocol):
    """Locks that die with the process that holds them."""

    def hold_run(self, run_id: str) -> AbstractContextManager[None]:
        """Hold a run while working on it.

        Raises:
            RunIsAliveError: another process holds it.
        """
        ...

    def is_held(self, run_id: str) -> bool:
        """Say whether some process works on a run."""
        ...

    def lease(self, names: Sequence[str]) -> AbstractContextManager[str | None]:
        """Hold the first of these wallets that nobody else holds; None when all are taken."""
        ...


class SignedRecord(Protocol):
    """The signed acts of a project, and this machine's word among them.

    What was said is not said again: each of these may be repeated after a crash.
    Where this machine may sign nothing, nothing is signed, and `obstacle` says why.
    """

    def counted(self, judged_at: datetime | None = None) -> Counted:
        """Return what counts of what is in the record now, at a time, or about now."""
        ...

    def policies(self) -> Mapping[str, Policy]:
        """Return the policies at hand of the decisions in the record, by digest."""
        ...

    def obstacle(self) -> Problem | None:
        """Return why this machine signs nothing, and what to do about it; None: it signs."""
        ...

    def unadopted(self) -> tuple[Problem, ...]:
        """Return what the project's files say and nobody signed."""
        ...

    def lost_acts(self) -> tuple[str, ...]:
        """Return the ids of what this machine signed and the record lacks."""
        ...

    def missed_acts(self) -> tuple[str, ...]:
        """Return the ids of what others signed, was in the record here, and is gone."""
        ...

    def began(self, run: Run) -> None:
        """Sign that a run began, with the next number of this machine's key."""
        ...

    def ended(self, body: RunEndedBody) -> None:
        """Sign what a run recorded; again only if it recorded something else meanwhile."""
        ...

    def evaluated(self, body: EvaluationBody) -> None:
        """Sign what readings of an earlier run say under other thresholds."""
        ...
