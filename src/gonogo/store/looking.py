"""Read a history in a folder that cannot be written to.

SQLite reads a write-ahead log through a file of its own beside it. Where a
process that writes has made that file, whoever looks can use it; where nobody
has, SQLite must not make it, and a private copy of the history is read instead.
The copy takes the log along: without it, the runs of a process that was killed
would be missing, and nothing would say so.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gonogo.project import WorkspaceError
from gonogo.store.history import SQLiteHistory, open_history
from gonogo.store.migrate import HEAD, version_of
from gonogo.store.sqlite import open_engine_to_read

_PARTS = ("", "-wal")
"""What a history consists of, by the ending of the file's name."""
_INDEX = "-shm"
"""What SQLite reads the log through."""


@contextmanager
def opened_history_to_read(path: Path, is_alive: Callable[[str], bool]) -> Iterator[SQLiteHistory]:
    """Open a history whose file and folder stay as they are; one that is not there is empty.

    Args:
        path: Where the file is.
        is_alive: Whether some process is working on a run.

    Raises:
        WorkspaceError: the file cannot be read.
    """
    history = _in_place(path, is_alive)
    if history is not None:
        try:
            yield history
        finally:
            history.close()
        return
    with tempfile.TemporaryDirectory(prefix="gonogo-") as folder:
        history = _copied(path, Path(folder), is_alive)
        try:
            yield history
        finally:
            history.close()


def is_writable(path: Path) -> bool:
    """Say whether a history can be written to: the file, and the folder for what is beside it."""
    folder_is = os.access(path.parent, os.W_OK | os.X_OK)
    return folder_is and (not path.exists() or os.access(path, os.W_OK))


def _in_place(path: Path, is_alive: Callable[[str], bool]) -> SQLiteHistory | None:
    """Return the history as it lies there; None when it cannot be used without writing."""
    if not path.with_name(f"{path.name}{_INDEX}").exists():
        return None
    engine = open_engine_to_read(path)
    try:
        is_usable = version_of(engine, path) == HEAD
    except WorkspaceError:
        # The copy is going to say what is wrong with it.
        is_usable = False
    if not is_usable:
        engine.dispose()
        return None
    return SQLiteHistory(engine, is_alive)


def _copied(path: Path, folder: Path, is_alive: Callable[[str], bool]) -> SQLiteHistory:
    copy = folder / path.name
    for part in _PARTS:
        source = path.with_name(path.name + part)
        try:
            if source.exists():
                shutil.copyfile(source, copy.with_name(copy.name + part))
        except OSError as error:
            raise WorkspaceError(
                f"the history {source}", f"it cannot be read ({error.strerror})"
            ) from error
    try:
        return open_history(copy, is_alive)
    except WorkspaceError as error:
        # Whoever reads the message knows the history, and nothing of a copy.
        message = error.message.removeprefix(error.what).removeprefix(": ")
        raise WorkspaceError(f"the history {path}", message, hint=error.hint) from error
