"""CTRF as bots read it: whole, in agreement with itself, and never greener than the run."""

import io
import json
from dataclasses import replace
from typing import Any

import pytest

from gonogo.acceptance.ingest import read_ctrf
from gonogo.evidence import Outcome
from gonogo.report.suites import SuiteReport
from gonogo.report.suites.ctrf import ctrf_pieces
from tests.unit.report.suites import reports

AS_READ = {outcome: outcome for outcome in Outcome} | {
    Outcome.PRECLUDED: Outcome.SKIPPED,
    Outcome.NOT_APPLICABLE: Outcome.SKIPPED,
}


def document(report: SuiteReport) -> Any:
    return json.loads(b"".join(ctrf_pieces(report)))


@pytest.mark.parametrize("make", [reports.of_all_sorts, reports.all_passed, reports.hostile])
def test_what_is_read_back_is_what_was_told(make: object) -> None:
    """Our own reader finds each test with the outcome that CTRF has for it, and no fault."""
    report: SuiteReport = make()  # type: ignore[operator]

    read = read_ctrf(io.BytesIO(b"".join(ctrf_pieces(report))))

    assert not read.faults
    assert read.tool == "gonogo 0.1.0"
    assert read.started_at == reports.STARTED
    told = [AS_READ[case.outcome] for case in report.cases]
    assert [each.outcome for each in read.results] == told


def test_a_test_has_what_the_schema_asks_for() -> None:
    """Times are whole milliseconds, suites are lists, and our own word is the raw status."""
    tests = {test["name"]: test for test in document(reports.of_all_sorts())["results"]["tests"]}

    assert tests["TestNeeds"]["status"] == "pending"
    assert tests["TestNeeds"]["rawStatus"] == "precluded"
    assert tests["TestCut"]["status"] == "other"
    assert tests["TestFees"]["duration"] == 1500
    assert tests["TestFees"]["stop"] - tests["TestFees"]["start"] == 1500
    assert tests["TestFees"]["suite"] == [reports.FEES]
    assert tests["TestFees"]["steps"][0]["name"] == "TestFees/legacy"


def test_the_summary_counts_tests() -> None:
    """Every test is in one of the counts, subtests in none."""
    summary = document(reports.of_all_sorts())["results"]["summary"]

    names = ("passed", "failed", "skipped", "pending", "other")
    assert [summary[name] for name in names] == [2, 1, 2, 1, 2]
    assert summary["tests"] == 8
    assert summary["stop"] - summary["start"] == 62_500


def test_a_gate_without_an_answer_is_not_green() -> None:
    """Where all tests passed and the gate did not, the gate itself is a test."""
    passed = reports.all_passed().gates[0].run
    silent = document(reports.report(replace(passed, calls=())))["results"]

    assert silent["summary"]["other"] == 1
    assert silent["tests"][-1]["rawStatus"] == "errored"
