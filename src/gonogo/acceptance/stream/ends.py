"""What the end of a test means: the action, and what our own runners say beside it.

What is said beside an action may make it graver. It makes it lighter in two cases only: a
failure that is said to be a precondition not met, or the wait for a later run; and one of
something that could not even be loaded, which answers nothing.
"""

from gonogo.acceptance.result import Kind
from gonogo.acceptance.stream.event import Told
from gonogo.acceptance.stream.explaining import (
    Explanation,
    bounded,
    explain_failure,
    explain_skip,
    is_unreached,
)
from gonogo.acceptance.stream.story import Story
from gonogo.evidence import Outcome

PASS, FAIL, SKIP = "pass", "fail", "skip"
ENDS = frozenset({PASS, FAIL, SKIP})
NO_REASON = "gave no reason"

_OF_KIND = {
    Kind.ASSERTION: Outcome.FAILED,
    Kind.CRASH: Outcome.FAILED,
    Kind.TIMEOUT: Outcome.FAILED,
    Kind.INFRASTRUCTURE: Outcome.FAILED,
    Kind.PRECONDITION: Outcome.PRECLUDED,
    Kind.WAITING: Outcome.PRECLUDED,
    Kind.SKIPPED: Outcome.SKIPPED,
    Kind.NOT_APPLICABLE: Outcome.NOT_APPLICABLE,
    Kind.BUILD: Outcome.ERRORED,
    Kind.INTERRUPTED: Outcome.ERRORED,
    Kind.NEVER_RAN: Outcome.ERRORED,
}
_UNSAID = {PASS: Kind.NONE.value, FAIL: Kind.ASSERTION.value, SKIP: Kind.SKIPPED.value}
_LIGHTER_THAN_FAILED = frozenset({Kind.PRECONDITION, Kind.WAITING, Kind.BUILD})


def conclude(story: Story, action: str, told: Told | None) -> None:
    """Take an end of a test down in its story."""
    story.is_running = story.is_paused = False
    story.end = action
    story.has_failed |= action == FAIL
    if told is not None and (told.kind not in {"", Kind.NONE.value} or told.message):
        story.conclude(*_as_told(story, action, told))
    elif action == FAIL:
        story.conclude(*as_failed(explain_failure(story.log.read(), story.marked)))
    elif action == SKIP:
        story.conclude(*_skipped(explain_skip(story.log.read())))
    else:
        story.conclude(*_passed(story))


def as_failed(explanation: Explanation) -> tuple[Outcome, Explanation]:
    """Return what a failure with this explanation is."""
    if explanation.kind is Kind.PRECONDITION:
        return Outcome.PRECLUDED, explanation
    return Outcome.FAILED, explanation


def _passed(story: Story, message: str = "") -> tuple[Outcome, Explanation]:
    # A pass out of nothing is what a suite would print that wants to look green.
    if story.began:
        return Outcome.PASSED, Explanation(Kind.NONE, message)
    why = "it is said to have passed, and was never heard to begin"
    return Outcome.ERRORED, Explanation(Kind.INTERRUPTED, why)


def _skipped(explanation: Explanation) -> tuple[Outcome, Explanation]:
    message = explanation.message or NO_REASON
    return _OF_KIND[explanation.kind], Explanation(explanation.kind, message)


def _as_told(story: Story, action: str, told: Told) -> tuple[Outcome, Explanation]:
    try:
        kind = Kind(told.kind or _UNSAID[action])
    except ValueError:
        # A word of a later version, or nonsense: either may have meant a failure.
        why = f"its end is said to be {told.kind!r}, which is no kind that is known"
        return Outcome.ERRORED, Explanation(Kind.INTERRUPTED, bounded(why))
    message = bounded(told.message)
    if action == FAIL:
        return _failed_as_told(story, kind, message)
    if kind is Kind.NONE:
        return (
            _passed(story, message)
            if action == PASS
            else _skipped(Explanation(Kind.SKIPPED, message))
        )
    outcome = _OF_KIND[kind]
    if outcome in {Outcome.SKIPPED, Outcome.PRECLUDED}:
        message = message or NO_REASON
    return outcome, Explanation(kind, message)


def _failed_as_told(story: Story, kind: Kind, message: str) -> tuple[Outcome, Explanation]:
    message = message or explain_failure(story.log.read(), story.marked).message
    if kind in _LIGHTER_THAN_FAILED:
        return _OF_KIND[kind], Explanation(kind, message)
    if _OF_KIND.get(kind) is not Outcome.FAILED:
        kind = Kind.ASSERTION
    if kind is Kind.ASSERTION and is_unreached(message):
        kind = Kind.INFRASTRUCTURE
    return Outcome.FAILED, Explanation(kind, message)
