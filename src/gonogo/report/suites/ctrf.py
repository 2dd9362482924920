"""CTRF, the Common Test Report Format: JSON that several CI servers and bots read.

What gave no answer is `other` there, what was precluded is `pending`, what does not apply is
skipped; `rawStatus` has our own word. Subtests are steps of their test. A gate that did not
pass though its tests did is a test of its own, as in JUnit.
"""

import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from gonogo.acceptance import GateJudgement, Result
from gonogo.evidence import Outcome
from gonogo.report.suites.cases import Case
from gonogo.report.suites.junit import GATES
from gonogo.report.suites.suite_report import SuiteReport

SPECIFICATION = "0.0.0"
_STATUSES = {
    Outcome.PASSED: "passed",
    Outcome.FAILED: "failed",
    Outcome.ERRORED: "other",
    Outcome.SKIPPED: "skipped",
    Outcome.PRECLUDED: "pending",
    Outcome.NOT_APPLICABLE: "skipped",
}
# Made up once, so that every copy of a run's report has the same id.
_NAMESPACE = uuid.UUID("6f2b3c0e-5b6f-5d1c-9a53-0d7a9b5f6a11")


def ctrf_pieces(report: SuiteReport) -> Iterator[bytes]:
    """Yield the document, one test a line."""
    unexplained = tuple(report.unexplained)
    stop = report.started_at + timedelta(seconds=report.seconds)
    head = {
        "reportFormat": "CTRF",
        "specVersion": SPECIFICATION,
        "reportId": str(uuid.uuid5(_NAMESPACE, report.run)),
        "timestamp": stop.isoformat(),
        "generatedBy": f"gonogo {report.tool_version}",
    }
    yield msgspec.json.encode(head)[:-1] + b',\n"results":{"tool":'
    yield msgspec.json.encode({"name": "gonogo", "version": report.tool_version})
    yield b',\n"summary":' + msgspec.json.encode(_summary(report, unexplained, stop))
    yield b',\n"tests":['
    tests = [_case(case) for case in report.cases]
    tests += [_gate(*each) for each in unexplained]
    for number, test in enumerate(tests):
        yield (b",\n" if number else b"\n") + msgspec.json.encode(test)
    environment = {
        "testEnvironment": report.network or "none",
        "extra": {"run": report.run, "candidate": report.candidate},
    }
    yield b'\n],\n"environment":' + msgspec.json.encode(environment) + b"}}\n"


def _summary(
    report: SuiteReport, unexplained: tuple[tuple[str, str, GateJudgement], ...], stop: datetime
) -> dict[str, int]:
    found = Counter(_STATUSES[case.outcome] for case in report.cases)
    found.update(_STATUSES[judgement.outcome] for _, _, judgement in unexplained)
    counts = {status: found[status] for status in sorted({*_STATUSES.values()})}
    packages = {case.test.package for case in report.cases}
    return {
        "tests": sum(found.values()),
        **counts,
        "suites": len(packages) + bool(unexplained),
        "start": _milliseconds(report.started_at),
        "stop": _milliseconds(stop),
    }


def _case(case: Case) -> dict[str, object]:
    started_at = None if case.worst is None else case.worst.started_at
    test: dict[str, object] = {
        "name": case.name,
        "status": _STATUSES[case.outcome],
        "duration": round(case.seconds * 1000),
        "suite": [case.test.package or "(none)"],
        "rawStatus": case.outcome.value,
    }
    if started_at is not None:
        test["start"] = _milliseconds(started_at)
        test["stop"] = _milliseconds(started_at + timedelta(seconds=case.seconds))
    if case.message:
        test["message"] = case.message
    if case.subtests:
        test["steps"] = [_step(each) for each in case.subtests]
    test["extra"] = {
        "gates": [{"gate": seat.gate, "suite": seat.suite} for seat in case.seats],
        "kind": case.kind.value,
        "owner": case.owner,
        "task": case.task,
        "quarantined": case.is_quarantined,
    }
    return test


def _step(result: Result) -> dict[str, object]:
    return {
        "name": result.test.name,
        "status": _STATUSES[result.outcome],
        "extra": {
            "outcome": result.outcome.value,
            "kind": result.kind.value,
            "seconds": result.seconds,
            "message": result.message.strip(),
        },
    }


def _gate(gate: str, chain: str, judgement: GateJudgement) -> dict[str, object]:
    return {
        "name": f"{gate} on {chain}" if chain else gate,
        "status": _STATUSES[judgement.outcome],
        "duration": 0,
        "suite": [GATES],
        "rawStatus": judgement.outcome.value,
        "message": judgement.summary,
    }


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)
