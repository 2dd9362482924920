"""What was altered, moved or taken away is told, and never read as if nothing had happened."""

from pathlib import Path

import pytest

from gonogo.project import WorkspaceError
from gonogo.store import SQLiteHistory, SQLiteTransactions, open_history
from gonogo.workflows import CorruptRecordError
from tests.contract.store.values import deployment, new_run
from tests.unit.store.damaging import alter

ABOUT = deployment().digest


@pytest.mark.parametrize(
    ("statement", "read"),
    [
        ("UPDATE findings SET content = X'7b7d'", lambda each: each.findings(ABOUT)),
        ("UPDATE decisions SET content = X'7b7d'", lambda each: each.decision("run-a")),
        ("UPDATE deployments SET content = X'7b7d'", lambda each: each.run("run-a")),
        ("UPDATE deployments SET digest = 'sha256:00'", lambda each: each.run("run-a")),
        ("UPDATE runs SET request = X'7b7d'", lambda each: each.run("run-a")),
        ("UPDATE runs SET request = X'7b7d'", lambda each: each.request("run-a")),
        ("UPDATE runs SET is_void = 1", lambda each: each.run("run-a")),
        ("DELETE FROM findings", lambda each: each.run("run-a")),
        ("DELETE FROM marks", lambda each: each.runs_started()),
        ("UPDATE marks SET value = 'xyz'", lambda each: each.runs_started()),
    ],
)
def test_altered_record_is_loud(
    history: SQLiteHistory, tmp_path: Path, statement: str, read: object
) -> None:
    """What was recorded is verified whenever it is read."""
    alter(tmp_path, statement)

    with pytest.raises(CorruptRecordError):
        read(history)  # type: ignore[operator]


def test_altered_transaction_is_not_sent(history: SQLiteHistory, tmp_path: Path) -> None:
    """Bytes that are not what was signed are refused."""
    transactions = SQLiteTransactions(history.engine)
    history.start_run(new_run("run-b"))
    transactions.record("run-b", "transfer", b"signed")
    alter(tmp_path, "UPDATE transactions SET raw = X'00'")

    with pytest.raises(CorruptRecordError):
        transactions.find("run-b", "transfer")


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"SQLite format 3\x00" + b"x" * 99]
)
def test_file_that_is_no_history_is_refused(tmp_path: Path, content: bytes) -> None:
    """Something else under the history's name is an error for a person, not a crash."""
    path = tmp_path / "history.sqlite"
    path.write_bytes(content)

    with pytest.raises(WorkspaceError):
        open_history(path, lambda _: False)
