"""Where two nodes part."""

from collections.abc import Mapping

import msgspec
import pytest

from gonogo.checks.divergence import encode, find_divergence
from gonogo.checks.view import View
from tests.simulator.chain import Blocks
from tests.unit.checks.endpoints import Answer, EndpointsInMemory, nobody, view_of

SHARED = Blocks("l2", 2, 0)


def node(blocks: Blocks) -> Mapping[str, Answer]:
    return {"eth_getBlockByNumber": lambda number, _: blocks.block(int(number, 16))}


def forked_at(block: int) -> View:
    """Return a view of two nodes that share every block before this one."""
    return view_of({"a": node(SHARED), "b": node(Blocks("l2", 2, 0, block, "fork"))})


@pytest.mark.parametrize("block", [0, 1, 2, 499, 500, 999, 1000])
async def test_the_first_block_that_differs_is_found(block: int) -> None:
    """Wherever it is, the first and the last included."""
    found = await find_divergence(forked_at(block), "safe", 1000, "a", "b")

    assert (found.block, found.problem) == (block, "")
    assert found.left_header is not None
    assert found.right_header is not None
    assert found.left_header.hash == SHARED.hash(block)
    assert found.right_header.hash != SHARED.hash(block)
    assert f"the first divergent block is {block}, " in found.sentence
    fields = found.sentence.partition("(they differ in ")[2].removesuffix(")").split(", ")
    assert "state_root" in fields
    assert not {"hash", "number", "transactions_root"} & set(fields)


async def test_a_long_chain_takes_few_questions() -> None:
    """Nobody waits for a million of them."""
    answers = {"a": node(SHARED), "b": node(Blocks("l2", 2, 0, 777_777, "fork"))}
    view = view_of(answers)
    client = view.execution["a"]._client  # noqa: SLF001 - to count what it was asked
    assert isinstance(client, EndpointsInMemory)

    found = await find_divergence(view, "safe", 1_000_000, "a", "b")

    assert found.block == 777_777
    assert len(client.asked) < 60


async def test_nodes_that_agree_when_they_are_asked_again_have_no_divergence() -> None:
    """One of them was replaced meanwhile; that is told, and no block is made up."""
    found = await find_divergence(forked_at(2000), "safe", 1000, "a", "b")

    assert found.block is None
    assert "asked again, both had the same block" in found.sentence


async def test_a_node_that_dies_meanwhile_leaves_it_unknown() -> None:
    """What was seen before stays a divergence; where it began is not known."""
    dead: Mapping[str, Answer] = {"eth_getBlockByNumber": nobody}
    view = view_of({"a": node(SHARED), "b": dead})

    found = await find_divergence(view, "safe", 1000, "a", "b")

    assert (found.block, found.height) == (None, 1000)
    assert found.sentence == "the first divergent block was not found: refused"


async def test_a_divergence_is_kept_whole() -> None:
    """Whoever reads the readings sees both headers."""
    found = await find_divergence(forked_at(3), "safe", 10, "a", "b")

    (kept,) = msgspec.json.decode(encode([found]))

    assert (kept["block"], kept["left"], kept["right"]) == (3, "a", "b")
    assert kept["left_header"]["hash"] == SHARED.hash(3)
