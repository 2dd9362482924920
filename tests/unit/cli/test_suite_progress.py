"""Tests shown while they run: as lines, and as a picture."""

import io
import queue

from rich.console import Console

from gonogo.acceptance import CaseBegan, CaseEnded, Kind, SuitesLeft, TaskBegan
from gonogo.cli.suite_progress import PlainSuites, SuitePicture
from gonogo.evidence import Outcome
from tests.simulator.clock import SimulatedClock
from tests.unit.cli.test_suite_course import ONE, TASK, began, result


def drawn(picture: SuitePicture) -> str:
    console = Console(file=io.StringIO(), width=100, color_system=None)
    console.print(picture.render())
    file = console.file
    assert isinstance(file, io.StringIO)
    return file.getvalue()


def test_lines_tell_the_course() -> None:
    """What begins, what fails, and where everything lies."""
    told: list[str] = []
    suites = PlainSuites(told.append, clock=SimulatedClock())

    suites.take(began())
    suites.take(TaskBegan(TASK))
    suites.take(CaseEnded(result(outcome=Outcome.FAILED, kind=Kind.ASSERTION)))
    suites.take(SuitesLeft("/runs/1"))

    assert told == [
        "10 tests of base in 4 processes, 2 at a time",
        "  … pkg",
        "  ✗ pkg:TestOne  1.0 s",
        "      why",
        "  report: /runs/1/report.html",
    ]


def test_a_log_is_never_silent_for_long() -> None:
    """How far it is is told again and again, until it is over."""
    told: queue.Queue[str] = queue.Queue()
    suites = PlainSuites(told.put, clock=SimulatedClock(), seconds_between=0.01)

    suites.take(began())
    lines = [told.get(timeout=10) for _ in range(3)]
    suites.end()

    assert lines[1] == lines[2] == "  0 of 10 tests done; building"


def test_ending_twice_does_nothing() -> None:
    """Also where nothing ever began."""
    suites = PlainSuites(lambda _line: None)

    suites.end()
    suites.end()


def test_a_picture_shows_what_runs_longest() -> None:
    """With how many are done, ended how, and for how long it has been going on."""
    clock = SimulatedClock()
    picture = SuitePicture(lambda _line: None, clock=clock)
    picture.take(began())
    assert "building" in drawn(picture)
    picture.take(TaskBegan(TASK))
    picture.take(CaseBegan(ONE, "001"))
    clock.elapsed_seconds += 75
    picture.take(CaseEnded(result()))
    picture.take(CaseBegan(ONE, "001"))

    text = drawn(picture)

    assert "1 of 10 tests" in text
    assert "1:15 min  1 passed" in text
    assert "0.0 s  pkg:TestOne" in text


def test_a_picture_is_gone_when_it_is_over() -> None:
    """What stays are the lines that were printed above it."""
    told: list[str] = []
    picture = SuitePicture(told.append, clock=SimulatedClock())
    assert picture.render() is None
    picture.take(began())
    picture.take(CaseEnded(result(outcome=Outcome.ERRORED, kind=Kind.CRASH)))

    picture.take(SuitesLeft("/runs/1"))

    assert picture.render() is None
    assert told[1] == "  ? pkg:TestOne [crash]  1.0 s"
    assert told[-1] == "  report: /runs/1/report.html"
