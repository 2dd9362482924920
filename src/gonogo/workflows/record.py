"""Put together what the judge sees, and verify what its decision rests on.

Evidence that was judged under other thresholds than the policy's is judged anew
from its readings; a failure is kept beside that, whatever thresholds it had.
What cannot be trusted (damaged rows, missing artifacts) is never left out in
silence: it becomes a problem, and a problem holds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from gonogo.evidence import Evidence, Outcome, Run, RunState
from gonogo.findings import Finding
from gonogo.networks import Deployment, Network
from gonogo.readiness import (
    ChainScope,
    Decision,
    KnownDeployment,
    Policy,
    Problem,
    Record,
    judge,
)
from gonogo.workflows.errors import CorruptRecordError
from gonogo.workflows.evaluation import Parameters, can_judge, evidence_of, parameter_sets
from gonogo.workflows.observations import take_out
from gonogo.workflows.ports import Artifacts, History, RecordedEvidence, Shelf

T = TypeVar("T")

_RESTORE = "Restore the workspace from a copy, or observe again."


@dataclass(frozen=True)
class Seen:
    """What is known about the network at the time of judgement."""

    network: Network
    candidate: str
    """The digest of the candidate that its files name."""
    deployment: str | None
    """The digest of the deployment; None: it could not be recognised."""
    has_own_name: bool = True
    """Whether a person named it; bare endpoints have one name, whatever they lead to."""
    unknown_facts: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    policy_as_typed: str | None = None
    """How the policy was named, such as the path of its file; None: by its name."""
    notes: tuple[str, ...] = ()


def decide(  # noqa: PLR0913 - the judge's whole world is handed in.
    policy: Policy,
    seen: Seen,
    *,
    history: History,
    artifacts: Artifacts,
    now: datetime,
    current: str | None = None,
) -> Decision:
    """Judge what is recorded about a network, and verify what the decision rests on.

    Args:
        policy: What is asked.
        seen: What is known about the network.
        history: Where everything is recorded.
        artifacts: Where the readings are.
        now: The time of judgement.
        current: The run that asks for its own judgement; it counts as finished.
    """
    decision, _ = decide_from(
        policy, seen, history=history, artifacts=artifacts, now=now, current=current
    )
    return decision


def decide_from(  # noqa: PLR0913 - As above.
    policy: Policy,
    seen: Seen,
    *,
    history: History,
    artifacts: Artifacts,
    now: datetime,
    current: str | None = None,
) -> tuple[Decision, Record]:
    """Judge what is recorded as `decide` does, and return what was judged too."""
    record = _Compiling(history, artifacts, policy).record(seen, now=now, current=current)
    decision = judge(policy, record)
    damaged = tuple(_damaged(decision, artifacts))
    if damaged:
        record = replace(record, problems=(*record.problems, *damaged))
        decision = judge(policy, record)
    return decision, record


def _damaged(decision: Decision, artifacts: Artifacts) -> Iterator[Problem]:
    """Tell which of the readings that the answers rest on are not what they were."""
    named = dict.fromkeys(name for answer in decision.answers for name in answer.readings)
    for name in named:
        try:
            artifacts.get(name)
        except CorruptRecordError as error:
            yield Problem("record", error.message, _RESTORE)


class _Compiling:
    """A record on its way; collects what could not be trusted."""

    def __init__(self, history: History, artifacts: Artifacts, policy: Policy) -> None:
        self._history = history
        self._artifacts = artifacts
        self._policy = policy
        self._problems: list[Problem] = []

    def record(self, seen: Seen, *, now: datetime, current: str | None) -> Record:
        """Read everything that was recorded about the network."""
        nothing: tuple[Run, ...] = ()
        runs = self._trusted(self._history.runs, nothing)
        self._problems += map(_damage, filter(lambda run: run.damage is not None, runs))
        known = self._deployments(seen)
        # Also what a damaged run names: a failure counts where its deployment is lost.
        lost = [run.deployment for run in runs if run.damage and run.network == seen.network.name]
        told = (*(one.digest for one in known), *lost, seen.deployment)
        names = dict.fromkeys(name for name in told if name is not None)
        evidence = tuple(
            # Once: what was moved to another deployment is found with both.
            dict.fromkeys(item for name in names for item in self._evidence(name, seen.deployment))
        )
        started = self._trusted(self._history.runs_started, len(runs))
        return Record(
            network=seen.network.name,
            candidate=seen.candidate,
            deployment=seen.deployment,
            chains=tuple(ChainScope(chain.name, chain.inventory) for chain in seen.network.chains),
            judged_at=now,
            runs=tuple(_as_finished(run, now) if run.id == current else run for run in runs),
            runs_started=started,
            evidence=evidence,
            findings=tuple(item for name in names for item in self._findings(name)),
            deployments=known,
            unknown_facts=seen.unknown_facts,
            problems=(*seen.problems, *self._problems),
            policy_as_typed=seen.policy_as_typed,
            notes=seen.notes,
        )

    def _deployments(self, seen: Seen) -> tuple[KnownDeployment, ...]:
        """Read which deployments are of the same network: by its name, if it has one of its own.

        Behind a name that bare endpoints share, the same chains are the same network.
        """
        nothing: tuple[Deployment, ...] = ()
        known = self._trusted(lambda: self._history.deployments(seen.network.name), nothing)
        prefixes = tuple(f"chain.{chain.chain_id}." for chain in seen.network.chains)
        return tuple(
            KnownDeployment(one.digest, one.candidate)
            for one in known
            if seen.has_own_name
            or any(fact.name.startswith(prefixes) for fact in one.identity.facts)
        )

    def _findings(self, deployment: str) -> tuple[Finding, ...]:
        nothing: tuple[Finding, ...] = ()
        return self._trusted(lambda: self._history.findings(deployment), nothing)

    def _trusted(self, read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except CorruptRecordError as error:
            self._problems.append(Problem("record", error.message, _RESTORE))
            return otherwise

    def _evidence(self, deployment: str, judged: str | None) -> Iterator[Evidence]:
        """Read what counts of a deployment's evidence: of a former one, its failures."""
        shelf = self._history.evidence_of_deployment(deployment)
        self._problems += shelf.problems
        if deployment == judged:
            yield from self._as_asked(shelf)
            return
        for item in shelf.items:
            if item.evidence.outcome is Outcome.FAILED:
                yield item.evidence

    def _as_asked(self, shelf: Shelf) -> Iterator[Evidence]:
        observed: dict[tuple[str, str], list[RecordedEvidence]] = defaultdict(list)
        for item in shelf.items:
            observed[item.evidence.run, item.observation].append(item)
        asked: dict[str, tuple[Parameters, ...]] = {}
        for judged in observed.values():
            check = judged[0].evidence.check
            if check not in asked:
                asked[check] = parameter_sets(self._policy, check)
            yield from self._under_policy(judged, asked[check])

    def _under_policy(
        self, judged: list[RecordedEvidence], asked: tuple[Parameters, ...]
    ) -> Iterator[Evidence]:
        """Yield what one observation says under each set of parameters that is asked."""
        recorded = {item.evidence.parameters for item in judged}
        for item in judged:
            if item.evidence.parameters in asked or item.evidence.outcome is Outcome.FAILED:
                yield item.evidence
        for parameters in asked:
            if parameters not in recorded:
                yield from self._anew(judged[0], parameters)

    def _anew(self, item: RecordedEvidence, parameters: Parameters) -> Iterator[Evidence]:
        old = item.evidence
        if not can_judge(old.check):
            return
        try:
            kept, observation = take_out(item.observation, self._artifacts)
        except CorruptRecordError as error:
            self._problems.append(Problem("record", error.message, _RESTORE))
            return
        anew = evidence_of(
            observation,
            kept,
            item.observation,
            parameters=parameters,
            run=old.run,
            deployment=old.deployment,
        )
        yield replace(anew.evidence, is_void=old.is_void)


def _damage(run: Run) -> Problem:
    # Whichever network it names: nobody can say that it is not about the one that is judged.
    return Problem("record", f"run {run.number} ({run.id}) is damaged: {run.damage}", _RESTORE)


def _as_finished(run: Run, now: datetime) -> Run:
    if run.ended_at is not None:
        return run
    return replace(run, state=RunState.FINISHED, ended_at=now)
