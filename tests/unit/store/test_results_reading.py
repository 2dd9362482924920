"""Questions to the history of results, as far as the file has a part in the answer."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from gonogo.acceptance import NamedTest, Tally
from gonogo.store import SQLiteHistory, SQLiteResults, open_history
from gonogo.store.results_reading import of_series
from tests.contract.store.past import DEPOSIT, NOON, TRANSFER, attempt, result


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[SQLiteHistory]:
    history = open_history(tmp_path / "history.sqlite", lambda _: False)
    yield history
    history.close()


@pytest.mark.parametrize(
    ("gate", "network", "condition", "bound"),
    [
        (None, None, "1", ()),
        ("base", None, "series IN (SELECT id FROM series WHERE gate = ?)", ("base",)),
        (None, "eris", "series IN (SELECT id FROM series WHERE network = ?)", ("eris",)),
        (
            "base",
            "",
            "series IN (SELECT id FROM series WHERE gate = ? AND network = ?)",
            ("base", ""),
        ),
    ],
)
def test_what_was_asked_for_is_bound_and_never_written_into_a_query(
    gate: str | None, network: str | None, condition: str, bound: tuple[str, ...]
) -> None:
    """Empty is a network of its own: none was named; None asks for all."""
    assert of_series(gate, network) == (condition, bound)


@pytest.mark.parametrize("name", ["'; DROP TABLE tests; --", "Test%", "a\0b", "\ud83d", "…"])
def test_any_name_can_be_asked_for(opened: SQLiteHistory, name: str) -> None:
    """A test may be called anything, and asking for it finds it and nothing else."""
    results = SQLiteResults(opened.engine)
    odd = NamedTest("pkg", name)
    results.record(attempt(), [result(odd), result(TRANSFER)], NOON)

    assert len(results.of_test(odd, 10)) == 1
    assert results.seconds_of([odd]) == {odd: 1.0}
    assert set(results.tracks([TRANSFER])) == {TRANSFER}


def test_only_the_last_few_attempts_say_how_long_a_test_takes(opened: SQLiteHistory) -> None:
    """A test that became slow is not planned by how quick it was long ago."""
    results = SQLiteResults(opened.engine)
    for number in range(40):
        seconds = 1.0 if number < 20 else 60.0
        held = attempt(f"run-{number}", ago=timedelta(hours=40 - number))
        results.record(held, [result(seconds=seconds)], held.started_at)

    assert results.seconds_of([TRANSFER]) == {TRANSFER: 60.0}


def test_the_newest_result_is_that_of_the_newest_attempt(opened: SQLiteHistory) -> None:
    """Also where an older one was recorded after it."""
    results = SQLiteResults(opened.engine)
    results.record(attempt("new"), [result(letter="F")], NOON)
    results.record(attempt("old", ago=timedelta(days=1)), [result(letter="P")], NOON)

    (latest,) = results.latest()

    assert latest.attempt.run == "new"


def test_halves_of_a_window_do_not_overlap(opened: SQLiteHistory) -> None:
    """Each day counts once: today is of the last days, and the day before them is not."""
    results = SQLiteResults(opened.engine)
    for days in range(5):
        results.record(attempt(f"run-{days}", ago=timedelta(days=days)), [result(DEPOSIT)], NOON)

    (rates,) = results.rates(NOON, days=2)

    assert (rates.recent, rates.before) == (Tally(passed=2), Tally(passed=2))
