"""What a network says about itself, whatever its nodes do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest

from gonogo.networks import (
    L1,
    Chain,
    Identity,
    Network,
    Node,
    NodeKind,
    read_identity,
)
from gonogo.networks.identity import Limits
from gonogo.rpc import JSONRPCClient
from tests.unit.networks.answering_network import facts, identity_of, network, started
from tests.unit.networks.answering_node import (
    BATCHER,
    FACTORY,
    GENESIS,
    LOGIC,
    OWNER,
    PORTAL,
    ROLLUP_CONFIG,
    SIGNER,
    consensus_answers,
    execution_answers,
    l1_answers,
    word,
)

DEAD = "http://127.0.0.1:1"


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as opened:
        yield opened


async def test_honest_network(stack: AsyncExitStack) -> None:
    """Every fact of the list is read, in the order of names."""
    identity = await identity_of(await network(stack))

    found = {fact.name: fact.value for fact in identity.facts}
    assert [fact.name for fact in identity.facts] == sorted(found)
    assert identity.unknown == ()
    assert found["l1.chain_id"] == "900"
    assert found["l1.genesis_hash"] == GENESIS["l1"]
    assert found["chain.901.chain_id"] == "901"
    assert found["chain.901.genesis_hash"] == GENESIS["l2"]
    assert found["chain.901.node.node-0.client_version"] == "Geth/v1.2.3"
    assert found["chain.901.node.node-0.consensus_version"] == "v1.19.4"
    assert found["chain.901.role.batcher"] == BATCHER
    assert found["chain.901.role.owner"] == OWNER
    assert found["chain.901.role.unsafe_block_signer"] == SIGNER
    assert "chain.901.contract.DisputeGameFactoryProxy.code_hash" in found
    implementation = found["chain.901.contract.OptimismPortalProxy.implementation"]
    assert implementation is not None
    assert implementation.startswith(f"{LOGIC} with sha256:")


async def test_same_network_twice_is_the_same(stack: AsyncExitStack) -> None:
    """Nothing moves by asking again."""
    both = await network(stack)

    assert await identity_of(both) == await identity_of(both)


@pytest.mark.parametrize(
    ("changed", "fact"),
    [
        ({"code": {PORTAL: "0x99"}}, "contract.OptimismPortalProxy.code_hash"),
        ({"code": {LOGIC: "0x99"}}, "contract.OptimismPortalProxy.implementation"),
        ({"code": {FACTORY: "0x"}}, "contract.DisputeGameFactoryProxy.code_hash"),
        ({"eth_getStorageAt": lambda _: word(PORTAL)}, "contract.SystemConfigProxy.implementation"),
        ({"eth_call": lambda _: word(LOGIC)}, "role.batcher"),
    ],
)
async def test_change_on_l1_is_drift(
    stack: AsyncExitStack, changed: dict[str, object], fact: str
) -> None:
    """Other code, another implementation or another role is another deployment."""
    before = await identity_of(await network(stack))
    other = await started(stack, answers=l1_answers(**changed))  # type: ignore[arg-type]

    after = await identity_of(await network(stack, l1=other))

    assert f"chain.901.{fact}" in {moved.name for moved in before.drift(after)}


async def test_other_version_is_drift(stack: AsyncExitStack) -> None:
    """A node that was replaced by another version is seen."""
    before = await identity_of(await network(stack))
    newer = execution_answers(web3_clientVersion=lambda _: "Geth/v1.2.4")

    after = await identity_of(
        await network(stack, executions=(await started(stack, answers=newer),))
    )

    assert [moved.name for moved in before.drift(after)] == ["chain.901.node.node-0.client_version"]


async def test_dead_network_is_unknown() -> None:
    """Where nobody answers every fact is unknown, and nothing is raised."""
    node = Node("node-0", NodeKind.RPC, execution_rpc=DEAD, consensus_rpc=DEAD)
    chain = Chain("c", 901, nodes=(node,), contracts=(("SystemConfigProxy", PORTAL),))

    identity = await identity_of(Network("n", "bench", None, L1("l1", 900, (DEAD,)), (chain,)))

    assert len(identity.unknown) == len(identity.facts) > 8


async def test_network_without_addresses_is_unknown() -> None:
    """A network of which nobody told an address was not seen."""
    empty = Network("n", "alphanet", None, L1("l1", 900), (Chain("c", 901),))

    identity = await identity_of(empty)

    assert "chain.901.genesis_hash" in identity.unknown
    assert len(identity.unknown) == len(identity.facts)


async def test_one_dead_node_hides_nothing_that_another_knows(stack: AsyncExitStack) -> None:
    """Only what the dead node alone could say is unknown, and nothing drifts."""
    executions = tuple([await started(stack, answers=execution_answers()) for _ in range(2)])
    consensuses = tuple([await started(stack, answers=consensus_answers()) for _ in range(2)])
    whole = await network(stack, executions=executions, consensuses=consensuses)
    first = replace(whole.chains[0].nodes[0], execution_rpc=DEAD, consensus_rpc=DEAD)
    chain = replace(whole.chains[0], nodes=(first, whole.chains[0].nodes[1]))

    before, after = (
        await identity_of(whole),
        await identity_of(replace(whole, chains=(chain,))),
    )

    assert after.unknown == (
        "chain.901.node.node-0.client_version",
        "chain.901.node.node-0.consensus_version",
    )
    assert before.drift(after) == ()


async def test_one_dead_l1_endpoint_hides_nothing(stack: AsyncExitStack) -> None:
    """Another endpoint of L1 answers for the one that is down."""
    whole = await network(stack)
    l1 = replace(whole.l1, rpcs=(DEAD, *whole.l1.rpcs))

    assert (await identity_of(replace(whole, l1=l1))).unknown == ()


async def test_disagreement_is_a_value_in_a_fixed_order(stack: AsyncExitStack) -> None:
    """Nodes of different chains behind one name show, the same way round each time."""
    other = execution_answers(
        eth_getBlockByNumber=lambda _: {"hash": GENESIS["l1"]}, eth_chainId=lambda _: "0x1"
    )
    pair = (
        await started(stack, answers=execution_answers()),
        await started(stack, answers=other),
    )
    consensuses = tuple([await started(stack, answers=consensus_answers()) for _ in range(2)])

    found = await facts(await network(stack, executions=pair, consensuses=consensuses))
    turned = await facts(await network(stack, executions=pair[::-1], consensuses=consensuses))

    assert found["chain.901.chain_id"] == turned["chain.901.chain_id"] == "disagreement: 1 / 901"
    assert (
        found["chain.901.genesis_hash"]
        == turned["chain.901.genesis_hash"]
        == f"disagreement: {GENESIS['l1']} / {GENESIS['l2']}"
    )


async def test_rollup_configuration_has_one_spelling(stack: AsyncExitStack) -> None:
    """Empty keys and capitals are no disagreement between clients; a fork time is."""
    spelled = {
        **dict(reversed(ROLLUP_CONFIG.items())),
        "alt_da": None,
        "deposit_contract_address": PORTAL.upper().replace("X", "x"),
    }
    forked = {**ROLLUP_CONFIG, "jovian_time": 7}

    plain, same, other = [
        (await facts(await network(stack, consensuses=(node,))))["chain.901.rollup_config"]
        for node in [
            await started(stack, answers=consensus_answers(config))
            for config in (ROLLUP_CONFIG, spelled, forked)
        ]
    ]

    assert plain == same
    assert plain != other


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"<html>502</html>",
        b"null",
        b"[]",
        b"{}",
        b'{"jsonrpc":"2.0","id":1,"result":null}',
        b'{"jsonrpc":"2.0","id":1,"result":[]}',
        b'{"jsonrpc":"2.0","id":1,"result":{}}',
        b'{"jsonrpc":"2.0","id":1,"result":true}',
        b'{"jsonrpc":"2.0","id":1,"result":-1}',
        b'{"jsonrpc":"2.0","id":1,"result":"0x"}',
        b'{"jsonrpc":"2.0","id":1,"result":"0xzz"}',
        b'{"jsonrpc":"2.0","id":1,"result":{"hash":7,"deposit_contract_address":[]}}',
        b'{"jsonrpc":"2.0","id":1,"result":"0x' + b"f" * 9000 + b'"}',
        b'{"jsonrpc":"2.0","id":1,"result":"' + b"\\u0007 \\u202e" * 200 + b'"}',
        b'{"jsonrpc":"2.0","id":1,"result":' + b"[" * 5000 + b"]" * 5000 + b"}",
        b"\xff\xfe\x00",
    ],
)
async def test_garbage_is_never_an_exception_nor_a_chain(
    stack: AsyncExitStack, garbage: bytes
) -> None:
    """Whatever stands where an answer should, no chain is recognised in it."""
    node = await started(stack, body=garbage)

    found = await facts(await network(stack, l1=node, executions=(node,), consensuses=(node,)))

    ids = ("chain_id", "genesis_hash", "batcher")
    assert not [name for name, value in found.items() if name.endswith(ids) and value is not None]
    assert all(
        value is None or (value.isprintable() and len(value) < 300) for value in found.values()
    )


SHORT = Limits(whole_seconds=0.6, dead_seconds=0.05)


async def read_within(seconds: float, whole: Network, earlier: Identity | None) -> Identity:
    """Read by short limits, over a client that alone would wait for a minute."""
    async with asyncio.timeout(seconds), JSONRPCClient(timeout_seconds=60.0) as client:
        return await read_identity(whole, client, earlier=earlier, limits=SHORT)


async def test_a_hanging_network_is_read_within_one_limit(stack: AsyncExitStack) -> None:
    """However many nodes hang, and whatever would be asked of them."""
    hanging = [await started(stack, hangs=True) for _ in range(6)]
    both = await network(
        stack, l1=hanging[0], executions=tuple(hanging[:6]), consensuses=tuple(hanging[:6])
    )

    identity = await read_within(2.0, both, None)

    assert len(identity.unknown) == len(identity.facts)


async def test_what_was_silent_before_gets_only_a_moment(stack: AsyncExitStack) -> None:
    """And is asked all the same, since it may be back."""
    hanging = await started(stack, hangs=True)
    whole = await network(stack, consensuses=(hanging,))
    earlier = await read_within(2.0, whole, None)

    hanging.asked.clear()
    start = asyncio.get_running_loop().time()
    later = await read_within(2.0, whole, earlier)
    seconds = asyncio.get_running_loop().time() - start

    assert later == earlier
    assert "chain.901.node.node-0.consensus_version" in later.unknown
    assert len(hanging.asked) == 1
    assert seconds < SHORT.whole_seconds


async def test_what_is_back_is_read_to_the_end(stack: AsyncExitStack) -> None:
    """Its first answer takes away the haste."""
    node = await started(stack, hangs=True, answers=consensus_answers())
    whole = await network(stack, consensuses=(node,))
    earlier = await read_within(2.0, whole, None)
    node.hangs = False

    later = await read_within(2.0, whole, earlier)

    assert earlier.unknown != ()
    assert later.unknown == ()


async def test_hanging_endpoint_is_asked_once(stack: AsyncExitStack) -> None:
    """An endpoint that takes connections and never answers costs its time limit once."""
    hanging = await started(stack, hangs=True)
    whole = await network(stack, l1=hanging, executions=(hanging,), consensuses=(hanging,))

    identity = await identity_of(whole, timeout_seconds=0.2)

    assert len(hanging.asked) == 1
    assert len(identity.unknown) == len(identity.facts)


async def test_views_are_called_as_somebody(stack: AsyncExitStack) -> None:
    """Each view is asked with a sender, since nodes refuse calls from nobody."""
    senders: list[str] = []

    def call(params: list[dict[str, str]]) -> str:
        senders.append(params[0]["from"])
        return word(OWNER)

    l1 = await started(stack, answers=l1_answers(eth_call=call))
    whole = await network(stack, l1=l1)
    chain = replace(whole.chains[0], roles=(("batcher", BATCHER),))

    await identity_of(replace(whole, chains=(chain,)))

    assert set(senders) == {BATCHER}


async def test_contract_without_code_is_known_to_have_none(stack: AsyncExitStack) -> None:
    """An empty address is a fact about the deployment, not an unknown."""
    whole = await network(stack)
    named = (("L1StandardBridgeProxy", "0x" + "99" * 20),)
    chain = replace(whole.chains[0], contracts=named)

    found = await facts(replace(whole, chains=(chain,)))

    assert found["chain.901.contract.L1StandardBridgeProxy.code_hash"] == "no code"


async def test_nodes_of_the_same_name_on_two_chains(stack: AsyncExitStack) -> None:
    """Every chain has its `rpc-0`, and their facts are kept apart."""
    whole = await network(stack)
    second = replace(whole.chains[0], name="second", chain_id=902)

    found = await facts(replace(whole, chains=(*whole.chains, second)))

    assert "chain.901.node.node-0.client_version" in found
    assert "chain.902.node.node-0.client_version" in found
