"""The durable engine's files: one SQLite file for each run, beside its lock."""

import contextlib
import secrets
from pathlib import Path

import sqlalchemy as sa

from gonogo.project import WorkspaceError
from gonogo.store.sqlite import enable_write_ahead_log, open_engine

_FILE = "engine.sqlite"


class EngineFiles:
    """Engine files in the workspace's `runs/RUN/`."""

    def __init__(self, workspace: Path) -> None:
        self._runs = workspace / "runs"

    def open(self, run_id: str) -> sa.Engine:
        """Open a run's file, made when there is none; whoever opens it disposes of it."""
        path = self._runs / run_id / _FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(WorkspaceError):
            # A damaged file is opened all the same: it shows when it is first read.
            enable_write_ahead_log(path)
        return open_engine(path)

    def set_aside(self, run_id: str) -> None:
        """Move a run's file, and what SQLite keeps beside it, out of the way."""
        suffix = f"{secrets.token_hex(4)}.aside"
        # The log beside it too, or the next file would take it for its own.
        for path in (self._runs / run_id).glob(f"{_FILE}*"):
            if not path.name.endswith(".aside"):
                path.replace(path.with_name(f"{path.name}.{suffix}"))
