"""Nodes agree, at a height and after the next block."""

from dataclasses import replace

from tests.unit.gates.rehearsal import Scene, scene


async def test_agreement(devnet: Scene) -> None:
    """Nodes with the same chain agree, however far behind one of them is."""
    devnet.devnet.lie_about_head("verifier-0", -7)

    assert (await devnet.run("chain_agrees"))[0] == "pass"


async def test_a_split_is_told_with_its_first_block() -> None:
    """Who parts from the others is named, with the block in which they part."""
    async with scene(verifiers=2) as devnet:
        first = devnet.devnet.split_chain("verifier-1", blocks_ago=100)

        action, kind, message = await devnet.run("chain_agrees")

    assert (action, kind) == ("fail", "assertion")
    assert "sequencer-0 and verifier-1 at block" in message
    assert message.endswith(f"their first divergent block is {first}")


async def test_a_split_from_genesis(devnet: Scene) -> None:
    """Nodes that never had a block in common part in block 0."""
    devnet.devnet.split_chain("verifier-0", blocks_ago=10_000)

    assert (await devnet.run("chain_agrees"))[2].endswith("their first divergent block is 0")


async def test_a_split_with_the_next_block(devnet: Scene) -> None:
    """Agreement at one height is not enough: they are compared again one block later."""
    node = devnet.devnet.nodes["verifier-0"]
    node.blocks.forked_at = devnet.devnet.unsafe_head("verifier-0") + 1
    node.blocks.fork = "later"

    assert "the same hash" in (await devnet.run("chain_agrees"))[2]


async def test_a_chain_that_stands_still(devnet: Scene) -> None:
    """Where no further block comes, nothing can be compared a second time."""
    devnet.devnet.stop_sequencer()

    assert "the lowest head of 2 nodes is above" in (await devnet.run("chain_agrees"))[2]


async def test_one_node_agrees_with_nobody(devnet: Scene) -> None:
    """A node that is named twice, or alone, is no agreement."""
    (chain,) = devnet.network.chains
    sequencer, verifier = chain.nodes
    twin = replace(verifier, execution_rpc=sequencer.execution_rpc)
    for nodes in ((sequencer,), (sequencer, twin)):
        ending = await devnet.run("chain_agrees", chains=(replace(chain, nodes=nodes),))

        assert ending[:2] == ("skip", "precondition")


async def test_a_node_that_does_not_answer(devnet: Scene) -> None:
    """Agreement with a node that is gone is unknown: the call's own error fails the test."""
    await devnet.server.refuse("verifier-0")

    assert (await devnet.run("chain_agrees"))[:2] == ("fail", "infrastructure")
