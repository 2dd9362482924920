"""How each test stands after all that was heard of it."""

from itertools import permutations

from gonogo.acceptance.standing import standings
from gonogo.evidence import Outcome, gravest
from tests.unit.acceptance.attempts import attempt, result


def test_the_gravest_result_counts_in_any_order() -> None:
    """A failure stays, whenever it was seen; an error outranks a pass."""
    results = [
        result("TestA", Outcome.PASSED),
        result("TestA", Outcome.ERRORED),
        result("TestA", Outcome.FAILED),
    ]

    for order in permutations(results):
        (standing,) = standings(attempt(order))
        assert standing.outcome is Outcome.FAILED


def test_what_was_selected_and_never_heard_of_is_listed() -> None:
    """A test without a result has no answer, and no result to quote."""
    (standing,) = standings(attempt([], selected=["TestTypo"]))

    assert standing.outcome is Outcome.ERRORED
    assert standing.worst is None
    assert not standing.message


def test_standings_are_sorted_by_test() -> None:
    """Whoever prints them prints the same every time."""
    found = standings(attempt([result("TestB"), result("TestA")], selected=["TestC"]))

    assert [each.test.name for each in found] == ["TestA", "TestB", "TestC"]


def test_of_nothing_the_gravest_is_that_nothing_is_known() -> None:
    """No outcome at all is no pass."""
    assert gravest([]) is Outcome.ERRORED
    assert gravest([Outcome.NOT_APPLICABLE, Outcome.PASSED]) is Outcome.PASSED
