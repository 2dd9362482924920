"""How far a run is, to whoever watches: everything, lines for machines, or only what matters."""

import json

import pytest

from gonogo.acceptance import SuitesLeft, TaskBegan
from gonogo.cli.progress import shown
from gonogo.workflows import Entered, Phase
from tests.unit.cli.test_suite_course import TASK, began

EVENTS = (Entered(Phase.JUDGE), began(), TaskBegan(TASK), SuitesLeft("/runs/1", ("no room",)))


def told(capsys: pytest.CaptureFixture[str], *, is_quiet: bool, as_events: bool) -> list[str]:
    with shown(is_quiet=is_quiet, as_events=as_events) as on_event:
        for event in EVENTS:
            on_event(event)
    output = capsys.readouterr()
    assert output.out == ""
    return output.err.splitlines()


def test_lines_are_told_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the run and of its tests, in the order in which they come."""
    assert told(capsys, is_quiet=False, as_events=False) == [
        "judging…",
        "10 tests of base in 4 processes, 2 at a time",
        "  … pkg",
        "  report: /runs/1/report.html",
        "! no room",
    ]


def test_a_quiet_command_tells_what_would_be_missed(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that could not be written is in no document."""
    assert told(capsys, is_quiet=True, as_events=False) == ["! no room"]


@pytest.mark.parametrize("is_quiet", [True, False])
def test_machines_are_told_everything(
    capsys: pytest.CaptureFixture[str], *, is_quiet: bool
) -> None:
    """One object a line, and nothing else among them."""
    lines = told(capsys, is_quiet=is_quiet, as_events=True)

    assert [json.loads(line)["event"] for line in lines] == [
        "phase-entered",
        "suites-began",
        "task-began",
        "suites-left",
    ]


def test_an_interrupt_stops_the_telling(capsys: pytest.CaptureFixture[str]) -> None:
    """It goes on its way, and nothing is said after it."""

    def interrupted() -> None:
        with shown(is_quiet=False) as on_event:
            on_event(began())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert len(capsys.readouterr().err.splitlines()) == 1
