"""The report that a command leaves, as events.

The tests in a report are told in the package of the task; what a report calls a class stands
before the name, as in `TransferTest.deposits`, unless it is the package itself.
"""

import json
from collections.abc import Iterable, Iterator

from gonogo.acceptance.named_test import SUBTEST
from gonogo.acceptance.result import Result
from gonogo.acceptance.task import Task
from gonogo.evidence import Outcome

_ACTIONS = {
    Outcome.PASSED: "pass",
    Outcome.FAILED: "fail",
    Outcome.SKIPPED: "skip",
    Outcome.PRECLUDED: "skip",
}


def events_of(results: Iterable[Result], task: Task) -> Iterator[bytes]:
    """Yield the lines that tell these results as tests of a task's package, but for its end."""
    yield _line(Action="start", Package=task.package)
    left_out = frozenset(task.leaves_out)
    for result in results:
        name = name_of(result, task.package)
        if name.partition(SUBTEST)[0] not in left_out:
            yield from _told(result, task.package, name)


def end_of(results: Iterable[Result], task: Task) -> bytes:
    """Return the line that says how a package ended."""
    outcomes = {result.outcome for result in results}
    is_well = outcomes <= {Outcome.PASSED, Outcome.SKIPPED, Outcome.PRECLUDED}
    return _line(Action="pass" if is_well else "fail", Package=task.package)


def name_of(result: Result, package: str) -> str:
    """Return what a test of a report is called in the package of a task."""
    of, name = result.test.package, result.test.name
    if of in {"", package} or not name:
        return name
    return f"{of.replace(SUBTEST, '%2F')}.{name}"


def _told(result: Result, package: str, name: str) -> Iterator[bytes]:
    test = {"Test": name} if name else {}
    if name:
        yield _line(Action="run", Package=package, **test)
    if result.message:
        yield _line(Action="output", Package=package, Output=f"{result.message}\n", **test)
    # What has no answer has no end in a stream either, and is understood so.
    if name and result.outcome is not Outcome.ERRORED:
        told = {"kind": result.kind.value, "message": result.message}
        seconds = round(result.seconds, 3)
        action = _ACTIONS[result.outcome]
        yield _line(Action=action, Package=package, **test, Elapsed=seconds, Gonogo=told)


def _line(**event: object) -> bytes:
    return json.dumps(event).encode() + b"\n"
