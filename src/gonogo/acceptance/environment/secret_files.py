"""Files with secrets that a suite must read: there while it runs, and not a moment longer.

A descriptor has private keys of funded wallets. It is written into a directory that only we
can enter, readable by us alone, and the directory is removed with the run. A run that was
killed cannot do that, so each directory is locked as long as its run lives: whoever comes
next removes those without a lock.
"""

import contextlib
import errno
import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PREFIX = "gonogo-secrets-"
_LOCK = ".lock"


@dataclass(frozen=True)
class SecretFiles:
    """A directory for files that hold secrets."""

    directory: Path

    def write(self, name: str, content: bytes) -> Path:
        """Write a file that only we can read, and return where it is.

        Raises:
            FileExistsError: there is such a file.
            OSError: it cannot be written.
        """
        path = self.directory / name
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        with open(os.open(path, flags, 0o600), "wb") as file:  # noqa: PTH123
            file.write(content)
        return path

    def remove(self, path: Path) -> None:
        """Remove a file of this directory; does nothing when it is gone."""
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def secret_files(parent: Path) -> Iterator[SecretFiles]:
    """Make a directory for a run's secrets, and remove it when the run ends.

    Args:
        parent: Where to make it: a directory on this machine. Those that killed runs left
            there are removed.

    Raises:
        OSError: it cannot be made, or the parent is somebody else's.
    """
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _require_ours(parent)
    remove_leftovers(parent)
    directory, lock = _locked_directory(parent)
    try:
        yield SecretFiles(directory)
    finally:
        shutil.rmtree(directory, ignore_errors=True)
        os.close(lock)


def remove_leftovers(parent: Path) -> tuple[Path, ...]:
    """Remove the secrets of runs that were killed, and return which directories those were."""
    return tuple(path for path in sorted(parent.glob(f"{_PREFIX}*")) if _remove_leftover(path))


def _require_ours(parent: Path) -> None:
    """Refuse a place that somebody else made: in /tmp its name is known before it is there.

    Whoever owns it could exchange what tests are told of their network.
    """
    status = parent.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
        raise PermissionError(errno.EPERM, "It is there, and somebody else's", str(parent))
    if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        parent.chmod(0o700)


def _locked_directory(parent: Path) -> tuple[Path, int]:
    while True:
        directory = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        lock = _lock(directory, os.O_CREAT)
        if lock is not None and (directory / _LOCK).exists():
            return directory, lock
        # Before it was locked, somebody took it for a leftover and removed it.
        if lock is not None:
            os.close(lock)


def _lock(directory: Path, flags: int = 0) -> int | None:
    """Return the lock of a directory; None: somebody has it, or it is gone."""
    try:
        lock = os.open(directory / _LOCK, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW | flags, 0o600)
    except OSError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        return None
    return lock


def _remove_leftover(directory: Path) -> bool:
    try:
        # Somebody else's directory, or a link that looks like ours, is none of our business.
        if directory.is_symlink() or directory.stat().st_uid != os.getuid():
            return False
    except OSError:
        return False
    with contextlib.suppress(OSError):
        # A run that was killed before it locked its directory left it empty.
        directory.rmdir()
        return True
    lock = _lock(directory)
    if lock is None:
        return False
    shutil.rmtree(directory, ignore_errors=True)
    os.close(lock)
    return not directory.exists()
