"""Read CTRF, the Common Test Report Format: JSON with a summary and a list of tests.

It is decoded straight into the few fields that matter, so a long report takes memory for these
alone. A test's package is its suite; without one the file it is in. What CTRF calls `pending`
was never run, and `other` is whatever the tool had no word for: neither is a pass.
"""

import math
from collections import Counter
from datetime import UTC, datetime
from typing import BinaryIO

import msgspec

from gonogo.acceptance.ingest.ingested import (
    DeclaredCounts,
    Gathering,
    Ingested,
    bounded,
    disagreements,
    whole_name,
)
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Kind, Result
from gonogo.evidence import Outcome

# JSON is decoded as a whole, so this bounds what a report takes of the memory.
_LONGEST_BYTES = 512 << 20
_STATUSES = {
    "passed": (Outcome.PASSED, Kind.NONE),
    "failed": (Outcome.FAILED, Kind.ASSERTION),
    "skipped": (Outcome.SKIPPED, Kind.SKIPPED),
    "pending": (Outcome.SKIPPED, Kind.SKIPPED),
    "other": (Outcome.ERRORED, Kind.INTERRUPTED),
}
_REASONS = {"skipped": "gave no reason", "pending": "is pending, and gave no reason"}
_BETWEEN_SUITES = " > "


class _Tool(msgspec.Struct):
    name: str = ""
    version: str = ""


class _Summary(msgspec.Struct):
    tests: int
    passed: int
    failed: int
    pending: int
    skipped: int
    other: int
    start: float | None = None


class _Attempt(msgspec.Struct):
    status: str
    duration: float = 0.0
    message: str | None = None


class _Test(msgspec.Struct, rename="camel"):
    name: str
    status: str
    duration: float = 0.0
    message: str | None = None
    suite: str | list[str] | None = None
    file_path: str | None = None
    retries: int = 0
    flaky: bool = False
    retry_attempts: list[_Attempt] = []


class _Results(msgspec.Struct):
    tests: list[_Test]
    summary: _Summary
    tool: _Tool = msgspec.field(default_factory=_Tool)


class _Report(msgspec.Struct):
    results: _Results


def read_ctrf(stream: BinaryIO) -> Ingested:
    """Read a report of CTRF. Never raises for what is in it."""
    gathering = Gathering(tool="ctrf")
    text = stream.read(_LONGEST_BYTES + 1)
    if len(text) > _LONGEST_BYTES:
        gathering.fault(f"it is longer than {_LONGEST_BYTES >> 20} MB, and was not read")
        return gathering.ingested()
    try:
        results = msgspec.json.decode(text, type=_Report).results
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        gathering.fault(f"it is no whole CTRF: {bounded(str(error))}")
        return gathering.ingested()
    del text
    gathering.tool = " ".join(word for word in (results.tool.name, results.tool.version) if word)
    gathering.began(_moment(results.summary.start))
    for test in results.tests:
        gathering.take(*_attempts(test, gathering))
    _compare(results, gathering)
    return gathering.ingested()


def _attempts(test: _Test, gathering: Gathering) -> tuple[Result, ...]:
    suite = test.suite if isinstance(test.suite, str) else _BETWEEN_SUITES.join(test.suite or ())
    if not test.name:
        gathering.fault("a test of it has no name")
    name = NamedTest(suite or test.file_path or "", whole_name(test.name) or "(without a name)")
    before = [_result(name, attempt) for attempt in test.retry_attempts]
    for status in (test.status, *(attempt.status for attempt in test.retry_attempts)):
        if status not in _STATUSES:
            gathering.fault(f"{name} has the unknown status {status!r}")
    # That it failed first is told in one word where no attempt is told by itself.
    if test.status == "passed" and not before and (test.flaky or test.retries > 0):
        message = "failed before it passed, as the report says of it"
        before = [Result(name, Outcome.FAILED, Kind.ASSERTION, 0.0, message)]
    return (*before, _result(name, test))


def _result(name: NamedTest, told: _Test | _Attempt) -> Result:
    outcome, kind = _STATUSES.get(told.status, (Outcome.ERRORED, Kind.INTERRUPTED))
    message = told.message or _REASONS.get(told.status, "")
    if told.status not in _STATUSES or told.status == "other":
        message = f"its status is {told.status!r}. {message}"
    return Result(name, outcome, kind, _seconds(told.duration), bounded(message))


def _compare(results: _Results, gathering: Gathering) -> None:
    """Hold the summary against the tests."""
    summary = results.summary
    found = Counter(test.status for test in results.tests)
    # Status by status: a failure that was made a skip leaves the sum as it was.
    for status in _STATUSES:
        declared = getattr(summary, status)
        if declared != found[status]:
            gathering.fault(f"it declares {declared} tests {status} and has {found[status]}")
    counts = DeclaredCounts(tests=summary.tests)
    for wrong in disagreements(counts, {Outcome.PASSED: len(results.tests)}, "it"):
        gathering.fault(wrong)


def _seconds(milliseconds: float) -> float:
    return max(0.0, milliseconds / 1000) if math.isfinite(milliseconds) else 0.0


def _moment(milliseconds: float | None) -> datetime | None:
    if not milliseconds or milliseconds < 0:
        return None
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
