"""The run as text: gate, suite, test and subtest as a tree, with marks and times.

For a terminal and for a file. Foreign text is made fit for a line.
"""

from collections.abc import Iterable, Iterator, Sequence

from gonogo.acceptance import Kind, Result
from gonogo.evidence import Outcome
from gonogo.printable import printable
from gonogo.report.quantity import duration, moment
from gonogo.report.suites.cases import Case
from gonogo.report.suites.suite_report import JudgedGate, SuiteReport

_MESSAGE_LINES = 5
_MESSAGE_CHARACTERS = 200
_SHOWN_CALLS = 200
_SHORTEST_TOLD_SECONDS = 0.01


def summary_lines(report: SuiteReport) -> Iterator[str]:
    """Yield the lines of the text, without their ends."""
    where = f"for {report.network}" if report.network else "for no network"
    yield printable(f"run {report.run} {where}")
    yield f"began {moment(report.started_at)}, took {duration(report.seconds)}"
    if report.is_interrupted:
        yield "it was ended before all of its tests had ended"
    yield counted(report)
    for gate in report.gates:
        yield ""
        yield from _gate_lines(gate, report.cases)
    if report.calls:
        yield ""
        yield from _call_lines(report)


def counted(report: SuiteReport) -> str:
    """Return in a line how many tests ended how."""
    told = [f"{count} {outcome.value}" for outcome, count in report.counts.items() if count]
    total = len(report.cases)
    return f"{total} test{'' if total == 1 else 's'}: {', '.join(told) or 'none'}"


def case_lines(case: Case, indent: str) -> Iterator[str]:
    """Yield a test and its subtests, each with why it did not pass."""
    owner = f"  ({case.owner})" if case.owner else ""
    quarantined = "  [in quarantine]" if case.is_quarantined else ""
    name = f"{case.name}{_kind(case.kind)}{owner}{quarantined}"
    yield printable(f"{indent}{case.outcome.mark} {name}  {_time(case.seconds)}".rstrip())
    yield from _message(case.outcome, case.message, f"{indent}    ")
    for subtest in case.subtests:
        yield from _subtest_lines(subtest, indent)


def _gate_lines(gate: JudgedGate, cases: Sequence[Case]) -> Iterator[str]:
    run = gate.run
    for chain, judgement, sentence in gate.told:
        where = f" on {chain}" if chain else ""
        mark = judgement.outcome.mark
        yield printable(f"{mark} gate {run.gate}{where}: {sentence}")
    for fault in run.faults:
        yield printable(f"  ! {fault}")
    for suite, some in _by_suite(run.gate, cases):
        indent = "  "
        if suite:
            yield printable(f"  suite {suite}")
            indent = "    "
        # Cases are sorted by package, so each heading comes once.
        package = None
        for case in some:
            if case.test.package != package:
                package = case.test.package
                yield printable(f"{indent}{package or '(none)'}")
            yield from case_lines(case, f"{indent}  ")
    for out in run.left_out:
        yield printable(f"  left out by {out.gate}: {out.test}")
    for each in run.quarantine:
        yield printable(f"  in quarantine until {each.until}, {each.owner}: {each.test}")


def _by_suite(gate: str, cases: Iterable[Case]) -> Iterator[tuple[str, list[Case]]]:
    suites: dict[str, list[Case]] = {}
    for case in cases:
        for seat in case.seats:
            if seat.gate == gate:
                suites.setdefault(seat.suite, []).append(case)
    yield from sorted(suites.items())


def _subtest_lines(result: Result, indent: str) -> Iterator[str]:
    parts = result.test.name.split("/")
    deeper = indent + "  " * (len(parts) - 1)
    name = "/".join(parts[1:])
    line = f"{deeper}{result.outcome.mark} {name}{_kind(result.kind)}  {_time(result.seconds)}"
    yield printable(line.rstrip())
    yield from _message(result.outcome, result.message, f"{deeper}    ")


def _message(outcome: Outcome, message: str, indent: str) -> Iterator[str]:
    if outcome is Outcome.PASSED:
        return
    lines = message.strip().splitlines()
    for line in lines[:_MESSAGE_LINES]:
        yield printable(f"{indent}{line[:_MESSAGE_CHARACTERS]}")
    if len(lines) > _MESSAGE_LINES:
        yield f"{indent}and {len(lines) - _MESSAGE_LINES} more lines"


def _call_lines(report: SuiteReport) -> Iterator[str]:
    yield "calls to the network, by process, endpoint and method:"
    for call in report.calls[:_SHOWN_CALLS]:
        what = f"{call.task}  {call.chain}  {call.endpoint}  {call.method}"
        yield printable(f"  {what}: {call.calls}, {call.answered} answered, {call.errors} errors")
    if len(report.calls) > _SHOWN_CALLS:
        yield f"  and {len(report.calls) - _SHOWN_CALLS} more; all of them are in calls.json"


def _kind(kind: Kind) -> str:
    return "" if kind in (Kind.NONE, Kind.ASSERTION, Kind.SKIPPED) else f"  [{kind.value}]"


def _time(seconds: float) -> str:
    return duration(seconds) if seconds >= _SHORTEST_TOLD_SECONDS else ""
