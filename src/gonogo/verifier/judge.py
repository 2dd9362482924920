"""The judge: from acts that count to the outline that two implementations must agree on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from .act import Act
from .answers import CONDITIONAL, MET, UNKNOWN, UNMET, Answering, Judged
from .canonical import encode
from .counting import Counted
from .features import features_not_passed, features_on
from .policy import Policy
from .questions import Case, Run

GO, HOLD, NO_GO = "go", "hold", "no-go"
WORST_LAST = (GO, CONDITIONAL, HOLD, NO_GO)
_VERDICT_OF = {MET: GO, CONDITIONAL: CONDITIONAL, UNKNOWN: HOLD, UNMET: NO_GO}
_SEVERITY_THAT_NEEDS_A_PLAN = 2

Derives = Callable[[Act], bool]
"""Says whether what an earlier decision rests on bears it out."""

Grounds = set[tuple[str, str, str]]
"""Code, subject and verdict of what else weighs."""


@dataclass(frozen=True)
class Outline:
    """What was decided, and all that it rests on, in short."""

    content: bytes
    verdict: str
    level: str


def judge(  # noqa: PLR0913 - what is judged, and by what
    counted: Counted,
    policy: Policy,
    policy_digest: str,
    case: Case,
    blocks: Iterable[Mapping[str, Any]],
    *,
    earlier: Derives,
) -> Outline:
    """Return the outline of what counts under a policy; `earlier` derives decisions of before."""
    answering = Answering(counted, policy, case)
    judged = answering.judged()
    reasons: Grounds = set()
    reasons.update(_about_findings(answering, judged))
    reasons.update(_about_runs(answering))
    reasons.update(_about_soak(answering))
    reasons.update(_about_the_case(counted, policy, policy_digest, case))
    if policy.requires_passed is not None:
        reasons.update(
            ("feature-not-passed", feature, NO_GO)
            for feature in features_not_passed(counted, case, policy.requires_passed, earlier)
        )
    reasons.update((row["code"], row["subject"], row["verdict"]) for row in blocks)
    verdicts = {_VERDICT_OF[one.answer] for one in judged} or {HOLD}
    verdicts.update(verdict for _, _, verdict in reasons)
    verdict = max(verdicts, key=WORST_LAST.index)
    answers = sorted((one.requirement.id, one.chain, one.answer) for one in judged)
    content = encode(
        {
            "answers": [
                {"answer": answer, "chain": chain, "requirement": requirement}
                for requirement, chain, answer in answers
            ],
            "reasons": [
                {"code": code, "subject": subject, "verdict": weight}
                for code, subject, weight in sorted(reasons)
            ],
            "verdict": verdict,
        }
    )
    return Outline(content, verdict, level_of(policy, verdict))


def level_of(policy: Policy, verdict: str) -> str:
    """Return what a decision of this verdict is worth."""
    return f"{policy.level}_CONDITIONAL" if verdict == CONDITIONAL else policy.level


def _about_findings(answering: Answering, judged: Iterable[Judged]) -> Grounds:
    named = {finding.id for one in judged if one.answer == UNMET for finding in one.unresolved}
    reasons: Grounds = set()
    for name in answering.unresolved:
        severity = answering.lives.severity.get(name)
        if severity is None:
            if name not in named:
                reasons.add(("finding-unrated", name, HOLD))
        elif severity > _SEVERITY_THAT_NEEDS_A_PLAN:
            reasons.add(("finding-documented", name, GO))
        elif severity == _SEVERITY_THAT_NEEDS_A_PLAN and name in answering.lives.planned:
            reasons.add(("finding-planned", name, CONDITIONAL))
        else:
            reasons.add(("finding-blocks", name, NO_GO))
    return reasons


def _about_runs(answering: Answering) -> Grounds:
    case = answering.case
    reasons: Grounds = {
        ("run-unfinished", run.name, HOLD)
        for run in answering.questions.runs
        if run.ended_at is None
    }
    reasons.update(("run-numbers", key, HOLD) for key in _misnumbered(answering.counted))
    ended = [run for run in answering.questions.runs if run.end is not None]
    # Where the deployment was not recognised, no run is on it, not even one that recognised none.
    on_it = [
        run for run in ended if run.deployment is not None and run.deployment == case.deployment
    ]
    here = _last(on_it)
    if here is not None and here.end is not None and here.end.body["unknown_facts"]:
        reasons.add(("identity-unknown", "", HOLD))
    last = _last(ended)
    if last is not None and last.end is not None:
        reasons.update(("problem", row["about"], HOLD) for row in last.end.body["problems"])
    return reasons


def _last(runs: Iterable[Run]) -> Run | None:
    return max(runs, key=lambda run: (run.ended_at, run.name), default=None)


def _misnumbered(counted: Counted) -> Iterator[str]:
    numbers: dict[str, list[int]] = {}
    for act in counted.of_kind("run-started"):
        numbers.setdefault(act.signer, []).append(act.body["number"])
    for key, own in numbers.items():
        if sorted(own) != list(range(1, len(own) + 1)):
            yield key


def _about_soak(answering: Answering) -> Grounds:
    policy, case = answering.policy, answering.case
    if policy.soak_seconds <= 0:
        return set()
    ended = {run.name for run in answering.questions.runs if run.ended_at is not None}
    seen = [
        item
        for item in answering.questions.all_items()
        if item.outcome in {"passed", "failed"}
        and item.deployment == case.deployment
        and not item.is_void
        and item.ended_at <= case.judged_at
        and item.run in ended
        and answering.questions.could_see(item)
        and not item.question.is_by_hand
    ]
    longest = timedelta(seconds=policy.soak_longest_gap_seconds)
    began = reached = case.judged_at
    for item in sorted(seen, key=lambda each: each.ended_at, reverse=True):
        if longest > timedelta() and reached - item.ended_at > longest:
            break
        began, reached = min(began, item.started_at), item.ended_at
    # Nothing seen at all is no soak either, however short it may be.
    if not seen or case.judged_at - began < timedelta(seconds=policy.soak_seconds):
        return {("soak", "", HOLD)}
    return set()


def _about_the_case(counted: Counted, policy: Policy, policy_digest: str, case: Case) -> Grounds:
    holds = {
        "identity-unrecognised": case.deployment is None,
        "no-chains": not case.scope,
        "record-incomplete": not counted.is_complete or counted.fault is not None,
        "solo": counted.trust.is_solo and not policy.accepts_solo,
        "no-scope": policy.needs_scope and not features_on(counted, case),
        "policy-not-signed": not _is_policy_signed(counted, policy, policy_digest, case),
    }
    reasons: Grounds = {(code, "", HOLD) for code, is_so in holds.items() if is_so}
    reasons.update(
        ("freeze", freeze.reason, HOLD)
        for freeze in policy.freezes
        if freeze.starts_at <= case.judged_at < freeze.ends_at
    )
    return reasons


def _is_policy_signed(counted: Counted, policy: Policy, policy_digest: str, case: Case) -> bool:
    pinned = counted.trust.agreed_policy(policy.name, case.network)
    if pinned is not None:
        return pinned == policy_digest
    acts = {
        act.id: act for act in counted.of_kind("policy") if act.body["transition"] == policy.name
    }
    last = counted.graph.seen(acts).last()
    return all(acts[name].body["policy_digest"] == policy_digest for name in last)
