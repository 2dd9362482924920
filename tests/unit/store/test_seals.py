"""What a seal covers: everything that a run ended with, and nothing of others."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from gonogo.store import SQLiteHistory
from gonogo.store.seals import seals_of
from gonogo.store.sqlite import reading
from tests.contract.store.values import new_run
from tests.unit.store.damaging import alter


def seals(history: SQLiteHistory, run: str | None = None) -> Mapping[str, str]:
    with reading(history.engine) as connection:
        return dict(seals_of(connection, run))


def test_a_seal_is_the_same_each_time_and_of_one_run_as_of_all(history: SQLiteHistory) -> None:
    """Otherwise every run would look damaged now and then."""
    history.start_run(new_run("run-b"))
    every = seals(history)

    assert every == seals(history)
    assert set(every) == {"run-a", "run-b"}
    assert seals(history, "run-a") == {"run-a": every["run-a"]}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE evidence SET digest = 'sha256:00' WHERE id = 1",
        "DELETE FROM evidence WHERE id = 2",
        "UPDATE findings SET digest = 'sha256:00'",
        "DELETE FROM findings",
        "DELETE FROM decisions",
        "UPDATE runs SET is_void = 1",
        "UPDATE runs SET number = 7",
        "UPDATE runs SET deployment = NULL",
        "DELETE FROM selections",
    ],
)
def test_every_edit_changes_the_seal(
    history: SQLiteHistory, tmp_path: Path, statement: str
) -> None:
    """Of whichever table that names the run."""
    before = seals(history)["run-a"]

    alter(tmp_path, statement)

    assert seals(history)["run-a"] != before


def test_values_of_other_types_are_no_equal_values(history: SQLiteHistory, tmp_path: Path) -> None:
    """SQLite keeps bytes where a text was, and they must not be sealed as that text."""
    before = seals(history)["run-a"]

    alter(tmp_path, "UPDATE runs SET network = CAST(network AS BLOB)")

    assert seals(history)["run-a"] != before


def test_what_other_runs_record_changes_nothing(history: SQLiteHistory) -> None:
    """A run that ended stays as it was, however many follow."""
    before = seals(history)["run-a"]

    history.start_run(new_run("run-b"))
    history.void_run("run-b")

    assert seals(history)["run-a"] == before
