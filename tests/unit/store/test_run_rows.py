"""Rows of runs that are damaged, beside others that are not."""

from pathlib import Path

import pytest

from gonogo.evidence import RunState
from gonogo.store import SQLiteHistory
from tests.contract.store.values import new_run
from tests.unit.store.damaging import alter


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
