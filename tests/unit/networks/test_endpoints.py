"""A network from nothing but addresses, and the mistakes of a command line."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest

from gonogo.networks import EndpointError, Network, NetworkNotSeenError, from_endpoints
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


BROKEN: dict[str, dict[str, Any]] = {
    "dead": {},
    "garbage": {"body": b"<html>"},
    "empty": {"body": b""},
    "null": {"body": b'{"result":null}'},
    "zero": {"body": b'{"result":"0x0"}'},
    "list": {"body": b"[1]"},
    "no UTF-8": {"body": b'{"result":"\xff"}'},
}


async def broken(stack: AsyncExitStack, how: str) -> str:
    if how == "dead":
        return DEAD
    return (await stack.enter_async_context(AnsweringNode(**BROKEN[how]))).url


@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.parametrize("which", ["l1", "execution", "consensus"])
async def test_one_that_tells_nothing_is_a_node_all_the_same(
    stack: AsyncExitStack, how: str, which: str
) -> None:
    """It was listed, so the checks must see it: leaving it out would excuse it."""
    bad = await broken(stack, how)
    l1 = bad if which == "l1" else await node(stack, l1_answers())
    executions = [await node(stack, execution_answers()) for _ in range(2)]
    consensuses = [await node(stack, consensus_answers()) for _ in range(2)]
    if which == "execution":
        executions[1] = bad
    if which == "consensus":
        consensuses[1] = bad

    network = await found(l1, executions, consensuses)

    nodes = network.chains[0].nodes
    assert [chain.chain_id for chain in network.chains] == [901]
    assert (network.l1.chain_id, network.l1.rpcs) == (900, (l1,))
    assert [one.execution_rpc for one in nodes] == executions
    assert [one.consensus_rpc for one in nodes] == consensuses
    assert any(bad in note for note in network.notes)


async def test_execution_clients_alone_can_tell_the_chain(stack: AsyncExitStack) -> None:
    """Without a consensus client the chain is known, and its configuration is not."""
    l1, l2 = await node(stack, l1_answers()), await node(stack, execution_answers())

    network = await found(l1, [l2], [DEAD])

    assert (network.chains[0].chain_id, network.chains[0].rollup_config) == (901, None)
    assert network.chains[0].nodes[0].consensus_rpc == DEAD


@pytest.mark.parametrize("how", BROKEN)
async def test_nobody_tells_anything(stack: AsyncExitStack, how: str) -> None:
    """Where no network can be made of it, each address is told with what it did."""
    l1, l2, cl = [f"{await broken(stack, how)}/{position}" for position in range(3)]

    with pytest.raises(NetworkNotSeenError) as unseen:
        await found(l1, [l2], [cl])

    assert [text.split()[0] for text in unseen.value.problems] == [
        "--l1-rpc",
        "--l2-rpc",
        "--rollup-rpc",
    ]
    assert unseen.value.hint


async def test_l1_alone_is_no_network(stack: AsyncExitStack) -> None:
    """Nobody knows which L2 chain would be judged."""
    l1 = await node(stack, l1_answers())

    with pytest.raises(NetworkNotSeenError, match="nobody told which chain"):
        await found(l1, [DEAD], [DEAD + "0"])


async def test_unknown_l1_is_no_network(stack: AsyncExitStack) -> None:
    """An execution client does not know what its chain settles on."""
    l2 = await node(stack, execution_answers())

    with pytest.raises(NetworkNotSeenError):
        await found(DEAD, [l2], [DEAD + "0"])


async def test_hanging(stack: AsyncExitStack) -> None:
    """An address that never answers is told with the time that was waited."""
    hanging = await stack.enter_async_context(AnsweringNode(hangs=True))

    with pytest.raises(NetworkNotSeenError, match=r"--l1-rpc .*: no answer within 0\.2 s"):
        await found(hanging.url, [DEAD], [DEAD], timeout_seconds=0.2)


@pytest.mark.parametrize(
    "url",
    [
        "localhost:8545",
        "not an address",
        "",
        "ftp://a",
        "ws://127.0.0.1:1",
        "http://",
        "http://[::1",
        "http://a:99999",
        "http://a b",
    ],
)
async def test_no_address_at_all(url: str) -> None:
    """What no node could ever answer under is a mistake, and told with what to write."""
    refused = await refusal(url, [DEAD], [DEAD])

    assert refused.message.startswith("--l1-rpc")
    assert "http://127.0.0.1:8545" in str(refused.hint)


async def test_clients_that_are_mixed_up(stack: AsyncExitStack) -> None:
    """Who mixes up the two clients of a node is told which is which."""
    l1, l2 = await node(stack, l1_answers()), await node(stack, execution_answers())
    cl = await node(stack, consensus_answers())

    notes = " ".join((await found(l1, [cl, l2], [l2, cl])).notes)

    assert f"--l2-rpc {cl}: it does not answer eth_chainId" in notes
    assert f"--rollup-rpc {l2}: it does not answer optimism_rollupConfig" in notes
    assert "op-geth" in notes
    assert "op-node" in notes


@pytest.mark.parametrize(
    "config",
    [None, [], {}, "x", {**ROLLUP_CONFIG, "block_time": 0}, {**ROLLUP_CONFIG, "genesis": 1}],
)
async def test_no_rollup_configuration(stack: AsyncExitStack, config: object) -> None:
    """A configuration that is none is told with what is wrong about it."""
    l1, l2 = await node(stack, l1_answers()), await node(stack, execution_answers())
    cl = await node(stack, consensus_answers(optimism_rollupConfig=lambda _: config))

    network = await found(l1, [l2], [cl])

    assert any("is no rollup configuration" in note for note in network.notes)


async def test_other_l1(stack: AsyncExitStack) -> None:
    """An L1 endpoint that nobody settles on is held to the chain that the nodes name."""
    l1 = await node(stack, l1_answers(eth_chainId=lambda _: "0x1"))
    l2, cl = await node(stack, execution_answers()), await node(stack, consensus_answers())

    network = await found(l1, [l2], [cl])

    assert (network.l1.chain_id, network.l1.rpcs) == (900, (l1,))
    assert network.chains[0].contract("DisputeGameFactoryProxy") is None


async def test_node_that_settles_elsewhere(stack: AsyncExitStack) -> None:
    """Of two configurations of one chain, the one that settles on our L1 counts."""
    l1, l2 = await node(stack, l1_answers()), await node(stack, execution_answers())
    liar = await node(stack, consensus_answers({**ROLLUP_CONFIG, "l1_chain_id": 7}))
    cl = await node(stack, consensus_answers())

    network = await found(l1, [l2], [liar, cl])

    assert network.l1.chain_id == 900
    assert '"l1_chain_id":900' in (network.chains[0].rollup_config or "")


@pytest.mark.parametrize("wrong", [0, 1])
async def test_execution_client_of_another_chain(stack: AsyncExitStack, wrong: int) -> None:
    """It is a node of the chain that the others are of, which its check will tell."""
    l1, stranger = await node(stack, l1_answers()), execution_answers(eth_chainId=lambda _: "0x7")
    executions = [
        await node(stack, stranger if position == wrong else execution_answers())
        for position in range(2)
    ]

    network = await found(l1, executions, [await node(stack, consensus_answers())])

    assert [chain.chain_id for chain in network.chains] == [901]
    assert [one.execution_rpc for one in network.chains[0].nodes] == executions


@pytest.mark.parametrize("wrong", [0, 1, 2])
async def test_consensus_client_of_another_chain(stack: AsyncExitStack, wrong: int) -> None:
    """The same, also where it has no execution client beside it."""
    l1 = await node(stack, l1_answers())
    executions = [await node(stack, execution_answers()) for _ in range(2)]
    consensuses = [
        await node(stack, other_chain() if position == wrong else consensus_answers())
        for position in range(3)
    ]

    network = await found(l1, executions, consensuses)

    assert [chain.chain_id for chain in network.chains] == [901]
    assert [one.consensus_rpc for one in network.chains[0].nodes] == consensuses


async def test_two_clients_of_two_chains(stack: AsyncExitStack) -> None:
    """One against one, the consensus client counts: it alone knows a configuration."""
    l1, l2 = await node(stack, l1_answers()), await node(stack, execution_answers())

    network = await found(l1, [l2], [await node(stack, other_chain())])

    assert [chain.chain_id for chain in network.chains] == [902]
    assert network.chains[0].nodes[0].execution_rpc == l2


async def test_dead_node_of_a_second_chain(stack: AsyncExitStack) -> None:
    """A chain is not lost with its execution client."""
    l1, l2 = await node(stack, l1_answers()), await node(stack, execution_answers())
    consensuses = [await node(stack, consensus_answers()), await node(stack, other_chain())]

    network = await found(l1, [l2, DEAD], consensuses)

    assert [chain.chain_id for chain in network.chains] == [901, 902]
    assert network.chains[1].nodes[0].execution_rpc == DEAD


async def test_node_whose_chain_nobody_tells(stack: AsyncExitStack) -> None:
    """Of several chains it is held to the first, and that is said."""
    l1, l2 = await node(stack, l1_answers()), await node(stack, execution_answers())
    other = await node(stack, execution_answers(eth_chainId=lambda _: "0x386"))
    consensuses = [await node(stack, consensus_answers()), await node(stack, other_chain())]

    network = await found(l1, [l2, other, DEAD], consensuses)

    assert [one.execution_rpc for one in network.chains[0].nodes] == [l2, DEAD]
    assert "nobody tells the chain of node-2; it is held to the first" in network.notes


async def test_pairs_in_the_wrong_order(stack: AsyncExitStack) -> None:
    """What another order would mend is a mistake of who typed it."""
    l1 = await node(stack, l1_answers())
    executions = [
        await node(stack, execution_answers()),
        await node(stack, execution_answers(eth_chainId=lambda _: "0x386")),
    ]
    consensuses = [await node(stack, other_chain()), await node(stack, consensus_answers())]

    refused = await refusal(l1, executions, consensuses)

    assert "is of chain 902, and its --l2-rpc is of 901" in refused.message
    assert "in the same order" in str(refused.hint)


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


@pytest.mark.parametrize(
    "url",
    [
        "http://user:hunter2hunter2hunter2@127.0.0.1:1",
        "http://127.0.0.1:1/v2/hunter2hunter2hunter2",
        "http://127.0.0.1:1/?key=hunter2hunter2hunter2",
    ],
)
async def test_secret_in_an_address_is_not_shown(stack: AsyncExitStack, url: str) -> None:
    """What is told of an address leaves out what opens it, in errors as in notes."""
    with pytest.raises(NetworkNotSeenError) as unseen:
        await found(url, [DEAD], [DEAD + "0"])
    twice = await refusal(DEAD, [url, url], [DEAD])
    l1, cl = await node(stack, l1_answers()), await node(stack, consensus_answers())

    network = await found(l1, [url], [cl])

    told = [unseen.value.message, twice.message, *network.notes]
    assert any("127.0.0.1:1" in each for each in network.notes)
    assert not any("hunter2" in each for each in told)
