"""Answer one requirement on one chain, in words that a person can act on.

The rules are tried in the order of their gravity: what failed, what nobody
answered, what was not seen for long enough, what is too old. Only what passes
them all is met.
"""

import math
from dataclasses import dataclass

from gonogo.evidence import Evidence, Figure, Outcome
from gonogo.readiness.attempts import Attempts
from gonogo.readiness.decision import Answer, RequirementAnswer
from gonogo.readiness.duration import in_words
from gonogo.readiness.parameters import difference
from gonogo.readiness.policy import Policy, Requirement
from gonogo.readiness.power import exclusion_percent
from gonogo.readiness.record import ChainScope, Record
from gonogo.readiness.standing import Standing, latest, passes_needed, stand

NOTHING = "nothing"


@dataclass(frozen=True)
class Question:
    """A requirement on a chain, with everything that its answer rests on."""

    requirement: Requirement
    chain: ChainScope
    policy: Policy
    record: Record
    attempts: Attempts
    standing: Standing

    @property
    def assess(self) -> str:
        """Return the command that asks it again."""
        return f"`gonogo assess {self.record.network} --policy {self.policy.name}`"


def ask(
    requirement: Requirement,
    chain: ChainScope,
    policy: Policy,
    record: Record,
    attempts: Attempts,
) -> Question:
    """Put together what the answer to a requirement on a chain rests on."""
    standing = stand(requirement, policy, attempts, chain.components)
    return Question(requirement, chain, policy, record, attempts, standing)


def answer(question: Question) -> RequirementAnswer:
    """Answer a requirement on a chain."""
    standing = question.standing
    if question.requirement.check is None:
        return _by_hand(question)
    if standing.unresolved:
        return _failed(question)
    if standing.open_question is not None and _is_the_latest_word(question):
        return _unanswered(question)
    if standing.support is None:
        return _not_enough(question)
    if not is_fresh(standing.support, question):
        return _stale(question, standing.support)
    return _met(question, standing.support)


def is_fresh(item: Evidence, question: Question) -> bool:
    """Say whether evidence is young enough; a policy without a freshness accepts none."""
    freshness = question.requirement.freshness_seconds
    age = (question.record.judged_at - item.window.ended_at).total_seconds()
    return freshness > 0 and 0 <= age <= freshness


def _is_the_latest_word(question: Question) -> bool:
    """Say whether the open question is what to tell, rather than a later pass that fell short."""
    attempt, seen = question.standing.open_question, latest(question.attempts.passes)
    if question.standing.support is not None or seen is None or attempt is None:
        return True
    return attempt.at >= seen.window.ended_at


def _by_hand(question: Question) -> RequirementAnswer:
    return _answer(
        question,
        Answer.UNKNOWN,
        rule="What nothing observes automatically holds until somebody records it.",
        seen=f"{NOTHING}: nobody has recorded it; signed manual records come later",
        remedy=question.requirement.remedy,
    )


def _failed(question: Question) -> RequirementAnswer:
    requirement, standing = question.requirement, question.standing
    last = standing.failures[-1] if standing.failures else None
    if last is None:
        titles = "; ".join(sorted(finding.title for finding in standing.unresolved))
        seen = f"{titles} (its evidence is not in the record, the finding is)"
    else:
        times = (
            f"failed {len(standing.failures)} times, last " if len(standing.failures) > 1 else ""
        )
        seen = f"{times}in run {last.run}: {last.summary}"
    needed = passes_needed(requirement)
    later = "1 later pass" if needed == 1 else f"{needed} later passes"
    cause = "" if question.policy.resolves_by_pass else " made after its cause was recorded"
    return _answer(
        question,
        Answer.UNMET,
        rule=f"A failure stands until {later}{cause} in full windows; a rerun erases nothing.",
        seen=f"{seen}. Later passes that count: {standing.straight_passes}",
        remedy=f"{requirement.remedy} Then run {question.assess}: it takes {later}.",
        evidence=standing.failures,
        figures=last.figures if last else (),
    )


def _unanswered(question: Question) -> RequirementAnswer:
    attempt = question.standing.open_question
    assert attempt is not None  # noqa: S101 - the caller saw that there is one
    return _answer(
        question,
        Answer.UNKNOWN,
        rule="An attempt that gave no answer leaves the question open until a later pass.",
        seen=attempt.reason,
        remedy=f"See why it was not answered, then {question.assess}.",
        evidence=(attempt.evidence,) if attempt.evidence else (),
        figures=attempt.evidence.figures if attempt.evidence else (),
    )


