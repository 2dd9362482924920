"""The report of a command: what it tells."""

import json
from typing import Any

import pytest

from gonogo.acceptance import Kind, NamedTest, Result, Task
from gonogo.acceptance.runners.command_report import end_of, events_of, name_of
from gonogo.evidence import Outcome

TASK = Task("001", "fees", leaves_out=("flaky",))


def _result(name: str, outcome: Outcome, package: str = "fees", message: str = "") -> Result:
    return Result(NamedTest(package, name), outcome, Kind.NONE, 1.5, message)


def _events(*results: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in events_of(results, TASK)]


def _ends(*results: Result) -> list[tuple[str, str]]:
    ends = {"pass", "fail", "skip"}
    return [
        (event["Test"], event["Action"]) for event in _events(*results) if event["Action"] in ends
    ]


@pytest.mark.parametrize(
    ("package", "name"),
    [("fees", "pays"), ("", "pays"), ("FeeTest", "FeeTest.pays"), ("a/Fee", "a%2FFee.pays")],
)
def test_a_test_keeps_the_class_that_it_is_in(package: str, name: str) -> None:
    """Two tests of one name in two classes stay two, and no class becomes a test."""
    assert name_of(_result("pays", Outcome.PASSED, package), "fees") == name


def test_ends_are_those_of_the_report() -> None:
    """Each test is told with its end; what has no answer has no end."""
    ends = _ends(
        _result("pays", Outcome.PASSED),
        _result("fails", Outcome.FAILED),
        _result("skips", Outcome.SKIPPED),
        _result("strange", Outcome.ERRORED),
        _result("waits", Outcome.PRECLUDED),
        _result("also fails", Outcome.FAILED),
    )

    assert ends == [
        *(("pays", "pass"), ("fails", "fail"), ("skips", "skip")),
        *(("waits", "skip"), ("also fails", "fail")),
    ]


def test_what_is_left_out_is_not_told() -> None:
    """A command cannot leave a test out, so its result is."""
    assert _ends(_result("flaky", Outcome.FAILED), _result("flaky/one", Outcome.FAILED)) == []


def test_a_message_is_printed_and_told() -> None:
    """Why a test failed stands in its output and with its end."""
    events = _events(_result("fails", Outcome.FAILED, message="3 is not 4"))

    assert [event.get("Output") for event in events if event["Action"] == "output"] == [
        "3 is not 4\n"
    ]
    assert events[-1]["Gonogo"]["message"] == "3 is not 4"


@pytest.mark.parametrize(
    ("outcome", "action"),
    [(Outcome.PASSED, "pass"), (Outcome.SKIPPED, "pass"), (Outcome.ERRORED, "fail")],
)
def test_a_package_ends_well_only_with_all_its_tests(outcome: Outcome, action: str) -> None:
    """One test without an answer is enough to end it otherwise."""
    results = [_result("pays", Outcome.PASSED), _result("other", outcome)]

    assert json.loads(end_of(results, TASK))["Action"] == action
