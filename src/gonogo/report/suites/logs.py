"""Excerpts of what tests printed: the beginning and the end of it, made fit to be read.

The output of a run may be of any size and hold anything. Only so much is read as is shown.
"""

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from gonogo.acceptance import LogPart
from gonogo.printable import spelt_out

OUTPUT_FILE = "output.log"
# What moves cursors and sets colours, titles and links; what is left of it is shown as a picture.
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
# Pictures of control characters, which cannot move anything; tabs and line ends stay.
_PICTURES = {code: chr(0x2400 + code) for code in range(32) if code not in (9, 10)} | {
    127: "\u2421"
}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The beginning and the end of what a test printed."""

    head: str
    tail: str
    """Empty: the head is all of it."""
    left_out: int
    """How many bytes there are between the two."""
    total: int
    """How many bytes it printed."""

    @property
    def text(self) -> str:
        """Return both, and between them how much is missing."""
        if not self.left_out:
            return self.head + self.tail
        return f"{self.head}\n[… {self.left_out} bytes …]\n{self.tail}"


ExcerptOf = Callable[[Sequence[LogPart], int, int], Excerpt]
"""Returns an excerpt of some parts, with so many bytes of the beginning and of the end."""


def nothing_printed(parts: Sequence[LogPart], head: int, tail: int) -> Excerpt:
    """Return an empty excerpt, where there is no file to read."""
    del head, tail
    total = sum(part.length for part in parts)
    return Excerpt("", "", total, total)


class Logs:
    """The output file of a run, open to be read here and there."""

    def __init__(self, directory: Path, clean: Callable[[bytes], bytes]) -> None:
        self._clean = clean
        self._file: int | None = None
        # A run that was cut off early has none, and its report says so by being empty there.
        with contextlib.suppress(OSError):
            self._file = os.open(directory / OUTPUT_FILE, os.O_RDONLY | os.O_CLOEXEC)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def excerpt(self, parts: Sequence[LogPart], head: int, tail: int) -> Excerpt:
        """Return the beginning and the end of what is in some parts."""
        total = sum(part.length for part in parts)
        if total <= head + tail:
            return Excerpt(self._text(parts, 0, total), "", 0, total)
        beginning = self._text(parts, 0, head)
        return Excerpt(beginning, self._text(parts, total - tail, tail), total - head - tail, total)

    def _text(self, parts: Iterable[LogPart], start: int, length: int) -> str:
        """Return a stretch of the parts, counted as if they stood one after the other."""
        pieces = []
        for part in parts:
            if start < part.length and length > 0:
                wanted = min(part.length - start, length)
                pieces.append(self._read(part.offset + start, wanted))
                length -= wanted
            start = max(0, start - part.length)
        return readable(self._clean(b"".join(pieces)).decode("utf-8", "replace"))

    def _read(self, offset: int, length: int) -> bytes:
        if self._file is None:
            return b""
        try:
            return os.pread(self._file, length, offset)
        except OSError:
            return b""


def readable(text: str) -> str:
    """Return a text without what moves a cursor or sets colours."""
    return spelt_out(_ESCAPES.sub("", text).replace("\r\n", "\n").translate(_PICTURES))
