"""When a block is built, on which L1 block, and what is compared with it afterwards."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gonogo.bench.admission import AccountState, FeeLevel
from gonogo.bench.derivation import Derived
from gonogo.bench.engine import BenchBrokenError, BuiltBlock, Engine, Payload
from gonogo.bench.intake import Intake
from gonogo.bench.l1_chain import Inbox, L1Block, L1Chain
from gonogo.bench.pool import Pool
from gonogo.bench.refs import L1Ref, L2Ref
from gonogo.bench.role import Surroundings
from gonogo.bench.rollup import MAX_SEQUENCER_DRIFT_SECONDS
from gonogo.bench.sequencer import Sequencer, SequencerNode
from gonogo.protocol import PrivateKey, SignedTransaction, Transaction, sign_transaction
from gonogo.rpc import UnreachableError
from tests.unit.bench.chain_in_memory import (
    GENESIS_TIME,
    L1_GENESIS,
    ROLLUP,
    batch,
    hash_of,
    l1_block,
    l1_ref,
)
from tests.unit.bench.endpoint_in_memory import MemoryEndpoint

INBOX = "0x" + "ff" * 20


class _Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(GENESIS_TIME, UTC) + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        raise AssertionError(seconds)


class _Engine(Engine):
    """Builds whatever is ordered, unless its answer gets lost."""

    def __init__(self) -> None:
        super().__init__(MemoryEndpoint())
        self.orders: list[Payload] = []
        self.loses_answers = 0

    async def build(self, payload: Payload) -> BuiltBlock:
        """Build it."""
        self.orders.append(payload)
        if self.loses_answers:
            self.loses_answers -= 1
            raise UnreachableError("memory:", "evm_mine", "no answer within 5 s")
        ref = L2Ref(
            hash_of(2, payload.number),
            payload.number,
            payload.parent.hash,
            payload.timestamp,
            payload.l1_origin,
            payload.sequence_number,
        )
        return BuiltBlock(ref, 7, payload.user_transactions)


class _Setup:
    def __init__(self) -> None:
        self.clock = _Clock()
        surroundings = Surroundings(self.clock, print)
        l1, l2 = MemoryEndpoint(), MemoryEndpoint()
        self.chain = L1Chain(l1, Inbox(INBOX, INBOX, INBOX), L1_GENESIS, surroundings)
        self.node = SequencerNode("sequencer-0", l2, ROLLUP, self.chain, surroundings)
        self.node.engine = self.engine = _Engine()
        self.pool = Pool(901, 60_000_000)
        intake = Intake(self.pool, ROLLUP, self.chain, l2, 60_000_000)
        self.sequencer = Sequencer(self.node, intake, self.chain, surroundings)

    def wait_for_a_block(self) -> SignedTransaction:
        """Put a transaction into the pool and return it."""
        transaction = Transaction(
            chain_id=901,
            nonce=0,
            gas_limit=21_000,
            max_fee_per_gas_wei=10**10,
            max_priority_fee_per_gas_wei=1,
            to=b"\xcc" * 20,
        )
        signed = sign_transaction(transaction, PrivateKey(b"\x01" * 32))
        self.pool.add(signed, AccountState(0, 10**18), FeeLevel(7, 7, 1, 0, 0))
        return signed

    async def build(self, *, until_second: float) -> None:
        """Build all that is due by then."""
        self.clock.seconds = until_second
        while await self.sequencer.step() == 0:
            pass


def later_l1_block(seconds: int) -> L1Block:
    """Return L1 block 1 as it is when it came so long after the genesis."""
    on_time = l1_ref(1)
    late = L1Ref(on_time.hash, 1, on_time.parent_hash, GENESIS_TIME + seconds)
    return replace(l1_block(1), ref=late)


async def test_no_block_is_built_before_its_time() -> None:
    """The genesis is block 0; block 1 is due a block time later."""
    setup = _Setup()
    await setup.build(until_second=0.9)
    early = len(setup.engine.orders)
    await setup.build(until_second=1)

    assert (early, len(setup.engine.orders)) == (0, 1)


async def test_missed_blocks_have_the_times_that_they_should_have_had() -> None:
    """After standing still they are built at once, one for every block time."""
    setup = _Setup()
    await setup.build(until_second=5)

    assert [one.timestamp - GENESIS_TIME for one in setup.engine.orders] == [1, 2, 3, 4, 5]


async def test_an_order_whose_answer_was_lost_is_repeated_as_it_was() -> None:
    """Anvil may have carried it out, and another order would not fit that block."""
    setup = _Setup()
    setup.engine.loses_answers = 1
    with pytest.raises(UnreachableError):
        await setup.build(until_second=1)
    setup.chain._append(l1_block(1))  # noqa: SLF001
    await setup.build(until_second=1)
    first, second = setup.engine.orders

    assert first == second


async def test_an_l1_block_of_later_is_no_origin() -> None:
    """A block must not rest on what is younger than itself."""
    setup = _Setup()
    setup.chain._append(later_l1_block(2))  # noqa: SLF001
    await setup.build(until_second=3)

    assert [one.l1_origin.number for one in setup.engine.orders] == [0, 1, 1]
    assert [one.sequence_number for one in setup.engine.orders] == [1, 0, 1]


async def test_origins_are_taken_one_after_the_other() -> None:
    """Skipping one would lose its deposits."""
    setup = _Setup()
    for number in (1, 2, 3):
        setup.chain._append(l1_block(number))  # noqa: SLF001
    await setup.build(until_second=3)

    assert [one.l1_origin.number for one in setup.engine.orders] == [1, 2, 3]


async def test_too_far_from_l1_blocks_are_empty() -> None:
    """A verifier would drop transactions in them, and so derive another chain."""
    setup = _Setup()
    await setup.build(until_second=MAX_SEQUENCER_DRIFT_SECONDS)
    waiting = setup.wait_for_a_block()
    await setup.build(until_second=MAX_SEQUENCER_DRIFT_SECONDS + 1)
    too_far = setup.engine.orders[-1]
    setup.chain._append(later_l1_block(MAX_SEQUENCER_DRIFT_SECONDS))  # noqa: SLF001
    await setup.build(until_second=MAX_SEQUENCER_DRIFT_SECONDS + 2)

    assert too_far.user_transactions == ()
    assert setup.engine.orders[-1].user_transactions == (waiting.raw,)


@pytest.mark.parametrize(
    ("transactions", "number"), [((b"\x02",), 1), ((), 2)], ids=["other content", "never built"]
)
async def test_what_l1_holds_must_be_what_was_built(
    transactions: tuple[bytes, ...], number: int
) -> None:
    """Somebody with the batcher's key may write other blocks; the bench is broken then."""
    setup = _Setup()
    await setup.build(until_second=1)
    parent = setup.node.refs[number - 1]
    payload = ROLLUP.payload(parent, l1_block(0), transactions)

    with pytest.raises(BenchBrokenError, match=f"another L2 block {number}"):
        await setup.node.apply(Derived(payload, batch(number), l1_ref(1)))
