"""The rate of blocks, and what must not pass for it."""

import pytest

from gonogo.evidence import Outcome
from tests.unit.checks.building import BLOCKS, SILENT, facts, header, judge_readings, lines

CHECK = "block_rate"
NAME = "latest_block.jsonl"
STEADY = [header(100 + second // 2) for second in range(11)]


@pytest.mark.parametrize(
    ("answers", "outcome", "words"),
    [
        pytest.param(STEADY, Outcome.PASSED, "where 5.0 were due", id="steady"),
        pytest.param([], Outcome.ERRORED, "not seen", id="empty"),
        pytest.param([header(100)], Outcome.ERRORED, "too short", id="one reading"),
        pytest.param([header(100)] * 11, Outcome.FAILED, "stood still", id="stopped"),
        pytest.param(
            [header(100 + second // 4) for second in range(11)],
            Outcome.FAILED,
            "had 2 blocks in 10.0 s, where 5.0 were due",
            id="half the rate",
        ),
        pytest.param(
            [*STEADY[:10], {**BLOCKS.block(900), "timestamp": BLOCKS.block(105)["timestamp"]}],
            Outcome.FAILED,
            "their timestamps went 10 s",
            id="a height that jumps",
        ),
        pytest.param([SILENT] * 11, Outcome.ERRORED, "not seen", id="dead"),
    ],
)
def test_rate(answers: list[object], outcome: Outcome, words: str) -> None:
    """Blocks must come in number, in time, and with the timestamps that belong to them."""
    judgement = judge_readings(CHECK, {NAME: lines(sequencer_0=answers)}, longest_gap_seconds=5)

    assert judgement.outcome is outcome, judgement.summary
    assert words in judgement.summary


def test_only_sequencers_are_judged_where_there_is_one() -> None:
    """A verifier that derives in bursts says nothing about the rate of building."""
    readings = {NAME: lines(sequencer_0=STEADY, verifier_0=[header(90)] * 11)}

    assert judge_readings(CHECK, readings, longest_gap_seconds=5).outcome is Outcome.PASSED


def test_every_node_is_judged_where_no_sequencer_is_known() -> None:
    """Without a known sequencer, each node must show the rate."""
    known = facts([("a", "unknown"), ("b", "unknown")])
    readings = {NAME: lines(a=STEADY, b=[header(90)] * 11)}

    assert judge_readings(CHECK, readings, known, longest_gap_seconds=5).outcome is Outcome.FAILED


def test_an_unknown_block_time_is_no_pass() -> None:
    """Without the chain's block time there is no rate to compare with."""
    known = facts(block_time_seconds=None)

    judgement = judge_readings(CHECK, {NAME: lines(sequencer_0=STEADY)}, known)

    assert judgement.outcome is Outcome.ERRORED
