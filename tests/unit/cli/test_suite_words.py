"""What is said of tests while they run."""

import pytest

from gonogo.acceptance import (
    Ending,
    Kind,
    NamedTest,
    Result,
    SuitesBegan,
    SuitesLeft,
    Task,
    TaskBegan,
    TaskEnded,
)
from gonogo.cli.suite_course import SuiteCourse
from gonogo.cli.suite_words import lines_of, span, state_line
from gonogo.evidence import Outcome
from tests.simulator.clock import SimulatedClock
from tests.unit.cli.test_suite_course import ONE, TASK, began, result


def test_a_failure_is_told_with_its_kind_and_reason() -> None:
    """In a few lines that move no cursor."""
    told = Result(ONE, Outcome.FAILED, Kind.TIMEOUT, 125.0, "one\x1b[2J\ntwo\nthree\nfour")

    lines = list(lines_of(TaskBegan(TASK), (told,)))

    assert lines[0] == "  ✗ pkg:TestOne [timeout]  2:05 min"
    assert lines[1:4] == ["      one [2J", "      two", "      three"]


def test_one_is_told_as_one() -> None:
    """Of one test in one process nobody reads of tests or processes."""
    one = SuitesBegan(("base",), tests=1, tasks=1, jobs=1, expected_seconds=None, directory="/")

    assert list(lines_of(one, ())) == ["1 test of base in 1 process, 1 at a time"]


@pytest.mark.parametrize(
    ("outcomes", "ending", "line"),
    [
        ((Outcome.PASSED,), Ending(0), "  ✓ pkg: 1 passed  0.0 s"),
        ((Outcome.PASSED, Outcome.FAILED), Ending(1), "  ✗ pkg: 1 passed, 1 failed  0.0 s"),
        ((Outcome.PASSED, Outcome.ERRORED), Ending(1), "  ? pkg: 1 passed, 1 errored  0.0 s"),
        ((Outcome.SKIPPED,), Ending(0), "  ? pkg: 1 skipped  0.0 s"),
        ((), Ending(0), "  ? pkg: no test  0.0 s"),
        ((), Ending(None, fault="no such file"), "  ? pkg: no test  0.0 s: no such file"),
    ],
)
def test_a_process_ends_with_what_is_gravest(
    outcomes: tuple[Outcome, ...], ending: Ending, line: str
) -> None:
    """Only one of which something passed and nothing else went wrong gets the good mark."""
    results = tuple(
        result(NamedTest("pkg", f"Test{number}"), outcome)
        for number, outcome in enumerate(outcomes)
    )

    assert list(lines_of(TaskEnded(TASK, ending, results), ())) == [line]


def test_what_is_told_of_a_package_weighs_on_it() -> None:
    """A package that failed after its tests passed did not pass."""
    results = (result(), result(NamedTest("pkg"), Outcome.FAILED, Kind.CRASH))

    (line,) = lines_of(TaskEnded(TASK, Ending(1), results), ())

    assert line.startswith("  ✗ pkg: 1 passed")


def test_where_everything_lies_is_told_with_what_does_not() -> None:
    """The page, and each file that could not be written."""
    assert list(lines_of(SuitesLeft("/runs/1", ("junit.xml could not be written",)), ())) == [
        "  report: /runs/1/report.html",
        "! junit.xml could not be written",
    ]


def test_the_state_is_one_line() -> None:
    """How many are done, how many ended how, what runs longest, and how long it may take."""
    clock = SimulatedClock()
    course = SuiteCourse(clock)
    course.take(began(expected_seconds=200.0))
    course.take(TaskBegan(Task("002", "slow\x07")))
    clock.elapsed_seconds += 40
    course.take(TaskEnded(TASK, Ending(0), (result(),)))

    assert state_line(course) == (
        "  1 of 10 tests done; 1 passed; 1 running, the longest slow  for 40.0 s;"
        " about 1:00 min left"
    )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.04, "0.0 s"),
        (59.94, "59.9 s"),
        (60, "1:00 min"),
        (3599, "59:59 min"),
        (7260, "2 h 01 min"),
    ],
)
def test_times_are_told_as_people_glance_at_them(seconds: float, words: str) -> None:
    """In the unit that fits."""
    assert span(seconds) == words
