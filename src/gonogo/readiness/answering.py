"""Answer one requirement on one chain, in words that a person can act on.

The rules are tried in the order of their gravity: what failed, what nobody
answered, what was not seen for long enough, what is too old. Only what passes
them all is met.
"""

import math
import shlex
from dataclasses import dataclass

from gonogo.evidence import Evidence, Figure, Outcome
from gonogo.findings import Finding
from gonogo.readiness.attempts import Attempts
from gonogo.readiness.decision import Answer, RequirementAnswer
from gonogo.readiness.duration import in_words
from gonogo.readiness.lineage import Lineage, lineage_of
from gonogo.readiness.policy import Policy, Requirement
from gonogo.readiness.power import exclusion_percent
from gonogo.readiness.record import ChainScope, Record
from gonogo.readiness.standing import Asked, Standing, latest, passes_needed, stand

NOTHING = "nothing"


@dataclass(frozen=True)
class Case:
    """A requirement on a chain, with everything that its answer rests on."""

    requirement: Requirement
    chain: ChainScope
    policy: Policy
    record: Record
    attempts: Attempts
    lineage: Lineage
    standing: Standing

    @property
    def assess(self) -> str:
        """Return the command that asks it again, which must be one that works when it is typed."""
        policy = shlex.quote(self.record.policy_as_typed or self.policy.name)
        return f"`gonogo assess {self.record.network} --policy {policy}`"


def ask(
    requirement: Requirement,
    chain: ChainScope,
    policy: Policy,
    record: Record,
    attempts: Attempts,
) -> Case:
    """Put together what the answer to a requirement on a chain rests on."""
    lineage = lineage_of(record)
    standing = stand(Asked(requirement, policy, chain.components, lineage), attempts)
    return Case(requirement, chain, policy, record, attempts, lineage, standing)


def answer(case: Case) -> RequirementAnswer:
    """Answer a requirement on a chain."""
    standing = case.standing
    if case.requirement.check is None:
        return _by_hand(case)
    if standing.unresolved:
        return _failed(case)
    if standing.open_question is not None and _is_the_latest_word(case):
        return _unanswered(case)
    if standing.support is None:
        return _not_enough(case)
    if not is_fresh(standing.support, case):
        return _stale(case, standing.support)
    return _met(case, standing.support)


def is_fresh(item: Evidence, case: Case) -> bool:
    """Say whether evidence is young enough; a policy without a freshness accepts none."""
    freshness = case.requirement.freshness_seconds
    age = (case.record.judged_at - item.window.ended_at).total_seconds()
    return freshness > 0 and 0 <= age <= freshness


def _is_the_latest_word(case: Case) -> bool:
    """Say whether the open question is what to tell, rather than a later pass that fell short."""
    attempt, seen = case.standing.open_question, latest(case.standing.passes)
    if case.standing.support is not None or seen is None or attempt is None:
        return True
    return attempt.at >= seen.window.ended_at


def _by_hand(case: Case) -> RequirementAnswer:
    return _answer(
        case,
        Answer.UNKNOWN,
        rule="What nothing observes automatically holds until somebody records it.",
        seen=f"{NOTHING}: nobody has recorded it; signed manual records come later",
        remedy=case.requirement.remedy,
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
        remedy=f"{requirement.remedy} Then run {case.assess}: it takes {later}.",
        evidence=standing.failures,
        figures=last.figures if last else (),
    )


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
            rule="It does not apply where the inventory lacks the component that it names.",
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
