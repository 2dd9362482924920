"""The run for machines: `summary.json`, and `calls.json` with who talked to what.

Both name their version. Within one, keys are added and never change their meaning. They are
written a test a line, so that they can be made and read in little memory.
"""

from collections.abc import Iterable, Iterator

import msgspec

from gonogo.acceptance import CallCount, LogPart, Result
from gonogo.acceptance.stream import log_file
from gonogo.evidence import Outcome
from gonogo.report.suites.cases import Case
from gonogo.report.suites.suite_report import JudgedGate, SuiteReport

VERSION = 1
_LEFT_IN_LOGS = frozenset(Outcome) - {Outcome.PASSED}


def summary_pieces(report: SuiteReport) -> Iterator[bytes]:
    """Yield `summary.json`."""
    head = {
        "kind": "gonogo/suite-run",
        "version": VERSION,
        "gonogo": report.tool_version,
        "run": report.run,
        "network": report.network or None,
        "candidate": report.candidate or None,
        "started_at": report.started_at.isoformat(),
        "seconds": report.seconds,
        "outcome": report.worst.value,
        "is_interrupted": report.is_interrupted,
        "counts": {outcome.value: count for outcome, count in report.counts.items()},
    }
    yield msgspec.json.encode(head)[:-1]
    yield from _lines("gates", (_gate(gate) for gate in report.gates))
    yield from _lines("tests", (_case(case) for case in report.cases))
    yield from _lines("calls", (_call(call) for call in report.calls))
    yield b"}\n"


def calls_pieces(report: SuiteReport) -> Iterator[bytes]:
    """Yield `calls.json`."""
    packages = {case.task: case.test.package for case in report.cases if case.task}
    head = {"kind": "gonogo/suite-calls", "version": VERSION, "run": report.run}
    yield msgspec.json.encode(head)[:-1]
    calls = ({"package": packages.get(call.task), **_call(call)} for call in report.calls)
    yield from _lines("calls", calls)
    answered = {call.task for call in report.calls if call.answered}
    if not report.network:
        # There was nothing to talk to.
        answered |= packages.keys()
    silent = sorted(packages.keys() - answered)
    yield from _lines("silent", ({"task": task, "package": packages[task]} for task in silent))
    yield b"}\n"


def _lines(name: str, values: Iterable[object]) -> Iterator[bytes]:
    yield f',\n"{name}":['.encode()
    for number, value in enumerate(values):
        yield (b",\n" if number else b"\n") + msgspec.json.encode(value)
    yield b"]"


def _gate(gate: JudgedGate) -> dict[str, object]:
    run = gate.run
    return {
        "gate": run.gate,
        "runner": run.runner,
        "definition": run.definition,
        "outcome": gate.worst.value,
        "chains": [
            {
                "chain": chain or None,
                "outcome": judgement.outcome.value,
                "summary": judgement.summary,
                "figures": {each.name: each.value for each in judgement.figures},
            }
            for chain, judgement in gate.judgements
        ],
        "selected": len(run.selected),
        "is_interrupted": run.is_interrupted,
        "is_local": run.is_local,
        "source": run.source or None,
        "ran_at": None if run.ran_at is None else run.ran_at.isoformat(),
        "faults": list(run.faults),
        "left_out": [
            {"package": out.test.package, "test": out.test.name, "gate": out.gate}
            for out in run.left_out
        ],
        "quarantine": [
            {
                "package": each.test.package,
                "test": each.test.name,
                "owner": each.owner,
                "reason": each.reason,
                "until": each.until,
            }
            for each in run.quarantine
        ],
    }


def _case(case: Case) -> dict[str, object]:
    worst = case.worst
    return {
        "package": case.test.package,
        "test": case.test.name,
        "outcome": case.outcome.value,
        "kind": case.kind.value,
        "seconds": case.seconds,
        "message": case.message,
        "gates": [{"gate": seat.gate, "suite": seat.suite or None} for seat in case.seats],
        "owner": case.owner or None,
        "task": case.task or None,
        "timeout_seconds": case.timeout_seconds or None,
        "is_quarantined": case.is_quarantined,
        **(_where(worst) if worst is not None else _where_nothing()),
        "others": [_short(each) for each in case.others],
        "subtests": [{"test": each.test.name, **_short(each)} for each in case.subtests],
    }


def _short(result: Result) -> dict[str, object]:
    return {
        "outcome": result.outcome.value,
        "kind": result.kind.value,
        "seconds": result.seconds,
        "message": result.message.strip(),
        **_where(result),
    }


def _where(result: Result) -> dict[str, object]:
    has_file = result.outcome in _LEFT_IN_LOGS and bool(result.log)
    return {
        "started_at": None if result.started_at is None else result.started_at.isoformat(),
        "attempt": result.attempt,
        "log": [_part(part) for part in result.log],
        "log_file": str(log_file(result.test, result.attempt)) if has_file else None,
    }


def _where_nothing() -> dict[str, object]:
    return {"started_at": None, "attempt": None, "log": [], "log_file": None}


def _part(part: LogPart) -> tuple[int, int]:
    return part.offset, part.length


def _call(call: CallCount) -> dict[str, object]:
    return {
        "task": call.task,
        "chain": call.chain,
        "endpoint": call.endpoint,
        "method": call.method,
        "calls": call.calls,
        "answered": call.answered,
        "errors": call.errors,
    }
