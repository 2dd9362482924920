"""A refusal counts only for the reason that was expected."""

import json

import pytest

from gonogo.record import OutlineAnswer, OutlineBody
from gonogo.selftest.expectation import Expect, codes, of_verifier
from gonogo.selftest.saying import State
from gonogo.verifier import Reason, ReasonCode, Verification

UNKNOWN = Expect(answer=("nodes-answer", "unknown"))
SOLO = Expect(reason="solo")
EXPIRED = Expect(verifier=("expired",))


def derived(verdict: str, *, answer: str = "met", reason: str | None = None) -> bytes:
    answers = [{"answer": answer, "chain": "l2", "requirement": "nodes-answer"}]
    reasons = [] if reason is None else [{"code": reason, "subject": "us", "verdict": "hold"}]
    return json.dumps({"answers": answers, "reasons": reasons, "verdict": verdict}).encode()


def verified(code: ReasonCode | None, outline: bytes | None = None) -> Verification:
    return Verification(() if code is None else (Reason(code, ""),), outline=outline)


@pytest.mark.parametrize(
    ("expect", "verification", "state"),
    [
        (EXPIRED, verified(ReasonCode.EXPIRED), State.REFUSED),
        (EXPIRED, verified(ReasonCode.MALFORMED), State.NOT_TRIED),
        (EXPIRED, verified(None), State.LET_THROUGH),
        (UNKNOWN, verified(ReasonCode.MALFORMED), State.NOT_TRIED),
        (UNKNOWN, verified(None), State.LET_THROUGH),
        (
            UNKNOWN,
            verified(ReasonCode.VERDICT_DIFFERS, derived("hold", answer="unknown")),
            State.REFUSED,
        ),
        (
            UNKNOWN,
            verified(ReasonCode.VERDICT_DIFFERS, derived("no-go", answer="unmet")),
            State.NOT_TRIED,
        ),
        (UNKNOWN, verified(ReasonCode.VERDICT_DIFFERS, derived("go")), State.LET_THROUGH),
        (SOLO, verified(ReasonCode.VERDICT_DIFFERS, derived("hold", reason="solo")), State.REFUSED),
        (SOLO, verified(ReasonCode.VERDICT_DIFFERS, derived("hold")), State.NOT_TRIED),
        (SOLO, verified(None, derived("hold", reason="solo")), State.LET_THROUGH),
    ],
)
def test_verifier_is_held_to_the_reason(
    expect: Expect, verification: Verification, state: State
) -> None:
    """What it lets through is let through, and what it refuses for another reason not tried."""
    assert of_verifier(expect, verification).state is state


def test_reason_that_weighs_nothing_is_none() -> None:
    """A code beside a go does not make a refusal."""
    content = derived("go", reason="solo").replace(b'"verdict": "hold"', b'"verdict": "go"')

    assert of_verifier(SOLO, verified(None, content)).state is State.LET_THROUGH


@pytest.mark.parametrize(
    ("unmet", "words"),
    [
        (0, "verdict hold: nothing against it"),
        (3, "verdict hold: row-0 unmet, row-1 unmet, row-2 unmet"),
        (5, "verdict hold: row-0 unmet, row-1 unmet, row-2 unmet and 2 more"),
    ],
)
def test_few_words_say_that_there_are_more(unmet: int, words: str) -> None:
    """A long outline is cut, and says how much was left out."""
    answers = tuple(OutlineAnswer("unmet", "l2", f"row-{number}") for number in range(unmet))

    assert codes(OutlineBody(answers, (), "hold")) == words
