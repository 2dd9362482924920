"""What verifiers derive from L1 is what the sequencer built, whatever is in the blocks."""

import asyncio

import pytest

from gonogo.protocol import encode_call, parse_address
from gonogo.rpc import MethodError
from tests.integration.bench_roles.running import (
    SEQUENCER,
    USERS,
    VERIFIER,
    Running,
    signed,
)
from tests.unit.protocol.derivation_reader import read_batches, read_channels

pytestmark = [pytest.mark.bench, pytest.mark.slow]

ETH = 10**18
RECIPIENT = "0x" + "ab" * 20


async def deposits(bench: Running, count: int, *, to: str, data: bytes) -> list[str]:
    """Send deposits of one user so that they get into one L1 block."""
    bare = bench.assembly.anvils.l1_url
    await bench.client.call(bare, "evm_setIntervalMining", 0)
    sent = [
        await bench.send(
            "l1",
            signed(
                USERS[3],
                nonce,
                chain_id=900,
                to=parse_address(to),
                value_wei=ETH,
                data=data,
                gas_limit=1_000_000,
            ),
        )
        for nonce in range(count)
    ]
    await bench.client.call(bare, "evm_setIntervalMining", 1)
    blocks = {(await bench.receipt("l1", one))["blockNumber"] for one in sent}
    assert len(blocks) == 1
    return sent


async def test_hashes_are_equal_over_many_blocks_of_user_transactions(bench: Running) -> None:
    """Users who send while blocks are built never disturb the derivation."""

    async def keep_sending(user: int) -> list[str]:
        hashes = []
        for nonce in range(60):
            node = (SEQUENCER, VERIFIER)[nonce % 2]
            hashes.append(await bench.send(node, signed(USERS[user], nonce)))
            await asyncio.sleep(0.05 * (user + 1))
        return hashes

    sent = await asyncio.gather(*(keep_sending(user) for user in range(4)))
    await bench.until_safe(20)
    numbers = range(21)
    receipts = [await bench.receipt(VERIFIER, one) for some in sent for one in some]

    assert await bench.hashes(SEQUENCER, numbers) == await bench.hashes(VERIFIER, numbers)
    assert {receipt["status"] for receipt in receipts} == {"0x1"}
    assert bench.assembly.broken is None


async def test_several_deposits_of_one_sender_arrive_in_one_block(bench: Running) -> None:
    """Each mints on L2, on both nodes, and is found by the hash that it has."""
    contracts = bench.assembly.description.book.contracts
    call = encode_call(
        "depositTransaction(address,uint256,uint64,bool,bytes)",
        parse_address(RECIPIENT),
        ETH,
        100_000,
        False,  # noqa: FBT003
        b"",
    )
    await deposits(bench, 3, to=contracts["OptimismPortalProxy"], data=call)

    async def has_arrived() -> bool:
        balance = await bench.ask(VERIFIER, "eth_getBalance", RECIPIENT, "latest")
        return int(balance, 16) == 3 * ETH

    await bench.until("3 ETH arrived", has_arrived)
    head = int(await bench.ask(VERIFIER, "eth_blockNumber"), 16)
    blocks = [
        await bench.ask(VERIFIER, "eth_getBlockByNumber", hex(number), False)  # noqa: FBT003
        for number in range(1, head + 1)
    ]
    block = max(blocks, key=lambda one: len(one["transactions"]))
    receipts = {
        node: await bench.ask(node, "eth_getBlockReceipts", block["number"])
        for node in (SEQUENCER, VERIFIER)
    }

    assert len(block["transactions"]) == 4
    for node, found in receipts.items():
        assert [one["transactionHash"] for one in found] == block["transactions"]
        for transaction_hash in block["transactions"]:
            receipt = await bench.ask(node, "eth_getTransactionReceipt", transaction_hash)
            transaction = await bench.ask(node, "eth_getTransactionByHash", transaction_hash)
            assert receipt["status"] == "0x1"
            assert receipt["transactionHash"] == transaction["hash"] == transaction_hash
    numbers = range(head + 1)
    assert await bench.hashes(SEQUENCER, numbers) == await bench.hashes(VERIFIER, numbers)


