"""Tracks: what became of a test on one candidate and network, in order.

Flakes are looked for where something failed: `failures` says where, and the attempts of that
candidate, at the gates where the test runs at all, are looked up one by one.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import chain

import sqlalchemy as sa

from gonogo.acceptance import DAYS_COMPARED, NamedTest, Track
from gonogo.evidence import Outcome
from gonogo.store.results_reading import AT_WHICH_IT_RAN
from gonogo.store.results_rows import (
    MICROSECONDS_OF_DAY,
    OUTCOMES,
    Row,
    fetched,
    fit_name,
    micros,
    moment_of,
)
from gonogo.store.results_writing import known_test_ids
from gonogo.store.sqlite import reading

_TROUBLED = """
SELECT f.test, f.subject, r.outcome, a.started_at
FROM failures AS f CROSS JOIN series AS se
CROSS JOIN latest AS l ON l.series = se.id AND l.test = f.test
CROSS JOIN attempts AS a ON a.subject = f.subject AND a.series = se.id
    AND a.faults = ''
CROSS JOIN results AS r ON r.attempt = a.id AND r.test = f.test
WHERE f.last_at >= ? ORDER BY f.test, f.subject, a.started_at, a.id, r.repeat
"""
_TRACKS = f"""
SELECT r.test, a.subject, r.outcome, a.started_at
FROM {AT_WHICH_IT_RAN} CROSS JOIN results AS r ON r.attempt = a.id AND r.test = l.test
WHERE a.faults = ''
ORDER BY a.subject, a.started_at, a.id, r.repeat
"""  # noqa: S608 - Made of our own words alone.


class ResultTracks:
    """The part of the history of results that follows tests over attempts."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def tracks(self, tests: Collection[NamedTest]) -> Mapping[NamedTest, tuple[Track, ...]]:
        """Return the tracks of top-level tests, the one that was tried last at the end."""
        with reading(self._engine) as connection:
            known = known_test_ids(connection, {fit_name(test.top) for test in tests})
            rows = [fetched(connection, _TRACKS, (number,)) for number in known.values()]
            found = _tracks(connection, list(chain.from_iterable(rows)))
        by_test = defaultdict(list)
        for track in found:
            by_test[track.test].append(track)
        return {test: tuple(sorted(by_test[test], key=_tried_last)) for test in by_test}

    def troubled(self, now: datetime, days: int = DAYS_COMPARED) -> tuple[Track, ...]:
        """Return, whole, every track that has a failure of the last days, by name."""
        first = (micros(now) // MICROSECONDS_OF_DAY - days + 1) * MICROSECONDS_OF_DAY
        with reading(self._engine) as connection:
            found = _tracks(connection, fetched(connection, _TROUBLED, (first,)))
        return tuple(sorted(found, key=lambda track: (track.test, track.last_at)))


def _tracks(connection: sa.Connection, rows: Sequence[Row]) -> list[Track]:
    """Return tracks from rows of test, subject, outcome and start, oldest first in each."""
    numbers: dict[tuple[int, int], list[int]] = defaultdict(list)
    last: dict[tuple[int, int], int] = {}
    for test, subject, outcome, started_at in rows:
        numbers[test, subject].append(outcome)
        last[test, subject] = started_at
    tests = _named(connection, "tests", ("package", "name"), {test for test, _ in numbers})
    about = ("network", "candidate")
    subjects = _named(connection, "subjects", about, {subject for _, subject in numbers})
    return [
        Track(NamedTest(*tests[test]), *subjects[subject], _outcomes(told), moment_of(last[key]))
        for key, told in numbers.items()
        for test, subject in (key,)
    ]


def _outcomes(numbers: Sequence[int]) -> tuple[Outcome, ...]:
    return tuple(OUTCOMES[number] for number in numbers)


def _named(
    connection: sa.Connection, table: str, columns: tuple[str, str], ids: Collection[int]
) -> dict[int, tuple[str, str]]:
    # The names of tables and columns are ours; what was told is bound.
    query = (
        f"SELECT named.id, {', '.join(columns)} FROM json_each(?) AS asked"  # noqa: S608
        f" CROSS JOIN {table} AS named ON named.id = asked.value"
    )
    rows = fetched(connection, query, (json.dumps(sorted(ids)),))
    return {number: (first, second) for number, first, second in rows}


def _tried_last(track: Track) -> tuple[datetime, str, str]:
    return (track.last_at, track.network, track.candidate)
