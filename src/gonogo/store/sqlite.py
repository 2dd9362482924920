"""Open SQLite files the one way that is safe with several processes.

Write-ahead logging lets readers go on while somebody writes; the busy timeout
makes writers wait for each other; transactions that write take the lock when
they begin (IMMEDIATE), because one that reads first and writes later can find
that its place is taken. Each commit reaches the disk (`synchronous=FULL`): a
signed transaction must be on record before it is sent.

A folder that cannot be written to is read all the same, see `looking`.

Python 3.12 and later with a SQLite older than 3.42 cannot run the engine; there
the SQLite of the pysqlite3 package is used.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

import sqlalchemy as sa

from gonogo.project import WorkspaceError

BUSY_TIMEOUT_MILLISECONDS = 30_000
_FIRST_GOOD_SQLITE = (3, 42)


def sqlite_module() -> ModuleType:
    """Return the SQLite that works with this Python."""
    if sys.version_info >= (3, 12) and sqlite3.sqlite_version_info < _FIRST_GOOD_SQLITE:
        import pysqlite3.dbapi2  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415

        module: ModuleType = pysqlite3.dbapi2
        return module
    return sqlite3


def open_engine(path: Path) -> sa.Engine:
    """Return an engine on a file, which is made when it is first written to."""
    engine = _engine(sa.URL.create("sqlite", database=str(path)))
    sa.event.listen(engine, "connect", _prepare_to_write)
    return engine


def open_engine_to_read(path: Path) -> sa.Engine:
    """Return an engine on a file that is there, which writes neither to it nor beside it."""
    name = f"file:{quote(str(path.absolute()))}"
    return _engine(sa.URL.create("sqlite", database=name, query={"mode": "ro", "uri": "true"}))


def _engine(url: sa.URL) -> sa.Engine:
    engine = sa.create_engine(url, module=sqlite_module())
    sa.event.listen(engine, "connect", _prepare)
    return engine


def enable_write_ahead_log(path: Path) -> None:
    """Make a file use write-ahead logging from now on; it remembers that itself.

    Raises:
        WorkspaceError: it cannot be made or written, or it is no such file.
    """
    module = sqlite_module()
    try:
        connection = module.connect(str(path))
    except module.Error as error:
        raise WorkspaceError(str(path), f"it cannot be opened ({error})") from error
    try:
        connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MILLISECONDS}")
        connection.execute("PRAGMA journal_mode=WAL")
    except module.Error as error:
        raise WorkspaceError(str(path), f"it cannot be used ({error})") from error
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection, record: object) -> None:
    del record
    connection.isolation_level = "IMMEDIATE"
    # Text that is no UTF-8 was put there by somebody else. It is read as something that
    # nobody recorded, so that one damaged row cannot make the others unreadable.
    connection.text_factory = _decode
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MILLISECONDS}")
    connection.execute("PRAGMA foreign_keys=ON")


def _prepare_to_write(connection: sqlite3.Connection, record: object) -> None:
    del record
    connection.execute("PRAGMA synchronous=FULL")


def _decode(text: bytes) -> str:
    return text.decode("utf-8", "backslashreplace")


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Hold the file's one write lock for a transaction, from its first read on.

    Raises:
        WorkspaceError: the file cannot be written.
    """
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
    except sa.exc.DatabaseError as error:
        raise _unusable(engine, error) from error


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """Read one state of the file, whatever is written meanwhile, without holding anybody up.

    Raises:
        WorkspaceError: the file cannot be read.
    """
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            yield connection
    except sa.exc.DatabaseError as error:
        raise _unusable(engine, error) from error


def _unusable(engine: sa.Engine, error: sa.exc.DatabaseError) -> WorkspaceError:
    return WorkspaceError(f"the history {engine.url.database}", f"{error.orig}")
