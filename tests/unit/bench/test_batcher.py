"""What the batcher writes, and that nothing it wrote is taken for safe by itself."""

from dataclasses import replace
from datetime import UTC, datetime

from gonogo.bench.batcher import MOST_BATCH_BYTES_IN_A_CHANNEL, Batcher, fitting
from gonogo.bench.engine import BuiltBlock
from gonogo.bench.l1_chain import Inbox, L1Block, L1Chain
from gonogo.bench.refs import BlockID, L2Ref
from gonogo.bench.role import Surroundings
from gonogo.bench.sequencer import SequencerNode
from gonogo.bench.settings import Account
from gonogo.bench.txmgr import TransactionManager
from gonogo.protocol import (
    PrivateKey,
    SignedTransaction,
    decode_transaction,
    format_address,
    keccak256,
)
from tests.unit.bench.chain_in_memory import (
    GENESIS_TIME,
    L1_GENESIS,
    ROLLUP,
    batch,
    hash_of,
    l1_block,
)
from tests.unit.bench.endpoint_in_memory import MemoryEndpoint

KEY = PrivateKey(b"\x05" * 32)
INBOX = "0x" + "ff" * 20
_ROLLUP = replace(ROLLUP, sequencing_window_l1_blocks=3600)


class _StillClock:
    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0

    async def sleep(self, seconds: float) -> None:
        raise AssertionError(seconds)


def incompressible(size: int) -> bytes:
    return b"".join(keccak256(number.to_bytes(8, "big")) for number in range(size // 32 + 1))[:size]


class _Setup:
    """A batcher before an L1 that includes what it was sent when it is told to."""

    def __init__(self) -> None:
        self.sent: list[SignedTransaction] = []
        self.included: dict[str, int] = {}
        self.l1 = MemoryEndpoint(
            eth_getTransactionCount=lambda *_: hex(len(self.included)),
            eth_getBalance=lambda *_: "0x7",
            eth_sendRawTransaction=self._take,
            eth_getTransactionReceipt=self._receipt,
        )
        surroundings = Surroundings(_StillClock(), print)
        self.chain = L1Chain(self.l1, Inbox(INBOX, INBOX, INBOX), L1_GENESIS, surroundings)
        self.node = SequencerNode("sequencer-0", self.l1, _ROLLUP, self.chain, surroundings)
        account = Account(format_address(KEY.address), KEY.secret)
        manager = TransactionManager(account, self.l1, self.chain, 900, _StillClock())
        self.batcher = Batcher(self.node, manager, INBOX, surroundings)

    def _take(self, raw: str) -> str:
        self.sent.append(decode_transaction(bytes.fromhex(raw[2:])))
        return "0x"

    def _receipt(self, transaction_hash: str) -> object:
        number = self.included.get(transaction_hash)
        return number and {
            "blockNumber": hex(number),
            "status": "0x1",
            "gasUsed": "0x1",
            "effectiveGasPrice": "0x1",
        }

    def build(self, *transactions: bytes) -> None:
        number = self.node.unsafe.number + 1
        origin = BlockID(L1_GENESIS.hash, 0)
        parent = hash_of(2, number - 1)
        ref = L2Ref(hash_of(2, number), number, parent, GENESIS_TIME + number, origin, number)
        self.node.append(BuiltBlock(ref, 7, transactions))

    def advance(self, *, loses_data: bool = False) -> None:
        """Make an L1 block of what was sent; what L1 loses is there and not to be read."""
        number = self.chain.head.number + 1
        fresh = [one for one in self.sent if "0x" + one.hash.hex() not in self.included]
        self.included |= {"0x" + one.hash.hex(): number for one in fresh}
        data = () if loses_data else tuple(one.transaction.data for one in fresh)
        block: L1Block = l1_block(number, *data)
        self.chain._append(block)  # noqa: SLF001


async def test_nothing_is_sent_while_there_is_nothing_to_send() -> None:
    """An empty channel would cost a transaction and say nothing."""
    setup = _Setup()
    await setup.batcher.step()

    assert setup.sent == []


async def test_what_was_written_becomes_safe() -> None:
    """The frames are those that derivation reads."""
    setup = _Setup()
    setup.build()
    setup.build(b"\x02\x01")
    await setup.batcher.step()
    setup.advance()
    await setup.node.step()

    assert setup.node.safe.number == 2
    assert setup.node.not_safe == {}


async def test_one_transaction_is_pending_at_most() -> None:
    """Also while blocks go on and a channel has many frames."""
    setup = _Setup()
    setup.build(incompressible(300_000))
    for _ in range(3):
        await setup.batcher.step()
        setup.build()
    sent_without_a_block = len(setup.sent)
    for _ in range(2):
        setup.advance()
        await setup.batcher.step()

    assert sent_without_a_block == 1
    assert len(setup.sent) == 3
    assert [one.transaction.nonce for one in setup.sent] == [0, 1, 2]


async def test_what_derivation_did_not_take_is_written_again() -> None:
    """The safe head decides what is done, not the batcher's memory of having sent it."""
    setup = _Setup()
    setup.build()
    await setup.batcher.step()
    setup.advance(loses_data=True)
    await setup.batcher.step()
    setup.advance()
    await setup.node.step()
    await setup.batcher.step()
    setup.advance()
    await setup.node.step()

    assert len(setup.sent) == 2
    assert setup.node.safe.number == 1


async def test_the_second_channel_begins_where_the_first_ended() -> None:
    """No block is left out, also when a channel could not take all of them."""
    setup = _Setup()
    for _ in range(3):
        setup.build(incompressible(MOST_BATCH_BYTES_IN_A_CHANNEL // 2))
    for _ in range(100):
        await setup.batcher.step()
        setup.advance()
        await setup.node.step()
        if setup.node.safe.number == 3:
            break

    assert setup.node.safe.number == 3
    assert setup.batcher.channels_opened == 3


def test_a_channel_takes_blocks_while_they_fit() -> None:
    """A longer one would time out on L1 and be written again for ever."""
    half = batch(1, transactions=(bytes(MOST_BATCH_BYTES_IN_A_CHANNEL // 2 - 200),))
    small = batch(1)

    assert fitting([half, half, half]) == [half, half]
    assert fitting([small] * 200) == [small] * 200


def test_a_block_that_does_not_fit_has_a_channel_of_its_own() -> None:
    """Else it, and all after it, would never become safe."""
    large = batch(1, transactions=(bytes(2 * MOST_BATCH_BYTES_IN_A_CHANNEL),))

    assert fitting([large, batch(2)]) == [large]
    assert fitting([]) == []
