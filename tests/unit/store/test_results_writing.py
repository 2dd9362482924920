"""Recording results: at once or not at all, and with several processes."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.acceptance import Tally
from gonogo.project import WorkspaceError
from gonogo.store import SQLiteHistory, SQLiteResults, open_history
from tests.contract.store.past import DEPOSIT, NOON, TRANSFER, attempt, result

RECORDS = """
import sys
from pathlib import Path
from gonogo.store import SQLiteResults, open_history
from tests.contract.store.past import NOON, attempt, result
history = open_history(Path(sys.argv[1]), lambda _: False)
results = SQLiteResults(history.engine)
for number in range(10):
    results.record(attempt(sys.argv[2], number=number + 1), [result()], NOON)
    results.record(attempt("shared", number=number + 1), [result()], NOON)
history.close()
"""


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[SQLiteHistory]:
    history = open_history(tmp_path / "history.sqlite", lambda _: False)
    yield history
    history.close()


def test_processes_that_record_at_once_lose_nothing(opened: SQLiteHistory, tmp_path: Path) -> None:
    """Each run's own attempts, and once those that all of them recorded."""
    command = [sys.executable, "-c", RECORDS, str(tmp_path / "history.sqlite")]
    started = [
        subprocess.Popen([*command, name], cwd=Path(__file__).parents[3])  # noqa: S603
        for name in "abc"
    ]

    assert [process.wait() for process in started] == [0, 0, 0]
    assert SQLiteResults(opened.engine).rates(NOON)[0].recent == Tally(passed=40)


def test_an_attempt_is_recorded_whole_or_not_at_all(opened: SQLiteHistory) -> None:
    """What breaks in the middle leaves the attempt as it was begun."""
    results = SQLiteResults(opened.engine)
    results.begin(attempt())
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE failures")

    with pytest.raises(WorkspaceError, match="failures"):
        results.record(attempt(), [result(DEPOSIT), result(letter="F")], NOON)

    assert results.of_test(TRANSFER, 5) == ()
    assert results.rates(NOON) == ()
    assert results.unended() == (attempt(),)


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE results SET outcome = 9",
        "UPDATE results SET outcome = 'passed'",
        "UPDATE attempts SET started_at = 'yesterday'",
        "UPDATE daily SET passed = 'all'",
    ],
)
def test_what_cannot_be_read_back_cannot_be_written(opened: SQLiteHistory, edit: str) -> None:
    """The file itself refuses values that no result has."""
    results = SQLiteResults(opened.engine)
    results.record(attempt(), [result(letter="F")], NOON)

    with (
        pytest.raises(Exception, match=r"constraint|cannot store"),
        opened.engine.begin() as connection,
    ):
        connection.exec_driver_sql(edit)


def test_a_kind_that_nobody_knows_decides_nothing(opened: SQLiteHistory) -> None:
    """It is a label; the outcome beside it stays."""
    results = SQLiteResults(opened.engine)
    results.record(attempt(), [result(letter="F")], NOON)
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE results SET kind = 'fine'")

    assert results.latest()[0].outcome.value == "failed"
