"""What happened since a decision: whether a step may still be made on it.

A decision is valid for days, and its readings are fresh for minutes. So what was fresh
when it was decided stays so while the decision is valid; but what failed, broke or
became unknown since then speaks against the step, whatever was decided.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from gonogo.findings import severity_in_short
from gonogo.promotion import KnownFinding, Refusal
from gonogo.promotion import Reason as ReasonTold
from gonogo.readiness import Policy, RequirementAnswer, Verdict, is_about_finding
from gonogo.record import DeterminationBody
from gonogo.workflows import Judgement

UNKNOWN_CODES = frozenset(
    {
        "unknown_since",
        "hold",
        "record_incomplete",
        "not_recorded",
        "not_bundled",
        "not_seen",
        "solo_not_accepted",
    }
)
"""What a step is refused for because nobody knows, and not because something failed."""

_GRAVEST_LAST = (Verdict.GO, Verdict.CONDITIONAL, Verdict.HOLD, Verdict.NO_GO)
_CODES = {
    Verdict.NO_GO: "failed_since",
    Verdict.HOLD: "unknown_since",
    Verdict.CONDITIONAL: "conditional_since",
}
_AGED = frozenset({"policy-not-signed"})
"""Reasons that speak against the aged policy alone; the verifier looks at the pinned one."""


def aged(policy: Policy, decided_at: datetime, now: datetime) -> Policy:
    """Return the policy under which what was fresh when it was decided is fresh now."""
    elapsed = max(0.0, (now - decided_at).total_seconds())
    gap = policy.soak_longest_gap_seconds
    return replace(
        policy,
        requirements=tuple(
            replace(each, freshness_seconds=each.freshness_seconds + elapsed)
            if each.freshness_seconds > 0
            else each
            for each in policy.requirements
        ),
        soak_longest_gap_seconds=gap + elapsed if gap > 0 else gap,
    )


def since(decided: DeterminationBody, now: Judgement) -> tuple[Refusal, ...]:
    """Return what became worse since a decision; nothing: it would be decided so again."""
    then = _GRAVEST_LAST.index(Verdict(decided.verdict))
    told = [
        (each.verdict, f"{each.about}: {each.explanation}", each.remedy)
        for each in now.decision.reasons
        if each.code not in _AGED
    ]
    told += [(each.verdict, _in_words(each), each.remedy) for each in now.decision.answers]
    worse = [each for each in told if _GRAVEST_LAST.index(each[0]) > then]
    return tuple(
        dict.fromkeys(
            Refusal(_CODES[verdict], f"since the determination: {what}", remedy)
            for verdict, what, remedy in worse
        )
    )


def _in_words(given: RequirementAnswer) -> str:
    return f"{given.title} is {given.answer.value} on {given.chain}: {given.seen}"


def reasons_told(decided: DeterminationBody) -> tuple[ReasonTold, ...]:
    """Return what weighed on a decision, as a pull request tells it."""
    return tuple(
        ReasonTold(each.code, each.subject, each.verdict) for each in decided.outline.reasons
    )


def findings_along(decided: DeterminationBody, judgement: Judgement) -> Iterator[KnownFinding]:
    """Yield the findings that go along: they do not block, and somebody lives with them."""
    named = {each.subject for each in decided.outline.reasons if is_about_finding(each.code)}
    for finding in judgement.record.findings:
        if finding.id in named:
            plan = finding.plan
            yield KnownFinding(
                title=finding.title,
                severity=severity_in_short(finding.severity),
                plan=plan.text if plan else "",
                owner=plan.owner if plan else "",
                due=plan.due if plan else None,
            )