async def test_deposits_of_a_contract_arrive(bench: Running) -> None:
    """A bridge's deposits come from its alias on L2, and more than one fits a block."""
    bridge = bench.assembly.description.book.contracts["L1StandardBridgeProxy"]
    call = encode_call("bridgeETHTo(address,uint32,bytes)", parse_address(RECIPIENT), 200_000, b"")
    await deposits(bench, 2, to=bridge, data=call)

    async def has_arrived() -> bool:
        balance = await bench.ask(VERIFIER, "eth_getBalance", RECIPIENT, "latest")
        return int(balance, 16) == 2 * ETH

    await bench.until("2 ETH arrived", has_arrived)
    head = int(await bench.ask(VERIFIER, "eth_blockNumber"), 16)

    numbers = range(head + 1)
    assert await bench.hashes(SEQUENCER, numbers) == await bench.hashes(VERIFIER, numbers)
    assert bench.assembly.broken is None


async def test_a_reader_written_separately_finds_every_block_on_l1(bench: Running) -> None:
    """The batches on L1 are the chain, also for a decoder that shares no code with us."""
    await bench.send(SEQUENCER, signed(USERS[1], 0))
    await bench.until_safe(6)
    config = await bench.ask_rollup(SEQUENCER, "optimism_rollupConfig")
    head = int(await bench.ask("l1", "eth_blockNumber"), 16)
    data = [
        bytes.fromhex(transaction["input"][2:])
        for number in range(head + 1)
        for transaction in (
            await bench.ask("l1", "eth_getBlockByNumber", hex(number), True)  # noqa: FBT003
        )["transactions"]
        if transaction["to"] == config["batch_inbox_address"]
    ]
    batches = [batch for channel in read_channels(data) for batch in read_batches(channel)]

    for number, batch in enumerate(batches[:6], start=1):
        block = await bench.ask(SEQUENCER, "eth_getBlockByNumber", hex(number), True)  # noqa: FBT003
        assert "0x" + batch.parent_hash.hex() == block["parentHash"]
        assert batch.timestamp == int(block["timestamp"], 16)
        assert len(batch.transaction_list) == len(block["transactions"]) - 1
    assert sum(len(batch.transaction_list) for batch in batches) == 1


async def test_a_forked_verifier_shows_and_recovers(bench: Running) -> None:
    """Its hashes differ while its safe head advances; derived anew they are equal again."""
    chain = bench.assembly.chain
    await bench.until_safe(2)
    await chain.fork_verifier(VERIFIER)
    forked_at = chain.heads().verifiers[VERIFIER] + 1
    await bench.until_safe(forked_at + 3)
    numbers = range(forked_at + 3)
    ours, theirs = [await bench.hashes(node, numbers) for node in (SEQUENCER, VERIFIER)]
    fresh = await bench.assembly.anvils.replace(VERIFIER)
    await chain.rederive_verifier(VERIFIER, fresh)
    await bench.until_safe(forked_at + 4)

    assert ours[:forked_at] == theirs[:forked_at]
    assert all(
        one != other for one, other in zip(ours[forked_at:], theirs[forked_at:], strict=True)
    )
    assert await bench.hashes(VERIFIER, numbers) == ours
    assert chain.broken is None


async def test_a_transaction_behind_the_back_of_the_front_breaks_the_bench(bench: Running) -> None:
    """A block that holds what nobody ordered is noticed, and the bench says that it is broken."""
    bare = bench.assembly.anvils.url(SEQUENCER)
    raw = "0x" + signed(USERS[2], 0).raw.hex()
    await bench.until_safe(1)
    await bench.client.call(bare, "eth_sendRawTransaction", raw)
    await bench.until("broken", lambda: bench.assembly.chain.broken is not None)

    assert "not built as ordered" in str(bench.assembly.chain.broken)


async def test_what_the_sender_cannot_pay_is_refused(bench: Running) -> None:
    """Anvil would take it; the front does not."""
    balance = int(await bench.ask(SEQUENCER, "eth_getBalance", USERS[4].address, "latest"), 16)

    for node in (SEQUENCER, VERIFIER):
        with pytest.raises(MethodError, match="insufficient funds for gas"):
            await bench.send(node, signed(USERS[4], 0, value_wei=balance))
