"""The store in memory: what the interfaces promise, in the fewest words."""

# ruff: noqa: D102 - The interfaces say what each of these does.

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from gonogo import digest
from gonogo.evidence import Evidence, Run, RunState
from gonogo.findings import Finding
from gonogo.networks import Deployment
from gonogo.project import WorkspaceError
from gonogo.readiness import Decision, Problem
from gonogo.workflows import (
    CorruptRecordError,
    Endpoints,
    NewRun,
    RecordedEvidence,
    Request,
    RunIsAliveError,
    Shelf,
    UnknownRunError,
)


class MemoryLocks:
    """Locks within one process."""

    def __init__(self) -> None:
        self.held: set[str] = set()
        self.leased: set[str] = set()

    @contextmanager
    def hold_run(self, run_id: str) -> Iterator[None]:
        if run_id in self.held:
            raise RunIsAliveError(run_id)
        self.held.add(run_id)
        try:
            yield
        finally:
            self.held.discard(run_id)

    def is_held(self, run_id: str) -> bool:
        return run_id in self.held

    @contextmanager
    def lease(self, names: Sequence[str]) -> Iterator[str | None]:
        free = next((name for name in names if name not in self.leased), None)
        if free is None:
            yield None
            return
        self.leased.add(free)
        try:
            yield free
        finally:
            self.leased.discard(free)


class MemoryHistory:
    """A history that forgets when the process ends."""

    def __init__(self, locks: MemoryLocks) -> None:
        self._locks = locks
        self._runs: dict[str, Run] = {}
        self._requests: dict[str, Request] = {}
        self._deployments: dict[str, Deployment] = {}
        self._evidence: dict[tuple[str, str, str, tuple[object, ...]], RecordedEvidence] = {}
        self._void: set[str] = set()
        self._findings: dict[str, Finding] = {}
        self._problems: dict[str, list[Problem]] = {}
        self._decisions: dict[str, Decision] = {}

    def start_run(self, run: NewRun) -> Run:
        if run.id not in self._runs:
            self._requests[run.id] = run.request
            self._runs[run.id] = Run(
                id=run.id,
                number=len(self._runs) + 1,
                network=run.request.network,
                policy=run.request.policy,
                policy_digest=run.request.policy_digest,
                deployment=None,
                selections=run.selections,
                started_at=run.started_at,
                ended_at=None,
                state=RunState.UNFINISHED,
            )
        return self.run(run.id)

    def run(self, run_id: str) -> Run:
        if run_id not in self._runs:
            raise UnknownRunError(run_id)
        run = self._runs[run_id]
        if run.ended_at is None and self._locks.is_held(run_id):
            return replace(run, state=RunState.ALIVE)
        return run

    def runs(self) -> tuple[Run, ...]:
        return tuple(self.run(name) for name in self._runs)

    def request(self, run_id: str) -> Request:
        if run_id not in self._requests:
            raise UnknownRunError(run_id)
        return self._requests[run_id]

    def runs_started(self) -> int:
        return len(self._runs)

    def set_deployment(self, run_id: str, deployment: Deployment) -> None:
        self._deployments.setdefault(deployment.digest, deployment)
        run = self._runs[run_id]
        if run.deployment is None:
            self._runs[run_id] = replace(run, deployment=deployment.digest)

    def deployments(self, network: str) -> tuple[Deployment, ...]:
        return tuple(item for item in self._deployments.values() if item.network == network)

    def _require_going_on(self, run_id: str) -> None:
        if run_id in self._runs and self._runs[run_id].ended_at is not None:
            raise WorkspaceError(f"run {run_id}", "it has ended")

    def record_evidence(self, recorded: Sequence[RecordedEvidence]) -> None:
        for item in recorded:
            self._require_going_on(item.evidence.run)
            evidence = item.evidence
            key = (evidence.run, evidence.check, evidence.chain, evidence.parameters)
            self._evidence.setdefault(key, item)

    def _shelf(self, keep: Iterable[RecordedEvidence]) -> Shelf:
        return Shelf(
            tuple(
                replace(item, evidence=replace(item.evidence, is_void=True))
                if item.evidence.run in self._void
                else item
                for item in keep
            )
        )

    def evidence_of_run(self, run_id: str) -> Shelf:
        return self._shelf(item for item in self._evidence.values() if item.evidence.run == run_id)

    def evidence_of_deployment(self, deployment: str) -> Shelf:
        def is_about(evidence: Evidence) -> bool:
            return evidence.deployment == deployment

        return self._shelf(item for item in self._evidence.values() if is_about(item.evidence))

    def void_run(self, run_id: str) -> None:
        self._require_going_on(run_id)
        self._void.add(run_id)

    def record_findings(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self._findings.setdefault(finding.id, finding)

    def findings(self, deployment: str) -> tuple[Finding, ...]:
        return tuple(item for item in self._findings.values() if item.deployment == deployment)

    def record_problem(self, run_id: str, problem: Problem) -> None:
        self._require_going_on(run_id)
        known = self._problems.setdefault(run_id, [])
        if problem not in known:
            known.append(problem)

    def problems(self, run_id: str) -> tuple[Problem, ...]:
        return tuple(self._problems.get(run_id, ()))

    def record_decision(self, run_id: str, decision: Decision) -> Decision:
        if run_id not in self._decisions:
            self._require_going_on(run_id)
        return self._decisions.setdefault(run_id, decision)

    def decision(self, run_id: str) -> Decision | None:
        return self._decisions.get(run_id)

    def end_run(self, run_id: str, state: RunState, ended_at: datetime) -> Run:
        run = self._runs[run_id]
        if run.ended_at is None:
            self._runs[run_id] = replace(run, ended_at=ended_at, state=state)
        return self.run(run_id)


class MemoryAddresses:
    """Addresses in a dictionary."""

    def __init__(self) -> None:
        self._kept: dict[str, Endpoints] = {}

    def keep(self, run_id: str, endpoints: Endpoints) -> None:
        self._kept[run_id] = endpoints

    def find(self, run_id: str) -> Endpoints | None:
        return self._kept.get(run_id)

    def forget(self, run_id: str) -> None:
        self._kept.pop(run_id, None)


class MemoryArtifacts:
    """Artifacts in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def put(self, content: bytes) -> str:
        name = digest.of_bytes(content)
        self.kept[name] = content
        return name

    def get(self, name: str) -> bytes:
        content = self.kept.get(name)
        if content is None or digest.of_bytes(content) != name:
            raise CorruptRecordError(f"artifact {name}", "it is not what it was")
        return content


class MemoryTransactions:
    """Signed transactions in a dictionary."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def record(self, run_id: str, name: str, raw: bytes) -> bytes:
        return self._kept.setdefault((run_id, name), raw)

    def find(self, run_id: str, name: str) -> bytes | None:
        return self._kept.get((run_id, name))

    def names(self, run_id: str) -> tuple[str, ...]:
        return tuple(name for run, name in self._kept if run == run_id)
