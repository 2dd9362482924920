"""Reports of CTRF: whole ones, and those that would fool whoever reads them."""

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from gonogo.acceptance import NamedTest
from gonogo.acceptance.ingest import Ingested, read_ctrf
from gonogo.evidence import Outcome

STATUSES = ("passed", "failed", "skipped", "pending", "other")


def _test(name: str, status: str = "passed", **more: Any) -> dict[str, Any]:
    return {"name": name, "status": status, "duration": 1500, "suite": "fees", **more}


def _report(*tests: dict[str, Any], **summary: int) -> str:
    counts = {status: sum(test["status"] == status for test in tests) for status in STATUSES}
    results = {
        "tool": {"name": "jest", "version": "30"},
        "summary": {"tests": len(tests), **counts, "start": 1795435200000, "stop": 0, **summary},
        "tests": list(tests),
    }
    return json.dumps({"results": results})


def _read(text: str) -> Ingested:
    return read_ctrf(io.BytesIO(text.encode()))


def test_a_report_is_read() -> None:
    """Tests have their suite as package, seconds, and the tool that ran them."""
    ingested = _read(_report(_test("pays"), _test("fails", "failed", message="3 is not 4")))

    assert ingested.faults == ()
    assert ingested.tool == "jest 30"
    assert ingested.started_at == datetime.fromtimestamp(1795435200, UTC)
    assert [(str(each.test), each.outcome, each.seconds) for each in ingested.results] == [
        ("fees:pays", Outcome.PASSED, 1.5),
        ("fees:fails", Outcome.FAILED, 1.5),
    ]
    assert ingested.results[1].message == "3 is not 4"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("skipped", Outcome.SKIPPED),
        ("pending", Outcome.SKIPPED),
        ("other", Outcome.ERRORED),
        ("Passed", Outcome.ERRORED),
        ("ok", Outcome.ERRORED),
    ],
)
def test_only_passed_has_passed(status: str, outcome: Outcome) -> None:
    """Whatever else a tool says is no pass, and is told with a reason."""
    result = _read(_report(_test("pays", status))).results[0]

    assert result.outcome is outcome
    assert result.message


@pytest.mark.parametrize(
    "more",
    [
        {"flaky": True},
        {"retries": 1},
        {"retryAttempts": [{"attempt": 1, "status": "failed"}], "retries": 1, "flaky": True},
    ],
)
def test_a_pass_after_a_failure_tells_both(more: dict[str, Any]) -> None:
    """Running it again erases nothing."""
    ingested = _read(_report(_test("pays", **more)))

    assert [(each.attempt, each.outcome) for each in ingested.results] == [
        (1, Outcome.FAILED),
        (2, Outcome.PASSED),
    ]
    assert ingested.faults == ()


@pytest.mark.parametrize(
    ("more", "package"),
    [
        ({"suite": ["fees", "tip"]}, "fees > tip"),
        ({"suite": None, "filePath": "fees.spec.ts"}, "fees.spec.ts"),
        ({"suite": None}, ""),
    ],
)
def test_the_suite_is_the_package(more: dict[str, Any], package: str) -> None:
    """A suite may be told in parts, or a file instead of it."""
    assert _read(_report(_test("pays", **more))).results[0].test == NamedTest(package, "pays")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no whole CTRF"),
        ("{}", "no whole CTRF"),
        ("[]", "no whole CTRF"),
        ("[" * 100_000, "no whole CTRF"),
        (_report(_test("pays"))[:-3], "no whole CTRF"),
        ('{"results": {"tests": []}}', "no whole CTRF"),
        (_report(), "there is no test in it"),
        (_report(_test("pays"), tests=5), "declares 5 tests and has 1"),
        (_report(_test("pays"), failed=1), "declares 1 tests failed and has 0"),
        (_report(_test("pays"), passed=0), "declares 0 tests passed and has 1"),
        (_report(_test("pays", "weird")), "unknown status 'weird'"),
        (_report(_test("pays"), _test("pays")), "more than once"),
        (_report(_test("")), "no name"),
        (_report(_test("pays")).replace("1500", '"long"'), "no whole CTRF"),
    ],
)
def test_what_is_wrong_with_a_report_is_said(text: str, said: str) -> None:
    """A report that is cut off, empty or wrong about itself has a fault with a name."""
    faults = _read(text).faults

    assert any(said in fault for fault in faults), faults


def test_bytes_that_are_no_text_are_a_fault() -> None:
    """What is no UTF-8 is no JSON."""
    assert read_ctrf(io.BytesIO(b'{"results": "\xff"}')).faults
