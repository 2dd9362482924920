"""What the published execution RPC asks the anvil behind it, and what it answers itself."""

import msgspec
import pytest

from gonogo.bench.front import Front
from gonogo.bench.front_methods import BLOCK_PARAMETER, FILTER_METHODS
from gonogo.bench.json_rpc_server import Params, RPCFault
from gonogo.bench.l1_chain import Inbox, L1Chain
from gonogo.bench.pool import Pool
from gonogo.bench.refs import BlockID, L2Ref
from gonogo.bench.role import Surroundings
from gonogo.bench.verifier import Verifier
from gonogo.clock import SystemClock
from gonogo.protocol import DepositTransaction, format_data
from gonogo.rpc import MethodError, UnreachableError
from tests.unit.bench.chain_in_memory import GENESIS_TIME, L1_GENESIS, ROLLUP, hash_of
from tests.unit.bench.endpoint_in_memory import MemoryEndpoint

SAFE, FINALIZED = 7, 3
NOBODY = "0x" + "00" * 20


async def nobody_submits(_: bytes) -> bytes:
    raise AssertionError


def l2_ref(number: int) -> L2Ref:
    parent = hash_of(2, number - 1)
    origin = BlockID(L1_GENESIS.hash, 0)
    return L2Ref(hash_of(2, number), number, parent, GENESIS_TIME + number, origin, number)


def front_before(anvil: MemoryEndpoint) -> Front:
    surroundings = Surroundings(SystemClock(), print)
    l1 = L1Chain(anvil, Inbox(NOBODY, NOBODY, NOBODY), L1_GENESIS, surroundings)
    node = Verifier("verifier-0", anvil, ROLLUP, l1, surroundings)
    node.safe, node.finalized = l2_ref(SAFE), l2_ref(FINALIZED)
    return Front(node, Pool(901, 60_000_000), nobody_submits)


@pytest.mark.parametrize("method", sorted(BLOCK_PARAMETER))
@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("safe", hex(SAFE)),
        ("finalized", hex(FINALIZED)),
        ("Safe", hex(SAFE)),
        ("FINALIZED", hex(FINALIZED)),
        ({"blockNumber": "safe"}, {"blockNumber": hex(SAFE)}),
        ({"blockHash": "0x12"}, {"blockHash": "0x12"}),
        ("pending", "latest"),
        ("0x5", "0x5"),
    ],
)
async def test_anvil_is_never_asked_by_its_own_tags(
    method: str, said: object, asked: object
) -> None:
    """Its safe block is 32 behind the head and says nothing of L1, in whatever form it is named."""
    anvil = MemoryEndpoint(**{method: lambda *_: "0x1"})
    place = BLOCK_PARAMETER[method]
    params: Params = [NOBODY] * place
    await front_before(anvil).answer(method, [*params, said])

    assert anvil.calls == [(method, (*params, asked))]


async def test_accounts_of_a_numbered_block_are_asked_again_when_a_block_was_mined() -> None:
    """Anvil would answer with accounts as the block that it mines leaves them."""
    anvil = MemoryEndpoint()
    front = front_before(anvil)
    engine = front._node.engine  # noqa: SLF001
    turns = iter((1, 1, 2, 2))

    def balance(*_: object) -> str:
        engine.turns = next(turns)
        return hex(engine.turns)

    anvil.answers["eth_getBalance"] = balance

    assert await front.answer("eth_getBalance", [NOBODY, "0x5"]) == msgspec.Raw(b'"0x2"')
    assert len(anvil.calls) == 4
    engine.turns, turns = 0, iter((1,))
    assert await front.answer("eth_getBalance", [NOBODY, "latest"]) == msgspec.Raw(b'"0x1"')


@pytest.mark.parametrize("method", sorted(FILTER_METHODS))
async def test_the_bounds_of_a_filter_are_numbers(method: str) -> None:
    """A filter over safe blocks must not end where anvil believes that they do."""
    anvil = MemoryEndpoint(**{method: lambda *_: []})
    wanted = {"fromBlock": "finalized", "toBlock": "safe", "address": NOBODY}
    await front_before(anvil).answer(method, [wanted])

    expected = {"fromBlock": hex(FINALIZED), "toBlock": hex(SAFE), "address": NOBODY}
    assert anvil.calls == [(method, (expected,))]


async def test_a_deposit_is_found_by_its_own_hash() -> None:
    """Anvil keeps some under another one; users must never see that."""
    deposit = DepositTransaction(
        source_hash=b"\x01" * 32,
        sender=b"\xaa" * 20,
        to=b"\xcc" * 20,
        mint_wei=0,
        value_wei=1,
        gas_limit=100_000,
    )
    real, at_anvil = format_data(deposit.hash), hash_of(9, 1)
    anvil = MemoryEndpoint(
        eth_getTransactionReceipt=lambda asked: {"transactionHash": asked, "status": "0x1"}
    )
    front = front_before(anvil)
    front._node.engine.hashes.add(deposit, at_anvil)  # noqa: SLF001
    said = await front.answer("eth_getTransactionReceipt", [real.upper().replace("0X", "0x")])

    assert anvil.calls == [("eth_getTransactionReceipt", (at_anvil,))]
    assert msgspec.json.decode(msgspec.json.encode(said))["transactionHash"] == real


@pytest.mark.parametrize("method", ["eth_sendTransaction", "anvil_setBalance", "evm_mine", ""])
async def test_what_is_not_served_never_reaches_anvil(method: str) -> None:
    """The list says what is allowed, so nothing unknown gets through."""
    anvil = MemoryEndpoint()
    with pytest.raises(RPCFault, match="does not exist"):
        await front_before(anvil).answer(method, [])

    assert anvil.calls == []


async def test_a_dead_anvil_does_not_show_its_address() -> None:
    """It is reachable by whoever knows it, with all of anvil's powers."""
    bare = "http://127.0.0.1:4242"
    anvil = MemoryEndpoint(eth_chainId=lambda: UnreachableError(bare, "eth_chainId", "refused"))
    with pytest.raises(RPCFault) as fault:
        await front_before(anvil).answer("eth_chainId", [])

    assert "4242" not in fault.value.message


async def test_a_poor_sender_may_call_but_not_send_value() -> None:
    """The fee is lent for a call, the value is not."""
    refusal = MethodError("memory:", "eth_call", -32003, "insufficient funds")
    anvil = MemoryEndpoint(
        eth_call=lambda *params: "0x2a" if len(params) == 3 else refusal,
        eth_getBalance=lambda *_: "0x5",
    )
    front = front_before(anvil)
    called = await front.answer("eth_call", [{"from": NOBODY, "value": "0x5"}, "safe"])
    with pytest.raises(RPCFault, match="insufficient funds"):
        await front.answer("eth_call", [{"from": NOBODY, "value": "0x6"}, "safe"])

    assert msgspec.json.encode(called) == b'"0x2a"'
    assert ("eth_getBalance", (NOBODY, hex(SAFE))) in anvil.calls


async def test_its_version_is_that_of_its_anvil() -> None:
    """What a manifest names is compared with it, so it must not be the version of ours."""
    anvil = MemoryEndpoint(web3_clientVersion=lambda *_: "anvil/v1.7.1")
    front = front_before(anvil)

    assert await front.answer("web3_clientVersion", []) == "gonogo-bench/anvil/v1.7.1"
