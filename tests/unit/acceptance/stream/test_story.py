"""What was heard of one test: the gravest of it stays, and only so much of it is kept."""

from datetime import UTC, datetime

import pytest

from gonogo.acceptance import Kind, NamedTest
from gonogo.acceptance.stream.explaining import Explanation
from gonogo.acceptance.stream.story import Story
from gonogo.evidence import Outcome
from tests.unit.acceptance.stream.streams import MemoryLog

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def story() -> Story:
    return Story(NamedTest("pkg", "TestOne"), MemoryLog())


@pytest.mark.parametrize(
    ("outcomes", "stays"),
    [
        ((Outcome.PASSED, Outcome.FAILED), Outcome.FAILED),
        ((Outcome.FAILED, Outcome.PASSED), Outcome.FAILED),
        ((Outcome.SKIPPED, Outcome.ERRORED, Outcome.PASSED), Outcome.ERRORED),
    ],
)
def test_the_gravest_outcome_stays(outcomes: tuple[Outcome, ...], stays: Outcome) -> None:
    """In whatever order they come: a test that passed as well takes nothing back."""
    told = story()
    for outcome in outcomes:
        told.conclude(outcome, Explanation(Kind.NONE, outcome.value))

    assert told.outcome is stays
    assert told.explanation.message == stays.value


def test_of_two_equally_grave_the_first_explains() -> None:
    """What went wrong first is what people look for."""
    told = story()
    told.conclude(Outcome.FAILED, Explanation(Kind.ASSERTION, "first"))
    told.conclude(Outcome.FAILED, Explanation(Kind.TIMEOUT, "second"))

    assert told.explanation.message == "first"


def test_it_began_when_it_was_first_heard_to() -> None:
    """A test that goes on after a pause does not begin anew."""
    told = story()
    told.begin(NOON)
    told.is_paused = True
    told.begin(None)

    assert told.started_at == NOON
    assert (told.is_running, told.is_paused) == (True, False)


def test_only_so_much_that_is_marked_is_kept() -> None:
    """A test that marks without end must not fill the memory; the log has all of it."""
    told = story()
    for _ in range(1000):
        told.mark("x" * 100)

    assert 0 < len(told.marked) < 10_000
