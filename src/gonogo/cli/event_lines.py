"""What happens while a run goes on, for machines: one JSON object a line, as it happens.

Each has `event`, by which its other keys are known, and `time`. New events and keys may be
added; what is there keeps its meaning.
"""

import json
from datetime import datetime
from typing import Any

from gonogo.acceptance import (
    CaseBegan,
    CaseEnded,
    NamedTest,
    Result,
    SuitesBegan,
    SuitesLeft,
    TaskBegan,
    TaskEnded,
)
from gonogo.checks import Tick
from gonogo.workflows import Answered, Began, Entered, Event


def event_line(event: Event, now: datetime) -> str:
    """Return an event as one line of JSON."""
    return json.dumps({"time": now.isoformat(), **event_document(event)}, ensure_ascii=True)


def event_document(event: Event) -> dict[str, Any]:  # noqa: PLR0911 - One for each event.
    """Return an event as JSON has it."""
    match event:
        case Began():
            told = {"run": event.run, "number": event.number, "answered": event.answered}
            return {"event": "run-began", **told, "questions": event.questions}
        case Entered():
            return {"event": "phase-entered", "phase": event.phase.name.lower()}
        case Answered():
            told = {"check": event.check, "chain": event.chain, "outcome": event.outcome.value}
            return {"event": "check-answered", **told, "summary": event.summary}
        case Tick():
            told = {"chain": event.chain, "seconds": event.seconds}
            return {"event": "observing", **told, "window_seconds": event.window_seconds}
        case TaskBegan():
            return {"event": "task-began", "task": event.task.id, "package": event.task.package}
        case CaseBegan():
            return {"event": "test-began", **_test(event.test), "task": event.task}
        case CaseEnded():
            return {"event": "test-ended", **_result(event.result)}
        case TaskEnded():
            return _task_ended(event)
        case SuitesBegan() | SuitesLeft():
            return _suites(event)


def _suites(event: SuitesBegan | SuitesLeft) -> dict[str, Any]:
    if isinstance(event, SuitesLeft):
        return {
            "event": "suites-left",
            "directory": event.directory,
            "faults": list(event.faults),
            "notes": list(event.notes),
        }
    return {
        "event": "suites-began",
        "gates": list(event.gates),
        "tests": event.tests,
        "tasks": event.tasks,
        "jobs": event.jobs,
        "expected_seconds": event.expected_seconds,
        "directory": event.directory,
    }


def _task_ended(event: TaskEnded) -> dict[str, Any]:
    return {
        "event": "task-ended",
        "task": event.task.id,
        "package": event.task.package,
        "exit_code": event.ending.exit_code,
        "signal": event.ending.signal,
        "cut": None if event.ending.cut is None else event.ending.cut.value,
        "seconds": event.ending.seconds,
        "fault": event.ending.fault or None,
        "results": [_result(each) for each in event.results],
    }


def _test(test: NamedTest) -> dict[str, Any]:
    return {"package": test.package, "test": test.name}


def _result(result: Result) -> dict[str, Any]:
    return {
        **_test(result.test),
        "outcome": result.outcome.value,
        "kind": result.kind.value,
        "seconds": result.seconds,
        "message": result.message,
        "attempt": result.attempt,
        "task": result.task,
    }
