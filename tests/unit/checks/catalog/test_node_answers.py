"""Whether every endpoint answers, and as whom."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from gonogo.checks import Judgement
from gonogo.checks.facts import Facts
from gonogo.evidence import Outcome
from tests.simulator.clock import GENESIS
from tests.unit.checks.building import BLOCKS, SILENT, facts, heads, judge_readings, lines

NOTHING: Mapping[str, list[object]] = MappingProxyType({})
NODE = facts([("rpc-0", "rpc")])
ROLLUP = {"l1_chain_id": 900, "l2_chain_id": 901, "block_time": 2}
NOW = {**BLOCKS.block(100), "timestamp": hex(int(GENESIS.timestamp()))}
GOOD: dict[str, list[object]] = {
    "chain_id": ["0x385"] * 11,
    "latest_block": [NOW] * 11,
    "sync_status": [heads(100)] * 11,
    "rollup_config": [ROLLUP] * 11,
}


def judged(changed: Mapping[str, list[object]] = NOTHING, known: Facts = NODE) -> Judgement:
    answers = {**GOOD, **changed}
    readings = {f"{name}.jsonl": lines(rpc_0=answers[name]) for name in GOOD} | {
        "l1_chain_id.jsonl": lines(L1=changed.get("l1_chain_id", ["0x384"] * 11))
    }
    return judge_readings("node_answers", readings, known, longest_silence_seconds=3)


def test_a_node_that_answers() -> None:
    """A node that answers everything for the right chain passes."""
    assert judged().outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"chain_id": ["0x385"] * 10 + ["0xa"]}, "is on chain 10, not on 901"),
        ({"l1_chain_id": ["0x1"] * 11}, "the L1 endpoint L1 is on chain 1, not on 900"),
        ({"rollup_config": [{**ROLLUP, "l2_chain_id": 10}] * 11}, "follows chain 10"),
        ({"rollup_config": [{**ROLLUP, "l1_chain_id": 1}] * 11}, "on L1 1, not 901 on 900"),
        ({"latest_block": [{**NOW, "timestamp": "0xffffffffff"}] * 11}, "in the future"),
        ({"sync_status": [SILENT] * 11}, "the consensus client of rpc-0 gives no answer"),
        ({"sync_status": []}, "the consensus client of rpc-0 gives no answer"),
        ({"chain_id": ["0x385", *[SILENT] * 5, *["0x385"] * 5]}, "for 6.0 s"),
        ({"l1_chain_id": [SILENT] * 11}, "the L1 endpoint L1 gives no answer"),
    ],
)
def test_what_fails(changed: dict[str, list[object]], words: str) -> None:
    """One wrong or missing answer among others fails, and the endpoint is named."""
    judgement = judged(changed)

    assert judgement.outcome is Outcome.FAILED
    assert words in judgement.summary


def test_silent_when_the_window_ends() -> None:
    """A node that has just gone silent may be down or late, and nobody can say."""
    judgement = judged({"chain_id": [*["0x385"] * 10, SILENT]})

    assert judgement.outcome is Outcome.ERRORED


def test_nobody_answers() -> None:
    """A network where nobody answers was not seen."""
    silent: list[object] = [SILENT] * 11

    judgement = judged({"l1_chain_id": silent} | dict.fromkeys(GOOD, silent))

    assert judgement.outcome is Outcome.ERRORED
    assert "not seen" in judgement.summary


def test_a_node_without_address_is_mentioned() -> None:
    """A node that nobody can ask is said to be unobserved."""
    known = facts([("rpc-0", "rpc"), ("rpc-1", "rpc")], unlisted=["rpc-1"])

    judgement = judged(known=known)

    assert judgement.outcome is Outcome.PASSED
    assert "1 nodes without known addresses" in judgement.summary


def test_a_listed_node_whose_address_nobody_told() -> None:
    """Every node must answer, and one that the inventory lists was not asked."""
    known = facts([("rpc-0", "rpc"), ("rpc-1", "rpc")], unlisted=["rpc-1"], promised=["rpc-1"])

    judgement = judged(known=known)

    assert judgement.outcome is Outcome.ERRORED
    assert "the execution client of rpc-1 and the consensus client of rpc-1" in judgement.summary


def test_a_failure_outranks_an_address_that_nobody_told() -> None:
    """What was seen to be wrong is a failure, whoever else was not asked."""
    known = facts([("rpc-0", "rpc"), ("rpc-1", "rpc")], unlisted=["rpc-1"], promised=["rpc-1"])

    assert judged({"chain_id": ["0xa"] * 11}, known).outcome is Outcome.FAILED
