"""Roles that stand still, run out of funds or lose L1, and go on afterwards."""

from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from gonogo.protocol import encode_call, parse_address
from tests.integration.bench_roles.running import (
    SEQUENCER,
    USERS,
    VERIFIER,
    Running,
    signed,
)

pytestmark = [pytest.mark.bench, pytest.mark.slow]

ETH = 10**18


async def metrics(url: str) -> dict[str, float]:
    """Return the samples of a component by name and labels."""
    async with aiohttp.ClientSession() as session, session.get(f"{url}/metrics") as response:
        text = await response.text()
    return {
        sample.name + "".join(f" {value}" for _, value in sorted(sample.labels.items())): float(
            sample.value
        )
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_an_empty_batcher_says_so_and_recovers(bench: Running) -> None:
    """Without funds the safe head stands and the errors show; with funds all becomes safe."""
    chain = bench.assembly.chain
    batcher = bench.assembly.description.batcher.address
    bare = bench.assembly.anvils.l1_url
    await bench.until_safe(2)
    await bench.client.call(bare, "anvil_setBalance", batcher, "0x0")

    async def complains() -> bool:
        seen = await metrics(chain.addresses.batcher_metrics)
        return (
            seen["op_batcher_default_txmgr_rpc_error_count"] >= 3
            and seen["op_batcher_default_balance"] == 0
            and seen["op_batcher_default_txmgr_pending_txs"] <= 1
        )

    await bench.until("the batcher complains", complains)
    stood = chain.heads()
    await bench.client.call(bare, "anvil_setBalance", batcher, hex(10 * ETH))
    await bench.until_safe(stood.unsafe + 2)

    assert stood.unsafe > stood.safe
    assert chain.broken is None


async def test_without_l1_the_sequencer_goes_on_and_nothing_becomes_safe(bench: Running) -> None:
    """When L1 makes blocks again, everything that was built meanwhile becomes safe."""
    chain = bench.assembly.chain
    bare = bench.assembly.anvils.l1_url
    await bench.until_safe(2)
    await bench.client.call(bare, "evm_setIntervalMining", 0)
    stood = chain.heads()
    await bench.until("unsafe advances", lambda: chain.heads().unsafe >= stood.unsafe + 4)
    still = chain.heads()
    await bench.client.call(bare, "evm_setIntervalMining", 1)
    await bench.until_safe(still.unsafe)

    assert still.safe <= stood.safe + 2
    assert chain.broken is None


@pytest.mark.parametrize("role", ["sequencer", "batcher", "proposer"])
async def test_a_role_goes_on_where_it_stood(bench: Running, role: str) -> None:
    """Stopped twice and started twice, it continues, and the chains stay equal."""
    chain = bench.assembly.chain
    await bench.until_safe(2)
    for _ in range(2):
        await chain.stop_role(role)
        await chain.stop_role(role)
    stopped = chain.heads()
    await bench.until("L1 advances", lambda: chain.heads().l1 >= stopped.l1 + 3)
    still = chain.heads()
    addresses = chain.addresses
    for _ in range(2):
        await chain.start_role(role)
    await bench.until_safe(still.unsafe + 3)
    numbers = range(chain.heads().verifiers[VERIFIER] + 1)

    assert (still.unsafe == stopped.unsafe) is (role == "sequencer")
    assert (still.safe <= stopped.safe + 1) is (role != "proposer")
    assert chain.addresses == addresses
    assert await bench.hashes(SEQUENCER, numbers) == await bench.hashes(VERIFIER, numbers)
    assert chain.broken is None


async def test_missed_blocks_are_built_with_their_own_times(bench: Running) -> None:
    """After standing still the sequencer fills the gap, and never builds ahead of time."""
    chain = bench.assembly.chain
    await bench.until_safe(1)
    await chain.stop_role("sequencer")
    stopped = chain.heads()
    await bench.until("L1 advances", lambda: chain.heads().l1 >= stopped.l1 + 4)
    await chain.start_role("sequencer")
    await bench.until("caught up", lambda: chain.heads().unsafe >= stopped.unsafe + 4)
    blocks: list[Any] = [
        await bench.ask(SEQUENCER, "eth_getBlockByNumber", hex(number), False)  # noqa: FBT003
        for number in range(stopped.unsafe + 5)
    ]
    times = [int(block["timestamp"], 16) for block in blocks]

    assert [later - times[0] for later in times] == list(range(len(times)))


async def test_a_user_who_deposits_and_sends_at_once(bench: Running) -> None:
    """Whichever takes the nonce, both nodes agree, and nothing is left in the pool."""
    user, other = USERS[8], USERS[9]
    portal = bench.assembly.description.book.contracts["OptimismPortalProxy"]
    call = encode_call(
        "depositTransaction(address,uint256,uint64,bool,bytes)",
        parse_address(user.address),
        0,
        100_000,
        False,  # noqa: FBT003
        b"",
    )
    await bench.until_safe(1)
    await bench.assembly.chain.stop_role("sequencer")
    deposit = signed(
        user, 0, chain_id=900, to=parse_address(portal), data=call, gas_limit=500_000, value_wei=ETH
    )
    sent = await bench.send("l1", deposit)
    await bench.send(SEQUENCER, signed(user, 0))
    await bench.receipt("l1", sent)
    await bench.assembly.chain.start_role("sequencer")

    async def is_spent() -> bool:
        nonce = await bench.ask(SEQUENCER, "eth_getTransactionCount", user.address, "latest")
        return int(nonce, 16) > 0

    await bench.until("the nonce is spent", is_spent)
    last = await bench.send(SEQUENCER, signed(other, 0))
    await bench.receipt(VERIFIER, last)

    assert bench.assembly.chain.broken is None
    assert await bench.ask(SEQUENCER, "txpool_status") == {"pending": "0x0", "queued": "0x0"}


async def test_metrics_have_the_names_of_the_real_components(bench: Running) -> None:
    """Dashboards and checks made for the real ones find what they look for."""
    addresses = bench.assembly.chain.addresses
    await bench.until_safe(2)
    node = await metrics(addresses.nodes[VERIFIER].metrics)
    batcher = await metrics(addresses.batcher_metrics)
    proposer = await metrics(addresses.proposer_metrics)

    assert node["op_node_default_refs_number l2 l2_safe"] >= 2
    assert node["op_node_default_refs_time l1 l1_head"] > 0
    assert node["op_node_default_up"] == 1
    assert node["op_node_default_p2p_peer_count"] == 0
    assert node["op_node_default_derivation_errors_total"] == 0
    assert batcher["op_batcher_default_batcher_tx_total submitted"] >= 1
    assert batcher["op_batcher_default_txmgr_pending_txs"] <= 1
    assert batcher["op_batcher_default_txmgr_rpc_error_count"] == 0
    assert batcher["op_batcher_default_balance"] > 0
    assert proposer["op_proposer_default_up"] == 1
    assert "op_proposer_default_refs_number l2 proposed" in proposer
