"""A decision, its verdict and its bytes."""

from dataclasses import replace

import pytest

from gonogo.readiness import (
    Decision,
    Reason,
    UnreadableDecisionError,
    Verdict,
    decision_bytes,
    decision_from_bytes,
    judge,
)
from tests.unit.readiness.example import evidence, policy, record

GO = judge(policy(), record(evidence()))


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_verdict_is_computed_from_the_reasons(verdict: Verdict) -> None:
    """There is no second place where a verdict is kept."""
    decision = replace(GO, reasons=(Reason("x", verdict, "said so"),))

    assert decision.verdict is verdict


def test_without_answers_a_decision_holds() -> None:
    """The empty combination is a hold, whatever reasons for go there are."""
    assert replace(GO, answers=()).verdict is Verdict.HOLD
    assert replace(GO, answers=(), reasons=(Reason("x", Verdict.GO, "y"),)).verdict is Verdict.HOLD


def test_without_answers_a_blocking_reason_still_blocks() -> None:
    """Removing every chain does not turn a no-go into a hold."""
    blocked = replace(GO, answers=(), reasons=(Reason("x", Verdict.NO_GO, "y"),))

    assert blocked.verdict is Verdict.NO_GO


def test_bytes_and_back() -> None:
    """A decision survives being written and read."""
    content = decision_bytes(GO)

    assert decision_from_bytes(content) == GO
    assert decision_bytes(decision_from_bytes(content)) == content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"{}",
        b"\xff\xfe",
        decision_bytes(GO)[:-5],
        decision_bytes(GO).replace(b'"met"', b'"excellent"'),
        decision_bytes(GO).replace(b'"unsigned"', b'"signed"'),
    ],
)
def test_bytes_that_are_no_decision_are_refused(content: bytes) -> None:
    """An unknown value is an error, never a default."""
    with pytest.raises(UnreadableDecisionError, match="not a decision"):
        decision_from_bytes(content)


def test_a_decision_says_that_nobody_signed_it() -> None:
    """Until somebody does, it is worth what its reader saw."""
    assert isinstance(GO, Decision)
    assert b'"signature":"unsigned"' in decision_bytes(GO)
