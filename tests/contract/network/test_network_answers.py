"""What every network under test answers: the simulated devnet, and a real bench.

Checks are tried on the simulated devnet, so it must answer as real nodes do. The
same questions go to whatever network is named here.
"""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from gonogo import bench
from gonogo.clock import SystemClock
from gonogo.networks import Network, load
from gonogo.rpc import (
    FullHeader,
    Header,
    JSONRPCClient,
    Output,
    Quantity,
    RollupConfig,
    SyncStatus,
)
from tests.simulator.devnet import Devnet
from tests.simulator.server import DevnetServer


@asynccontextmanager
async def simulated() -> AsyncIterator[Network]:
    devnet = Devnet()
    async with DevnetServer(devnet) as server:
        yield devnet.network(server.urls)


@pytest.fixture(scope="module")
def bench_directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Start a bench once for all tests here, and end it whatever happens."""
    directory = tmp_path_factory.mktemp("workspace") / "bench"
    bench.prepare(directory, os.environ, lambda _: None)
    try:
        bench.start_detached(
            directory, "answers", verifiers=1, on_progress=lambda _: None, clock=SystemClock()
        )
        yield directory / "answers"
    finally:
        for session in bench.running_sessions(directory):
            bench.stop_bench(directory, session.name)


NETWORKS = ["simulated", pytest.param("bench", marks=pytest.mark.bench)]


@pytest.fixture(params=NETWORKS)
async def network(request: pytest.FixtureRequest) -> AsyncIterator[Network]:
    if request.param == "bench":
        yield load(request.getfixturevalue("bench_directory"))
        return
    async with simulated() as described:
        yield described


@pytest.fixture
async def client() -> AsyncIterator[JSONRPCClient]:
    async with JSONRPCClient(timeout_seconds=5.0) as opened:
        yield opened


async def test_execution_clients_answer_for_their_chain(
    network: Network, client: JSONRPCClient
) -> None:
    """Every execution client knows its chain, and blocks by tag and by number."""
    chain = network.chains[0]
    for url in (node.execution_rpc for node in chain.nodes):
        assert url is not None
        assert await client.call(url, "eth_chainId", answer=Quantity) == chain.chain_id
        heads = {
            tag: await client.call(url, "eth_getBlockByNumber", tag, False, answer=Header)  # noqa: FBT003
            for tag in ("latest", "safe", "finalized")
        }
        assert heads["finalized"].number <= heads["safe"].number <= heads["latest"].number
        safe = hex(heads["safe"].number)
        block = await client.call(url, "eth_getBlockByNumber", safe, False, answer=FullHeader)  # noqa: FBT003
        assert block.hash == heads["safe"].hash


async def test_consensus_clients_answer_for_their_chain(
    network: Network, client: JSONRPCClient
) -> None:
    """Every consensus client knows its chains and heads, and outputs of safe blocks."""
    chain = network.chains[0]
    for url in (node.consensus_rpc for node in chain.nodes):
        assert url is not None
        config = await client.call(url, "optimism_rollupConfig", answer=RollupConfig)
        assert (config.l1_chain_id, config.l2_chain_id) == (network.l1.chain_id, chain.chain_id)
        status = await client.call(url, "optimism_syncStatus", answer=SyncStatus)
        assert status.finalized_l2.number <= status.safe_l2.number <= status.unsafe_l2.number
        number = status.safe_l2.number
        output = await client.call(url, "optimism_outputAtBlock", hex(number), answer=Output)
        assert output.block_ref.hash == status.safe_l2.hash


async def test_nodes_have_the_same_safe_block(network: Network, client: JSONRPCClient) -> None:
    """All nodes have one block at the lowest safe height."""
    urls = [node.execution_rpc or "" for node in network.chains[0].nodes]
    heads = [
        await client.call(url, "eth_getBlockByNumber", "safe", False, answer=Header)  # noqa: FBT003
        for url in urls
    ]
    height = hex(min(head.number for head in heads))
    blocks = [
        await client.call(url, "eth_getBlockByNumber", height, False, answer=Header)  # noqa: FBT003
        for url in urls
    ]

    assert len({block.hash for block in blocks}) == 1


async def test_l1_answers(network: Network, client: JSONRPCClient) -> None:
    """L1 knows its chain, and the nonces and balances of those who pay there."""
    (url,) = network.l1.rpcs
    chain = network.chains[0]
    batcher = chain.role("batcher")

    assert await client.call(url, "eth_chainId", answer=Quantity) == network.l1.chain_id
    assert await client.call(url, "eth_getBalance", batcher, "latest", answer=Quantity) > 0
    for tag in ("latest", "pending"):
        await client.call(url, "eth_getTransactionCount", batcher, tag, answer=Quantity)
    factory = {"to": chain.contract("DisputeGameFactoryProxy"), "data": "0x4d1975b4"}
    assert await client.call(url, "eth_call", factory, "latest", answer=Quantity) >= 0
