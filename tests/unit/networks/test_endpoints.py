"""A network from nothing but addresses, and the mistakes of a command line."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest

from gonogo.networks import EndpointError, Network, from_endpoints, without_password
from gonogo.rpc import JSONRPCClient
from tests.unit.networks.answering_node import (
    BATCHER,
    CONFIG,
    FACTORY,
    PORTAL,
    ROLLUP_CONFIG,
    Answer,
    AnsweringNode,
    consensus_answers,
    execution_answers,
    l1_answers,
)

DEAD = "http://127.0.0.1:1"


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as opened:
        yield opened


async def node(stack: AsyncExitStack, answers: dict[str, Answer]) -> str:
    return (await stack.enter_async_context(AnsweringNode(answers))).url


async def found(
    l1: str, executions: list[str], consensuses: list[str], *, timeout_seconds: float = 5.0
) -> Network:
    async with JSONRPCClient(timeout_seconds=timeout_seconds) as client:
        return await from_endpoints("there", l1, executions, consensuses, client)


async def refusal(l1: str, executions: list[str], consensuses: list[str]) -> EndpointError:
    with pytest.raises(EndpointError) as refused:
        await found(l1, executions, consensuses)
    assert refused.value.hint
    return refused.value


def other_chain(**changed: Any) -> dict[str, Answer]:
    return consensus_answers({**ROLLUP_CONFIG, "l2_chain_id": 902, **changed})


async def test_one_chain(stack: AsyncExitStack) -> None:
    """Everything that the model needs is asked."""
    l1 = await node(stack, l1_answers())
    executions = [await node(stack, execution_answers()) for _ in range(2)]
    consensus = await node(stack, consensus_answers())

    network = await found(l1, executions, [consensus])

    chain = network.chains[0]
    assert (network.name, network.stage, network.l1.chain_id) == ("there", None, 900)
    assert (chain.name, chain.chain_id, chain.block_time_seconds) == ("there-901", 901, 2)
    assert chain.contract("OptimismPortalProxy") == PORTAL
    assert chain.contract("SystemConfigProxy") == CONFIG
    assert chain.contract("DisputeGameFactoryProxy") == FACTORY
    assert chain.role("batcher") == BATCHER
    assert [(one.execution_rpc, one.consensus_rpc) for one in chain.nodes] == [
        (executions[0], consensus),
        (executions[1], None),
    ]


async def test_two_chains_pair_by_order(stack: AsyncExitStack) -> None:
    """Endpoints of two chains are told apart by their ids and belong together by order."""
    l1 = await node(stack, l1_answers())
    second = await node(stack, execution_answers(eth_chainId=lambda _: "0x386"))
    first = await node(stack, execution_answers())
    consensuses = [await node(stack, other_chain()), await node(stack, consensus_answers())]

    network = await found(l1, [second, first], consensuses)

    assert [chain.chain_id for chain in network.chains] == [901, 902]
    assert network.chains[0].nodes[0].execution_rpc == first
    assert network.chains[0].nodes[0].consensus_rpc == consensuses[1]
    assert network.chains[1].nodes[0].execution_rpc == second


async def test_portal_that_names_no_factory(stack: AsyncExitStack) -> None:
    """An old portal without dispute games is no reason to refuse the network."""
    answers = l1_answers()
    del answers["eth_call"]
    l1, l2 = await node(stack, answers), await node(stack, execution_answers())

    network = await found(l1, [l2], [await node(stack, consensus_answers())])

    assert network.chains[0].contract("DisputeGameFactoryProxy") is None


async def test_unreachable(stack: AsyncExitStack) -> None:
    """The first unreachable address, in the order of the options, is named."""
    l2 = await node(stack, execution_answers())

    refused = await refusal(l2, [DEAD], [DEAD + "0"])

    assert refused.message.startswith(f"--l2-rpc {DEAD}: no connection")


async def test_hanging(stack: AsyncExitStack) -> None:
    """An address that never answers is told with the time that was waited."""
    hanging = await stack.enter_async_context(AnsweringNode(hangs=True))

    with pytest.raises(EndpointError, match=r"--l1-rpc .*: no answer within 0\.2 s"):
        await found(hanging.url, [DEAD], [DEAD], timeout_seconds=0.2)


@pytest.mark.parametrize("url", ["localhost:8545", "not an address", "", "ftp://a", "http://[::1"])
async def test_no_address_at_all(url: str) -> None:
    """What is no address is told as one that does not answer."""
    assert "--l1-rpc" in (await refusal(url, [DEAD], [DEAD])).message


async def test_execution_client_in_place_of_a_consensus_client(stack: AsyncExitStack) -> None:
    """Who mixes up the two clients of a node is told which is which."""
    l1, l2 = await node(stack, l1_answers()), await node(stack, execution_answers())

    refused = await refusal(l1, [l2], [l2])

    assert "it does not answer optimism_rollupConfig" in refused.message
    assert refused.hint is not None
    assert "op-node" in refused.hint


async def test_consensus_client_in_place_of_an_execution_client(stack: AsyncExitStack) -> None:
    """The same the other way round."""
    l1, cl = await node(stack, l1_answers()), await node(stack, consensus_answers())

    refused = await refusal(l1, [cl], [cl])

    assert "it does not answer eth_chainId" in refused.message
    assert refused.hint is not None
    assert "op-geth" in refused.hint


@pytest.mark.parametrize(
    "body", [b"<html>", b"", b'{"result":null}', b'{"result":"0x0"}', b'{"result":"x"}', b"[1]"]
)
async def test_no_node(stack: AsyncExitStack, body: bytes) -> None:
    """An address where something else answers is told as that."""
    other = await stack.enter_async_context(AnsweringNode(body=body))

    assert "--l1-rpc" in (await refusal(other.url, [DEAD], [DEAD])).message


@pytest.mark.parametrize(
    "config",
    [None, [], {}, "x", {**ROLLUP_CONFIG, "block_time": 0}, {**ROLLUP_CONFIG, "genesis": 1}],
)
async def test_no_rollup_configuration(stack: AsyncExitStack, config: object) -> None:
    """A configuration that is none is told with what is wrong about it."""
    l1, l2 = await node(stack, l1_answers()), await node(stack, execution_answers())
    cl = await node(stack, consensus_answers(optimism_rollupConfig=lambda _: config))

    assert "is no rollup configuration" in (await refusal(l1, [l2], [cl])).message


async def test_other_l1(stack: AsyncExitStack) -> None:
    """A chain that settles elsewhere does not belong to this L1."""
    l1 = await node(stack, l1_answers(eth_chainId=lambda _: "0x1"))
    l2, cl = await node(stack, execution_answers()), await node(stack, consensus_answers())

    refused = await refusal(l1, [l2], [cl])

    assert "its chain settles on chain 900, and --l1-rpc is chain 1" in refused.message


async def test_clients_of_different_chains(stack: AsyncExitStack) -> None:
    """Two clients that are given as one node must be of one chain."""
    l1, l2 = await node(stack, l1_answers()), await node(stack, execution_answers())

    refused = await refusal(l1, [l2], [await node(stack, other_chain())])

    assert "is of chain 902, and --l2-rpc" in refused.message


async def test_chain_without_consensus_client(stack: AsyncExitStack) -> None:
    """A chain whose configuration nobody can tell cannot be judged."""
    l1, l2 = await node(stack, l1_answers()), await node(stack, execution_answers())
    stranger = await node(stack, execution_answers(eth_chainId=lambda _: "0x386"))

    refused = await refusal(l1, [l2, stranger], [await node(stack, consensus_answers())])

    assert "is of chain 902, for which no --rollup-rpc is given" in refused.message


@pytest.mark.parametrize(
    ("executions", "consensuses", "option"),
    [([], [DEAD], "--l2-rpc"), ([DEAD], [], "--rollup-rpc")],
)
async def test_nothing_given(executions: list[str], consensuses: list[str], option: str) -> None:
    """Each kind of address is needed."""
    refused = await refusal(DEAD, executions, consensuses)

    assert option in refused.message
    assert "none is given" in refused.message


@pytest.mark.parametrize("again", ["http://a:1", "http://a:1/"])
async def test_given_twice(again: str) -> None:
    """A node that is named twice would always agree with itself."""
    assert "is given twice" in (await refusal(DEAD, ["http://a:1", again], [DEAD])).message


async def test_password_in_an_address_is_not_shown() -> None:
    """What is told of an address leaves out who may use it."""
    refused = await refusal("http://user:hunter2@127.0.0.1:1", [DEAD], [DEAD + "0"])

    assert "hunter2" not in refused.message
    assert without_password("https://user:hunter2@a.example:1/x") == "https://…@a.example:1/x"
