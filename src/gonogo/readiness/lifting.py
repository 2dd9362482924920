"""What people excuse: a waiver, or accepted plans, make an answer conditional at most.

Never go, and never an invariant. A waiver covers no SEV 0 or 1; a plan covers what
failed, not what fails too often and not that nobody looked at this deployment lately.
What nobody signed excuses nothing; whoever signs had the role, since acts of others
never come here.
"""

from dataclasses import replace

from gonogo.findings import Finding, Severity
from gonogo.people import to_the_minute
from gonogo.readiness.case import Case, is_fresh
from gonogo.readiness.decision import Answer, RequirementAnswer
from gonogo.readiness.reasons import is_planned
from gonogo.readiness.record import Waiver

_BLOCKING = (Severity.SEV0, Severity.SEV1)
_PLANNABLE = (Severity.SEV2, Severity.SEV3)


def lifted(given: RequirementAnswer, case: Case) -> RequirementAnswer:
    """Return an answer as people excuse it: as it is, or conditional."""
    if case.requirement.is_invariant or given.answer not in (Answer.UNKNOWN, Answer.UNMET):
        return given
    waiver = _waiver(case)
    if waiver is not None:
        return _conditional(
            given,
            rule="A signed waiver excuses one requirement of one deployment, until a date.",
            why=f"{waiver.by} waived it until {to_the_minute(waiver.until)}: {waiver.reason}",
        )
    if _is_all_planned(case):
        return _conditional(
            given,
            rule="What failed is lived with under accepted plans that are not past due.",
            why="; ".join(sorted(_plan_in_words(one) for one in case.standing.unresolved)),
        )
    return given


def _waiver(case: Case) -> Waiver | None:
    """Return the waiver that fits and holds the longest; None: none does."""
    # Before any waiver is looked at: who may excuse a row must not thereby excuse a SEV 0 or 1.
    if any(finding.severity in _BLOCKING for finding in case.standing.unresolved):
        return None
    now = case.record.judged_at
    fitting = (
        waiver
        for waiver in case.record.waivers
        if waiver.requirement == case.requirement.id
        and waiver.chain in (None, case.chain.name)
        and waiver.signed_at <= now < waiver.until
    )
    # Two that end together are told apart by their act, so that every clone quotes the same one.
    return max(fitting, key=lambda waiver: (waiver.until, waiver.act), default=None)


def _is_all_planned(case: Case) -> bool:
    unresolved = case.standing.unresolved
    # Without the first, a question that is open again after a pass would be planned for by nobody,
    # and pass for planned: of nothing, everything is.
    if not unresolved or case.is_failing_too_often or not _was_seen_lately(case):
        return False
    return all(
        finding.severity in _PLANNABLE and _is_planned(finding, case) for finding in unresolved
    )


def _is_planned(finding: Finding, case: Case) -> bool:
    plan = finding.plan
    return plan is not None and plan.act != "" and is_planned(finding, case.record.judged_at)


def _was_seen_lately(case: Case) -> bool:
    """Say whether the question was answered on this deployment, by a failure or a full pass."""
    here = (item for item in case.standing.failures if item.deployment == case.record.deployment)
    return any(is_fresh(item, case) for item in (*here, *case.standing.full_passes))


def _conditional(given: RequirementAnswer, *, rule: str, why: str) -> RequirementAnswer:
    return replace(given, answer=Answer.CONDITIONAL, rule=rule, seen=f"{why}. Before: {given.seen}")


def _plan_in_words(finding: Finding) -> str:
    plan = finding.plan
    return f"{plan.owner} until {plan.due}: {plan.text}" if plan else ""
