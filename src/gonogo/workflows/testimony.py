"""What a machine says about its runs in the record of acts: that they began, and what they saw.

A run is signed twice: when it begins, so that one that was cut off shows everywhere,
and when it ended, with all that it recorded. What was signed is not signed again,
so both may be repeated after a crash.

A run that nobody could sign when it was made, because the machine had no key that
may, is signed as soon as it has one: what it saw, failures above all, must not be lost.
"""

from collections.abc import Iterable

from gonogo.evidence import Run, RunState
from gonogo.networks import Deployment
from gonogo.people import ActKind
from gonogo.readiness import Problem
from gonogo.record import (
    Act,
    Counted,
    RecordedDeployment,
    RecordedFact,
    RecordedIdentity,
    RunEndedBody,
    RunProblem,
    RunStartedBody,
)
from gonogo.workflows.errors import CorruptRecordError
from gonogo.workflows.means import Means
from gonogo.workflows.ports import History, SignedRecord


def sign_start(run: Run, means: Means) -> None:
    """Sign that a run began, if this machine signs anything and has not said so before."""
    if means.signed is not None:
        means.signed.began(run)


def sign_end(
    run_id: str, state: RunState, means: Means, *, unknown_facts: tuple[str, ...] = ()
) -> None:
    """Sign what a run recorded, if this machine signs anything and has not said just that.

    Raises:
        CorruptRecordError: what it recorded is not what it was.
    """
    if means.signed is None:
        return
    run = means.history.run(run_id)
    means.signed.ended(ended_body(run, state, means.history, unknown_facts=unknown_facts))


def settle(network: str, means: Means) -> None:
    """Sign what this machine's runs of a network recorded while nobody could, or was cut off."""
    if means.signed is None or means.signed.obstacle() is not None:
        return
    said = _Said(means.signed.counted().acts)
    for run in means.history.runs():
        if run.network != network or run.damage is not None or run.state is RunState.ALIVE:
            continue
        # One that was cut off has said all that it can by having begun.
        if run.id in (said.ended if run.has_ended else said.started):
            continue
        _settle_one(run, means.signed, means.history)


def _settle_one(run: Run, signed: SignedRecord, history: History) -> None:
    try:
        if history.request(run.id).is_from_acts:
            # Another machine's: its acts were taken out of the record, which holds.
            return
        body = None
        if run.has_ended:
            body = ended_body(run, run.state, history, unknown_facts=_unknown(run, history))
    except CorruptRecordError:
        # It stays unsigned, which holds and says so.
        return
    signed.began(run)
    if body is not None:
        signed.ended(body)


def unsigned_runs(network: str, history: History, counted: Counted) -> tuple[Run, ...]:
    """Return this machine's runs of a network of which the record lacks the word that counts."""
    said = _Said(counted.acts)
    return tuple(
        run
        for run in history.runs()
        if run.network == network
        and run.id not in said.ended
        and (run.has_ended or run.id not in said.started)
    )


def ended_body(
    run: Run, state: RunState, history: History, *, unknown_facts: tuple[str, ...]
) -> RunEndedBody:
    """Return everything that a run recorded, as its act says it.

    Raises:
        CorruptRecordError: what it was asked for, or what it saw, is not what it was.
    """
    shelf = history.evidence_of_run(run.id)
    evidence = tuple(item.evidence for item in shelf.items)
    return RunEndedBody(
        run=run.id,
        state="cancelled" if state is RunState.CANCELLED else "finished",
        network=run.network,
        candidate=history.request(run.id).candidate,
        deployment=_recorded(_deployment(run, history)),
        is_void=any(item.is_void for item in evidence),
        evidence=evidence,
        unknown_facts=tuple(sorted(set(unknown_facts))),
        problems=tuple(_problems((*history.problems(run.id), *shelf.problems))),
    )


def _problems(problems: Iterable[Problem]) -> Iterable[RunProblem]:
    for each in dict.fromkeys(problems):
        yield RunProblem(each.about, each.explanation, each.remedy)


def _deployment(run: Run, history: History) -> Deployment | None:
    known = history.deployments(run.network)
    found = next((one for one in known if one.digest == run.deployment), None)
    if found is None and run.deployment is not None:
        raise CorruptRecordError(f"the deployment of run {run.number}", "it is gone or altered")
    return found


def _recorded(deployment: Deployment | None) -> RecordedDeployment | None:
    if deployment is None:
        return None
    facts = tuple(RecordedFact(fact.name, fact.value) for fact in deployment.identity.facts)
    return RecordedDeployment(deployment.network, deployment.candidate, RecordedIdentity(facts))


def _unknown(run: Run, history: History) -> tuple[str, ...]:
    deployment = _deployment(run, history)
    return () if deployment is None else deployment.identity.unknown


class _Said:
    """The runs of which acts speak."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self.started: set[str] = set()
        self.ended: set[str] = set()
        begun: set[tuple[str, str]] = set()
        for act in acts:
            if act.kind is ActKind.RUN_STARTED and isinstance(act.body, RunStartedBody):
                self.started.add(act.body.run)
                begun.add((act.body.run, act.signer))
            elif isinstance(act.body, RunEndedBody) and (act.body.run, act.signer) in begun:
                self.ended.add(act.body.run)
