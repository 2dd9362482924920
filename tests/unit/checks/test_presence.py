"""Whether an endpoint answered, and how long it did not."""

import pytest

from gonogo.checks.presence import Presence, presences
from gonogo.checks.readings import MALFORMED, REFUSED, UNREACHABLE, Reading

Given = tuple[float, int | str]
"""When, and the answer or the kind of the failure."""


def reading(at: float, given: int | str, name: str = "a") -> Reading[int]:
    if isinstance(given, str):
        return Reading(0, at, 0.0, name, e=given, w="words")
    return Reading(0, at, 0.0, name, a=given)


def fault(given: Reading[int]) -> str | None:
    return None if given.a == 901 else f"it says {given.a}"


def presence(*given: Given, window_seconds: float = 10.0) -> Presence:
    found = presences([reading(*one) for one in given], ["a"], fault, window_seconds)
    return found["a"]


@pytest.mark.parametrize(
    ("given", "silence"),
    [
        ((), 10.0),
        (((1.0, 901), (9.0, 901)), 8.0),
        (((5.0, 901),), 5.0),
        (((0.0, 901), (4.0, UNREACHABLE), (8.0, 901)), 8.0),
        (((3.0, 901), (8.0, UNREACHABLE)), 7.0),
        (((4.0, 901), (14.0, UNREACHABLE)), 10.0),
    ],
    ids=["never", "twice", "once", "failure between", "failure at the end", "late failure"],
)
def test_silence_is_counted_between_answers_and_to_both_ends(
    given: tuple[Given, ...], silence: float
) -> None:
    """A failure is no answer."""
    assert presence(*given).longest_silence_seconds == silence


def test_a_wrong_answer_counts_whatever_comes_after_it() -> None:
    """The first is told, and right ones do not wash it away."""
    found = presence((1.0, 901), (2.0, 902), (3.0, 901), (4.0, 903))

    assert found.wrong == "it says 902"
    assert (found.asked, found.answered) == (4, 4)


@pytest.mark.parametrize(
    ("kind", "reached", "words"),
    [
        (UNREACHABLE, False, "gives no answer (words)"),
        (MALFORMED, True, "not as a node of this kind does (words)"),
        (REFUSED, True, "refuses the question"),
    ],
)
def test_failures_are_told_apart(kind: str, words: str, *, reached: bool) -> None:
    """Nonsense shows at least that somebody is there."""
    found = presence((1.0, kind))

    assert (found.reached, found.answered, found.last_failure) == (reached, 0, kind)
    assert words in found.failure


def test_an_answer_ends_a_failure() -> None:
    """Only the latest counts."""
    assert presence((1.0, UNREACHABLE), (2.0, 901)).last_failure is None
    assert presence((1.0, 901), (2.0, UNREACHABLE)).last_failure == UNREACHABLE


def test_an_endpoint_that_was_never_asked_was_never_heard() -> None:
    """It is there, with nothing in it."""
    found = presence()

    assert (found.asked, found.reached) == (0, False)
    assert "it was never asked" in found.failure


def test_each_endpoint_has_its_own_and_strangers_have_none() -> None:
    """Readings of somebody else count for nobody."""
    given = [reading(1.0, 901, "a"), reading(1.0, 7, "stranger"), reading(2.0, UNREACHABLE, "b")]

    found = presences(given, ["a", "b"], fault, 10.0)

    assert {name: one.answered for name, one in found.items()} == {"a": 1, "b": 0}
