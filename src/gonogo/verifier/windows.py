"""What one requirement makes of the evidence about its question: passes, and what stands open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .asking import Question
from .parameters import Parameters
from .policy import Requirement
from .questions import Case, Item, Questions


@dataclass(frozen=True)
class Window:
    """The evidence about one question under one requirement's parameters."""

    applies: bool
    failures: tuple[Item, ...]
    full: tuple[Item, ...]
    """Full passes, in the order of time."""
    support: Item | None
    open_since: datetime | None
    """The last open attempt; None: there is none."""

    def apart(self, since: datetime | None) -> int:
        """Count full passes that do not overlap, from a time on."""
        return len(apart(self.full, since))


def apart(full: Iterable[Item], since: datetime | None) -> list[Item]:
    """Return full passes, in order, that began after a time and after each other's end."""
    counted: list[Item] = []
    for item in full:
        if not counted:
            is_one = since is None or item.started_at >= since
        else:
            end = counted[-1].ended_at
            # One that also ended then has no length, and is the same look.
            is_one = item.started_at >= end and item.ended_at != end
        if is_one:
            counted.append(item)
    return counted


def look(questions: Questions, case: Case, requirement: Requirement, chain: str) -> Window:
    """Gather what answers a requirement on one chain."""
    question = requirement.question(chain)
    asked, here = _here(questions, case, question, requirement.parameters)
    applies = _applies(case, requirement, chain)
    seen = _believed(questions, case, here)
    settled = [item for item in seen if not item.is_void]
    words = [item for item in settled if item.outcome == "not-applicable"]
    full = _full(settled, requirement.window_seconds)
    said = seen + [
        item for item in here if item.is_void or item.outcome not in {"passed", "not-applicable"}
    ]
    closed = {"passed"} if applies else {"passed", "not-applicable"}
    open_runs = {item.run for item in said if item.is_void or item.outcome not in closed}
    open_runs |= asked.keys() - {item.run for item in said}
    ends = [end for name in open_runs if (end := asked[name]) is not None]
    return Window(
        applies=applies,
        failures=failures(questions, question),
        full=tuple(full),
        support=_support(full if applies else [*full, *words]),
        open_since=max(ends, default=None),
    )


def full_passes(questions: Questions, case: Case, question: Question) -> list[Item]:
    """Return the passes of a question that nothing asks, under no parameters, of any length."""
    _, here = _here(questions, case, question, ())
    return _full([item for item in _believed(questions, case, here) if not item.is_void], 0.0)


def _here(
    questions: Questions, case: Case, question: Question, parameters: Parameters
) -> tuple[dict[str, datetime | None], list[Item]]:
    """Return when each run ended that asked a question here, and what they say so asked."""
    asked = {
        run.name: run.ended_at
        for run in sorted(
            questions.asked.get(question, []), key=lambda run: run.ended_at or case.judged_at
        )
        if run.deployment is None or run.deployment == case.deployment
    }
    return asked, [
        item
        for item in questions.items.get(question, [])
        if item.deployment == case.deployment
        and item.run in asked
        and item.parameters == parameters
    ]


def _believed(questions: Questions, case: Case, here: Iterable[Item]) -> list[Item]:
    # A pass or a word of the future, or of when its run was not, is as if it had not been said.
    return [item for item in here if item.ended_at <= case.judged_at and questions.could_see(item)]


def _full(settled: Iterable[Item], window_seconds: float) -> list[Item]:
    # A clock that was set back makes a window shorter than nothing, which is never long enough.
    least = max(timedelta(), timedelta(seconds=window_seconds))
    passes = (item for item in settled if item.outcome == "passed" and item.length >= least)
    return sorted(passes, key=lambda item: item.order)


def failures(questions: Questions, question: Question) -> tuple[Item, ...]:
    """Return what failed, on whatever deployment and under whatever parameters."""
    return tuple(
        item
        for item in questions.items.get(question, [])
        if item.outcome == "failed" and not item.is_void
    )


def _support(items: Iterable[Item]) -> Item | None:
    """Return the item that ended last; of equals the one with the smallest digest."""
    best: Item | None = None
    for item in items:
        if (
            best is None
            or item.ended_at > best.ended_at
            or (item.ended_at == best.ended_at and item.digest < best.digest)
        ):
            best = item
    return best


def _applies(case: Case, requirement: Requirement, chain: str) -> bool:
    components = case.scope.get(chain, ())
    return requirement.component is None or not components or requirement.component in components
