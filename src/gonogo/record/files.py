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
    """Reads a directory of acts once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.passed_over: set[str] = set()
        """The names that are there and were not read."""

    def contents(self, passing_over: Collection[str] = ()) -> Iterator[tuple[str, bytes] | Fault]:
        """Read the files that are named like acts, but for those that need not be.

        Raises:
            RecordDirectoryError: the directory itself cannot be read.
        """
        for name in self._names():
            if isinstance(name, Fault):
                yield name
            elif name in passing_over:
                self.passed_over.add(name)
            else:
                yield self._read(name)

    def _names(self) -> Iterator[str | Fault]:
        try:
            with os.scandir(self._path) as entries:
                # Sorted, so that what is told of a directory is the same on every file system.
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
                    yield damaged(entry.name, "it is no folder of acts")
            elif not entry.name.startswith(LEFTOVER):
                yield _stranger(entry.name)

    def _names_in(self, folder: str) -> Iterator[str | Fault]:
        try:
            with os.scandir(self._path / folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield _unreadable(folder, error)
            return
        for entry in found:
            name = f"{folder}/{entry.name}"
            if not (_FILE.fullmatch(entry.name) and entry.name.startswith(folder)):
                yield _stranger(name)
            elif entry.is_file(follow_symlinks=False):
                yield name
            else:
                yield damaged(name, "it is no file but a link or something else")

    def _read(self, name: str) -> tuple[str, bytes] | Fault:
        try:
            # Neither a link nor a pipe that was put there meanwhile is waited for.
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            file = os.open(os.path.join(self._path, name), flags)  # noqa: PTH118 - Done often.
            try:
                found = os.fstat(file)
                if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST_BYTES:
                    return damaged(name, f"it is no file of at most {LARGEST_BYTES} bytes")
                return name, _all_of(file, found.st_size)
            finally:
                os.close(file)
        except OSError as error:
            return _unreadable(name, error)


def _all_of(file: int, size: int) -> bytes:
    # One byte more than there should be says that it grew meanwhile; then it is damaged.
    parts = []
    while part := os.read(file, size + 1):
        parts.append(part)
        if sum(map(len, parts)) > size:
            break
    return b"".join(parts)


def _stranger(name: str) -> Fault:
    what = "it is not named as acts are, so nothing in it counts"
    remedy = "Take it out of the record, or give it back the name that it had."
    return Fault(_shown(name), what, remedy, FaultCode.STRANGER)


def _unreadable(name: str, error: OSError) -> Fault:
    what = f"it cannot be read: {(error.strerror or str(error)).lower()}"
    remedy = "Look at who owns it and who may read it."
    return Fault(_shown(name), what, remedy, FaultCode.UNREADABLE)


def _shown(name: str) -> str:
    """Return a file's name as text, whatever bytes it is of."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
