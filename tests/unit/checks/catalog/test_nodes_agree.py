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
L1 = Blocks("l1", 12, BLOCKS.genesis_seconds)
CLAIM = {"finalized_l1": L1.reference(7)}
UNKNOWN_YET = {"finalized_l1": {"hash": "0x" + "00" * 32, "number": 0}}


def judged(
    known: Facts | None = None,
    *,
    divergences: object = (),
    changed: Mapping[str, Pair] = NOTHING,
    l1_block: object = None,
) -> Judgement:
    readings = {
        "sync_status.jsonl": lines(sequencer_0=[heads(100)] * 11, verifier_0=[heads(100)] * 11),
        "divergences.json": msgspec.json.encode(divergences),
        "l1_blocks.jsonl": lines(L1=[L1.block(7) if l1_block is None else l1_block]),
    }
    pairs = {
        f"{what}.{head}": (header(100), header(100))
        for what in ("heads", "blocks")
        for head in ("unsafe", "safe", "finalized")
    }
    pairs |= {"outputs.safe": (ROOT, ROOT), "l1_claims": (CLAIM, CLAIM)}
    pairs |= {name.replace("s_", "s."): pair for name, pair in changed.items()}
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
    everything["l1_claims.jsonl"] = lines(sequencer_0=[CLAIM], verifier_0=[CLAIM])
    everything["l1_blocks.jsonl"] = lines(L1=[L1.block(7)])
    judgement = judge_readings("nodes_agree", {**everything, **readings, "divergences.json": b"[]"})

    assert base.outcome is Outcome.PASSED
    assert judgement.outcome is Outcome.FAILED
    assert "as safe block 95" in judgement.summary


def test_consensus_clients_of_another_chain_fail() -> None:
    """Clients of two networks with one chain id agree among themselves and follow two chains."""
    other = {**ROOT, "blockRef": FORKED.reference(100)}

    judgement = judged(changed={"outputs_safe": (other, other)})

    assert judgement.outcome is Outcome.FAILED
    assert "they follow different chains" in judgement.summary


@pytest.mark.parametrize("what", ["execution", "consensus"])
def test_a_node_that_is_named_twice_does_not_agree_with_itself(what: str) -> None:
    """Two names with one address are one node, and whoever has the second was not seen."""
    judgement = judged(facts(twins={"verifier-0": "sequencer-0"}))

    assert judgement.outcome is Outcome.ERRORED
    assert f"the same {what} client was asked twice" in judgement.summary


def test_a_fork_outranks_a_node_that_is_named_twice() -> None:
    """What was seen to differ is a failure, whatever else was not seen."""
    judgement = judged(
        facts(twins={"verifier-0": "sequencer-0"}),
        changed={"blocks_safe": (header(100), FORKED.block(100))},
    )

    assert judgement.outcome is Outcome.FAILED


def test_another_l1_than_the_one_that_was_asked_fails() -> None:
    """Batches and games of another L1 with the same chain id say nothing about this network."""
    judgement = judged(l1_block={**L1.block(7), "hash": digest("another")})

    assert judgement.outcome is Outcome.FAILED
    assert "follows another L1" in judgement.summary


@pytest.mark.parametrize(
    ("l1_block", "claim", "outcome", "words"),
    [
        pytest.param(SILENT, CLAIM, Outcome.PRECLUDED, "no answer within", id="L1 is dead"),
        pytest.param(L1.block(6), CLAIM, Outcome.ERRORED, "compared", id="the wrong block"),
        pytest.param(L1.block(0), UNKNOWN_YET, Outcome.ERRORED, "yet", id="none is finalized"),
        pytest.param(L1.block(7), SILENT, Outcome.ERRORED, "nobody could be", id="nobody says"),
    ],
)
def test_an_l1_that_could_not_be_compared(
    l1_block: object, claim: object, outcome: Outcome, words: str
) -> None:
    """Where nobody can tell whether both mean one L1, nobody passes."""
    judgement = judged(changed={"l1_claims": (claim, claim)}, l1_block=l1_block)

    assert judgement.outcome is outcome
    assert words in judgement.summary


def test_without_an_l1_endpoint_nobody_can_tell_which_l1_it_is() -> None:
    """An L1 that cannot be asked was not compared."""
    assert judged(facts(l1=[])).outcome is Outcome.ERRORED
