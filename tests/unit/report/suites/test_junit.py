"""JUnit as a CI server reads it: valid whatever is in it, and never greener than the run."""

import io
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.acceptance import Kind, LogPart, NamedTest
from gonogo.acceptance.ingest import read_junit
from gonogo.evidence import Outcome
from gonogo.report.suites import SuiteReport
from gonogo.report.suites.junit import GATES, junit_pieces
from gonogo.report.suites.logs import Excerpt
from tests.unit.report.suites import reports

# What JUnit can tell apart: no answer is an error there, and all that did not run is skipped.
AS_READ = {
    Outcome.PASSED: Outcome.PASSED,
    Outcome.FAILED: Outcome.FAILED,
    Outcome.ERRORED: Outcome.FAILED,
    Outcome.SKIPPED: Outcome.SKIPPED,
    Outcome.PRECLUDED: Outcome.SKIPPED,
    Outcome.NOT_APPLICABLE: Outcome.SKIPPED,
}


def document(report: SuiteReport) -> str:
    return "".join(junit_pieces(report))


def parsed(report: SuiteReport) -> ET.Element:
    return ET.fromstring(document(report))  # noqa: S314 - We made it.


def found(report: SuiteReport, name: str) -> ET.Element:
    return next(each for each in parsed(report).iter("testcase") if each.get("name") == name)


@pytest.mark.parametrize("make", [reports.of_all_sorts, reports.all_passed, reports.hostile])
def test_what_is_read_back_is_what_was_told(make: object) -> None:
    """Our own reader finds each test with the outcome that JUnit has for it, and no fault."""
    report: SuiteReport = make()  # type: ignore[operator]

    read = read_junit(io.BytesIO(document(report).encode()))

    assert not read.faults
    assert read.started_at == reports.STARTED
    told = [AS_READ[case.outcome] for case in report.cases]
    assert [each.outcome for each in read.results] == told
    assert all(each.seconds in {0.0, 1.5} for each in read.results)


def test_names_and_messages_survive() -> None:
    """Packages, names and messages of several lines come back as they were."""
    report = reports.of_all_sorts()
    read = {each.test: each for each in read_junit(io.BytesIO(document(report).encode())).results}

    assert set(read) == {case.test for case in report.cases}
    vaults = read[NamedTest(reports.FEES, "TestVaults")]
    assert vaults.message == 'wanted "1",\ngot\t"2"'


@given(st.text(), st.text())
def test_any_text_makes_valid_xml(name: str, message: str) -> None:
    """Nothing that a test is called or says breaks the document."""
    test = NamedTest(name, name)
    report = reports.report(
        reports.gate_run((reports.result(test, Outcome.FAILED, Kind.ASSERTION, message),))
    )

    assert parsed(report).get("failures") == "1"


def test_a_suite_is_a_package_with_its_gates() -> None:
    """Suites are packages, and say of which gates, network and owner their tests are."""
    root = parsed(reports.of_all_sorts())
    suites = {each.get("name"): each for each in root.iter("testsuite")}

    assert set(suites) == {reports.FEES, reports.BRIDGE}
    properties = [
        (each.get("name"), each.get("value")) for each in suites[reports.FEES].iter("property")
    ]
    assert {("gate", "base"), ("gate", "isthmus"), ("network", "eris")} <= set(properties)
    assert {("owner", "fees"), ("suite", "arithmetic"), ("quarantine", "yes")} <= set(properties)
    assert suites[reports.FEES].get("time") == "9.000"


@pytest.mark.parametrize(
    ("name", "element", "message"),
    [
        ("TestCut", "error", "cut off"),
        ("TestNever", "error", "it was selected, and nothing was ever heard of it"),
        ("TestVaults", "failure", 'wanted "1",\ngot\t"2"'),
        ("TestSkips", "skipped", "not today"),
        ("TestNeeds", "skipped", "precluded: no faucet"),
        ("TestGone", "skipped", "not applicable: absent"),
    ],
)
def test_each_end_has_its_element(name: str, element: str, message: str) -> None:
    """What gave no answer is an error, and whatever did not run says why."""
    child = found(reports.of_all_sorts(), name).find(element)

    assert child is not None
    assert child.get("message") == message


def test_subtests_are_shown_and_not_counted() -> None:
    """A subtest stands in the output of its test."""
    root = parsed(reports.of_all_sorts())

    assert root.get("tests") == "8"
    assert "✗ base" in (found(reports.of_all_sorts(), "TestVaults").findtext("system-out") or "")


@pytest.mark.parametrize(
    ("change", "element"),
    [
        ({"is_interrupted": True}, "error"),
        ({"faults": ("the disk was full",)}, "error"),
        ({"calls": ()}, "error"),
        ({"selected": (), "results": ()}, "error"),
    ],
)
def test_a_gate_without_an_answer_is_not_green(change: dict[str, object], element: str) -> None:
    """Where all tests passed and the gate did not, the gate itself is a case."""
    passed = reports.all_passed().gates[0].run
    report = reports.report(replace(passed, **change))  # type: ignore[arg-type]

    case = found(report, "isthmus on eris-0")
    assert case.get("classname") == GATES
    assert case.find(element) is not None
    assert parsed(report).get("errors") == "1"


def test_a_gate_that_passed_is_no_case() -> None:
    """Only tests are counted where they tell all."""
    assert [each.get("name") for each in parsed(reports.all_passed()).iter("testcase")] == [
        "TestFees"
    ]


def test_what_tests_print_is_bounded() -> None:
    """However much trouble there is, the document holds so much of what was printed."""
    report = reports.long(3000, outcome=Outcome.FAILED)
    asked: list[int] = []

    def excerpt(_parts: Sequence[LogPart], head: int, tail: int) -> Excerpt:
        asked.append(head + tail)
        return Excerpt("x" * head, "y" * tail, 1 << 30, (1 << 30) + head + tail)

    size = sum(map(len, junit_pieces(report, excerpt)))

    assert len(asked) < 2500
    assert size < 40 << 20
