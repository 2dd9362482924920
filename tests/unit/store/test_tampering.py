"""What was altered, moved or taken away is told, and never read as if nothing had happened."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from gonogo.evidence import RunState
from gonogo.project import WorkspaceError
from gonogo.store import DirectoryArtifacts, SQLiteHistory, SQLiteTransactions, open_history
from gonogo.workflows import CorruptRecordError
from tests.contract.store.values import (
    NOON,
    decision,
    deployment,
    evidence,
    finding,
    new_run,
)

ABOUT = deployment().digest


@pytest.fixture
def history(tmp_path: Path) -> Iterator[SQLiteHistory]:
    opened = open_history(tmp_path / "history.sqlite", lambda _: False)
    opened.start_run(new_run())
    opened.set_deployment("run-a", deployment())
    opened.record_evidence([evidence(), evidence(check="other")])
    opened.record_findings([finding()])
    opened.record_decision("run-a", decision())
    opened.end_run("run-a", RunState.FINISHED, NOON)
    yield opened
    opened.close()


def alter(tmp_path: Path, statement: str) -> None:
    """Change the file behind gonogo's back."""
    with closing(sqlite3.connect(tmp_path / "history.sqlite", isolation_level=None)) as connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evidence SET content = replace(content, 'passed', 'failed') WHERE id = 1",
        "UPDATE evidence SET content = X'7b7d' WHERE id = 1",
        "UPDATE evidence SET \"check\" = 'renamed' WHERE id = 1",
        "DELETE FROM evidence WHERE id = 1",
        "UPDATE evidence SET deployment = 'sha256:elsewhere' WHERE id = 1",
        "UPDATE evidence SET digest = 'sha256:00' WHERE id = 1",
    ],
)
def test_altered_evidence_is_a_problem(
    history: SQLiteHistory, tmp_path: Path, statement: str
) -> None:
    """A changed, moved or deleted row is told as a problem, or its run is damaged."""
    untouched = history.evidence_of_deployment(ABOUT).problems
    alter(tmp_path, statement)

    (run,) = history.runs()
    assert untouched == ()
    assert run.damage or history.evidence_of_deployment(ABOUT).problems
    assert run.damage or history.evidence_of_run("run-a").problems


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


def test_deleted_run_leaves_a_gap(history: SQLiteHistory, tmp_path: Path) -> None:
    """The count of runs is kept apart, so a run that was taken away shows."""
    history.start_run(new_run("run-b"))
    for table in ("selections", "runs"):
        column = "id" if table == "runs" else "run"
        alter(tmp_path, f"DELETE FROM {table} WHERE {column} = 'run-b'")  # noqa: S608
    history.start_run(new_run("run-c"))

    assert [run.number for run in history.runs()] == [1, 3]
    assert history.runs_started() == 3


def test_altered_transaction_is_not_sent(history: SQLiteHistory, tmp_path: Path) -> None:
    """Bytes that are not what was signed are refused."""
    transactions = SQLiteTransactions(history.engine)
    history.start_run(new_run("run-b"))
    transactions.record("run-b", "transfer", b"signed")
    alter(tmp_path, "UPDATE transactions SET raw = X'00'")

    with pytest.raises(CorruptRecordError):
        transactions.find("run-b", "transfer")


@pytest.mark.parametrize("content", [b"", b"cut", None])
def test_altered_artifact_is_loud(tmp_path: Path, content: bytes | None) -> None:
    """A file that is missing, cut off or rewritten is damage."""
    artifacts = DirectoryArtifacts(tmp_path)
    name = artifacts.put(b"what was read")
    (path,) = (tmp_path / "sha256").glob("*/*")
    path.unlink() if content is None else path.write_bytes(content)

    with pytest.raises(CorruptRecordError):
        artifacts.get(name)


def test_damaged_artifact_is_written_again(tmp_path: Path) -> None:
    """Putting the same bytes mends a file that was damaged."""
    artifacts = DirectoryArtifacts(tmp_path)
    name = artifacts.put(b"what was read")
    (path,) = (tmp_path / "sha256").glob("*/*")
    path.write_bytes(b"cut")

    assert artifacts.get(artifacts.put(b"what was read")) == b"what was read"
    assert [each.name for each in path.parent.iterdir()] == [name.removeprefix("sha256:")]


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"SQLite format 3\x00" + b"x" * 99]
)
def test_file_that_is_no_history_is_refused(tmp_path: Path, content: bytes) -> None:
    """Something else under the history's name is an error for a person, not a crash."""
    path = tmp_path / "history.sqlite"
    path.write_bytes(content)

    with pytest.raises(WorkspaceError):
        open_history(path, lambda _: False)


@pytest.mark.parametrize(
    "change",
    [
        "ending = 'xyz'",
        "ending = 'alive'",
        "ending = NULL",
        "started_at = 'xyz'",
        "started_at = '2026-03-01T12:00:00'",
        "ended_at = X'00'",
        "ended_at = NULL",
        "network = 'ares'",
        "network = CAST(X'ff' AS TEXT)",
        "deployment = 'sha256:elsewhere'",
        "is_void = 'xyz'",
        "is_void = 1",
        "request = X'7b7d'",
        "request = 'text'",
        "request_digest = 7",
        "seal = NULL",
        "findings_after = 0",
    ],
)
def test_damaged_run_leaves_the_others_readable(
    history: SQLiteHistory, tmp_path: Path, change: str
) -> None:
    """One damaged row is listed as damaged, counts as never ended, and hides nothing."""
    history.start_run(new_run("run-b"))
    alter(tmp_path, f"UPDATE runs SET {change} WHERE id = 'run-a'")  # noqa: S608

    damaged, other = history.runs()
    assert (damaged.state, damaged.has_ended) == (RunState.DAMAGED, False)
    assert damaged.damage
    assert other == history.run("run-b")
    assert other.damage is None


@pytest.mark.parametrize("change", ["position = 7", "\"check\" = X'00'"])
def test_damaged_selection_damages_its_run(
    history: SQLiteHistory, tmp_path: Path, change: str
) -> None:
    """What a run selected belongs to it, also before it has ended."""
    history.start_run(new_run("run-b"))
    alter(tmp_path, f"UPDATE selections SET {change} WHERE run = 'run-b' AND position = 0")  # noqa: S608

    first, second = history.runs()
    assert first.damage is None
    assert second.damage


def test_deployment_that_is_damaged_is_mended_when_it_is_seen_again(
    history: SQLiteHistory, tmp_path: Path
) -> None:
    """Its name says what it was; until then the runs that saw it are damaged."""
    alter(tmp_path, "UPDATE deployments SET content = X'7b7d'")
    lost = (history.deployments("bench"), history.runs()[0].damage)
    history.start_run(new_run("run-b"))
    history.set_deployment("run-b", deployment())

    assert lost == ((), "the deployment that it saw is lost or damaged")
    assert history.deployments("bench") == (deployment(),)
    assert [run.damage for run in history.runs()] == [None, None]
