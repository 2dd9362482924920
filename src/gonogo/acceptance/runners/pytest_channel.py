"""The other end of the pipe that our plugin writes to from inside a user's pytest.

A line counts only if it begins with the word that was made up for this one process: a test that
finds the pipe all the same, or a process that it leaves behind, says nothing that we believe.
"""

import asyncio
import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

_CHUNK_BYTES = 1 << 16
_LONGEST_LINE_BYTES = 1 << 20

Take = Callable[[bytes], None]


class Channel:
    """A named pipe, listened to for as long as this is entered."""

    def __init__(self, directory: Path, *, on_event: Take, on_note: Take) -> None:
        self.path = directory / "events"
        self.word = secrets.token_hex(16)
        self._ways = {b"event": on_event, b"note": on_note}
        self._rest = b""
        self._pipe = -1
        self._broken: Exception | None = None
        self.foreign_bytes = 0
        """How much came along that nobody of ours had said, or not to its end."""

    def __enter__(self) -> Self:
        os.mkfifo(self.path, 0o600)
        # Opened for writing too, it has no end for as long as we hold it.
        self._pipe = os.open(self.path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)
        asyncio.get_running_loop().add_reader(self._pipe, self._read)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.get_running_loop().remove_reader(self._pipe)
        try:
            while kind is None and self._read():
                pass
        finally:
            os.close(self._pipe)
            with contextlib.suppress(FileNotFoundError):
                self.path.unlink()
        self.foreign_bytes += len(self._rest)
        if self._broken is not None and kind is None:
            raise self._broken

    def _read(self) -> bool:
        try:
            chunk = os.read(self._pipe, _CHUNK_BYTES)
        except BlockingIOError:
            return False
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        for line in lines:
            self._take(line)
        if len(self._rest) > _LONGEST_LINE_BYTES:
            self.foreign_bytes += len(self._rest)
            self._rest = b""
        return True

    def _take(self, line: bytes) -> None:
        word, _, said = line.partition(b" ")
        way, _, said = said.partition(b" ")
        if word != self.word.encode() or way not in self._ways:
            self.foreign_bytes += len(line)
            return
        if self._broken is not None:
            return
        try:
            self._ways[way](said + b"\n")
        except Exception as error:  # noqa: BLE001 - Raised at the end: the event loop would not.
            self._broken = error
