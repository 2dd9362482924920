"""What is read from L1, and by whom it may have been written."""

import pytest

from gonogo.bench.engine import BenchBrokenError
from gonogo.bench.l1_chain import Inbox, L1Chain
from gonogo.bench.role import Surroundings
from gonogo.clock import SystemClock
from gonogo.protocol import TRANSACTION_DEPOSITED_TOPIC, UnsupportedEncodingError, format_data
from tests.unit.bench.chain_in_memory import GENESIS_TIME, L1_GENESIS, hash_of
from tests.unit.bench.endpoint_in_memory import MemoryEndpoint

INBOX, BATCHER, PORTAL, STRANGER = ("0x" + byte * 20 for byte in ("0a", "bb", "cc", "dd"))


def transaction(**changes: object) -> dict[str, object]:
    usual = {"from": BATCHER, "to": INBOX, "input": "0x00aa", "type": "0x2"}
    return {**usual, **changes}


class _L1:
    """Blocks that follow one another; the tags name what they are set to."""

    def __init__(self) -> None:
        self.blocks = [self.block(0)]
        self.tags = {"latest": 0, "safe": 0, "finalized": 0}
        self.logs: list[dict[str, object]] = []
        self.endpoint = MemoryEndpoint(
            eth_getBlockByNumber=self.answer, eth_getLogs=lambda _: self.logs
        )
        surroundings = Surroundings(SystemClock(), print)
        self.chain = L1Chain(self.endpoint, Inbox(INBOX, BATCHER, PORTAL), L1_GENESIS, surroundings)

    def block(self, number: int, *transactions: object, **changes: object) -> dict[str, object]:
        usual = {
            "hash": hash_of(1, number),
            "number": hex(number),
            "parentHash": hash_of(1, number - 1) if number else "0x" + "00" * 32,
            "timestamp": hex(GENESIS_TIME + number),
            "baseFeePerGas": hex(100 + number),
            "logsBloom": "0x00",
            "transactions": transactions,
        }
        return {**usual, **changes}

    def add(self, *transactions: object, **changes: object) -> None:
        self.blocks.append(self.block(len(self.blocks), *transactions, **changes))
        self.tags["latest"] += 1

    def answer(self, block: str, _full: object) -> object:
        return self.blocks[self.tags[block] if block in self.tags else int(block, 16)]


async def test_every_block_is_read_once_and_in_order() -> None:
    """However many appeared between two looks."""
    l1 = _L1()
    for _ in range(3):
        l1.add()
    l1.tags |= {"safe": 2, "finalized": 1}
    await l1.chain.step()
    asked = len(l1.endpoint.calls)
    await l1.chain.step()

    assert l1.chain.head.number == 3
    assert (l1.chain.safe.number, l1.chain.finalized.number) == (2, 1)
    assert [l1.chain.block(number).base_fee_wei for number in (1, 2, 3)] == [101, 102, 103]  # type: ignore[union-attr]
    assert len(l1.endpoint.calls) == asked + 1


@pytest.mark.parametrize(("number", "is_known"), [(-1, False), (0, True), (1, True), (2, False)])
async def test_only_blocks_that_were_read_are_known(number: int, *, is_known: bool) -> None:
    """A number below zero must not count from the end."""
    l1 = _L1()
    l1.add()
    await l1.chain.step()

    assert (l1.chain.block(number) is not None) == is_known


@pytest.mark.parametrize(
    ("changes", "read"),
    [
        ({}, (b"\x00\xaa",)),
        ({"from": BATCHER.upper().replace("0X", "0x")}, (b"\x00\xaa",)),
        ({"to": INBOX.upper().replace("0X", "0x")}, (b"\x00\xaa",)),
        ({"type": "0x0"}, (b"\x00\xaa",)),
        ({"from": STRANGER}, ()),
        ({"to": STRANGER}, ()),
        ({"to": None}, ()),
        ({"type": "0x4"}, ()),
    ],
)
async def test_only_the_batcher_writes_to_the_inbox(
    changes: dict[str, object], read: tuple[bytes, ...]
) -> None:
    """Anybody may send there; only what a node would read is read."""
    l1 = _L1()
    l1.add(transaction(**changes))
    await l1.chain.step()
    block = l1.chain.block(1)

    assert block is not None
    assert block.batcher_data == read


async def test_a_batch_in_blobs_is_not_passed_over() -> None:
    """A node would derive blocks from it, so who skips it derives another chain."""
    l1 = _L1()
    l1.add(transaction(type="0x3"))

    with pytest.raises(UnsupportedEncodingError, match="a batch in blobs"):
        await l1.chain.step()


async def test_blobs_of_others_do_not_matter() -> None:
    """Only the batcher's count."""
    l1 = _L1()
    l1.add(transaction(type="0x3", **{"from": STRANGER}))
    await l1.chain.step()

    assert l1.chain.head.number == 1


async def test_a_block_on_another_parent_is_a_reorganisation() -> None:
    """The bench is broken then; going on would mix two chains."""
    l1 = _L1()
    l1.add()
    l1.add(parentHash=hash_of(5, 1))

    with pytest.raises(BenchBrokenError, match="reorganised before block 2"):
        await l1.chain.step()


async def test_another_block_at_the_same_height_is_a_reorganisation() -> None:
    """It shows although no block is new."""
    l1 = _L1()
    l1.add()
    await l1.chain.step()
    l1.blocks[1] = l1.block(1, hash=hash_of(5, 1))

    with pytest.raises(BenchBrokenError, match="reorganised at block 1"):
        await l1.chain.step()


def deposited(log_index: int, sender: str) -> dict[str, object]:
    word = "00" * 31
    opaque = "00" * 64 + (100_000).to_bytes(8, "big").hex() + "00"
    topics = [f"0x{'00' * 12}{address[2:]}" for address in (sender, STRANGER)]
    return {
        "topics": [format_data(TRANSACTION_DEPOSITED_TOPIC), *topics, f"0x{word}00"],
        "data": f"0x{word}20{word}49{opaque}{'00' * 23}",
        "logIndex": hex(log_index),
    }


async def test_deposits_stand_in_the_order_of_their_logs() -> None:
    """Whatever the order in which L1 lists them."""
    l1 = _L1()
    l1.logs = [deposited(12, BATCHER), deposited(2, STRANGER)]
    l1.add(logsBloom="0x10")
    await l1.chain.step()
    block = l1.chain.block(1)

    assert block is not None
    assert [format_data(one.sender) for one in block.deposits] == [STRANGER, BATCHER]


async def test_a_block_without_logs_is_not_asked_for_them() -> None:
    """An empty bloom filter proves that there are none."""
    l1 = _L1()
    l1.add()
    await l1.chain.step()

    assert "eth_getLogs" not in {method for method, _ in l1.endpoint.calls}
