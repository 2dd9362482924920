"""Events in runs."""

from gonogo.acceptance.stream.event import Event
from gonogo.acceptance.stream.grouping import group


def out(test: str, output: str, package: str = "p", kind: str = "") -> Event:
    """Return an event that prints something."""
    return Event("output", package=package, test=test, output=output, output_type=kind)


def test_runs() -> None:
    """Consecutive output of one test is one run; any other event ends it."""
    run = Event("run", package="p", test="B")

    runs = group([out("A", "1\n"), out("A", "2\n"), run, out("A", "3\n"), out("B", "4\n")])

    assert runs == [("p", "A", "1\n2\n"), run, ("p", "A", "3\n"), ("p", "B", "4\n")]


def test_one_name_in_two_packages() -> None:
    """Tests of one name in two packages do not print as one."""
    runs = group([out("A", "1\n"), out("A", "2\n", package="q")])

    assert runs == [("p", "A", "1\n"), ("q", "A", "2\n")]


def test_marked_output() -> None:
    """Output that is marked as an error is both in its run and on its own."""
    error = out("A", "bad\n", kind="error")

    runs = group([out("A", "1\n", kind="frame"), error, out("A", "2\n")])

    assert runs == [("p", "A", "1\nbad\n2\n"), error]


def test_output_that_is_marked_and_begins_a_run() -> None:
    """It is in its run as well, and first of all."""
    error = out("A", "bad\n", kind="error-continue")

    assert group([error, out("A", "2\n")]) == [("p", "A", "bad\n2\n"), error]


def test_nothing() -> None:
    """No events are no runs."""
    assert group([]) == []
