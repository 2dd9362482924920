"""A real network behind the doors: the bench, with its anvils, and an anvil's own WebSocket."""

import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import ClientSession

from gonogo import bench, networks
from gonogo.acceptance.proxy import Proxy, find_descriptor
from gonogo.bench.anvils import Programs
from gonogo.bench.launch import prepare
from gonogo.bench.process import Anvil, start_anvil, stop
from gonogo.clock import SystemClock
from gonogo.networks import Network
from gonogo.rpc import JSONRPCClient
from tests.integration.acceptance.proxied import counted, network_at

pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    directory = tmp_path_factory.mktemp("workspace") / "bench"
    bench.prepare(directory, os.environ, lambda _: None)
    yield directory
    for session in bench.running_sessions(directory):
        bench.stop_bench(directory, session.name)


@pytest.fixture(scope="module")
def programs(benches: Path) -> Programs:
    return prepare(benches, os.environ, lambda _: None)


@pytest.fixture(scope="module")
def described(benches: Path) -> Path:
    bench.start_detached(
        benches, "seen", verifiers=1, on_progress=lambda _: None, clock=SystemClock()
    )
    return benches / "seen"


@pytest.fixture
async def anvil(programs: Programs, tmp_path: Path) -> AsyncIterator[Anvil]:
    started = await start_anvil(programs.anvil, "alone", ["--block-time", "1"], tmp_path)
    try:
        yield started
    finally:
        await stop(started.process)


async def test_a_live_bench_is_the_same_network_through_the_doors(
    described: Path, tmp_path: Path
) -> None:
    """Its files with our descriptor are read as it, and it answers there as itself."""
    network = networks.load(described)
    here = tmp_path / "seen"
    shutil.copytree(described, here, ignore=shutil.ignore_patterns("logs", "states", "*.sock"))

    async with (
        Proxy(network, descriptor=find_descriptor(described)) as proxy,
        proxy.open("001-base") as doors,
        JSONRPCClient() as client,
    ):
        (here / "devnet-env.json").write_text(json.dumps(doors.descriptor))
        seen = networks.load(here)
        identity = await networks.read_identity(seen, client)
        calls = proxy.calls()

        # Its public RPC stands in another file, which no test is given.
        assert with_public_rpc_of(network, seen) == with_public_rpc_of(network, doors.network)
        assert without_addresses(seen) == without_addresses(network)
        assert not addresses(doors.network) & addresses(network)
        assert identity == await networks.read_identity(network, client)
        assert calls == proxy.calls()
        assert {each.endpoint for each in calls} >= {"sequencer-0 el", "verifier-0 cl", "l1 rpc"}
        assert all(each.answered == each.calls for each in calls)


async def test_metrics_of_a_live_bench_are_read_through_a_door(described: Path) -> None:
    """By GET, and as text."""
    async with (
        Proxy(networks.load(described)) as proxy,
        proxy.open("1") as doors,
        ClientSession() as client,
    ):
        url = doors.network.chains[0].nodes[0].metrics
        async with client.get(f"{url}/metrics") as response:
            text = await response.text()

        assert response.content_type == "text/plain"
        assert "# HELP" in text
        assert counted(proxy.calls()) == {"GET /metrics": (1, 1, 0)}


async def test_a_subscription_of_a_real_node_passes(anvil: Anvil) -> None:
    """New heads come as they are made, and one call was made for all of them."""
    subscribe = {"jsonrpc": "2.0", "id": 1, "method": "eth_subscribe", "params": ["newHeads"]}
    async with (
        Proxy(network_at(anvil.url)) as proxy,
        proxy.open("1") as doors,
        ClientSession() as client,
        client.ws_connect(str(doors.network.chains[0].nodes[0].execution_rpc)) as socket,
        asyncio.timeout(20),
    ):
        await socket.send_json(subscribe)
        subscription = (await socket.receive_json())["result"]
        heads = [await socket.receive_json() for _ in range(2)]

        assert {head["params"]["subscription"] for head in heads} == {subscription}
        assert counted(proxy.calls()) == {"eth_subscribe": (1, 1, 0)}


async def test_errors_and_batches_of_a_real_node_are_counted(anvil: Anvil) -> None:
    """An unknown method is an error of the node, and an answer."""
    batch = [
        {"jsonrpc": "2.0", "id": "a", "method": "eth_chainId"},
        {"jsonrpc": "2.0", "id": "b", "method": "eth_nonsense"},
        {"jsonrpc": "2.0", "id": "c", "method": "eth_chainId"},
    ]
    async with (
        Proxy(network_at(anvil.url)) as proxy,
        proxy.open("1") as doors,
        ClientSession() as client,
    ):
        url = str(doors.network.chains[0].nodes[0].execution_rpc)
        async with client.post(url, json=batch) as response:
            answers = await response.json()

        assert [answer["id"] for answer in answers] == ["a", "b", "c"]
        assert counted(proxy.calls()) == {"eth_chainId": (2, 2, 0), "eth_nonsense": (1, 1, 1)}


async def test_a_node_that_dies_stops_answering(anvil: Anvil) -> None:
    """And is told by name from then on."""
    async with (
        Proxy(network_at(anvil.url)) as proxy,
        proxy.open("1") as doors,
        ClientSession() as client,
    ):
        url = str(doors.network.chains[0].nodes[0].execution_rpc)
        call = {"jsonrpc": "2.0", "id": 1, "method": "eth_chainId"}
        async with client.post(url, json=call) as response:
            assert response.status == 200
        await stop(anvil.process)
        async with client.post(url, json=call) as response:
            assert "n-901 sequencer-0 el does not answer" in await response.text()

        assert counted(proxy.calls()) == {"eth_chainId": (2, 1, 0)}


def addresses(network: Network) -> set[str | None]:
    return {
        *network.l1.rpcs,
        *(chain.public_rpc for chain in network.chains),
        *(node.execution_rpc for chain in network.chains for node in chain.nodes),
        *(node.consensus_rpc for chain in network.chains for node in chain.nodes),
        *(node.metrics for chain in network.chains for node in chain.nodes),
        *(service.metrics for chain in network.chains for service in chain.services),
    }


def with_public_rpc_of(original: Network, network: Network) -> Network:
    chains = (
        replace(chain, public_rpc=known.public_rpc)
        for chain, known in zip(network.chains, original.chains, strict=True)
    )
    return replace(network, chains=tuple(chains))


def without_addresses(network: Network) -> Network:
    chains = tuple(
        replace(
            chain,
            public_rpc=None,
            nodes=tuple(
                replace(node, execution_rpc=None, consensus_rpc=None, metrics=None)
                for node in chain.nodes
            ),
            services=tuple(replace(each, rpc=None, metrics=None) for each in chain.services),
        )
        for chain in network.chains
    )
    return replace(network, l1=replace(network.l1, rpcs=()), chains=chains)
