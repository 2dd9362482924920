"""The tables that queries see are those that migrations make."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from gonogo.store import open_history
from gonogo.store.results_schema import ATTEMPTS, RESULTS, RESULTS_METADATA
from gonogo.store.schema import RUNS


def test_a_migrated_file_has_exactly_these_columns(tmp_path: Path) -> None:
    """Or a query would break in the workspace of a user, and nowhere before."""
    history = open_history(tmp_path / "history.sqlite", lambda _: False)
    found = sa.inspect(history.engine)
    made = {
        table.name: [column["name"] for column in found.get_columns(table.name)]
        for table in RESULTS_METADATA.sorted_tables
    }
    history.close()

    assert made == {
        table.name: [column.name for column in table.columns]
        for table in RESULTS_METADATA.sorted_tables
    }


def test_no_seal_takes_them_for_a_part_of_a_run() -> None:
    """They are forgotten after a while, which must not read as damage to what is sealed."""
    assert not {table.name for table in RESULTS_METADATA.sorted_tables} & set(RUNS.metadata.tables)
    assert all("run" not in table.columns for table in RESULTS_METADATA.sorted_tables)


@pytest.mark.parametrize("table", RESULTS_METADATA.sorted_tables, ids=lambda table: table.name)
def test_every_table_refuses_values_of_another_type(table: sa.Table) -> None:
    """Whatever is read can then be converted."""
    assert table.dialect_options["sqlite"]["strict"]


def test_an_outcome_that_is_none_is_refused(tmp_path: Path) -> None:
    """By the file itself, whoever writes to it."""
    history = open_history(tmp_path / "history.sqlite", lambda _: False)
    row = {"attempt": 1, "test": 1, "repeat": 1, "outcome": 6, "seconds": 0.0}
    with pytest.raises(sa.exc.IntegrityError), history.engine.begin() as connection:
        connection.execute(RESULTS.insert().values(row))
    history.close()


def test_attempts_keep_the_candidate_as_it_was_told() -> None:
    """Empty where the run stands for one; the subject says for what it counts."""
    assert not ATTEMPTS.columns["candidate"].nullable
    assert not ATTEMPTS.columns["subject"].nullable
