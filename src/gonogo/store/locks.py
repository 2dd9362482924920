"""Locks that the kernel takes away from a dead process.

Whoever works on a run holds its lock file; whether a run is alive is whether
that lock is held, so a process that was killed leaves no stale claim. Looking
takes a shared lock for a moment; whoever wants to hold therefore tries for a
while before giving up.
"""

import fcntl
import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from gonogo.project import WorkspaceError
from gonogo.workflows import RunIsAliveError

_PATIENCE_SECONDS = 0.3
_PAUSE_SECONDS = 0.02


class FileLocks:
    """Locks as files in the workspace."""

    def __init__(self, workspace: Path) -> None:
        self._runs = workspace / "runs"
        self._leases = workspace / "leases"

    @contextmanager
    def hold_run(self, run_id: str) -> Iterator[None]:
        """Hold a run while working on it.

        Raises:
            RunIsAliveError: another process holds it.
        """
        descriptor = _open(self._runs / run_id / "lock")
        try:
            if not _take(descriptor, _PATIENCE_SECONDS):
                raise RunIsAliveError(run_id)
            yield
        finally:
            os.close(descriptor)

    def is_held(self, run_id: str) -> bool:
        """Say whether some process works on a run."""
        try:
            descriptor = os.open(self._runs / run_id / "lock", os.O_RDONLY)
        except OSError:
            return False
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False

    @contextmanager
    def lease(self, names: Sequence[str]) -> Iterator[str | None]:
        """Hold the first of these wallets that nobody else holds; None when all are taken."""
        for name in names:
            descriptor = _open(self._leases / re.sub(r"[^\w.-]", "_", name))
            try:
                if _take(descriptor, 0.0):
                    yield name
                    return
            finally:
                os.close(descriptor)
        yield None


def _open(path: Path) -> int:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise WorkspaceError(f"the lock {path}", f"it cannot be made ({error})") from error


def _take(descriptor: int, patience_seconds: float) -> bool:
    end = time.monotonic() + patience_seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                return False
            time.sleep(_PAUSE_SECONDS)
        else:
            return True
