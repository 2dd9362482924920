"""What each test printed, in one file for all tests of a run.

Tests print at the same time, so what one printed is in several parts of the file. Up to
`KEPT_CHARACTERS` of a running test are kept in memory, so that a part is not a single line.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from gonogo.acceptance.result import LogPart
from gonogo.acceptance.stream.appending import Appending
from gonogo.acceptance.stream.event import bytes_of

FILE_NAME = "output.log"
KEPT_CHARACTERS = 64 << 10
# Read again piece by piece, since one test may have printed gigabytes.
_PIECE_BYTES = 256 << 10


class Log:
    """What one test prints."""

    __slots__ = ("_file", "_kept", "_kept_characters", "_parts")

    def __init__(self, file: Appending) -> None:
        self._file = file
        self._kept: list[str] = []
        self._kept_characters = 0
        self._parts: list[LogPart] = []

    def write(self, text: str) -> None:
        """Add something that it printed."""
        self._kept.append(text)
        self._kept_characters += len(text)
        if self._kept_characters >= KEPT_CHARACTERS:
            self.spill()

    def spill(self) -> None:
        """Write what is still in memory to the file."""
        if not self._kept:
            return
        data = bytes_of(self._kept)
        self._kept.clear()
        self._kept_characters = 0
        offset = self._file.append(data)
        # The disk is full: that is the file's fault, and is told as one.
        if offset is None:
            return
        last = self._parts[-1] if self._parts else None
        if last is not None and last.offset + last.length == offset:
            self._parts[-1] = LogPart(last.offset, last.length + len(data))
        else:
            self._parts.append(LogPart(offset, len(data)))

    @property
    def parts(self) -> tuple[LogPart, ...]:
        """Return where it is in the file, as far as it was written."""
        return tuple(self._parts)

    def read(self) -> Iterator[bytes]:
        """Yield all that it printed, in pieces; what a full disk swallowed is not there."""
        yield from _read(self._file.path, self._parts)
        yield bytes_of(self._kept)


def read_log(directory: Path, parts: Iterable[LogPart]) -> Iterator[bytes]:
    """Yield what a test printed, in pieces.

    A part beyond the end of the file, which a crash cut off, yields what there is of it.

    Args:
        directory: The directory of the run.
        parts: The parts, as its result has them.

    Raises:
        OSError: the file cannot be read.
    """
    yield from _read(directory / FILE_NAME, parts)


def _read(path: Path, parts: Iterable[LogPart]) -> Iterator[bytes]:
    parts = tuple(parts)
    if not parts:
        return
    with path.open("rb") as file:
        for part in parts:
            file.seek(part.offset)
            left = part.length
            while left > 0 and (piece := file.read(min(left, _PIECE_BYTES))):
                left -= len(piece)
                yield piece
