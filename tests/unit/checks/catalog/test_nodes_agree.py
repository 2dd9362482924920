"""Whether nodes have the same blocks, and what must not pass for agreement."""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec
import pytest

from gonogo.checks import Judgement
from gonogo.checks.facts import Facts
from gonogo.evidence import Outcome
from tests.simulator.chain import Blocks, digest
from tests.unit.checks.building import BLOCKS, SILENT, facts, header, heads, judge_readings, lines

FORKED = Blocks("l2", 2, BLOCKS.genesis_seconds, forked_at=90, fork="verifier-0")
Pair = tuple[object, object]
NOTHING: Mapping[str, Pair] = MappingProxyType({})
ROOT = {"outputRoot": digest("root"), "blockRef": BLOCKS.reference(100)}


def judged(
    known: Facts | None = None, *, divergences: object = (), changed: Mapping[str, Pair] = NOTHING
) -> Judgement:
    readings = {
        "sync_status.jsonl": lines(sequencer_0=[heads(100)] * 11, verifier_0=[heads(100)] * 11),
        "divergences.json": msgspec.json.encode(divergences),
    }
    pairs = {
        f"{what}.{head}": (header(100), header(100))
        for what in ("heads", "blocks")
        for head in ("unsafe", "safe", "finalized")
    }
    pairs["outputs.safe"] = (ROOT, ROOT)
    pairs |= {name.replace("_", "."): pair for name, pair in changed.items()}
    for name, (sequencer, verifier) in pairs.items():
        readings[f"{name}.jsonl"] = lines(sequencer_0=[sequencer], verifier_0=[verifier])
    return judge_readings("nodes_agree", readings, known)


def test_agreement() -> None:
    """The same hashes and output roots everywhere pass."""
    assert judged().outcome is Outcome.PASSED


@pytest.mark.parametrize("head", ["unsafe", "safe", "finalized"])
def test_another_block_at_the_common_height_fails(head: str) -> None:
    """Two hashes at one height are a fork, at whichever head."""
    judgement = judged(changed={f"blocks_{head}": (header(100), FORKED.block(100))})

    assert judgement.outcome is Outcome.FAILED
    assert f"differ at the {head} block 100" in judgement.summary


def test_the_first_divergent_block_is_named() -> None:
    """The summary gives the block where the chains part, and both hashes."""
    divergence = {
        "head": "safe",
        "height": 100,
        "left": "sequencer-0",
        "right": "verifier-0",
        "block": 90,
        "left_header": BLOCKS.block(90),
        "right_header": FORKED.block(90),
    }

    judgement = judged(
        changed={"blocks_safe": (header(100), FORKED.block(100))}, divergences=[divergence]
    )

    assert "the first divergent block is 90" in judgement.summary
    assert BLOCKS.hash(90) in judgement.summary
    assert FORKED.hash(90) in judgement.summary


def test_another_block_than_was_asked_for_fails() -> None:
    """A node that answers with the wrong block has not agreed to anything."""
    judgement = judged(changed={"blocks_safe": (header(100), header(99))})

    assert judgement.outcome is Outcome.FAILED
    assert "answered with block 99" in judgement.summary


def test_lag_is_no_divergence() -> None:
    """Nodes at different heights agree when they agree at the lower one."""
    judgement = judged(changed={"heads_unsafe": (header(130), header(100))})

    assert judgement.outcome is Outcome.PASSED


def test_other_output_roots_fail() -> None:
    """The same block with another output root is a divergence of state."""
    judgement = judged(changed={"outputs_safe": (ROOT, {**ROOT, "outputRoot": digest("another")})})

    assert judgement.outcome is Outcome.FAILED
    assert "output roots" in judgement.summary


def test_a_dead_node_precludes() -> None:
    """A node that did not answer has not agreed."""
    judgement = judged(changed={"blocks_safe": (header(100), SILENT)})

    assert judgement.outcome is Outcome.PRECLUDED
    assert "verifier-0" in judgement.summary


def test_one_node_cannot_agree() -> None:
    """A single node agrees with nobody."""
    known = facts(unlisted=["verifier-0"])

    judgement = judged(known)

    assert judgement.outcome is Outcome.ERRORED
    assert "needs two nodes" in judgement.summary


def test_two_safe_blocks_of_one_height_during_the_window_fail() -> None:
    """A safe block that another node replaces is a fork, even if both agree at the end."""
    forked = msgspec.json.decode(msgspec.json.encode(heads(95)))
    forked["safe_l2"]["hash"] = digest("another")
    readings = {"sync_status.jsonl": lines(sequencer_0=[heads(95)], verifier_0=[forked])}
    base = judged()

    everything = {
        f"{what}.{head}.jsonl": lines(sequencer_0=[header(100)], verifier_0=[header(100)])
        for what in ("heads", "blocks")
        for head in ("unsafe", "safe", "finalized")
    }
    everything["outputs.safe.jsonl"] = lines(sequencer_0=[ROOT], verifier_0=[ROOT])
    judgement = judge_readings("nodes_agree", {**everything, **readings, "divergences.json": b"[]"})

    assert base.outcome is Outcome.PASSED
    assert judgement.outcome is Outcome.FAILED
    assert "as safe block 95" in judgement.summary
