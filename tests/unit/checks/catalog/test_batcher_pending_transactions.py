"""Transactions of the batcher that wait on L1."""

import pytest

from gonogo.evidence import Outcome
from tests.unit.checks.building import SILENT, facts, judge_readings, lines

CHECK = "batcher_pending_transactions"


def readings(pending: list[object], latest: list[object]) -> dict[str, bytes]:
    return {
        "batcher_pending_nonce.jsonl": lines(L1=pending),
        "batcher_nonce.jsonl": lines(L1=latest),
    }


@pytest.mark.parametrize(
    ("pending", "latest", "outcome", "words"),
    [
        pytest.param(["0x6"] * 11, ["0x5"] * 11, Outcome.PASSED, "at most 1", id="one waits"),
        pytest.param(["0x5"] * 11, ["0x5"] * 11, Outcome.PASSED, "at most 0", id="none waits"),
        pytest.param(
            ["0x5"] * 10 + ["0x7"], ["0x5"] * 11, Outcome.FAILED, "had 2", id="two at the end"
        ),
        pytest.param(["0x9"] + ["0x5"] * 10, ["0x5"] * 11, Outcome.FAILED, "had 4", id="start"),
        pytest.param([], [], Outcome.ERRORED, "not seen", id="empty"),
        pytest.param(["0x5"] * 11, [SILENT] * 11, Outcome.ERRORED, "not seen", id="half dead"),
        pytest.param(["0x5"], ["0x5"], Outcome.ERRORED, "nobody looked for 10.0", id="once"),
    ],
)
def test_the_most_that_ever_waited_decides(
    pending: list[object], latest: list[object], outcome: Outcome, words: str
) -> None:
    """Only the same tick's two nonces are compared, and every tick counts."""
    judgement = judge_readings(CHECK, readings(pending, latest), longest_silence_seconds=3)

    assert judgement.outcome is outcome, judgement.summary
    assert words in judgement.summary


def test_no_batcher() -> None:
    """Where the inventory lists no batcher, the check does not apply."""
    judgement = judge_readings(CHECK, {}, facts(services=["proposer"]))

    assert judgement.outcome is Outcome.NOT_APPLICABLE
