"""Tracks of tests, as they come from the file."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from gonogo.store import SQLiteHistory, SQLiteResults, open_history
from tests.contract.store.past import (
    CANDIDATE,
    DEPOSIT,
    NOON,
    OTHER_CANDIDATE,
    TRANSFER,
    attempt,
    outcomes,
    record,
    result,
)


@pytest.fixture
def results(tmp_path: Path) -> Iterator[SQLiteResults]:
    history: SQLiteHistory = open_history(tmp_path / "history.sqlite", lambda _: False)
    yield SQLiteResults(history.engine)
    history.close()


def test_several_results_of_one_attempt_are_all_in_the_track(results: SQLiteResults) -> None:
    """A test that failed and passed within a run is a flake of that run."""
    results.record(attempt(), [result(letter="F"), result(letter="P")], NOON)

    (track,) = results.tracks([TRANSFER])[TRANSFER]

    assert track.outcomes == outcomes("FP")


def test_a_track_follows_one_candidate_over_gates(results: SQLiteResults) -> None:
    """Two gates that ask for one test try the same thing."""
    results.record(attempt(ago=timedelta(hours=2)), [result(letter="F")], NOON)
    results.record(attempt(gate="isthmus"), [result(letter="P")], NOON)

    (track,) = results.tracks([TRANSFER])[TRANSFER]

    assert track.outcomes == outcomes("FP")


def test_only_tracks_with_a_failure_are_troubled(results: SQLiteResults) -> None:
    """And they come whole, with what was before the days that are looked at."""
    record(results, "PPF", first=timedelta(days=3))
    record(results, "PPP", test=DEPOSIT)
    record(results, "PPP", candidate=OTHER_CANDIDATE)

    found = results.troubled(NOON)

    assert [(each.test, each.candidate) for each in found] == [(TRANSFER, CANDIDATE)]
    assert found[0].outcomes == outcomes("PPF")


def test_trouble_of_long_ago_is_over(results: SQLiteResults) -> None:
    """A candidate that nobody tests any more troubles nobody."""
    record(results, "F", first=timedelta(days=30))

    assert results.troubled(NOON, days=14) == ()
    assert len(results.troubled(NOON, days=31)) == 1
