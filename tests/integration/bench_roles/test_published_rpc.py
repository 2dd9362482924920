"""What users reach: reads, their own transactions, and nothing with which to cheat."""

import asyncio
from typing import Any

import aiohttp
import pytest

from gonogo.protocol import encode_call
from gonogo.rpc import MethodError
from tests.integration.bench_roles.running import (
    SEQUENCER,
    USERS,
    VERIFIER,
    Running,
    signed,
)

pytestmark = [pytest.mark.bench, pytest.mark.slow]

L1_BLOCK = "0x4200000000000000000000000000000000000015"


async def post(url: str, body: bytes) -> Any:
    async with aiohttp.ClientSession() as session, session.post(url, data=body) as response:
        return await response.json()


async def test_nothing_that_cheats_is_published(bench: Running) -> None:
    """Time, balances, history and unlocked accounts cannot be touched by a published address."""
    forbidden = (
        "anvil_setBalance",
        "anvil_impersonateAccount",
        "evm_mine",
        "evm_setNextBlockTimestamp",
        "hardhat_setCode",
        "tenderly_setBalance",
        "eth_sendTransaction",
        "eth_sign",
        "eth_signTransaction",
        "txpool_content",
        "admin_stopSequencer",
        "engine_forkchoiceUpdatedV3",
    )
    codes = set()
    for node in ("l1", SEQUENCER, VERIFIER):
        for method in forbidden:
            with pytest.raises(MethodError) as refused:
                await bench.ask(node, method)
            codes.add(refused.value.code)

    assert codes == {-32601}


async def test_tags_are_answered_from_derivation(bench: Running) -> None:
    """Safe and finalized are the heads that the consensus RPC names, not anvil's own."""
    await bench.until_safe(5)
    for node in (SEQUENCER, VERIFIER):
        before = await bench.ask_rollup(node, "optimism_syncStatus")
        shown = {
            tag: int((await bench.ask(node, "eth_getBlockByNumber", tag, False))["number"], 16)  # noqa: FBT003
            for tag in ("finalized", "safe", "latest", "pending", "earliest")
        }
        after = await bench.ask_rollup(node, "optimism_syncStatus")

        for tag, head in (("safe", "safe_l2"), ("finalized", "finalized_l2")):
            assert before[head]["number"] <= shown[tag] <= after[head]["number"]
        assert shown["earliest"] == 0
        assert shown["finalized"] < shown["safe"] <= shown["latest"] <= shown["pending"]
        await bench.ask(node, "eth_getLogs", {"fromBlock": "finalized", "toBlock": "safe"})


async def test_outputs_are_equal_on_both_nodes(bench: Running) -> None:
    """Two nodes that executed the same block have the same output root for it."""
    await bench.until_safe(3)
    ours, theirs = [
        await bench.ask_rollup(node, "optimism_outputAtBlock", "0x3")
        for node in (SEQUENCER, VERIFIER)
    ]

    assert ours["outputRoot"] == theirs["outputRoot"]
    assert ours["blockRef"] == theirs["blockRef"]
    with pytest.raises(MethodError, match="not found"):
        await bench.ask_rollup(VERIFIER, "optimism_outputAtBlock", "0xffff")
    with pytest.raises(MethodError) as unknown:
        await bench.ask_rollup(VERIFIER, "admin_stopSequencer")
    assert unknown.value.code == -32601


async def test_games_are_made_for_safe_blocks_only(bench: Running) -> None:
    """What the proposer claims on L1 is the verifier's output of a block that it derived."""
    factory = bench.assembly.description.book.contracts["DisputeGameFactoryProxy"]
    count = encode_call("gameCount()")

    async def has_games() -> bool:
        call = {"to": factory, "data": "0x" + count.hex()}
        return int(await bench.ask("l1", "eth_call", call, "latest"), 16) >= 2

    await bench.until("two games", has_games)
    call = {"to": factory, "data": "0x" + encode_call("gameAtIndex(uint256)", 1).hex()}
    answer = bytes.fromhex((await bench.ask("l1", "eth_call", call, "latest"))[2:])
    game = "0x" + answer[-20:].hex()
    claimed = {}
    for read in ("rootClaim()", "l2BlockNumber()"):
        call = {"to": game, "data": "0x" + encode_call(read).hex()}
        claimed[read] = await bench.ask("l1", "eth_call", call, "latest")
    number = int(claimed["l2BlockNumber()"], 16)
    await bench.until_safe(number)
    output = await bench.ask_rollup(VERIFIER, "optimism_outputAtBlock", hex(number))

    assert int.from_bytes(answer[:32], "big") == 1
    assert number > 0
    assert output["outputRoot"] == claimed["rootClaim()"]


