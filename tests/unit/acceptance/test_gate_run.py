"""What a gate asked for, as a digest that a policy can pin."""

from dataclasses import replace

from gonogo.acceptance import NamedTest, Selected
from tests.unit.acceptance.attempts import attempt, result

ONE, TWO = result("TestOne"), result("TestTwo")


def test_it_is_of_what_was_asked_for_and_not_of_what_came_of_it() -> None:
    """A gate that failed asks for the same as one that passed."""
    run = attempt([ONE, TWO])

    assert replace(run, results=(), faults=("no disk",)).definition == run.definition


def test_a_test_that_was_taken_out_changes_it() -> None:
    """That is what it is pinned for."""
    assert attempt([ONE]).definition != attempt([ONE, TWO]).definition


def test_neither_order_nor_repetition_changes_it() -> None:
    """Two suites may ask for one test, in whatever order a file has them."""
    run = attempt([ONE, TWO])
    again = replace(run, selected=(*reversed(run.selected), run.selected[0]))

    assert again.definition == run.definition


def test_owners_and_limits_do_not_change_it() -> None:
    """They say who looks after a test, and not which it is."""
    run = attempt([ONE])
    (one,) = run.selected
    other = Selected(one.test, suite="fees", owner="somebody", timeout_seconds=1.0, task="9")

    assert replace(run, selected=(other,)).definition == run.definition


def test_the_same_name_in_another_package_is_another_test() -> None:
    """The package belongs to the name."""
    run = attempt([ONE])
    moved = Selected(NamedTest("elsewhere", ONE.test.name))

    assert replace(run, selected=(moved,)).definition != run.definition
