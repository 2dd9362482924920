"""The history of a workspace in one SQLite file."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from gonogo.store.conclusions import ConclusionTables
from gonogo.store.migrate import migrate
from gonogo.store.runs import RunTables
from gonogo.store.shelf import EvidenceTables
from gonogo.store.sqlite import open_engine


class SQLiteHistory(RunTables, EvidenceTables, ConclusionTables):
    """Everything that was recorded; made by `open_history`."""

    def __init__(self, engine: sa.Engine, is_alive: Callable[[str], bool]) -> None:
        RunTables.__init__(self, engine, is_alive)
        EvidenceTables.__init__(self, engine)
        ConclusionTables.__init__(self, engine)

    @property
    def engine(self) -> sa.Engine:
        """Return the engine, for what else is kept in the same file."""
        return self._engine

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()


def open_history(path: Path, is_alive: Callable[[str], bool]) -> SQLiteHistory:
    """Open the history, made or brought up to date if need be.

    Args:
        path: Where the file is.
        is_alive: Whether some process is working on a run.

    Raises:
        WorkspaceError: the file cannot be used.
    """
    engine = open_engine(path)
    try:
        migrate(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return SQLiteHistory(engine, is_alive)
