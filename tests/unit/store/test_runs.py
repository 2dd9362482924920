"""Runs that are taken away or lose what they saw."""

from pathlib import Path

from gonogo.store import SQLiteHistory
from tests.contract.store.values import deployment, new_run
from tests.unit.store.damaging import alter


def test_deleted_run_leaves_a_gap(history: SQLiteHistory, tmp_path: Path) -> None:
    """The count of runs is kept apart, so a run that was taken away shows."""
    history.start_run(new_run("run-b"))
    for table in ("selections", "runs"):
        column = "id" if table == "runs" else "run"
        alter(tmp_path, f"DELETE FROM {table} WHERE {column} = 'run-b'")  # noqa: S608
    history.start_run(new_run("run-c"))

    assert [run.number for run in history.runs()] == [1, 3]
    assert history.runs_started() == 3


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
