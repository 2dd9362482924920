"""Answer one requirement on one chain, in words that a person can act on.

The rules are tried in the order of their gravity: what failed, what failed too often,
what nobody answered, what was not seen for long enough, what is too old, what too few
passes or people say. Only what passes them all is met. The order is that of
`docs/judging.md`; whether people excuse an answer is asked afterwards (`lifting`).
"""

import math

from gonogo.evidence import Evidence, Figure, Outcome
from gonogo.findings import Finding
from gonogo.readiness import finding_commands
from gonogo.readiness.attempts import Attempts
from gonogo.readiness.case import Case, is_fresh, signers
from gonogo.readiness.decision import Answer, RequirementAnswer
from gonogo.readiness.duration import in_words
from gonogo.readiness.lineage import Lineage
from gonogo.readiness.power import exclusion_percent
from gonogo.readiness.rate import is_rate_excluded
from gonogo.readiness.standing import latest, passes_needed, valid_claim

NOTHING = "nothing"

_INAPPLICABLE = "It does not apply where the inventory lacks the component that it names."


def answer(case: Case) -> RequirementAnswer:
    """Answer a requirement on a chain."""
    standing = case.standing
    if standing.unresolved:
        return _failed(case)
    if case.is_failing_too_often:
        return _too_often(case)
    if case.requirement.check is None and not case.applies:
        return _inapplicable_by_hand(case)
    if standing.open_question is not None and _is_the_latest_word(case):
        return _unanswered(case)
    if standing.support is None:
        return _not_enough(case)
    return _supported(case, standing.support)


def _supported(case: Case, support: Evidence) -> RequirementAnswer:
    """Answer where something speaks for it: whether that is fresh, and enough."""
    if not is_fresh(support, case):
        return _stale(case, support)
    too_few = _too_few(case, support) if case.applies else None
    return too_few or _met(case, support)


def _too_few(case: Case, support: Evidence) -> RequirementAnswer | None:
    """Answer where passes, people or attempts are too few; None: they are enough."""
    requirement = case.requirement
    if case.standing.straight_passes < max(1, requirement.passes):
        return _too_few_passes(case, support)
    if requirement.check is None and len(signers(case)) < requirement.people:
        return _too_few_people(case, support)
    percent = requirement.repeatable_failure_percent
    if percent is not None and not is_rate_excluded(*case.full_attempts, percent):
        return _undecided_rate(case, support, percent)
    return None


def _is_the_latest_word(case: Case) -> bool:
    """Say whether the open question is what to tell, rather than a later pass that fell short."""
    attempt, seen = case.standing.open_question, latest(case.standing.passes)
    if case.standing.support is not None or seen is None or attempt is None:
        return True
    return attempt.at >= seen.window.ended_at


def _inapplicable_by_hand(case: Case) -> RequirementAnswer:
    return _answer(
        case,
        Answer.MET,
        rule=_INAPPLICABLE,
        seen=f"no {case.requirement.component} in the inventory",
        remedy="",
    )


def _too_often(case: Case) -> RequirementAnswer:
    failed, attempts = case.full_attempts
    percent = case.requirement.repeatable_failure_percent
    return _answer(
        case,
        Answer.UNMET,
        rule=f"It must not fail in more than {percent:g} % of its attempts.",
        seen=f"{failed} of {attempts} full attempts on this deployment failed, which happens in at"
        f" most one of twenty cases where the rate is {percent:g} % or less",
        remedy=f"{case.remedy} Then let a new deployment show it, or run"
        f" {case.assess} until passes outweigh the failures.",
        evidence=case.standing.failures,
    )


def _too_few_passes(case: Case, support: Evidence) -> RequirementAnswer:
    straight, needed = case.standing.straight_passes, case.requirement.passes
    return _answer(
        case,
        Answer.UNKNOWN,
        rule=f"It takes {needed} straight passes in full windows that do not overlap.",
        seen=f"{straight} of {needed} straight passes",
        remedy=f"Run {case.assess} another {needed - straight} times.",
        evidence=(support,),
        figures=support.figures,
    )


