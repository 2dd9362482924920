"""What is known of tests while they run."""

import pytest

from gonogo.acceptance import (
    CaseBegan,
    CaseEnded,
    Ending,
    Kind,
    NamedTest,
    Result,
    SuitesBegan,
    Task,
    TaskBegan,
    TaskEnded,
)
from gonogo.cli.suite_course import SuiteCourse
from gonogo.evidence import Outcome
from tests.simulator.clock import SimulatedClock

ONE, OTHER = NamedTest("pkg", "TestOne"), NamedTest("pkg", "TestOther")
TASK = Task("001", "pkg")


def result(
    test: NamedTest = ONE, outcome: Outcome = Outcome.PASSED, kind: Kind = Kind.NONE
) -> Result:
    return Result(test, outcome, kind, 1.0, "why", task="001")


def began(**others: object) -> SuitesBegan:
    told: dict[str, object] = {
        "gates": ("base",),
        "tests": 10,
        "tasks": 4,
        "jobs": 2,
        "expected_seconds": None,
        "directory": "/runs/1",
    }
    return SuitesBegan(**(told | others))  # type: ignore[arg-type]


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock()


@pytest.fixture
def course(clock: SimulatedClock) -> SuiteCourse:
    made = SuiteCourse(clock)
    made.take(began())
    return made


def test_a_failure_is_told_once(course: SuiteCourse) -> None:
    """Though it is heard of as the test ends, again when more is known, and with its task."""
    failed = result(outcome=Outcome.FAILED, kind=Kind.ASSERTION)

    assert course.take(CaseEnded(failed)) == (failed,)
    assert course.take(CaseEnded(failed)) == ()
    assert course.take(TaskEnded(TASK, Ending(1), (failed,))) == ()
    assert course.done == 1


def test_what_turns_out_worse_is_told_then(course: SuiteCourse) -> None:
    """A pass that became a failure is one, and counts as that alone."""
    failed = result(outcome=Outcome.FAILED, kind=Kind.CRASH)

    assert course.take(CaseEnded(result())) == ()
    assert course.take(TaskEnded(TASK, Ending(1), (failed,))) == (failed,)
    assert course.counts == {Outcome.FAILED: 1}


def test_subtests_are_not_counted(course: SuiteCourse) -> None:
    """Neither as running nor as done nor as failed."""
    inner = NamedTest("pkg", "TestOne/inner")

    course.take(CaseBegan(inner, "001"))
    assert course.take(CaseEnded(result(inner, Outcome.FAILED, Kind.ASSERTION))) == ()

    assert (course.done, course.running()) == (0, [])


def test_why_a_package_has_no_answers_is_told_once(course: SuiteCourse) -> None:
    """Tests that never ran because it could not be built are not listed after it."""
    package = result(NamedTest("pkg"), Outcome.ERRORED, Kind.BUILD)
    never = result(ONE, Outcome.ERRORED, Kind.NEVER_RAN)

    assert course.take(TaskEnded(TASK, Ending(1), (package, never))) == (package,)
    assert course.done == 1


def test_the_longest_running_stands_first(course: SuiteCourse, clock: SimulatedClock) -> None:
    """A process of which no test is heard of stands for itself."""
    course.take(TaskBegan(TASK))
    course.take(CaseBegan(ONE, "001"))
    clock.elapsed_seconds += 5
    course.take(TaskBegan(Task("002", "quiet")))
    course.take(CaseBegan(OTHER, "001"))
    clock.elapsed_seconds += 1

    assert course.running() == [("pkg:TestOne", 6.0), ("pkg:TestOther", 1.0), ("quiet", 1.0)]


def test_what_its_task_did_not_end_does_not_run_on(course: SuiteCourse) -> None:
    """A test that was cut off with its process is over."""
    course.take(TaskBegan(TASK))
    course.take(CaseBegan(ONE, "001"))

    course.take(TaskEnded(TASK, Ending(None, signal="SIGKILL"), ()))

    assert course.running() == []


def test_before_between_and_after_processes(course: SuiteCourse) -> None:
    """It builds where nothing runs and something is left to do."""
    assert course.is_building
    course.take(TaskBegan(TASK))
    assert not course.is_building
    for number in range(4):
        course.take(TaskEnded(Task(f"{number}", "pkg"), Ending(0), ()))
        course.take(TaskEnded(TASK, Ending(0), ()))
    assert not course.is_building


def test_history_tells_how_long_it_takes(clock: SimulatedClock) -> None:
    """By what all tests took before, side by side, counted from when the first began."""
    course = SuiteCourse(clock)
    course.take(began(expected_seconds=100.0))
    clock.elapsed_seconds += 20
    course.take(TaskBegan(TASK))
    clock.elapsed_seconds += 10

    assert course.seconds_left() == 40.0
    clock.elapsed_seconds += 60
    assert course.seconds_left() == 0.0


def test_without_history_it_is_guessed_from_what_is_done(course: SuiteCourse) -> None:
    """Not before some of it is done, and not by what could not be built."""
    course.take(began(tasks=10))
    course.take(TaskBegan(TASK))
    for number in range(2):
        course.take(TaskEnded(Task(f"{number}", "pkg"), Ending(0, seconds=6.0), ()))
        course.take(TaskEnded(Task(f"broken{number}", "pkg"), Ending(None, fault="no"), ()))
    assert course.seconds_left() is None

    course.take(TaskEnded(TASK, Ending(0, seconds=6.0), ()))

    assert course.seconds_left() == 15.0


def test_what_hangs_is_not_about_to_end(course: SuiteCourse, clock: SimulatedClock) -> None:
    """The longer it runs the less is left of what the others took, and then nobody knows."""
    course.take(began(tasks=6))
    for number in range(5):
        course.take(TaskBegan(Task(f"{number}", "pkg")))
        course.take(TaskEnded(Task(f"{number}", "pkg"), Ending(0, seconds=6.0), ()))
    course.take(TaskBegan(TASK))
    clock.elapsed_seconds += 2
    soon = course.seconds_left()
    clock.elapsed_seconds += 100

    assert (soon, course.seconds_left()) == (2.0, 0.0)


def test_a_package_counts_as_its_tests_once_they_are_known(course: SuiteCourse) -> None:
    """There are never more tests done than there are."""
    for number in range(12):
        course.take(CaseEnded(result(NamedTest("pkg", f"Test{number}"))))

    assert (course.done, course.total) == (12, 12)