async def test_a_waiting_transaction_is_seen_and_counted(bench: Running) -> None:
    """Between sending and inclusion a transaction is known, and so is the next nonce."""
    user = USERS[5]
    await bench.assembly.chain.stop_role("sequencer")
    sent = await bench.send(VERIFIER, signed(user, 0))
    queued = await bench.send(SEQUENCER, signed(user, 2))
    waiting = await bench.ask(SEQUENCER, "eth_getTransactionByHash", sent)
    pending = await bench.ask(VERIFIER, "eth_getTransactionCount", user.address, "pending")
    latest = await bench.ask(VERIFIER, "eth_getTransactionCount", user.address, "latest")
    status = await bench.ask(SEQUENCER, "txpool_status")
    with pytest.raises(MethodError, match="already known"):
        await bench.send(SEQUENCER, signed(user, 0))
    await bench.assembly.chain.start_role("sequencer")
    await bench.send(SEQUENCER, signed(user, 1))
    await bench.receipt(VERIFIER, queued)
    with pytest.raises(MethodError, match="nonce too low: next nonce 3, tx nonce 0"):
        await bench.send(SEQUENCER, signed(user, 0))

    assert waiting["blockNumber"] is None
    assert waiting["from"] == user.address
    assert (pending, latest) == ("0x1", "0x0")
    assert status == {"pending": "0x1", "queued": "0x1"}


async def test_calls_need_no_funds(bench: Running) -> None:
    """Anvil charges the L1 fee for a call; users of a real node never notice one."""
    await bench.until_safe(6)
    call = {"to": L1_BLOCK, "data": "0x" + encode_call("number()").hex()}
    poor = "0x" + "ee" * 20
    for sender in ({}, {"from": poor}, {"from": "0x" + "00" * 20}):
        for tag in ("latest", "safe"):
            assert int(await bench.ask(SEQUENCER, "eth_call", {**call, **sender}, tag), 16) > 0
        assert int(await bench.ask(SEQUENCER, "eth_estimateGas", {**call, **sender}), 16) > 21_000

    with pytest.raises(MethodError, match="Insufficient funds"):
        await bench.ask(SEQUENCER, "eth_call", {"from": poor, "to": poor, "value": "0x1"}, "latest")
    with pytest.raises(MethodError, match="revert"):
        await bench.ask(SEQUENCER, "eth_call", {"to": L1_BLOCK, "data": "0xdeadbeef"}, "latest")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", -32700),
        (b"[]", -32600),
        (b"17", -32600),
        (b'{"jsonrpc":"2.0","id":1}', -32600),
        (b'{"jsonrpc":"2.0","id":1,"method":"eth_call","params":{"a":1}}', -32602),
        (b'{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction"}', -32602),
        (b'{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["zz"]}', -32602),
        (b'{"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransaction","params":["0x02c0"]}', -32000),
        (b'{"jsonrpc":"2.0","id":1,"method":"eth_getBalance","params":["0x12"]}', -32602),
    ],
)
async def test_malformed_requests_are_answered_as_json_rpc(
    bench: Running, body: bytes, code: int
) -> None:
    """Whatever is sent, the answer is an error object with the code of the standard."""
    url = bench.assembly.chain.addresses.nodes[SEQUENCER].execution_rpc

    answer = await post(url, body)

    error = (answer[0] if isinstance(answer, list) else answer)["error"]
    assert error["code"] == code


async def test_a_batch_is_answered_in_its_order(bench: Running) -> None:
    """Transactions sent in a batch arrive in its order, and a bad call spoils only itself."""
    url = bench.assembly.chain.addresses.nodes[SEQUENCER].execution_rpc
    sent = [signed(USERS[6], nonce) for nonce in range(30)]
    calls = [
        f'{{"jsonrpc":"2.0","id":{place},"method":"eth_sendRawTransaction",'
        f'"params":["0x{one.raw.hex()}"]}}'
        for place, one in enumerate(sent)
    ]
    calls.insert(15, '{"jsonrpc":"2.0","id":"bad","method":"evm_mine"}')
    answers = await post(url, ("[" + ",".join(calls) + "]").encode())
    receipt = await bench.receipt(VERIFIER, "0x" + sent[-1].hash.hex())

    assert answers.pop(15)["error"]["code"] == -32601
    assert [one["result"] for one in answers] == ["0x" + one.hash.hex() for one in sent]
    assert receipt["status"] == "0x1"


async def test_closing_one_rpc_leaves_the_others(bench: Running) -> None:
    """A node whose RPC is broken refuses connections, and comes back at its address."""
    chain = bench.assembly.chain
    before = chain.addresses
    await chain.close_rpc(SEQUENCER)
    with pytest.raises(MethodError, match="the sequencer does not answer"):
        await bench.send(VERIFIER, signed(USERS[7], 0))
    alive = await bench.ask(VERIFIER, "eth_chainId")
    await chain.open_rpc(SEQUENCER)

    assert alive == "0x385"
    assert chain.addresses == before
    assert await bench.ask(SEQUENCER, "eth_chainId") == "0x385"


async def test_it_says_what_it_is(bench: Running) -> None:
    """No answer pretends to come from op-geth or op-node."""
    client = await bench.ask(SEQUENCER, "web3_clientVersion")
    software = await bench.ask_rollup(SEQUENCER, "optimism_version")
    peers = await bench.ask_rollup(VERIFIER, "opp2p_peers", True)  # noqa: FBT003

    assert client.startswith("gonogo-bench/anvil/")
    assert software.startswith("gonogo-bench/")
    assert peers["totalConnected"] == 0


async def test_stop_is_quick_although_every_anvil_is_dead(bench: Running) -> None:
    """Taking the bench down never waits for those that cannot answer any more."""
    await bench.assembly.anvils.stop()

    async with asyncio.timeout(1.0):
        await bench.assembly.chain.stop()
        await bench.assembly.chain.stop()
