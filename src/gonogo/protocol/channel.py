"""Channels: batches one after another, compressed together.

Reading follows the specification where data is bad: whatever could be read
before the bad place counts, the rest of the channel is dropped. Decompression
stops at `MAX_RLP_BYTES_PER_CHANNEL`, so a small channel cannot fill the memory.
zlib is written and read; brotli (since Fjord) is refused by name, because it
is valid and dropping it would derive another chain.
Sources: OP Stack specification, protocol/derivation.md, "Channel Format", and
protocol/fjord/derivation.md; RFC 1950, RFC 1951.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gonogo.protocol.batch import SingularBatch
from gonogo.protocol.errors import (
    MalformedBatchError,
    MalformedRLPError,
    UnsupportedEncodingError,
)
from gonogo.protocol.rlp import rlp_decode_first, rlp_encode

MAX_RLP_BYTES_PER_CHANNEL = 100_000_000

_BROTLI_VERSION = 1
_DEFLATE_METHODS = (8, 15)
_ZLIB_HEADER_BYTES = 2
_STEP_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class ChannelContent:
    """The batches of a channel, and why what followed them was dropped."""

    batches: tuple[SingularBatch, ...]
    dropped: str | None
    """None when the whole channel was read."""


def encode_channel(batches: Iterable[SingularBatch]) -> bytes:
    """Return the content of a channel with these batches, compressed with zlib."""
    return zlib.compress(b"".join(rlp_encode(batch.encode()) for batch in batches), 9)


def decode_channel(
    content: bytes, *, max_rlp_bytes: int = MAX_RLP_BYTES_PER_CHANNEL
) -> ChannelContent:
    """Read a channel as far as it can be read; bad data never raises.

    Raises:
        UnsupportedEncodingError: a valid channel that is not read here, because
            it is compressed with brotli or has a span batch.
    """
    inflated, problem = _decompress(content, max_rlp_bytes)
    batches: list[SingularBatch] = []
    position = 0
    while position < len(inflated):
        try:
            batch, position = _decode_batch(inflated, position)
        except (MalformedRLPError, MalformedBatchError) as error:
            return ChannelContent(tuple(batches), problem or str(error))
        batches.append(batch)
    return ChannelContent(tuple(batches), problem)


def _decode_batch(inflated: bytes, position: int) -> tuple[SingularBatch, int]:
    item, end = rlp_decode_first(inflated, position)
    if not isinstance(item, bytes):
        raise MalformedBatchError("it is a list instead of a byte string")
    return SingularBatch.decode(item), end


def _decompress(content: bytes, limit: int) -> tuple[bytes, str | None]:
    """Return what can be decompressed, and what is wrong after that."""
    if not content:
        return b"", "the channel is empty"
    if content[0] == _BROTLI_VERSION:
        raise UnsupportedEncodingError(
            "a channel compressed with brotli",
            hint="Set the batcher to zlib (--compression-algo=zlib).",
        )
    if content[0] & 0x0F not in _DEFLATE_METHODS:
        return b"", f"the compression {content[0]:#04x} is unknown"
    inflated = bytearray()
    try:
        for piece in _inflate(content):
            inflated += piece
            if len(inflated) > limit:
                return bytes(inflated[:limit]), f"more than {limit} bytes decompressed"
    except zlib.error as error:
        return bytes(inflated), f"the compressed data is bad ({error})"
    return bytes(inflated), None


def _inflate(content: bytes) -> Iterator[bytes]:
    decompressor = zlib.decompressobj()
    for start in range(0, len(content), _STEP_BYTES):
        pending = content[start : start + _STEP_BYTES]
        while pending and not decompressor.eof:
            yield decompressor.decompress(pending, _STEP_BYTES)
            pending = decompressor.unconsumed_tail
    while not decompressor.eof:
        piece = decompressor.decompress(b"", _STEP_BYTES)
        if not piece:
            raise zlib.error("it is cut off")
        yield piece
