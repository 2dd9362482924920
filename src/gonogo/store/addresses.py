"""The addresses of a run's nodes as they were given, for as long as the run may need them.

An address may hold a key, so the record has it without. A run that was cut off
needs it whole: it is kept beside the run's engine, readable by its owner alone,
and deleted when the run has ended.
"""

import contextlib
import os
import secrets
from pathlib import Path

import msgspec

from gonogo.project import WorkspaceError
from gonogo.workflows import Endpoints

_FILE = "addresses.json"
_OWNER_ALONE = 0o600


class AddressFiles:
    """Addresses in the workspace's `runs/RUN/`."""

    def __init__(self, workspace: Path) -> None:
        self._runs = workspace / "runs"

    def keep(self, run_id: str, endpoints: Endpoints) -> None:
        """Keep the addresses of a run.

        Raises:
            WorkspaceError: they cannot be written.
        """
        path = self._runs / run_id / _FILE
        beside = path.with_name(f".{_FILE}.{secrets.token_hex(4)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ALONE)
            with os.fdopen(descriptor, "wb") as file:
                file.write(msgspec.json.encode(endpoints))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                beside.unlink()
            why = f"they cannot be kept ({error.strerror})"
            raise WorkspaceError(f"the addresses of run {run_id}", why) from error

    def find(self, run_id: str) -> Endpoints | None:
        """Return the addresses of a run; None when there are none, or none that can be read."""
        try:
            content = (self._runs / run_id / _FILE).read_bytes()
            return msgspec.json.decode(content, type=Endpoints)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def forget(self, run_id: str) -> None:
        """Delete the addresses of a run; nothing happens when there are none.

        Raises:
            WorkspaceError: they are still there.
        """
        try:
            (self._runs / run_id / _FILE).unlink(missing_ok=True)
        except OSError as error:
            why = f"they cannot be deleted ({error.strerror})"
            raise WorkspaceError(f"the addresses of run {run_id}", why) from error
