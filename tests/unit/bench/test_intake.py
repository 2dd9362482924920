"""What users hand in, against what the head block says of them."""

import pytest

from gonogo.bench.admission import RefusedTransactionError
from gonogo.bench.engine import BuiltBlock
from gonogo.bench.intake import Intake
from gonogo.bench.l1_chain import Inbox, L1Chain
from gonogo.bench.pool import Pool
from gonogo.bench.refs import BlockID, L2Ref
from gonogo.bench.role import Surroundings
from gonogo.clock import SystemClock
from gonogo.protocol import (
    DepositTransaction,
    PrivateKey,
    SignedTransaction,
    Transaction,
    sign_transaction,
)
from tests.unit.bench.chain_in_memory import GENESIS_TIME, L1_GENESIS, ROLLUP, hash_of
from tests.unit.bench.endpoint_in_memory import MemoryEndpoint

GWEI, ETH = 10**9, 10**18
ALICE, BOB = PrivateKey(b"\x01" * 32), PrivateKey(b"\x02" * 32)
NOBODY = "0x" + "00" * 20
BLOCK_GAS = 60_000_000


def transfer(key: PrivateKey, nonce: int = 0, gas_limit: int = 21_000) -> SignedTransaction:
    transaction = Transaction(
        chain_id=901,
        nonce=nonce,
        gas_limit=gas_limit,
        max_fee_per_gas_wei=2 * GWEI,
        max_priority_fee_per_gas_wei=1,
        to=b"\xcc" * 20,
        value_wei=1,
    )
    return sign_transaction(transaction, key)


def deposit_of(key: PrivateKey, gas_limit: int = 100_000) -> DepositTransaction:
    return DepositTransaction(
        source_hash=b"\x01" * 32,
        sender=key.address,
        to=b"\xcc" * 20,
        mint_wei=0,
        value_wei=1,
        gas_limit=gas_limit,
    )


def block(number: int, *included: bytes, refused: tuple[bytes, ...] = ()) -> BuiltBlock:
    parent, origin = hash_of(2, number - 1), BlockID(L1_GENESIS.hash, 0)
    ref = L2Ref(hash_of(2, number), number, parent, GENESIS_TIME + number, origin, number)
    return BuiltBlock(ref, GWEI, included, refused)


class _Setup:
    def __init__(self) -> None:
        self.nonce, self.balance = 0, ETH
        self.anvil = MemoryEndpoint(
            eth_getTransactionCount=lambda *_: hex(self.nonce),
            eth_getBalance=lambda *_: hex(self.balance),
        )
        surroundings = Surroundings(SystemClock(), print)
        l1 = L1Chain(self.anvil, Inbox(NOBODY, NOBODY, NOBODY), L1_GENESIS, surroundings)
        self.pool = Pool(901, BLOCK_GAS)
        self.intake = Intake(self.pool, ROLLUP, l1, self.anvil, BLOCK_GAS)


async def test_an_account_is_looked_at_once_for_a_head() -> None:
    """A load generator's hundred transactions must not cost two hundred requests."""
    setup = _Setup()
    for nonce in range(3):
        await setup.intake.submit(transfer(ALICE, nonce).raw)

    assert [method for method, _ in setup.anvil.calls] == [
        "eth_getTransactionCount",
        "eth_getBalance",
    ]


async def test_after_a_new_head_the_account_is_looked_at_again() -> None:
    """What was paid in the block is not there twice."""
    setup = _Setup()
    first = transfer(ALICE)
    await setup.intake.submit(first.raw)
    await setup.intake.settle(block(1, first.raw), [first], ())
    setup.nonce, setup.balance = 1, 0

    with pytest.raises(RefusedTransactionError, match="insufficient funds"):
        await setup.intake.submit(transfer(ALICE, 1).raw)


async def test_what_anvil_refused_does_not_come_again() -> None:
    """Else every later block would be held up by the same transaction."""
    setup = _Setup()
    refused = transfer(ALICE)
    await setup.intake.submit(refused.raw)
    await setup.intake.settle(block(1, refused=(refused.raw,)), [refused], ())

    assert len(setup.pool) == 0


async def test_a_sender_of_a_deposit_waits_for_the_next_block() -> None:
    """The deposit runs first, and may leave the sender without the funds that it had."""
    setup = _Setup()
    for key in (ALICE, BOB):
        await setup.intake.submit(transfer(key).raw)

    assert [one.sender for one in setup.intake.select([deposit_of(ALICE)])] == [BOB.address]


async def test_a_deposit_that_took_the_funds_takes_the_transaction_too() -> None:
    """A transaction that cannot be paid any more must not reach anvil."""
    setup = _Setup()
    await setup.intake.submit(transfer(ALICE).raw)
    setup.balance = 0
    await setup.intake.settle(block(1), (), [deposit_of(ALICE)])

    assert len(setup.pool) == 0


async def test_deposits_take_their_gas_first() -> None:
    """What is left of the block's gas is for users."""
    setup = _Setup()
    await setup.intake.submit(transfer(ALICE, gas_limit=30_000).raw)

    assert setup.intake.select([deposit_of(BOB, gas_limit=BLOCK_GAS - 29_999)]) == ()
    assert len(setup.intake.select([deposit_of(BOB, gas_limit=BLOCK_GAS - 30_000)])) == 1


@pytest.mark.parametrize("raw", [b"", b"\x02", b"\x7e\x00", b"\x03\xc0", b"garbage"])
async def test_garbage_is_refused_before_anvil_is_asked(raw: bytes) -> None:
    """It has no sender whom one could look up."""
    setup = _Setup()
    with pytest.raises(RefusedTransactionError, match="malformed"):
        await setup.intake.submit(raw)

    assert setup.anvil.calls == []
