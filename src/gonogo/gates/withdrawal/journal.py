"""What is written down about withdrawals: one file each, whole or not at all.

A file is put in place by renaming, after its bytes are on the disk, so that a program which
is killed leaves the state before or after, never between. It holds the key of the account
that withdraws: its owner alone may read it, and it belongs to no report.

The files say what was done and are believed about nothing else: whoever goes on asks the
chains whether it is still so.
"""

import contextlib
import fcntl
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from gonogo.errors import GonogoError

_SUFFIX = ".json"
_LOCK = ".lock"
_FORMAT = 1


class JournalInUseError(GonogoError):
    """Another run works on the withdrawals of this deployment now."""

    def __init__(self) -> None:
        super().__init__(
            "another run works on the withdrawals of this deployment",
            hint="Wait for its end: two would take each other's nonces.",
        )


class MalformedEntryError(GonogoError):
    """A file in the state directory is no withdrawal of ours."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(
            f"{path.name} in {path.parent} cannot be read: {problem}",
            hint="It may hold the key to some money. Move it away, and look at it.",
        )
        self.path = path


class Deployment(msgspec.Struct, frozen=True):
    """Which chains and contracts a withdrawal is between."""

    l1_chain_id: int
    l2_chain_id: int
    l1_genesis: str
    l2_genesis: str
    portal: str


class Posted(msgspec.Struct, frozen=True):
    """A transaction that was signed, and then perhaps sent."""

    raw: str
    hash: str
    nonce: int
    most_fee_wei: int


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One withdrawal."""

    id: str
    deployment: Deployment
    began_at: datetime
    key: str
    """The private key of the account that withdraws, to itself; worth little and for a while."""
    posted: Mapping[str, tuple[Posted, ...]] = {}
    """By the name of the step: every version that was signed, the newest last."""
    hash: str = ""
    """The withdrawal's own; empty: it was not seen on L2 yet."""
    game: str = ""
    """The dispute game that it was proven against; empty: it was not."""
    proven_at: datetime | None = None
    finalized_at: datetime | None = None
    """By the clock of L1; None: it is in flight."""
    given_up: str = ""
    """Why it cannot be finished any more; empty: it can."""
    format: int = _FORMAT

    @property
    def is_in_flight(self) -> bool:
        """Whether there is something left to do."""
        return self.finalized_at is None and not self.given_up

    def __repr__(self) -> str:
        """Show which one it is, and never its key."""
        return f"Entry({self.id})"


class Journal:
    """The withdrawals of one state directory."""

    def __init__(self, state_directory: Path) -> None:
        self._directory = state_directory / "withdrawals"

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Be the only one who works on them, until the process ends if it must.

        Raises:
            JournalInUseError: somebody else does.
        """
        self._directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self._directory / _LOCK).open("a") as file:
            try:
                # A lock of the kernel: it ends with the process, however that ends.
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise JournalInUseError from error
            yield

    def entries(self) -> tuple[Entry, ...]:
        """Return all withdrawals, the first begun first.

        Raises:
            MalformedEntryError: a file is no withdrawal.
        """
        paths = sorted(self._directory.glob(f"*{_SUFFIX}"))
        return tuple(sorted(map(_read, paths), key=lambda entry: (entry.began_at, entry.id)))

    def begin(self, deployment: Deployment, now: datetime) -> Entry:
        """Write down a new withdrawal, with a key that nobody else has."""
        entry = Entry(
            id=f"{now:%Y-%m-%dT%H-%M-%S}-{secrets.token_hex(3)}",
            deployment=deployment,
            began_at=now,
            key=f"0x{secrets.token_hex(32)}",
        )
        self.save(entry)
        return entry

    def save(self, entry: Entry) -> None:
        """Put an entry in place of what was there; on the disk when this returns."""
        content = msgspec.json.format(msgspec.json.encode(entry), indent=1)
        # Made readable for its owner alone before anything is in it.
        handle, beside = tempfile.mkstemp(dir=self._directory, prefix=f".{entry.id}")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(self._directory / f"{entry.id}{_SUFFIX}")
        _sync_directory(self._directory)


def _read(path: Path) -> Entry:
    try:
        entry = msgspec.json.decode(path.read_bytes(), type=Entry)
    except (OSError, msgspec.DecodeError) as error:
        raise MalformedEntryError(path, str(error)) from error
    if entry.format != _FORMAT:
        raise MalformedEntryError(path, f"its format {entry.format} is not known here")
    return entry


def _sync_directory(directory: Path) -> None:
    # The name is in the directory, which has to reach the disk as well.
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
