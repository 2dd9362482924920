"""Judge a network by the acts that count, and by what only this machine knows.

The verdict of a project follows from signed acts alone, so that any two clones with the
same acts agree. What this machine knows besides (that it measured something which nobody
signed, that a file was edited and not adopted, that the network does not answer now)
can only make a verdict worse, never better.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from gonogo.attest import Touched
from gonogo.evidence import Evidence
from gonogo.networks import Deployment, Fact, Identity
from gonogo.readiness import (
    Block,
    ChainScope,
    Decision,
    Policy,
    Reason,
    Record,
    Subject,
    Verdict,
    compile_record,
    judge,
)
from gonogo.record import Counted, EvaluationBody, RunEndedBody, RunStartedBody
from gonogo.workflows.errors import CorruptRecordError
from gonogo.workflows.evaluation import Parameters, can_judge, evidence_of, parameter_sets
from gonogo.workflows.means import Means
from gonogo.workflows.observations import take_out
from gonogo.workflows.ports import SignedRecord
from gonogo.workflows.record import Seen, decide
from gonogo.workflows.scoped import touched_on
from gonogo.workflows.standing import warnings_of
from gonogo.workflows.testimony import unsigned_runs

_TAKE_BACK = (
    "See who took it out: git log --diff-filter=D -- record. Take it back from there, or from"
    " another clone. Where it was never shared and may go: rm .git/gonogo/*/seen.json."
)
_ASSESS = "Assess the network again on this machine: what it measured is signed then."


@dataclass(frozen=True)
class Judgement:
    """A decision of a project, with everything that a determination says of it."""

    decision: Decision
    seen: Seen
    policy: Policy
    counted: Counted
    record: Record
    """What the judge read of the acts."""
    features: Mapping[str, Touched]
    blocks: tuple[Block, ...]
    """What was added to what follows from the acts."""


def judged(
    policy: Policy, seen: Seen, *, means: Means, now: datetime, current: str | None = None
) -> Decision:
    """Judge a network: in a project by what was signed, elsewhere by the history."""
    if means.signed is None:
        return decide(
            policy,
            seen,
            history=means.history,
            artifacts=means.artifacts,
            now=now,
            current=current,
        )
    return judge_signed(policy, seen, means=means, signed=means.signed, now=now).decision


def judge_signed(  # noqa: PLR0913 - The world of the judge is handed in.
    policy: Policy,
    seen: Seen,
    *,
    means: Means,
    signed: SignedRecord,
    now: datetime,
    added: tuple[Reason, ...] = (),
) -> Judgement:
    """Judge a network by the acts that count now.

    Args:
        policy: What is asked.
        seen: What the network's files and the network itself say now.
        means: Where this machine keeps what it measured.
        signed: The record of the project.
        now: The time of judgement.
        added: What whoever decides adds.
    """
    counted = signed.counted(now)
    features = touched_on(seen.network, counted)
    record = compile_record(counted, _under(policy, _subject(seen, features, now), signed))
    anew = tuple(item for body in evaluations(policy, record, means) for item in body.evidence)
    if anew:
        record = replace(record, evidence=tuple(dict.fromkeys((*record.evidence, *anew))))
    decision = judge(policy, record)
    local = (*added, *_known_here(seen, means, signed, counted))
    standing = warnings_of(counted, seen.network.name, now)
    notes = tuple(dict.fromkeys((*standing, *decision.notes, *seen.notes)))
    return Judgement(
        decision=replace(decision, reasons=(*local, *decision.reasons), notes=notes),
        seen=seen,
        policy=policy,
        counted=counted,
        record=record,
        features=features,
        blocks=tuple(
            Block(each.code, each.subject, each.verdict, each.explanation) for each in local
        ),
    )


def known_deployments(network: str, means: Means) -> tuple[Deployment, ...]:
    """Return the deployments of a network that this machine saw, or another that signed it."""
    known = {each.digest: each for each in means.history.deployments(network)}
    if means.signed is not None:
        known = {each.digest: each for each in _signed_deployments(network, means.signed)} | known
    return tuple(known.values())


def last_deployment(network: str, means: Means) -> str | None:
    """Return the deployment that was seen last; None: none ever was."""
    if means.signed is not None:
        seen = [each.digest for each in _signed_deployments(network, means.signed)]
        if seen:
            return seen[-1]
    about = [run.deployment for run in means.history.runs() if run.network == network]
    return next((each for each in reversed(about) if each is not None), None)


def evaluations(policy: Policy, record: Record, means: Means) -> tuple[EvaluationBody, ...]:
    """Return what readings on this machine say under parameters that nobody judged them by.

    Empty where everything was judged as the policy asks, or where the readings are elsewhere.
    """
    asked: dict[str, tuple[Parameters, ...]] = {}
    judged_by: dict[tuple[str, str], tuple[Evidence, set[Parameters]]] = {}
    for item in record.evidence:
        if item.deployment == record.deployment and item.readings and can_judge(item.check):
            asked.setdefault(item.check, parameter_sets(policy, item.check))
            of = judged_by.setdefault((item.run, item.readings[0]), (item, set()))
            of[1].add(item.parameters)
    found: dict[str, list[Evidence]] = {}
    for (run, observation), (item, known) in judged_by.items():
        for parameters in asked[item.check]:
            if parameters not in known:
                found.setdefault(run, []).extend(_anew(item, observation, parameters, means))
    return tuple(EvaluationBody(run, tuple(items)) for run, items in found.items() if items)


def evaluations_of(
    policy: Policy, seen: Seen, *, means: Means, signed: SignedRecord
) -> tuple[EvaluationBody, ...]:
    """Return what readings on this machine say that nobody signed, as a policy asks them."""
    now = means.clock.now()
    counted = signed.counted(now)
    record = compile_record(counted, _subject(seen, touched_on(seen.network, counted), now))
    return evaluations(policy, record, means)


def _anew(
    item: Evidence, observation: str, parameters: Parameters, means: Means
) -> Iterator[Evidence]:
    try:
        kept, observed = take_out(observation, means.artifacts)
    except CorruptRecordError:
        # Measured by another machine, or lost: then the question stays open, which holds.
        return
    anew = evidence_of(
        observed, kept, observation, parameters=parameters, run=item.run, deployment=item.deployment
    )
    yield replace(anew.evidence, is_void=item.is_void)


def _subject(seen: Seen, features: Mapping[str, Touched], now: datetime) -> Subject:
    return Subject(
        network=seen.network.name,
        deployment=seen.deployment,
        candidate=seen.candidate,
        chains=tuple(ChainScope(chain.name, chain.inventory) for chain in seen.network.chains),
        judged_at=now,
        features=features,
        policy_as_typed=seen.policy_as_typed,
    )


def _under(policy: Policy, subject: Subject, signed: SignedRecord) -> Subject:
    """Give what the judge needs where features must have passed something before."""
    if policy.requires_passed is None:
        return subject
    return replace(subject, requires_passed=policy.requires_passed, policies=signed.policies())


def _known_here(
    seen: Seen, means: Means, signed: SignedRecord, counted: Counted
) -> Iterator[Reason]:
    """Give the reasons that only this machine knows: holds, all of them."""
    for problem in seen.problems:
        yield _hold("seen-now", problem.about, problem.explanation, problem.remedy)
    if seen.unknown_facts:
        what = f"could not be read now: {', '.join(sorted(seen.unknown_facts))}"
        yield _hold("unknown-now", "", what, "Make every node answer, then assess again.")
    obstacle = None
    for run in unsigned_runs(seen.network.name, means.history, counted):
        obstacle = obstacle or signed.obstacle()
        why = f": {obstacle.explanation}" if obstacle else ""
        what = f"what run {run.number} ({run.id}) measured here was signed by nobody{why}"
        yield _hold("unsigned-run", run.id, what, obstacle.remedy if obstacle else _ASSESS)
    for lost in signed.lost_acts():
        what = f"{lost} was signed on this machine and is not in the record any more"
        yield _hold("lost-act", lost, what, "Put it back: gonogo record restore.")
    for missed in signed.missed_acts():
        what = f"{missed} was in the record when this clone looked before, and is not any more"
        yield _hold("missed-act", missed, what, _TAKE_BACK)
    for problem in signed.unadopted():
        yield _hold("unadopted", problem.about, problem.explanation, problem.remedy)


def _hold(code: str, subject: str, explanation: str, remedy: str) -> Reason:
    return Reason(subject or code, Verdict.HOLD, explanation, remedy, code, subject)


def _signed_deployments(network: str, signed: SignedRecord) -> Iterator[Deployment]:
    """Yield the deployments that ended runs of a network named, the last one last."""
    counted = signed.counted()
    began = {
        (act.body.run, act.signer) for act in counted.acts if isinstance(act.body, RunStartedBody)
    }
    for act in counted.acts:
        body = act.body
        if not isinstance(body, RunEndedBody) or body.network != network:
            continue
        if body.deployment is not None and (body.run, act.signer) in began:
            facts = tuple(Fact(fact.name, fact.value) for fact in body.deployment.identity.facts)
            yield Deployment(body.deployment.network, body.deployment.candidate, Identity(facts))
