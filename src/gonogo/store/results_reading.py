"""Ask the history of results: rates, grids, tracks and the past of one test.

Every query is bounded by an index, and was measured at ten million results (`benchmarks/
results.py`). SQL is written out, since its shape is what was measured; values are bound.
"""

import json
import statistics
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain

import sqlalchemy as sa

from gonogo.acceptance import DAYS_COMPARED, Attempt, NamedTest, PastResult, Rates, Tally, Track
from gonogo.evidence import Outcome
from gonogo.store.results_rows import (
    ATTEMPT_COLUMNS,
    MICROSECONDS_OF_DAY,
    NUMBERS,
    OUTCOMES,
    RESULT_COLUMNS,
    Row,
    attempt_of,
    fetched,
    fit,
    micros,
    moment_of,
    result_of,
)
from gonogo.store.results_writing import known_test_ids
from gonogo.store.sqlite import reading

_PASSES_OF_MEDIAN = 9
_ATTEMPT_WIDTH = 8

_RESULTS = f"""
SELECT {ATTEMPT_COLUMNS}, {RESULT_COLUMNS}
FROM {{found}} CROSS JOIN attempts AS a ON a.id = r.attempt
CROSS JOIN series AS se ON se.id = a.series CROSS JOIN tests AS t ON t.id = r.test
LEFT JOIN messages AS m ON m.attempt = r.attempt AND m.test = r.test AND m.repeat = r.repeat
"""  # noqa: S608 - Made of our own words alone.
_OF_TEST = _RESULTS.format(found="results AS r")
_LATEST = _RESULTS.format(
    found="latest AS l CROSS JOIN results AS r"
    " ON r.attempt = l.attempt AND r.test = l.test AND r.repeat = l.repeat"
)
_TROUBLED = """
SELECT f.test, f.subject, r.outcome, a.started_at
FROM failures AS f CROSS JOIN attempts AS a ON a.subject = f.subject
CROSS JOIN results AS r ON r.attempt = a.id AND r.test = f.test
WHERE f.last_at >= ? ORDER BY f.test, f.subject, a.started_at, a.id, r.repeat
"""
_TRACKS = """
SELECT r.test, a.subject, r.outcome, a.started_at
FROM results AS r CROSS JOIN attempts AS a ON a.id = r.attempt
WHERE r.test = ? ORDER BY a.subject, a.started_at, a.id, r.repeat
"""


