"""What tells other processes that a bench runs: its session file and its lock.

The session file says how to reach the supervisor, and with which token, so only
its owner may read it. Whether the supervisor still lives is told by the lock,
which the kernel takes back when the process dies: a process number in a file
may long belong to somebody else.
"""

import enum
import errno
import fcntl
import os
import re
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

import msgspec

from gonogo.bench.errors import BenchError, NameInUseError, NoSuchBenchError, UnwritableError

SESSION_FILE = "session.json"
START_LOG = ".start.log"
DEFAULT_NAME = "bench"
LOCK_FILE = ".lock"
_OWNER_ONLY = 0o600
_PATIENCE_SECONDS = 0.3
_PAUSE_SECONDS = 0.02
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class State(enum.Enum):
    """How far a bench is."""

    STARTING = "starting"  #: Processes and roles start; no safe head yet.
    READY = "ready"  #: The first safe head was derived.
    BROKEN = "broken"  #: Something happened that must not; what it shows is not to be trusted.


class InvalidNameError(BenchError):
    """A bench cannot have this name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"a bench cannot be called {name!r}",
            hint="Lower-case letters, digits and hyphens, beginning with a letter or digit,"
            " at most 40.",
        )
        self.name = name


class Session(msgspec.Struct, frozen=True):
    """One running bench, as its session file describes it."""

    name: str
    pid: int
    started_at: str
    """When, in UTC, as ISO 8601."""
    control_url: str
    token: str
    state: State
    services: Mapping[str, str]
    """Published addresses by service, such as `verifier-0.execution_rpc`."""

    def __repr__(self) -> str:
        # The token opens the control server; it must not reach a log by accident.
        return f"Session(name={self.name!r}, pid={self.pid}, state={self.state.value!r})"


def require_name(name: str) -> str:
    """Return the name of a bench, which is a folder name and part of its chain's name.

    Raises:
        InvalidNameError: it is not fit to be one.
    """
    if _NAME.fullmatch(name) is None:
        raise InvalidNameError(name)
    return name


def require_place(directory: Path) -> Path:
    """Return a directory of a bench, made when there is none, into which files can be put.

    Raises:
        UnwritableError: they cannot.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        # Asking for permission bits is not enough: a read-only file system grants them too.
        with tempfile.TemporaryFile(dir=directory):
            return directory
    except OSError as error:
        raise UnwritableError(directory, error.strerror or "it cannot be used") from error


class Lock:
    """The right to run the bench of one directory, for as long as this process lives.

    A context manager; what is in the directory may be changed only while it is held.

    Raises:
        NameInUseError: on entering, when another process holds it.
        UnwritableError: on entering, when nothing can be put there.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        require_place(self._directory)
        # Who only looks holds the lock too, for a moment, and must not be taken for a bench.
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while (descriptor := _try_lock(self._directory, os.O_RDWR | os.O_CREAT)) is None:
            if time.monotonic() < deadline:
                time.sleep(_PAUSE_SECONDS)
                continue
            session = read_session(self._directory)
            raise NameInUseError(self._directory.name, session.pid if session else None)
        self._descriptor = descriptor
        return self

    def __exit__(self, *_: object) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def is_running(directory: Path) -> bool:
    """Say whether a living process runs the bench of this directory."""
    if not (directory / LOCK_FILE).exists():
        return False
    descriptor = _try_lock(directory, os.O_RDONLY)
    if descriptor is None:
        return True
    os.close(descriptor)
    return False


def _try_lock(directory: Path, access: int) -> int | None:
    # Whoever only looks does so where nothing can be written, and shares the lock, so that
    # two who look at the same time do not take each other for a bench.
    kind = fcntl.LOCK_SH if access == os.O_RDONLY else fcntl.LOCK_EX
    # Not inherited by the anvils (O_CLOEXEC is Python's default), or they would hold it too.
    descriptor = os.open(directory / LOCK_FILE, access, _OWNER_ONLY)
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        if error.errno in {errno.EWOULDBLOCK, errno.EACCES}:
            return None
        raise
    return descriptor


def write_session(directory: Path, session: Session) -> None:
    """Put the session file in place, whole or not at all, readable by its owner only."""
    beside = directory / f".{SESSION_FILE}.new"
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(session), indent=2))
    beside.replace(directory / SESSION_FILE)


def read_session(directory: Path) -> Session | None:
    """Return the session of a directory; None when there is none or it is not readable as one."""
    try:
        return msgspec.json.decode((directory / SESSION_FILE).read_bytes(), type=Session)
    except (OSError, msgspec.DecodeError):
        return None


def remove_session(directory: Path) -> None:
    """Take the session file away."""
    (directory / SESSION_FILE).unlink(missing_ok=True)


def running_sessions(benches: Path) -> tuple[Session, ...]:
    """Return the sessions of the running benches below a directory, by name."""
    if not benches.is_dir():
        return ()
    found = (
        read_session(directory)
        for directory in sorted(benches.iterdir())
        if directory.is_dir() and is_running(directory)
    )
    return tuple(session for session in found if session is not None)


def find_session(benches: Path, name: str) -> Session:
    """Return the session of the running bench of this name.

    Raises:
        InvalidNameError: no bench can have this name.
        NoSuchBenchError: none runs; a session file of a dead one is told as such.
    """
    directory = benches / require_name(name)
    session = read_session(directory)
    if session is not None and is_running(directory):
        return session
    running = tuple(other.name for other in running_sessions(benches))
    stale_pid = session.pid if session else None
    raise NoSuchBenchError(name, running=running, stale_pid=stale_pid)
