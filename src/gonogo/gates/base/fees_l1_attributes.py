"""L2 knows L1 as it is: the block, its prices, and the fee parameters that govern the chain.

The first transaction of every L2 block tells it about its L1 origin. What it told must be what
L1 has at that number, and what the SystemConfig says there; else users pay by prices that do
not exist. The usual causes are a sequencer that follows another L1, a node of L1 that was
reorganised, and a change of the SystemConfig that was not followed.
"""

import msgspec

from gonogo.gates.contract import Contract
from gonogo.gates.fee_rules import L1_BLOCK_ADDRESS
from gonogo.gates.fork_plan import require_fork
from gonogo.gates.side import Side, header_of
from gonogo.gates.stand import Stand
from gonogo.protocol import parse_data
from gonogo.rpc import Hash, Quantity

TITLE = "The L1 attributes are those of L1 and of the SystemConfig"
COMPONENT = None
NEEDS_FUNDS = False


class _L1Header(msgspec.Struct, frozen=True, rename="camel"):
    hash: Hash
    timestamp: Quantity
    base_fee_per_gas: Quantity


class _FeeHistory(msgspec.Struct, frozen=True, rename="camel"):
    base_fee_per_blob_gas: tuple[Quantity, ...]


async def run(stand: Stand) -> None:
    """Read what L2 was told in its latest block, and ask L1 about the same block."""
    await require_fork(stand, "Ecotone")
    block = await stand.l2.height()
    told = Contract(stand.l2, L1_BLOCK_ADDRESS, block)
    number = await told.number("number()")
    await _expect_origin(stand, told, number)
    await _expect_sequence(stand, told, block)
    await _expect_configuration(stand, told, number)


async def _expect_origin(stand: Stand, told: Contract, number: int) -> None:
    l1 = stand.l1
    # Another node of L1 may be a moment behind the one that the sequencer asks.
    patience = await l1.patience_seconds()
    await stand.until(
        f"L1 has block {number}", l1.height, lambda height: height >= number, seconds=patience
    )
    header = await header_of(l1.endpoint, number, _L1Header)
    origin = f"of L1 block {number}, as L2 was told"
    for what, seen, expected in (
        ("the hash", (await told.word("hash()")).hex(), parse_data(header.hash).hex()),
        ("the time", await told.number("timestamp()"), int(header.timestamp)),
        ("the base fee", await told.number("basefee()"), int(header.base_fee_per_gas)),
        ("the blob base fee", await told.number("blobBaseFee()"), await _blob_fee(l1, number)),
    ):
        stand.expect_equal(f"{what} {origin}", seen=seen, expected=expected)


async def _blob_fee(l1: Side, number: int) -> int:
    """Return the blob base fee of a block; L1 itself knows by which of its forks."""
    history = await l1.call("eth_feeHistory", "0x1", hex(number), [], answer=_FeeHistory)
    return int(history.base_fee_per_blob_gas[0])


async def _expect_sequence(stand: Stand, told: Contract, block: int) -> None:
    before = Contract(told.side, told.address, block - 1)
    names = ("number()", "sequenceNumber()")
    number, sequence = [await told.number(name) for name in names]
    number_before, sequence_before = [await before.number(name) for name in names]
    follows = (number, sequence) in (
        (number_before, sequence_before + 1),
        (number_before + 1, 0),
    )
    stand.expect(
        f"L2 block {block} goes on in its epoch or begins the next",
        is_so=follows,
        expected=f"after {number_before}.{sequence_before}",
        seen=f"{number}.{sequence}",
    )


async def _expect_configuration(stand: Stand, told: Contract, number: int) -> None:
    address = stand.chain.contract("SystemConfigProxy")
    stand.precondition(address is not None, "the address of SystemConfigProxy")
    config = Contract(stand.l1, str(address), number)
    for what, getter, configured in (
        ("the base fee scalar", "baseFeeScalar()", "basefeeScalar()"),
        ("the blob base fee scalar", "blobBaseFeeScalar()", "blobbasefeeScalar()"),
        ("the batcher", "batcherHash()", "batcherHash()"),
    ):
        stand.expect_equal(
            f"{what}, as L2 was told",
            seen=hex(await told.number(getter)),
            expected=hex(await config.number(configured)),
        )
