"""A history that cannot be written to is read as it is, and stays as it is."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from gonogo.project import WorkspaceError
from gonogo.store import open_history, opened_history_to_read
from tests.contract.store.values import new_run


def recorded(path: Path, *names: str) -> None:
    """Record runs, each by a process of its own."""
    path.parent.mkdir(exist_ok=True)
    for name in names:
        with closing(open_history(path, lambda _: False)) as history:
            history.start_run(new_run(name))


def files(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def runs_seen(path: Path) -> list[str]:
    with opened_history_to_read(path, lambda _: False) as history:
        return [run.id for run in history.runs()]


def test_looking_changes_no_byte(tmp_path: Path) -> None:
    """What was recorded is seen, and the folder is as it was."""
    path = tmp_path / "w" / "history.sqlite"
    recorded(path, "run-a", "run-b")
    before = files(path.parent)

    assert runs_seen(path) == ["run-a", "run-b"]
    assert files(path.parent) == before


@pytest.mark.parametrize("beside", [("-wal",), ("-wal", "-shm")])
def test_log_of_a_killed_process_is_read(tmp_path: Path, beside: tuple[str, ...]) -> None:
    """Runs that stand only in the log are not lost, with and without SQLite's file for it."""
    path, left = tmp_path / "w" / "history.sqlite", tmp_path / "left" / "history.sqlite"
    recorded(path, "run-a")
    left.parent.mkdir()
    with closing(open_history(path, lambda _: False)) as history:
        history.start_run(new_run("run-b"))
        for part in ("", *beside):
            shutil.copyfile(f"{path}{part}", f"{left}{part}")
    log = Path(f"{left}-wal").read_bytes()

    assert log
    assert runs_seen(left) == ["run-a", "run-b"]
    assert Path(f"{left}-wal").read_bytes() == log


def test_process_that_writes_is_seen_writing(tmp_path: Path) -> None:
    """Whoever looks while a run is recorded sees it."""
    path = tmp_path / "history.sqlite"
    with closing(open_history(path, lambda _: False)) as history:
        history.start_run(new_run("run-a"))

        assert runs_seen(path) == ["run-a"]


def test_history_that_is_not_there_is_empty(tmp_path: Path) -> None:
    """Nothing recorded is no run, and nothing is made."""
    assert runs_seen(tmp_path / "history.sqlite") == []
    assert list(tmp_path.iterdir()) == []


def test_older_history_is_read(tmp_path: Path) -> None:
    """A history that must first be brought up to date is so in a copy, and stays as it is."""
    path = tmp_path / "history.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    before = files(tmp_path)

    assert runs_seen(path) == []
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"no database at all" * 100, "not a database"), (b"SQLite format 3\x00" + b"x" * 99, "read")],
)
def test_file_that_is_no_history_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    """Garbage is an error that names the history, and no copy of it."""
    path = tmp_path / "history.sqlite"
    path.write_bytes(content)

    with pytest.raises(WorkspaceError, match=why) as refused:
        runs_seen(path)

    assert str(path) in refused.value.message
    assert refused.value.message.count("history.sqlite") == 1
