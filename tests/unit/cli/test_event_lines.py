"""What happens, for machines."""

import json
from datetime import UTC, datetime

import pytest

from gonogo.acceptance import (
    CaseBegan,
    CaseEnded,
    Cut,
    Ending,
    Kind,
    SuitesLeft,
    TaskBegan,
    TaskEnded,
)
from gonogo.checks import Tick
from gonogo.cli.event_lines import event_line
from gonogo.evidence import Outcome
from gonogo.workflows import Answered, Began, Entered, Event, Phase
from tests.unit.cli.test_suite_course import ONE, TASK, began, result

NOW = datetime(2026, 11, 23, tzinfo=UTC)


TABLE: list[tuple[Event, str, dict[str, object]]] = [
    (Began("run-1", 7, 60.0, 3, 1), "run-began", {"run": "run-1", "questions": 3}),
    (Entered(Phase.OBSERVE), "phase-entered", {"phase": "observe"}),
    (Answered("gate:base", "a", Outcome.FAILED, "no"), "check-answered", {"outcome": "failed"}),
    (Tick("a", 1.0, 2.0, 3, (), ()), "observing", {"window_seconds": 2.0}),
    (began(), "suites-began", {"gates": ["base"], "expected_seconds": None}),
    (TaskBegan(TASK), "task-began", {"task": "001", "package": "pkg"}),
    (CaseBegan(ONE, "001"), "test-began", {"package": "pkg", "test": "TestOne"}),
    (
        CaseEnded(result(outcome=Outcome.ERRORED, kind=Kind.CRASH)),
        "test-ended",
        {"outcome": "errored", "kind": "crash", "message": "why"},
    ),
    (
        TaskEnded(TASK, Ending(None, "SIGKILL", Cut.TIMEOUT, 3.0), (result(),)),
        "task-ended",
        {"signal": "SIGKILL", "cut": "timeout", "exit_code": None, "fault": None},
    ),
    (SuitesLeft("/runs/1", ("no",)), "suites-left", {"directory": "/runs/1", "faults": ["no"]}),
]
EVENTS = [event for event, _, _ in TABLE]


@pytest.mark.parametrize(("event", "name", "told"), TABLE)
def test_an_event_is_a_line_of_json(event: Event, name: str, told: dict[str, object]) -> None:
    """With its name, its time and what it tells."""
    line = event_line(event, NOW)
    document = json.loads(line)

    assert "\n" not in line
    assert document["event"] == name
    assert document["time"] == NOW.isoformat()
    assert told.items() <= document.items()
