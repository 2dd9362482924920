"""Channels: batches one after another, compressed together.

Reading follows the specification where data is bad: whatever could be read
before the bad place counts, the rest of the channel is dropped. Decompression
stops at `MAX_RLP_BYTES_PER_CHANNEL`, so a small channel cannot fill the memory.
zlib is written and read; brotli (since Fjord) is refused by name, because it
is valid and dropping it would derive another chain.
Sources: OP Stack specification, protocol/derivation.md, "Channel Format", and
protocol/fjord/derivation.md; RFC 1950, section 2.2.
"""

import contextlib
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
_DEFLATE = 8
_LARGEST_WINDOW = 7
_HAS_DICTIONARY = 0x20
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
    if not _has_zlib_header(content):
        return b"", f"the compression {content[:_ZLIB_HEADER_BYTES].hex()} is unknown"
    pieces: list[bytes] = []
    # Nodes read what fits and leave the rest, so batches before the limit count; and a small
    # channel cannot unfold into all memory.
    room = limit
    try:
        for piece in _inflate(content[_ZLIB_HEADER_BYTES:]):
            pieces.append(piece[:room])
            if len(piece) > room:
                return b"".join(pieces), f"it decompresses to more than {limit} bytes"
            room -= len(piece)
    except zlib.error as error:
        return b"".join(pieces), f"the compressed data is bad ({error})"
    return b"".join(pieces), None


def _has_zlib_header(content: bytes) -> bool:
    """Tell whether two bytes announce deflate without a dictionary, and their own check fits."""
    if len(content) < _ZLIB_HEADER_BYTES:
        return False
    method, flags = content[0], content[1]
    is_deflate = method & 0x0F == _DEFLATE and method >> 4 <= _LARGEST_WINDOW
    return is_deflate and not flags & _HAS_DICTIONARY and (method << 8 | flags) % 31 == 0


def _inflate(deflated: bytes) -> Iterator[bytes]:
    """Yield decompressed data in pieces, then raise `zlib.error` if the end is bad.

    The checksum behind the data is not looked at: nodes decode batches while
    they decompress, and have used them all by the time they come to it.
    """
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for start in range(0, len(deflated), _STEP_BYTES):
        pending = deflated[start : start + _STEP_BYTES]
        while pending and not inflater.eof:
            before = inflater.copy()
            try:
                piece = inflater.decompress(pending, _STEP_BYTES)
            except zlib.error:
                # The library gives nothing of a step that fails; so take the step in small ones.
                yield from _inflate_bytewise(before, pending)
                raise
            yield piece
            pending = inflater.unconsumed_tail
    while not inflater.eof:
        piece = inflater.decompress(b"", _STEP_BYTES)
        if not piece:
            raise zlib.error("it is cut off")
        yield piece


def _inflate_bytewise(inflater: "zlib._Decompress", pending: bytes) -> Iterator[bytes]:
    """Yield what comes before the bad place, to within a byte of the compressed data."""
    with contextlib.suppress(zlib.error):
        for byte in pending:
            piece = inflater.decompress(bytes((byte,)), 1)
            while piece:
                yield piece
                piece = inflater.decompress(inflater.unconsumed_tail, 1)
