"""Every node answers, or the test says which does not."""

from dataclasses import replace
from typing import Any

import pytest

from tests.simulator.server import GARBAGE
from tests.unit.gates.rehearsal import Scene


async def test_all_answer(devnet: Scene) -> None:
    """On a sound network both clients of every node are asked, and answer."""
    assert (await devnet.run("rpc_answers"))[0] == "pass"
    asked = set(devnet.server.calls)
    for node in ("sequencer-0", "verifier-0"):
        assert (f"execution/{node}", "eth_chainId") in asked
        assert (f"consensus/{node}", "optimism_syncStatus") in asked


@pytest.mark.parametrize("node", ["sequencer-0", "verifier-0"])
@pytest.mark.parametrize("kind", [*GARBAGE, "refused", "502"])
async def test_a_node_that_does_not_answer(devnet: Scene, node: str, kind: str) -> None:
    """Whatever comes instead of an answer, it fails as an assertion, and names the node."""
    if kind == "refused":
        await devnet.server.refuse(node)
    elif kind == "502":
        devnet.server.fail(node)
    else:
        devnet.server.garble(node, kind)

    action, ending, message = await devnet.run("rpc_answers")

    assert (action, ending) == ("fail", "assertion")
    assert f"the execution client of {node}" in message


async def test_a_node_of_another_chain(devnet: Scene) -> None:
    """An answer for another chain is no answer."""
    devnet.devnet.wrong_chain_id("verifier-0")

    assert (await devnet.run("rpc_answers"))[2].endswith(
        "the chain id of verifier-0: expected 901, saw 10"
    )


async def test_a_consensus_client_that_is_silent(devnet: Scene) -> None:
    """A node whose execution client answers may still have lost its consensus client."""
    devnet.server.garble("consensus/verifier-0")

    assert "the consensus client of verifier-0" in (await devnet.run("rpc_answers"))[2]


async def test_a_head_at_genesis(devnet: Scene) -> None:
    """A chain without blocks is none."""
    devnet.devnet.lie_about_head("sequencer-0", -10_000)

    assert "the head of sequencer-0: expected at least 1" in (await devnet.run("rpc_answers"))[2]


@pytest.mark.parametrize("client", ["execution", "consensus"])
async def test_an_unknown_address_is_no_pass(devnet: Scene, client: str) -> None:
    """A client that an inventory lists without an address was not asked: nothing is known."""
    (chain,) = devnet.network.chains
    sequencer, verifier = chain.nodes
    lacking: dict[str, Any] = {f"{client}_rpc": None, f"{client}_client": "op-something"}
    nodes = (sequencer, replace(verifier, **lacking))

    ending = await devnet.run("rpc_answers", chains=(replace(chain, nodes=nodes),))

    assert ending[:2] == ("skip", "precondition")
    assert f"the {client} client of verifier-0" in ending[2]


async def test_no_node_is_no_pass(devnet: Scene) -> None:
    """A chain of which no node is known cannot be said to answer."""
    (chain,) = devnet.network.chains

    ending = await devnet.run("rpc_answers", chains=(replace(chain, nodes=()),))

    assert ending[:2] == ("skip", "precondition")
