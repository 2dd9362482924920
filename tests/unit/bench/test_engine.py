"""How a block is built on an anvil, and how it is noticed when it was not built so."""

from typing import Any

import msgspec
import pytest

from gonogo.bench.engine import BenchBrokenError, Engine, Payload
from gonogo.bench.refs import BlockID
from gonogo.protocol import DepositTransaction, format_data, keccak256
from gonogo.rpc import Endpoint, JSONRPCClient, MethodError, UnreachableError
from tests.unit.bench.chain_in_memory import GENESIS_TIME, ROLLUP, hash_of


class _Anvil(Endpoint):
    """Keeps what it is handed and makes a block of it; misbehaves on request."""

    def __init__(self) -> None:
        super().__init__(JSONRPCClient(), "memory:")
        self.calls: list[str] = []
        self.pool: list[str] = []
        self.blocks: dict[str, dict[str, object]] = {}
        self.refuses: set[str] = set()
        self.loses_answer_of: str | None = None
        self.time = 0

    async def call(self, method: str, *params: object, answer: Any = None) -> Any:
        self.calls.append(method)
        result = getattr(self, method)(*params)
        if method == self.loses_answer_of:
            self.loses_answer_of = None
            raise UnreachableError(self.url, method, "no answer within 5 s")
        if method == "eth_getBlockByNumber" and result is not None:
            return msgspec.convert(result, answer)
        return result

    def evm_setNextBlockTimestamp(self, timestamp: int) -> None:  # noqa: N802
        self.time = timestamp

    def eth_sendRawTransaction(self, raw: str) -> str:  # noqa: N802
        if raw in self.refuses:
            raise MethodError(self.url, "eth_sendRawTransaction", -32003, "refused")
        self.pool.append(format_data(keccak256(bytes.fromhex(raw[2:]))))
        return self.pool[-1]

    def eth_sendTransaction(self, fields: dict[str, str]) -> str:  # noqa: N802
        self.pool.append(hash_of(9, int(fields["nonce"], 16)))
        return self.pool[-1]

    def eth_getTransactionCount(self, _address: str, _block: str) -> str:  # noqa: N802
        return "0x3"

    def anvil_dropAllTransactions(self) -> None:  # noqa: N802
        self.pool.clear()

    def evm_mine(self) -> str:
        self.blocks["0x1"] = {
            "hash": hash_of(2, 1),
            "number": "0x1",
            "parentHash": ROLLUP.l2_genesis.hash,
            "timestamp": hex(self.time),
            "baseFeePerGas": "0x7",
            "transactions": list(self.pool),
        }
        self.pool.clear()
        return "0x0"

    def eth_getBlockByNumber(self, number: str, _full: bool) -> object:  # noqa: N802, FBT001
        return self.blocks.get(number)


def deposit(sender: int, value_wei: int = 1) -> DepositTransaction:
    return DepositTransaction(
        source_hash=bytes([value_wei]) * 32,
        sender=bytes([sender]) * 20,
        to=b"\xcc" * 20,
        mint_wei=0,
        value_wei=value_wei,
        gas_limit=100_000,
    )


ATTRIBUTES = deposit(0xDE)


def payload(*deposits: DepositTransaction, transactions: tuple[bytes, ...] = ()) -> Payload:
    return Payload(
        parent=ROLLUP.l2_genesis,
        timestamp=GENESIS_TIME + 1,
        l1_origin=BlockID(hash_of(1, 0), 0),
        sequence_number=1,
        deposits=(ATTRIBUTES, *deposits),
        user_transactions=transactions,
    )


async def test_a_block_is_built_by_one_sequence_of_calls() -> None:
    """The time, the attributes, deposits, users, the block; each after the one before."""
    anvil = _Anvil()
    built = await Engine(anvil).build(payload(deposit(1), transactions=(b"\x02a", b"\x02b")))

    assert anvil.calls == [
        "evm_setNextBlockTimestamp",
        *["eth_sendRawTransaction"] * 4,
        "evm_mine",
        "eth_getBlockByNumber",
    ]
    assert built.ref.hash == hash_of(2, 1)
    assert built.user_transactions == (b"\x02a", b"\x02b")
    assert built.base_fee_wei == 7


async def test_several_deposits_of_a_sender_go_in_by_impersonation() -> None:
    """Anvil keeps them under other hashes, which are translated."""
    anvil = _Anvil()
    engine = Engine(anvil)
    first, second = deposit(1, 1), deposit(1, 2)
    await engine.build(payload(first, deposit(2, 3), second))

    assert anvil.calls.count("eth_sendTransaction") == 2
    assert engine.hashes.at_anvil == {
        format_data(first.hash): hash_of(9, 3),
        format_data(second.hash): hash_of(9, 4),
    }


async def test_a_transaction_that_was_there_before_breaks_the_bench() -> None:
    """It precedes the attributes, and such a block no node would derive."""
    anvil = _Anvil()
    anvil.pool.append(hash_of(7, 7))

    with pytest.raises(BenchBrokenError, match="first transaction is not the L1 attributes"):
        await Engine(anvil).build(payload())


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ({"transactions": []}, "first transaction is not"),
        ({"transactions": [format_data(ATTRIBUTES.hash)]}, "1 transactions instead of 2"),
        ({"transactions": [format_data(ATTRIBUTES.hash), hash_of(7, 7)]}, "transaction 1 is 0x07"),
        ({"parentHash": hash_of(7, 7)}, "another parent"),
        ({"timestamp": "0x1"}, "another time"),
    ],
)
async def test_a_block_that_is_not_as_ordered_breaks_the_bench(
    damage: dict[str, object], words: str
) -> None:
    """Order, count, parent and time are compared with the order."""

    class Damaged(_Anvil):
        def evm_mine(self) -> str:
            said = super().evm_mine()
            self.blocks["0x1"].update(damage)
            return said

    with pytest.raises(BenchBrokenError, match=words):
        await Engine(Damaged()).build(payload(transactions=(b"\x02a",)))


async def test_a_block_that_is_not_there_breaks_the_bench() -> None:
    """Mining that makes no block is no success."""

    class Forgetful(_Anvil):
        def evm_mine(self) -> str:
            return "0x0"

    with pytest.raises(BenchBrokenError, match="is not there"):
        await Engine(Forgetful()).build(payload())


async def test_a_refused_transaction_is_left_out_and_told() -> None:
    """The rest of the block is built."""
    anvil = _Anvil()
    anvil.refuses.add(format_data(b"\x02a"))
    built = await Engine(anvil).build(payload(transactions=(b"\x02a", b"\x02b")))

    assert built.refused == (b"\x02a",)
    assert built.user_transactions == (b"\x02b",)


@pytest.mark.parametrize(
    "lost", ["evm_setNextBlockTimestamp", "eth_sendRawTransaction", "evm_mine"]
)
async def test_an_order_can_be_repeated_after_a_lost_answer(lost: str) -> None:
    """Whether anvil had carried it out or not, the block is there once and as ordered."""
    anvil = _Anvil()
    engine = Engine(anvil)
    anvil.loses_answer_of = lost
    order = payload(transactions=(b"\x02a",))
    with pytest.raises(UnreachableError):
        await engine.build(order)
    built = await engine.build(order)

    assert built.user_transactions == (b"\x02a",)
    assert anvil.calls.count("evm_mine") == 1
    assert anvil.pool == []
