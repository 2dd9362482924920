"""Test binaries that outlast a run, so that only what changed is linked again.

Linking takes nearly all the time of `go test` on a suite whose sources did not change: Go keeps
compiled packages, but no test binaries. It does leave a binary alone that is already where it is
to be written, if its build id says that it would be the same one, and that is used here. What is
run is a link of a kept file under another name, which a later build does not touch.

A kept file counts only if this very build wrote it or found it right: all are marked as old
before, and Go renews the time of those that it answers for. It looks at the beginning of a file
only, and would answer for half of one. So the size and the time of each are noted when a build
has ended, and what is not as noted then (a build was killed over it, a disk was full, somebody
wrote there) is removed before the next one. This is against accidents: whoever may write in the
workspace can make both files fit. One build at a time works in a directory. What no build has
answered for, for two weeks or in its last attempt, is removed.
"""

import asyncio
import contextlib
import fcntl
import hashlib
import os
import shutil
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import IO

import msgspec

_LONGEST_SECONDS = 14 * 24 * 3600.0
_LOCK = "lock"
_NOTES = "ended.json"
_BINARIES = "*/*.test"
_NAME_CHARACTERS = 16


def keeping_of(root: Path, directory: Path) -> Path:
    """Return where binaries of the suites in a directory are kept."""
    name = hashlib.sha256(os.fsencode(directory.resolve())).hexdigest()[:_NAME_CHARACTERS]
    return root / name


@contextlib.asynccontextmanager
async def alone_in(place: Path) -> AsyncIterator[None]:
    """Be the only build in a directory, in this process or another; made where it is not there."""
    with _lock_of(place) as lock:
        # Waiting for another build may take minutes, in which everything else goes on.
        await asyncio.to_thread(fcntl.flock, lock, fcntl.LOCK_EX)
        _remove_doubtful(place)
        yield
        _remove_unneeded(place, lock.fileno())
        _note(place)


def _lock_of(place: Path) -> IO[str]:
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return (place / _LOCK).open("w")


def mark_old(binaries: Iterable[Path]) -> None:
    """Mark files, so that only those count which are written or found right from now on."""
    for binary in binaries:
        with contextlib.suppress(FileNotFoundError):
            os.utime(binary, (0, 0))


def is_renewed(binary: Path) -> bool:
    """Whether a build has answered for a file since it was marked as old."""
    try:
        return binary.stat().st_mtime > 0
    except OSError:
        return False


def hand_out(binary: Path, copy: Path) -> Path:
    """Return a file with the same content, which stays when the kept one is replaced."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    # A run that was killed left its own there, which may well be this very file.
    copy.unlink(missing_ok=True)
    try:
        os.link(binary, copy)
    except OSError:
        shutil.copy2(binary, copy)
    return copy


def _remove_unneeded(place: Path, lock: int) -> None:
    os.utime(lock)
    now = os.fstat(lock).st_mtime
    for binary in place.glob(_BINARIES):
        with contextlib.suppress(OSError):
            if now - binary.stat().st_mtime > _LONGEST_SECONDS:
                binary.unlink()


def _note(place: Path) -> None:
    notes = {str(binary.relative_to(place)): _look(binary) for binary in place.glob(_BINARIES)}
    beside = place / f"{_NOTES}.new"
    beside.write_bytes(msgspec.json.encode(notes))
    beside.replace(place / _NOTES)


def _remove_doubtful(place: Path) -> None:
    noted: dict[str, tuple[int, int]] = {}
    # Without notes that can be read nothing is known of any file, and all are built again.
    with contextlib.suppress(OSError, msgspec.DecodeError):
        read = (place / _NOTES).read_bytes()
        noted = msgspec.json.decode(read, type=dict[str, tuple[int, int]])
    for binary in place.glob(_BINARIES):
        if noted.get(str(binary.relative_to(place))) != _look(binary):
            binary.unlink()


def _look(binary: Path) -> tuple[int, int]:
    seen = binary.lstat()
    return seen.st_size, seen.st_mtime_ns
