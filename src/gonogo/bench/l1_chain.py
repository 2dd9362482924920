"""L1 as the roles see it: every block once, in order, with what derivation needs of it.

One reader serves all nodes, so that ten verifiers cost one request a block. It
keeps what concerns the rollup (batcher data, deposits) and nothing else.

Limits: L1 must not reorganise; if it does, the reader says so and the bench is
broken. Only calldata is read: a batch in blobs breaks the bench, since a node
would derive blocks from it. The blob base fee is taken to be its minimum of 1
wei, which it is as long as nobody sends blobs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from gonogo.bench.engine import BenchBrokenError
from gonogo.bench.refs import L1Ref
from gonogo.bench.role import SECONDS_BETWEEN_LOOKS, Role, Surroundings
from gonogo.protocol import (
    TRANSACTION_DEPOSITED_TOPIC,
    DepositTransaction,
    UnsupportedEncodingError,
    deposit_from_log,
    format_data,
    parse_data,
)
from gonogo.rpc import Endpoint, RPCError

BLOB_BASE_FEE_WEI = 1
_CALLDATA_TYPES = frozenset({0, 1, 2})
_BLOB_TYPE = 3


@dataclass(frozen=True)
class Inbox:
    """Where the rollup writes to on L1, and who may."""

    address: str
    batcher: str
    portal: str


@dataclass(frozen=True)
class L1Block:
    """A block of L1, reduced to what the rollup reads from it."""

    ref: L1Ref
    base_fee_wei: int
    batcher_data: tuple[bytes, ...] = ()
    """The calldata of the batcher's transactions to the inbox, in order."""
    deposits: tuple[DepositTransaction, ...] = ()


class _Transaction(msgspec.Struct):
    sender: str = msgspec.field(name="from")
    to: str | None
    input: str
    type: str = "0x0"


class _Block(msgspec.Struct, rename="camel"):
    hash: str
    number: str
    parent_hash: str
    timestamp: str
    base_fee_per_gas: str
    logs_bloom: str
    transactions: list[_Transaction]


class _Header(msgspec.Struct, rename="camel"):
    hash: str
    number: str
    parent_hash: str
    timestamp: str

    def ref(self) -> L1Ref:
        return L1Ref(self.hash, int(self.number, 16), self.parent_hash, int(self.timestamp, 16))


class _Log(msgspec.Struct, rename="camel"):
    topics: list[str]
    data: str
    log_index: str


class L1Chain(Role):
    """Follows L1 by its number and keeps its blocks; the one part that reads L1 for derivation."""

    def __init__(
        self, endpoint: Endpoint, inbox: Inbox, genesis: L1Ref, surroundings: Surroundings
    ) -> None:
        super().__init__("reader of L1", surroundings)
        self._endpoint = endpoint
        self._inbox = inbox
        # Nothing can be deposited or batched in the genesis block, so it needs no reading.
        self._blocks = [L1Block(genesis, base_fee_wei=0)]
        self.safe = genesis
        self.finalized = genesis
        self.errors = 0
        """How often L1 did not answer."""

    @property
    def head(self) -> L1Ref:
        """The newest block that was read."""
        return self._blocks[-1].ref

    def block(self, number: int) -> L1Block | None:
        """Return the block of this number, None when it is not known yet."""
        return self._blocks[number] if 0 <= number < len(self._blocks) else None

    async def begin(self) -> None:
        """Read the genesis block whole; its base fee stands in the first blocks of L2."""
        self._blocks[0] = await self._read(0)

    async def step(self) -> float:
        """Read what is new on L1."""
        latest = await self._header("latest")
        if latest.number > self.head.number:
            while self.head.number < latest.number:
                self._append(await self._read(self.head.number + 1))
            self.safe = await self._header("safe")
            self.finalized = await self._header("finalized")
        elif latest.hash != self._blocks[latest.number].ref.hash:
            raise BenchBrokenError(f"L1 reorganised at block {latest.number}")
        return SECONDS_BETWEEN_LOOKS

    def failed(self, error: RPCError) -> None:
        """Count that L1 did not answer."""
        self.errors += 1
        super().failed(error)

    def _append(self, block: L1Block) -> None:
        if block.ref.parent_hash != self.head.hash:
            raise BenchBrokenError(f"L1 reorganised before block {block.ref.number}")
        self._blocks.append(block)

    async def _header(self, tag: str) -> L1Ref:
        header = await self._endpoint.call("eth_getBlockByNumber", tag, False, answer=_Header)  # noqa: FBT003  # JSON-RPC is positional.
        return header.ref()

    async def _read(self, number: int) -> L1Block:
        block = await self._endpoint.call("eth_getBlockByNumber", hex(number), True, answer=_Block)  # noqa: FBT003  # JSON-RPC is positional.
        ref = L1Ref(block.hash, number, block.parent_hash, int(block.timestamp, 16))
        return L1Block(
            ref,
            int(block.base_fee_per_gas, 16),
            self._batcher_data(block.transactions),
            # An empty bloom filter proves that there is no log, which is the usual case.
            await self._deposits(block.hash) if int(block.logs_bloom, 16) else (),
        )

    def _batcher_data(self, transactions: Sequence[_Transaction]) -> tuple[bytes, ...]:
        """Return what the batcher wrote to the inbox.

        Raises:
            UnsupportedEncodingError: it wrote in blobs.
        """
        written = []
        for transaction in transactions:
            is_to_inbox = (transaction.to or "").lower() == self._inbox.address
            if not is_to_inbox or transaction.sender.lower() != self._inbox.batcher:
                continue
            kind = int(transaction.type, 16)
            if kind == _BLOB_TYPE:
                raise UnsupportedEncodingError(
                    "a batch in blobs",
                    hint="Set the batcher to calldata (--data-availability-type=calldata).",
                )
            # A node ignores types that did not exist when the specification listed them.
            if kind in _CALLDATA_TYPES:
                written.append(parse_data(transaction.input))
        return tuple(written)

    async def _deposits(self, block_hash: str) -> tuple[DepositTransaction, ...]:
        wanted = {
            "blockHash": block_hash,
            "address": self._inbox.portal,
            "topics": [format_data(TRANSACTION_DEPOSITED_TOPIC)],
        }
        logs = await self._endpoint.call("eth_getLogs", wanted, answer=list[_Log])
        ordered = sorted(logs, key=lambda log: int(log.log_index, 16))
        return tuple(
            deposit_from_log(
                [parse_data(topic) for topic in log.topics],
                parse_data(log.data),
                l1_block_hash=parse_data(block_hash),
                l1_log_index=int(log.log_index, 16),
            )
            for log in ordered
        )
