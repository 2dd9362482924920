"""Grids of a gate, as they come from the file."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from gonogo.acceptance import NamedTest
from gonogo.evidence import Outcome
from gonogo.store import SQLiteHistory, SQLiteResults, open_history
from tests.contract.store.past import DEPOSIT, NOON, TRANSFER, attempt, result


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[SQLiteHistory]:
    history = open_history(tmp_path / "history.sqlite", lambda _: False)
    yield history
    history.close()


def test_the_worst_of_several_results_is_shown(opened: SQLiteHistory) -> None:
    """In whichever order they were recorded, a cell that hides a failure does not exist."""
    results = SQLiteResults(opened.engine)
    results.record(attempt(), [result(letter="F"), result(letter="P")], NOON)
    results.record(attempt("run-b"), [result(letter="P"), result(letter="E")], NOON)

    (row,) = results.grid("base").rows

    assert row.cells == (Outcome.FAILED, Outcome.ERRORED)


def test_what_an_attempt_had_no_result_of_is_empty(opened: SQLiteHistory) -> None:
    """An empty cell is neither a pass nor a failure."""
    results = SQLiteResults(opened.engine)
    results.record(attempt(ago=timedelta(hours=2)), [result(TRANSFER)], NOON)
    results.record(attempt("run-b"), [result(DEPOSIT, "F")], NOON)

    grid = results.grid("base")

    assert [(row.test.name, row.cells) for row in grid.rows] == [
        ("TestDeposit", (None, Outcome.FAILED)),
        ("TestTransfer", (Outcome.PASSED, None)),
    ]


def test_subtests_have_no_row(opened: SQLiteHistory) -> None:
    """They are parts of the test that has one."""
    results = SQLiteResults(opened.engine)
    part = NamedTest(TRANSFER.package, "TestTransfer/of_much")
    results.record(attempt(), [result(TRANSFER), result(part, "F")], NOON)

    assert [row.test for row in results.grid("base").rows] == [TRANSFER]


def test_an_attempt_without_results_has_a_column(opened: SQLiteHistory) -> None:
    """It began, and nothing came of it: that shows."""
    results = SQLiteResults(opened.engine)
    results.record(attempt(ago=timedelta(hours=1)), [result()], NOON)
    results.begin(attempt("run-b"))

    grid = results.grid("base")

    assert [each.run for each in grid.attempts] == ["run-a", "run-b"]
    assert grid.rows[0].cells == (Outcome.PASSED, None)