def _too_few_people(case: Case, support: Evidence) -> RequirementAnswer:
    signed, needed = len(signers(case)), case.requirement.people
    return _answer(
        case,
        Answer.UNKNOWN,
        rule=f"It takes the signatures of {needed} people, each fresh and after the last failure.",
        seen=f"{signed} of {needed} people signed it",
        remedy=f"Let somebody else with the role sign it off too. {case.remedy}",
        evidence=(support,),
    )


def _undecided_rate(case: Case, support: Evidence, percent: float) -> RequirementAnswer:
    failed, attempts = case.full_attempts
    return _answer(
        case,
        Answer.UNKNOWN,
        rule=f"So many attempts must pass that failing in more than {percent:g} % is unlikely.",
        seen=f"{failed} of {attempts} full attempts on this deployment failed, which is not few"
        " enough to tell",
        remedy=f"Run {case.assess} more often.",
        evidence=(support,),
        figures=support.figures,
    )


def _failed(case: Case) -> RequirementAnswer:
    requirement, standing = case.requirement, case.standing
    # A finding outlives its evidence, so there may be a failure that nobody can show any more.
    last = standing.failures[-1] if standing.failures else None
    if last is None:
        titles = "; ".join(sorted(_told(finding, case.lineage) for finding in standing.unresolved))
        seen = f"{titles} (its evidence is not in the record, the finding is)"
    else:
        times = (
            f"failed {len(standing.failures)} times, last " if len(standing.failures) > 1 else ""
        )
        origin = case.lineage.origin(last.deployment, last.window.ended_at)
        where = f" {origin}" if origin else ""
        seen = f"{times}in run {last.run}{where}: {last.summary}"
    needed = passes_needed(requirement)
    later = "1 later pass" if needed == 1 else f"{needed} later passes"
    cause = "" if case.policy.resolves_by_pass else " made after its cause was recorded"
    return _answer(
        case,
        Answer.UNMET,
        rule=f"A failure stands until {later}{cause} in full windows on this deployment;"
        " neither a rerun nor deploying anew erases it.",
        seen=f"{seen}. Later passes that count: {standing.straight_passes}",
        remedy=f"{case.remedy} {_cause_first(case)}Then run {case.assess}: it takes {later}.",
        evidence=standing.failures,
        figures=last.figures if last else (),
    )


def _cause_first(case: Case) -> str:
    """Return how to name the causes that nobody named, where passes count only after them."""
    standing = case.standing
    failed_at = standing.failures[-1].window.ended_at if standing.failures else None
    unnamed = [one for one in standing.unresolved if valid_claim(one, failed_at) is None]
    if case.policy.resolves_by_pass or not unnamed:
        return ""
    first = min(unnamed, key=lambda one: (one.opened_at, one.id))
    more = f", and those of {len(unnamed) - 1} more" if len(unnamed) > 1 else ""
    signs = "" if case.record.numbers_by_key is not None else finding_commands.SIGN_FIRST
    return f"{signs}Name its cause (`{finding_commands.resolve(first)}`{more}). "


def _told(finding: Finding, lineage: Lineage) -> str:
    origin = lineage.origin(finding.deployment, finding.opened_at)
    return f"{finding.title} (opened {origin})" if origin else finding.title


def _unanswered(case: Case) -> RequirementAnswer:
    attempt = case.standing.open_question
    assert attempt is not None  # noqa: S101 - the caller saw that there is one
    return _answer(
        case,
        Answer.UNKNOWN,
        rule="An attempt that gave no answer leaves the question open until a later pass.",
        seen=attempt.reason,
        remedy=f"See why it was not answered, then {case.assess}.",
        evidence=(attempt.evidence,) if attempt.evidence else (),
        figures=attempt.evidence.figures if attempt.evidence else (),
    )


def _not_enough(case: Case) -> RequirementAnswer:
    return _too_short(case) if case.standing.passes else _nothing(case)


