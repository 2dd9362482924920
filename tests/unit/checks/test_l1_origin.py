"""Which L1 the nodes follow: the one that was asked, or another of the same chain id."""

import pytest

from gonogo.checks.facts import Facts
from gonogo.checks.judgement import Judgement
from gonogo.checks.l1_origin import BLOCKS, CLAIMS, judge_l1, observe_l1
from gonogo.evidence import Outcome
from tests.simulator.chain import Blocks
from tests.unit.checks.building import SILENT, facts, lines
from tests.unit.checks.endpoints import Answer, nobody, view_of

OURS = Blocks("l1", 12, 0)
ANOTHER = Blocks("another l1", 12, 0)


def claim(number: int, chain: Blocks = OURS) -> object:
    return {"finalized_l1": {"hash": chain.hash(number), "number": number}}


def judged(claims: bytes, blocks: bytes, known: Facts | None = None) -> Judgement:
    return judge_l1({CLAIMS: claims, BLOCKS: blocks}, known or facts())


BOTH = lines(sequencer_0=[claim(5)], verifier_0=[claim(5)])


def test_nodes_that_follow_the_l1_that_was_asked_pass() -> None:
    """By the hash of a block that nobody replaces any more."""
    assert judged(BOTH, lines(L1=[OURS.block(5)])).outcome is Outcome.PASSED


def test_a_node_of_another_l1_fails_though_the_others_do_not() -> None:
    """It is judged by other batches and games than those that were looked at."""
    claims = lines(sequencer_0=[claim(5)], verifier_0=[claim(5, ANOTHER)])

    found = judged(claims, lines(L1=[OURS.block(5)]))

    assert found.outcome is Outcome.FAILED
    assert found.summary.startswith("verifier-0 follows another L1 than the endpoint L1")


def test_an_endpoint_of_another_l1_fails_though_the_first_does_not() -> None:
    """Each endpoint is compared."""
    blocks = lines(L1_0=[OURS.block(5)], L1_1=[ANOTHER.block(5)])

    found = judged(BOTH, blocks, facts(l1=("L1-0", "L1-1")))

    assert found.outcome is Outcome.FAILED
    assert "the endpoint L1-1" in found.summary


def test_hashes_are_compared_whatever_their_case() -> None:
    """Some clients write them in capitals."""
    loud = {**OURS.block(5), "hash": "0x" + OURS.hash(5)[2:].upper()}

    assert judged(BOTH, lines(L1=[loud])).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("claims", "blocks", "known", "outcome"),
    [
        (b"", lines(L1=[OURS.block(5)]), facts(), Outcome.ERRORED),
        (lines(sequencer_0=[SILENT]), b"", facts(), Outcome.ERRORED),
        (BOTH, lines(L1=[OURS.block(5)]), facts(l1=()), Outcome.ERRORED),
        (BOTH, lines(L1=[SILENT]), facts(), Outcome.PRECLUDED),
        (BOTH, b"", facts(), Outcome.ERRORED),
        (BOTH, lines(L1=[OURS.block(6)]), facts(), Outcome.ERRORED),
        (BOTH, lines(L1_0=[OURS.block(5)]), facts(l1=("L1-0", "L1-1")), Outcome.ERRORED),
    ],
    ids=["no claims", "no claim", "no L1", "silent L1", "no block", "other block", "one of two"],
)
def test_what_could_not_be_compared_passes_nothing(
    claims: bytes, blocks: bytes, known: Facts, outcome: Outcome
) -> None:
    """Silence of anybody is no agreement."""
    assert judged(claims, blocks, known).outcome is outcome


def test_a_node_without_a_finalized_block_is_not_compared() -> None:
    """Zeros are what nodes say before there is one, and no hash that two could share."""
    nothing = {"finalized_l1": {"hash": "0x" + "00" * 32, "number": 0}}
    zero = {**OURS.block(0), "hash": "0x" + "00" * 32}

    found = judged(lines(sequencer_0=[nothing]), lines(L1=[zero]))

    assert found.outcome is Outcome.ERRORED
    assert "no finalized block is known yet" in found.summary


async def test_l1_is_asked_for_the_very_blocks_that_nodes_claim() -> None:
    """Each height once, and of every endpoint."""
    heights: list[str] = []

    def block(number: str, _: bool) -> object:  # noqa: FBT001 - as the method has it
        heights.append(number)
        return OURS.block(int(number, 16))

    nodes: dict[str, dict[str, Answer]] = {
        "a": {"optimism_syncStatus": lambda: claim(5)},
        "b": {"optimism_syncStatus": lambda: claim(7)},
        "c": {"optimism_syncStatus": lambda: claim(5)},
        "dead": {"optimism_syncStatus": nobody},
        "L1": {"eth_getBlockByNumber": block},
    }
    view = view_of(nodes, l1=("L1",))

    readings = await observe_l1(view)

    assert sorted(heights) == ["0x5", "0x7"]
    assert judge_l1(readings, view.facts).outcome is Outcome.PASSED
