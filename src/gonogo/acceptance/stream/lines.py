"""Whole lines out of pieces that are cut anywhere, in bounded memory.

A line may be long, for tests print what they like, but nothing that says what became of a test
is megabytes long. What is longer than `LONGEST_LINE_BYTES` is passed on in pieces and is not a
line any more.
"""

from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_LINE_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class Overlong:
    """A piece of a line that is too long to be kept."""

    piece: bytes
    is_last: bool


class Lines:
    """Takes pieces, gives blocks of whole lines."""

    def __init__(self, longest: int = LONGEST_LINE_BYTES) -> None:
        self._longest = longest
        self._begun: list[bytes] = []
        self._begun_bytes = 0
        self._is_overlong = False

    def take(self, piece: bytes) -> Iterator[bytes | Overlong]:
        """Take a piece; yield what is complete with it: blocks that end with a line's end."""
        if self._is_overlong:
            rest, newline, piece = piece.partition(b"\n")
            self._is_overlong = not newline
            yield Overlong(rest + newline, is_last=bool(newline))
        begin = 0
        if self._begun and (begin := piece.find(b"\n") + 1):
            # Only this line is put together, so that the rest is not copied for its sake.
            yield self._finish(piece[:begin])
        end = piece.rfind(b"\n") + 1
        if end > begin:
            yield piece[begin:end]
        if end < len(piece):
            yield from self._keep(piece[end:])

    def rest(self) -> bytes:
        """Return the last line, that nobody ended; empty: there is none."""
        return self._finish(b"")

    def _finish(self, block: bytes) -> bytes:
        if self._begun:
            block = b"".join((*self._begun, block))
            self._begun.clear()
            self._begun_bytes = 0
        return block

    def _keep(self, piece: bytes) -> Iterator[Overlong]:
        self._begun.append(piece)
        self._begun_bytes += len(piece)
        if self._begun_bytes > self._longest:
            self._is_overlong = True
            yield Overlong(self._finish(b""), is_last=False)