def _not_enough(question: Question) -> RequirementAnswer:
    seen = latest(question.attempts.passes)
    if seen is None:
        return _nothing(question)
    if asked_differently := difference(seen.parameters, question.requirement.parameters):
        return _answer(
            question,
            Answer.UNKNOWN,
            rule="A pass counts only under the thresholds that the policy asks for.",
            seen=f"a pass under other thresholds: {asked_differently}",
            remedy=f"Run {question.assess}.",
            evidence=(seen,),
            figures=seen.figures,
        )
    return _too_short(question)


def _nothing(question: Question) -> RequirementAnswer:
    ignored = sum(question.attempts.ignored.values())
    counted = "nothing that counts was recorded" if ignored else "nothing was recorded"
    return _answer(
        question,
        Answer.UNKNOWN,
        rule="What nobody saw is not known.",
        seen=f"{NOTHING}: {counted}",
        remedy=f"Run {question.assess}.",
    )


def _too_short(question: Question) -> RequirementAnswer:
    asked = question.requirement.window_seconds
    same = [
        item
        for item in question.attempts.passes
        if not difference(item.parameters, question.requirement.parameters)
    ]
    longest = max(item.window.seconds for item in same)
    best = latest(item for item in same if item.window.seconds == longest)
    return _answer(
        question,
        Answer.UNKNOWN,
        rule="A pass counts only when it was observed for as long as is asked, in one piece.",
        seen=f"{in_words(longest)} seen where {in_words(asked)} are asked",
        remedy=f"Run {question.assess} and let it observe for {in_words(asked)}.",
        evidence=(best,) if best else (),
        figures=best.figures if best else (),
    )


def _stale(question: Question, support: Evidence) -> RequirementAnswer:
    freshness = question.requirement.freshness_seconds
    age = (question.record.judged_at - support.window.ended_at).total_seconds()
    limit = f"at most {in_words(freshness)} are allowed" if freshness > 0 else "no age is allowed"
    return _answer(
        question,
        Answer.UNKNOWN,
        rule="Passes age: only a fresh one counts.",
        seen=f"the latest pass is {in_words(age)} old where {limit}",
        remedy=f"Run {question.assess}.",
        evidence=(support,),
        figures=support.figures,
    )


def _met(question: Question, support: Evidence) -> RequirementAnswer:
    if support.outcome is Outcome.NOT_APPLICABLE:
        return _answer(
            question,
            Answer.MET,
            rule="It does not apply where the inventory lacks the component that it names.",
            seen=f"no {question.requirement.component} in the inventory: {support.summary}",
            remedy="",
            evidence=(support,),
        )
    straight = question.standing.straight_passes
    power = (
        Figure("straight passes", float(straight), "passes"),
        Figure("failure rates excluded above", round(exclusion_percent(straight), 1), "%"),
    )
    return _answer(
        question,
        Answer.MET,
        rule="The latest pass is fresh, full and final, and no failure is unresolved.",
        seen=support.summary,
        remedy="",
        evidence=(support,),
        figures=(*support.figures, *power),
    )


def _answer(  # noqa: PLR0913 - one argument for each thing that an answer says
    question: Question,
    given: Answer,
    *,
    rule: str,
    seen: str,
    remedy: str,
    evidence: tuple[Evidence, ...] = (),
    figures: tuple[Figure, ...] = (),
) -> RequirementAnswer:
    requirement = question.requirement
    return RequirementAnswer(
        requirement=requirement.id,
        title=requirement.title,
        chain=question.chain.name,
        answer=given,
        rule=rule,
        seen=seen + _ignored(question.attempts),
        why=requirement.why,
        remedy=remedy,
        source=requirement.source,
        evidence=tuple(sorted({item.digest for item in evidence})),
        readings=tuple(sorted({name for item in evidence for name in item.readings})),
        # A number that is none has no place in JSON, and explains nothing.
        figures=tuple(figure for figure in figures if math.isfinite(figure.value)),
        findings=tuple(sorted({finding.id for finding in question.standing.unresolved})),
    )


def _ignored(attempts: Attempts) -> str:
    if not attempts.ignored:
        return ""
    counted = "; ".join(f"{count} {why}" for why, count in sorted(attempts.ignored.items()))
    return f" (not counted: {counted})"
