"""What became of one test case of JUnit."""

import pytest

from gonogo.acceptance import Kind, NamedTest
from gonogo.acceptance.ingest.junit_case import Case, seconds_of
from gonogo.evidence import Outcome


def _case(*endings: tuple[str, str], **attributes: str) -> Case:
    return Case(NamedTest("fees", "pays"), attributes, list(endings))


@pytest.mark.parametrize(
    ("endings", "outcome", "kind"),
    [
        ((), Outcome.PASSED, Kind.NONE),
        ((("failure", "no"),), Outcome.FAILED, Kind.ASSERTION),
        ((("error", "nil"),), Outcome.FAILED, Kind.CRASH),
        ((("skipped", "later"),), Outcome.SKIPPED, Kind.SKIPPED),
        ((("skipped", "later"), ("failure", "no")), Outcome.FAILED, Kind.ASSERTION),
    ],
)
def test_a_child_tells_how_it_ended(
    endings: tuple[tuple[str, str], ...], outcome: Outcome, kind: Kind
) -> None:
    """No child is a pass, and of two that contradict each other the worse is believed."""
    (result,) = _case(*endings).attempts()

    assert (result.outcome, result.kind) == (outcome, kind)


def test_a_skip_without_a_reason_says_so() -> None:
    """A skip that gives no reason is told as one."""
    (result,) = _case(("skipped", "")).attempts()

    assert result.message == "gave no reason"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("run", Outcome.PASSED),
        ("Passed", Outcome.PASSED),
        ("notrun", Outcome.SKIPPED),
        ("disabled", Outcome.SKIPPED),
        ("failed", Outcome.FAILED),
        ("aborted", Outcome.ERRORED),
        ("pased", Outcome.ERRORED),
    ],
)
@pytest.mark.parametrize("attribute", ["status", "result"])
def test_a_status_is_heard_where_no_child_is(attribute: str, status: str, outcome: Outcome) -> None:
    """Some tools tell the end in an attribute alone; one that nobody knows is no pass."""
    (result,) = _case(**{attribute: status}).attempts()

    assert result.outcome is outcome


def test_an_unknown_child_is_no_pass() -> None:
    """A child that nobody has heard of may mean anything."""
    case = _case()
    case.unknown.append("aborted")

    assert case.attempts()[0].outcome is Outcome.ERRORED
    assert case.strange == "fees:pays has an unknown <aborted>"


def test_attempts_before_a_pass_are_failures() -> None:
    """A test that passed when it was run again has failed before, each time."""
    attempts = _case(("flakyFailure", "once"), ("flakyError", "twice")).attempts()

    assert [(each.outcome, each.message) for each in attempts] == [
        (Outcome.FAILED, "once"),
        (Outcome.FAILED, "twice"),
        (Outcome.PASSED, ""),
    ]


def test_attempts_after_a_failure_are_failures_too() -> None:
    """A test that failed each time it was run has failed so often."""
    attempts = _case(("failure", "first"), ("rerunFailure", "again")).attempts()

    assert [each.message for each in attempts] == ["first", "again"]
    assert {each.outcome for each in attempts} == {Outcome.FAILED}


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1.5", 1.5),
        ("1,234.5", 1234.5),
        ("", 0.0),
        ("-1", 0.0),
        ("nan", 0.0),
        ("inf", 0.0),
        ("1s", 0.0),
    ],
)
def test_a_time_is_a_number_of_seconds(text: str, seconds: float) -> None:
    """What is no time is none."""
    assert seconds_of(text) == seconds
