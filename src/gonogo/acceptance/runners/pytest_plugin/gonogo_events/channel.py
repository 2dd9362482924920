"""The way out of a user's pytest: a pipe that is open only while a line is written.

Whatever tests print, close, or write to descriptors that they do not own, nothing of that
becomes an event of ours.
"""

from __future__ import annotations

import json
import os
import time

LONGEST_PIECE = 8000


class Channel:
    """The way out. Each line begins with a word that no test was told."""

    def __init__(self, path: str, word: str) -> None:
        self._path, self._word, self._process = path, word.encode(), os.getpid()
        # Tests replace such functions now and then: by a frozen clock, by files in memory.
        self._open, self._write, self._close = os.open, os.write, os.close
        self._getpid, self._set_blocking, self._dumps = os.getpid, os.set_blocking, json.dumps
        self._now = time.time  # noqa: TID251 - There is no clock of gonogo's in this process.
        self._gmtime, self._strftime = time.gmtime, time.strftime
        self.is_busy = False

    def event(self, action: str, package: str, test: str = "", **more: object) -> None:
        """Say an event of `go test -json`."""
        name = {"Package": package, "Test": test} if test else {"Package": package}
        self._say({"Action": action, **name, **more})

    def output(self, package: str, test: str, text: str) -> None:
        """Say what was printed, in pieces that end with a line where there are lines."""
        piece = ""
        for line in clean(text).splitlines(keepends=True):
            if piece and len(piece) + len(line) > LONGEST_PIECE:
                self.event("output", package, test, Output=piece)
                piece = ""
            piece += line
            while len(piece) > LONGEST_PIECE:
                self.event("output", package, test, Output=piece[:LONGEST_PIECE])
                piece = piece[LONGEST_PIECE:]
        if piece:
            self.event("output", package, test, Output=piece)

    def build_failure(self, package: str, text: str) -> None:
        """Say, as `go` does of what does not compile, that a package cannot be loaded."""
        self._say({"ImportPath": package, "Action": "build-output", "Output": clean(text)})
        self._say({"ImportPath": package, "Action": "build-fail"})

    def note(self, **values: object) -> None:
        """Say something that only our runner understands."""
        self._send(b"note", values)

    def _say(self, event: dict[str, object]) -> None:
        now = self._now()
        stamp = self._strftime("%Y-%m-%dT%H:%M:%S", self._gmtime(now))
        self._send(b"event", {"Time": f"{stamp}.{int(now % 1 * 1e6):06d}Z", **event})

    def _send(self, what: bytes, said: dict[str, object]) -> None:
        # A test that forks has a copy of all this, and may well let it run on.
        if self._getpid() != self._process:
            return
        line = b"%s %s %s\n" % (self._word, what, self._dumps(said).encode())
        self.is_busy = True
        try:
            pipe = self._open(self._path, os.O_WRONLY | os.O_NONBLOCK)
            try:
                self._set_blocking(pipe, True)  # noqa: FBT003 - So it is called.
                while line:
                    line = line[self._write(pipe, line) :]
            finally:
                self._close(pipe)
        finally:
            self.is_busy = False


def clean(text: str) -> str:
    """Return text that is UTF-8: a lone half of a character is not JSON that others take."""
    return text.encode("utf-8", "replace").decode("utf-8")
