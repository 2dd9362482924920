"""SQLite files, opened the one way that is safe with several processes."""

import contextlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from gonogo.project import WorkspaceError
from gonogo.store.sqlite import (
    enable_write_ahead_log,
    open_engine,
    open_engine_to_read,
    reading,
    writing,
)

INSERT = sa.text("INSERT INTO t VALUES (:value)")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "a b?#%.sqlite"
    enable_write_ahead_log(made)
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("CREATE TABLE t (value)")
    return made


def values(engine: sa.Engine) -> list[object]:
    with reading(engine) as connection:
        return list(connection.execute(sa.text("SELECT value FROM t")).scalars())


def pragma(engine: sa.Engine, name: str) -> object:
    with reading(engine) as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


def test_each_commit_reaches_the_disk(path: Path) -> None:
    """A signed transaction must be on record before it is sent."""
    engine = open_engine(path)

    assert pragma(engine, "synchronous") == 2
    assert pragma(engine, "journal_mode") == "wal"
    assert pragma(engine, "foreign_keys") == 1
    assert pragma(engine, "busy_timeout") == 30_000
    engine.dispose()


def test_all_or_nothing_is_written(path: Path) -> None:
    """What breaks in the middle leaves no half of it."""
    engine = open_engine(path)

    with contextlib.suppress(ZeroDivisionError), writing(engine) as connection:
        connection.execute(INSERT, {"value": 1})
        raise ZeroDivisionError
    with writing(engine) as connection:
        connection.execute(INSERT, {"value": 2})

    assert values(engine) == [2]
    engine.dispose()


def test_a_reader_sees_one_state_whatever_is_written(path: Path) -> None:
    """And holds nobody up."""
    engine = open_engine(path)
    query = sa.text("SELECT count(*) FROM t")

    with reading(engine) as connection:
        before = connection.execute(query).scalar()
        with writing(engine) as other:
            other.execute(INSERT, {"value": 1})
        during = connection.execute(query).scalar()

    assert (before, during, values(engine)) == (0, 0, [1])
    engine.dispose()


def test_whoever_only_reads_writes_nothing(path: Path) -> None:
    """Not even where it may."""
    engine = open_engine_to_read(path)

    assert values(engine) == []
    with pytest.raises(WorkspaceError), writing(engine) as connection:
        connection.execute(INSERT, {"value": 1})
    engine.dispose()


def test_a_file_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    """Looking at a workspace leaves it as it was."""
    engine = open_engine_to_read(tmp_path / "none.sqlite")

    with pytest.raises(WorkspaceError):
        values(engine)
    assert not [*tmp_path.iterdir()]
    engine.dispose()


def test_text_that_is_no_utf_8_hides_no_other_row(path: Path) -> None:
    """It is read as something that nobody recorded."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO t VALUES (CAST(X'ff61' AS TEXT)), ('b')")
    engine = open_engine(path)

    assert values(engine) == ["\\xffa", "b"]
    engine.dispose()


@pytest.mark.parametrize("content", [b"no database" * 100, None])
def test_what_is_no_such_file_is_told(tmp_path: Path, content: bytes | None) -> None:
    """An error for a person, and no traceback."""
    path = tmp_path / "x.sqlite"
    path.mkdir() if content is None else path.write_bytes(content)

    with pytest.raises(WorkspaceError):
        enable_write_ahead_log(path)
