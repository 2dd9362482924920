"""Bodies on their way: passed on as they come, and looked at as far as is bounded.

What is looked at is a copy of the beginning. A body that goes on after it is passed on in
pieces and never held as a whole.
"""

import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiohttp import StreamReader

_PIECE_BYTES = 256 * 1024
_PLAIN = frozenset({"", "identity"})
_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


@dataclass(frozen=True)
class Beginning:
    """What was read of a body."""

    read: bytes
    rest: StreamReader | None
    """None: there is no more."""

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield all of it, the rest as it comes."""
        for start in range(0, len(self.read), _PIECE_BYTES):
            yield self.read[start : start + _PIECE_BYTES]
        if self.rest is not None:
            async for piece in self.rest.iter_any():
                yield piece


async def read_beginning(content: StreamReader, most_bytes: int) -> Beginning:
    """Read a body until it ends or is longer than is looked at."""
    pieces: list[bytes] = []
    length = 0
    while not content.at_eof():
        piece = await content.readany()
        pieces.append(piece)
        length += len(piece)
        if length > most_bytes:
            return Beginning(b"".join(pieces), content)
    return Beginning(b"".join(pieces), None)


class Glimpse:
    """Keeps a copy of the beginning of a body that passes by."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._kept = bytearray()
        self.is_whole = True
        """Whether the copy is everything that passed."""

    def see(self, piece: bytes) -> None:
        """Keep what still fits of a piece."""
        room = self._most_bytes - len(self._kept)
        self._kept += piece[:room]
        self.is_whole = self.is_whole and len(piece) <= room

    @property
    def kept(self) -> bytes:
        """Return the copy."""
        return bytes(self._kept)


def plain(body: bytes, encoding: str, most_bytes: int) -> tuple[bytes, bool]:
    """Return the beginning of a body without its compression, and whether that is all of it.

    Nothing and False is returned for a compression that we do not know, or a broken one.
    """
    encoding = encoding.strip().lower()
    if encoding in _PLAIN:
        return body, True
    if encoding not in _WINDOW_BITS:
        return b"", False
    reader = zlib.decompressobj(_WINDOW_BITS[encoding])
    try:
        # Bounded, since a few kilobytes can hold as many gigabytes.
        opened = reader.decompress(body, most_bytes)
    except zlib.error:
        return b"", False
    return opened, reader.eof and not reader.unconsumed_tail