def _nothing(case: Case) -> RequirementAnswer:
    if case.requirement.check is None:
        return _answer(
            case,
            Answer.UNKNOWN,
            rule="What nothing observes automatically holds until somebody records it.",
            seen=f"{NOTHING}: nobody has recorded it",
            remedy=case.remedy,
        )
    ignored = sum(case.attempts.ignored.values())
    counted = "nothing that counts was recorded" if ignored else "nothing was recorded"
    return _answer(
        case,
        Answer.UNKNOWN,
        rule="What nobody saw is not known.",
        seen=f"{NOTHING}: {counted}",
        remedy=f"Run {case.assess}.",
    )


def _too_short(case: Case) -> RequirementAnswer:
    asked = case.requirement.window_seconds
    # A window under other thresholds may be long, and says nothing about this question.
    longest = max(item.window.seconds for item in case.standing.passes)
    best = latest(item for item in case.standing.passes if item.window.seconds == longest)
    return _answer(
        case,
        Answer.UNKNOWN,
        rule="A pass counts only when it was observed for as long as is asked, in one piece.",
        seen=f"{in_words(longest)} seen where {in_words(asked)} are asked",
        remedy=f"Run {case.assess} and let it observe for {in_words(asked)}.",
        evidence=(best,) if best else (),
        figures=best.figures if best else (),
    )


def _stale(case: Case, support: Evidence) -> RequirementAnswer:
    freshness = case.requirement.freshness_seconds
    age = (case.record.judged_at - support.window.ended_at).total_seconds()
    limit = f"at most {in_words(freshness)} are allowed" if freshness > 0 else "no age is allowed"
    return _answer(
        case,
        Answer.UNKNOWN,
        rule="Passes age: only a fresh one counts.",
        seen=f"the latest pass is {in_words(age)} old where {limit}",
        remedy=f"Run {case.assess}.",
        evidence=(support,),
        figures=support.figures,
    )


def _met(case: Case, support: Evidence) -> RequirementAnswer:
    if support.outcome is Outcome.NOT_APPLICABLE:
        return _answer(
            case,
            Answer.MET,
            rule=_INAPPLICABLE,
            seen=f"no {case.requirement.component} in the inventory: {support.summary}",
            remedy="",
            evidence=(support,),
        )
    straight = case.standing.straight_passes
    power = (
        Figure("straight passes", float(straight), "passes"),
        Figure("failure rates excluded above", round(exclusion_percent(straight), 1), "%"),
    )
    return _answer(
        case,
        Answer.MET,
        rule="The latest pass is fresh, full and final, and no failure is unresolved.",
        seen=support.summary,
        remedy="",
        evidence=(support,),
        figures=(*support.figures, *power),
    )


def _answer(  # noqa: PLR0913 - one argument for each thing that an answer says
    case: Case,
    given: Answer,
    *,
    rule: str,
    seen: str,
    remedy: str,
    evidence: tuple[Evidence, ...] = (),
    figures: tuple[Figure, ...] = (),
) -> RequirementAnswer:
    requirement = case.requirement
    return RequirementAnswer(
        requirement=requirement.id,
        title=requirement.title,
        chain=case.chain.name,
        answer=given,
        rule=rule,
        seen=seen + _ignored(case.attempts),
        why=requirement.why,
        remedy=remedy,
        source=requirement.source,
        evidence=tuple(sorted({item.digest for item in evidence})),
        readings=tuple(sorted({name for item in evidence for name in item.readings})),
        # A number that is none has no place in JSON, and explains nothing.
        figures=tuple(figure for figure in figures if math.isfinite(figure.value)),
        findings=tuple(sorted({finding.id for finding in case.standing.unresolved})),
    )


def _ignored(attempts: Attempts) -> str:
    if not attempts.ignored:
        return ""
    counted = "; ".join(f"{count} {why}" for why, count in sorted(attempts.ignored.items()))
    return f" (not counted: {counted})"
