"""Batches: the transactions of one L2 block, as the batcher writes them.

Singular batches (version 0) are written and read. Span batches (version 1) are
refused by name: they are valid, and dropping them would derive another chain.
Whether a batch fits the chain (its parent, its epoch, its time) is for whoever
derives; here it is only well formed.
Source: OP Stack specification, protocol/derivation.md, "Batch Format".
"""

from dataclasses import dataclass
from typing import Self

from gonogo.protocol.errors import (
    MalformedBatchError,
    MalformedRLPError,
    UnsupportedEncodingError,
)
from gonogo.protocol.rlp import Item, rlp_decode_first, rlp_encode

_HASH_BYTES = 32
_SINGULAR_VERSION = 0
_SPAN_VERSION = 1
_UINT64 = 1 << 64


@dataclass(frozen=True, slots=True, kw_only=True)
class SingularBatch:
    """The transactions of one L2 block, without its deposits.

    Raises:
        MalformedBatchError: a hash has not 32 bytes, or a number is out of range.
    """

    parent_hash: bytes
    epoch_number: int
    epoch_hash: bytes
    timestamp: int
    transactions: tuple[bytes, ...]

    def __post_init__(self) -> None:
        """Refuse what could not be encoded and read back as the same batch."""
        if len(self.parent_hash) != _HASH_BYTES or len(self.epoch_hash) != _HASH_BYTES:
            raise MalformedBatchError("a hash has not 32 bytes")
        if not (0 <= self.epoch_number < _UINT64 and 0 <= self.timestamp < _UINT64):
            raise MalformedBatchError("the epoch number or the timestamp is out of range")

    def encode(self) -> bytes:
        """Return the version byte and the content."""
        return bytes((_SINGULAR_VERSION,)) + rlp_encode(
            [
                self.parent_hash,
                self.epoch_number,
                self.epoch_hash,
                self.timestamp,
                self.transactions,
            ]
        )

    @classmethod
    def decode(cls, data: bytes) -> Self:
        """Read a versioned batch.

        Raises:
            MalformedBatchError: no batch, or of an unknown version.
            UnsupportedEncodingError: a span batch.
        """
        if not data:
            raise MalformedBatchError("it is empty")
        if data[0] == _SPAN_VERSION:
            raise UnsupportedEncodingError(
                "a span batch", hint="Set the batcher to singular batches (--batch-type=0)."
            )
        if data[0] != _SINGULAR_VERSION:
            raise MalformedBatchError(f"version {data[0]} is unknown")
        # What follows the list is not looked at: the nodes of the OP Stack read past it too,
        # and who refused it would derive another chain from the same data.
        try:
            fields, _ = rlp_decode_first(data, 1)
        except MalformedRLPError as error:
            raise MalformedBatchError(error.problem) from error
        return cls._from_fields(fields)

    @classmethod
    def _from_fields(cls, fields: Item) -> Self:
        match fields:
            case [
                bytes(parent_hash),
                bytes(epoch_number),
                bytes(epoch_hash),
                bytes(timestamp),
                list(transactions),
            ] if epoch_number[:1] != b"\0" and timestamp[:1] != b"\0":
                raws = tuple(raw for raw in transactions if isinstance(raw, bytes))
                if len(raws) == len(transactions):
                    return cls(
                        parent_hash=parent_hash,
                        epoch_number=int.from_bytes(epoch_number, "big"),
                        epoch_hash=epoch_hash,
                        timestamp=int.from_bytes(timestamp, "big"),
                        transactions=raws,
                    )
        raise MalformedBatchError("its fields are not those of a singular batch")
