"""The files of a record's directory: what may be an act is read, the rest is named.

Nothing here follows a link: what a name says must lie in the directory itself, where
git keeps it and a clone has it too.
"""

import os
import re
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from gonogo.record.envelope import LARGEST_BYTES
from gonogo.record.errors import RecordDirectoryError
from gonogo.record.found import Fault, FaultCode, damaged

LEFTOVER = ".new-"
"""How the name of a file begins that is no act yet."""

_FOLDER = re.compile(r"[0-9a-f]{2}")
_FILE = re.compile(r"[0-9a-f]{64}\.json")


class Files:
    """Reads a directory of acts once, and remembers what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.faults: list[Fault] = []
        """What is wrong; complete once all contents were taken."""
        self.passed_over: set[str] = set()
        """The names that are there and were not read."""

    def contents(self, passing_over: Collection[str] = ()) -> Iterator[tuple[str, bytes]]:
        """Read the files that are named like acts, but for those that need not be.

        Raises:
            RecordDirectoryError: the directory itself cannot be read.
        """
        for name in self._names():
            if name in passing_over and (self._path / name).is_file():
                self.passed_over.add(name)
                continue
            content = self._read(name)
            if content is not None:
                yield name, content

    def _names(self) -> Iterator[str]:
        try:
            with os.scandir(self._path) as entries:
                folders = sorted(entries, key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        except OSError as error:
            what = f"cannot be read: {(error.strerror or str(error)).lower()}"
            raise RecordDirectoryError(self._path, what) from error
        for entry in folders:
            if _FOLDER.fullmatch(entry.name):
                if entry.is_dir(follow_symlinks=False):
                    yield from self._names_in(entry.name)
                else:
                    self.faults.append(damaged(entry.name, "it is no folder of acts"))
            elif not entry.name.startswith(LEFTOVER):
                self._stranger(entry.name)

    def _names_in(self, folder: str) -> Iterator[str]:
        try:
            with os.scandir(self._path / folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self._unreadable(folder, error)
            return
        for entry in found:
            name = f"{folder}/{entry.name}"
            if not (_FILE.fullmatch(entry.name) and entry.name.startswith(folder)):
                self._stranger(name)
            elif entry.is_file(follow_symlinks=False):
                yield name
            else:
                self.faults.append(damaged(name, "it is no file but a link or something else"))

    def _read(self, name: str) -> bytes | None:
        try:
            # Neither a link nor a pipe that was put there meanwhile is waited for.
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            file = os.open(self._path / name, flags)
            try:
                found = os.fstat(file)
                if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST_BYTES:
                    self.faults.append(damaged(name, f"it is no file of {LARGEST_BYTES} bytes"))
                    return None
                with open(file, "rb", closefd=False) as stream:
                    return stream.read(LARGEST_BYTES + 1)
            finally:
                os.close(file)
        except OSError as error:
            self._unreadable(name, error)
            return None

    def _stranger(self, name: str) -> None:
        what = "it is not named as acts are, so nothing in it counts"
        remedy = "Take it out of the record, or give it back the name that it had."
        self.faults.append(Fault(_shown(name), what, remedy, FaultCode.STRANGER))

    def _unreadable(self, name: str, error: OSError) -> None:
        what = f"it cannot be read: {(error.strerror or str(error)).lower()}"
        remedy = "Look at who owns it and who may read it."
        self.faults.append(Fault(_shown(name), what, remedy, FaultCode.UNREADABLE))


def _shown(name: str) -> str:
    """Return a file's name as text, whatever bytes it is of."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