class ResultQueries:
    """The part of the history of results that answers about tests."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def seconds_of(self, tests: Collection[NamedTest]) -> Mapping[NamedTest, float]:
        """Return the median of the last few passes of each test that passed."""
        query = (
            "SELECT seconds FROM results WHERE test = ? AND outcome = ?"
            " ORDER BY attempt DESC LIMIT ?"
        )
        found = {}
        with reading(self._engine) as connection:
            for test, number in known_test_ids(connection, tests).items():
                wanted = (number, NUMBERS[Outcome.PASSED], _PASSES_OF_MEDIAN)
                passes = [seconds for (seconds,) in fetched(connection, query, wanted)]
                if passes:
                    found[test] = statistics.median(passes)
        return found

    def rates(
        self,
        now: datetime,
        days: int = DAYS_COMPARED,
        *,
        gate: str | None = None,
        network: str | None = None,
    ) -> tuple[Rates, ...]:
        """Compare the last days with as many before them, by name of the tests."""
        today = micros(now) // MICROSECONDS_OF_DAY
        middle = today - days + 1
        only, bound = of_series(gate, network)
        recent = ", ".join(_summed("recent", f"day >= {middle:d}"))
        before = ", ".join(_summed("before", f"day < {middle:d}"))
        query = f"""
            SELECT t.package, t.name, d.* FROM (
                SELECT test, {recent}, {before} FROM daily
                WHERE day BETWEEN ? AND ? AND {only} GROUP BY test
            ) AS d CROSS JOIN tests AS t ON t.id = d.test ORDER BY t.package, t.name
        """  # noqa: S608 - As above.
        with reading(self._engine) as connection:
            rows = fetched(connection, query, (middle - days, today, *bound))
        return tuple(
            Rates(NamedTest(row[0], row[1]), Tally(*row[3:7]), Tally(*row[7:11])) for row in rows
        )

    def of_test(
        self,
        test: NamedTest,
        limit: int,
        *,
        gate: str | None = None,
        network: str | None = None,
    ) -> tuple[PastResult, ...]:
        """Return the newest results of a test or subtest, newest first."""
        only, bound = of_series(gate, network, "a.series")
        query = (
            f"{_OF_TEST} WHERE r.test = ? AND {only}"
            " ORDER BY a.started_at DESC, a.id DESC, r.repeat DESC LIMIT ?"
        )
        with reading(self._engine) as connection:
            number = known_test_ids(connection, [test]).get(test)
            rows = fetched(connection, query, (number, *bound, limit)) if number else []
        return tuple(_results(rows))

    def latest(
        self, gate: str | None = None, *, network: str | None = None
    ) -> tuple[PastResult, ...]:
        """Return the newest result of each top-level test, by name."""
        only, bound = of_series(gate, network, "l.series")
        query = f"{_LATEST} WHERE {only} ORDER BY l.started_at, l.attempt"
        with reading(self._engine) as connection:
            rows = fetched(connection, query, bound)
        newest = {result.test: result for result in _results(rows)}
        return tuple(newest[test] for test in sorted(newest))

    def tracks(self, tests: Collection[NamedTest]) -> Mapping[NamedTest, tuple[Track, ...]]:
        """Return the tracks of top-level tests, the one that was tried last at the end."""
        with reading(self._engine) as connection:
            known = known_test_ids(connection, {test.top for test in tests})
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

    def unended(self) -> tuple[Attempt, ...]:
        """Return the attempts whose results never came, or not yet, oldest first."""
        query = (
            f"SELECT {ATTEMPT_COLUMNS} FROM attempts AS a CROSS JOIN series AS se"  # noqa: S608
            " ON se.id = a.series WHERE a.ended_at IS NULL ORDER BY a.started_at, a.id"
        )
        with reading(self._engine) as connection:
            return tuple(attempt_of(row) for row in fetched(connection, query))

    def names(self) -> tuple[NamedTest, ...]:
        """Return every test and subtest that ever had a result, in order."""
        with reading(self._engine) as connection:
            rows = fetched(connection, "SELECT package, name FROM tests ORDER BY package, name")
        return tuple(NamedTest(*row) for row in rows)


def of_series(
    gate: str | None, network: str | None, column: str = "series"
) -> tuple[str, tuple[str, ...]]:
    """Return the condition that something is of a gate, a network or both, and what it binds."""
    given = {"gate": gate, "network": network}
    told = {name: fit(value) for name, value in given.items() if value is not None}
    if not told:
        return "1", ()
    which = " AND ".join(f"{name} = ?" for name in told)
    return f"{column} IN (SELECT id FROM series WHERE {which})", tuple(told.values())  # noqa: S608


def _summed(name: str, when: str) -> Iterable[str]:
    for column in ("passed", "failed", "errored", "skipped"):
        yield f"coalesce(sum({column}) FILTER (WHERE {when}), 0) AS {name}_{column}"


def _results(rows: Sequence[Row]) -> Iterable[PastResult]:
    attempts: dict[int, Attempt] = {}
    for row in rows:
        if row[0] not in attempts:
            attempts[row[0]] = attempt_of(row[:_ATTEMPT_WIDTH])
        yield result_of(attempts[row[0]], row[_ATTEMPT_WIDTH:])


def _tracks(connection: sa.Connection, rows: Sequence[Row]) -> list[Track]:
    """Return tracks from rows of test, subject, outcome and start, oldest first in each."""
    outcomes: dict[tuple[int, int], list[Outcome]] = defaultdict(list)
    last: dict[tuple[int, int], int] = {}
    for test, subject, outcome, started_at in rows:
        outcomes[test, subject].append(OUTCOMES[outcome])
        last[test, subject] = started_at
    tests = _named(connection, "tests", ("package", "name"), {test for test, _ in outcomes})
    about = ("network", "candidate")
    subjects = _named(connection, "subjects", about, {subject for _, subject in outcomes})
    return [
        Track(NamedTest(*tests[test]), *subjects[subject], tuple(told), moment_of(last[key]))
        for key, told in outcomes.items()
        for test, subject in (key,)
    ]


def _named(
    connection: sa.Connection, table: str, columns: tuple[str, str], ids: Collection[int]
) -> dict[int, tuple[str, str]]:
    query = (
        f"SELECT named.id, {', '.join(columns)} FROM json_each(?) AS asked"  # noqa: S608
        f" CROSS JOIN {table} AS named ON named.id = asked.value"
    )
    rows = fetched(connection, query, (json.dumps(sorted(ids)),))
    return {number: (first, second) for number, first, second in rows}


def _tried_last(track: Track) -> tuple[datetime, str, str]:
    return (track.last_at, track.network, track.candidate)
