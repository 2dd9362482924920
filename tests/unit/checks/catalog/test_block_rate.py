"""The rate of blocks, and what must not pass for it."""

from datetime import timedelta

import msgspec
import pytest

from gonogo.evidence import Outcome
from tests.simulator.clock import GENESIS
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


@pytest.mark.parametrize(
    ("behind_seconds", "outcome"), [(0, Outcome.PASSED), (10, Outcome.PASSED), (12, Outcome.FAILED)]
)
def test_a_sequencer_that_fell_behind_the_clock(behind_seconds: int, outcome: Outcome) -> None:
    """A chain that goes on regularly an hour ago is no chain that people can use."""
    answers = [header((second - behind_seconds) // 2 + 100) for second in range(11)]
    known = msgspec.structs.replace(facts(), started_at=GENESIS + timedelta(seconds=200))

    judgement = judge_readings(
        CHECK, {NAME: lines(sequencer_0=answers)}, known, longest_gap_seconds=5
    )

    assert judgement.outcome is outcome, judgement.summary
    assert outcome is Outcome.PASSED or "fallen behind the clock" in judgement.summary


def test_a_verifier_may_be_behind_the_clock() -> None:
    """Who derives from L1 alone is late by as much as the batcher waits."""
    known = msgspec.structs.replace(
        facts([("verifier-0", "verifier")]), started_at=GENESIS + timedelta(seconds=900)
    )

    judgement = judge_readings(
        CHECK, {NAME: lines(verifier_0=STEADY)}, known, longest_gap_seconds=5
    )

    assert judgement.outcome is Outcome.PASSED
