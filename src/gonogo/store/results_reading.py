"""Ask the history of results: rates, durations, what came last, and the past of one test.

Every query is bounded by an index, and was measured at ten million results (`benchmarks/
results.py`). SQL is written out, since its shape is what was measured; values are bound.
"""

import json
import statistics
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from gonogo.acceptance import DAYS_COMPARED, Attempt, NamedTest, PastResult, Rates, Tally
from gonogo.evidence import Outcome
from gonogo.store.results_rows import (
    ATTEMPT_COLUMNS,
    MICROSECONDS_OF_DAY,
    NUMBERS,
    RESULT_COLUMNS,
    Row,
    attempt_of,
    fetched,
    fit,
    fit_name,
    micros,
    result_of,
)
from gonogo.store.results_writing import known_test_ids
from gonogo.store.sqlite import reading

_PASSED = NUMBERS[Outcome.PASSED]
# How long a test takes now is asked, and not how long it took a year ago.
_ATTEMPTS_TIMED = 20
_ATTEMPT_WIDTH = 9

# CROSS JOIN keeps SQLite to the order as it is written, in which each step is one look into an
# index; its own planner does not know which table is the large one.
AT_WHICH_IT_RAN = """
series AS se CROSS JOIN latest AS l ON l.series = se.id AND l.test = ?
CROSS JOIN attempts AS a ON a.series = se.id
"""
"""Every attempt at a gate where a test has run; binds the test."""

_RESULTS = f"""
SELECT {ATTEMPT_COLUMNS}, {RESULT_COLUMNS}
FROM {{found}} CROSS JOIN attempts AS a ON a.id = r.attempt
CROSS JOIN series AS se ON se.id = a.series CROSS JOIN tests AS t ON t.id = r.test
LEFT JOIN messages AS m ON m.attempt = r.attempt AND m.test = r.test AND m.repeat = r.repeat
"""  # noqa: S608 - Made of our own words alone.
_OF_TEST = _RESULTS.format(
    found=f"""(
        SELECT r.* FROM {AT_WHICH_IT_RAN} CROSS JOIN results AS r
        ON r.attempt = a.id AND r.test = l.test WHERE {{only}}
        ORDER BY a.started_at DESC, a.id DESC, r.repeat DESC LIMIT ?
    ) AS r"""  # noqa: S608 - As above.
)
_LATEST = _RESULTS.format(
    found="latest AS l CROSS JOIN results AS r"
    " ON r.attempt = l.attempt AND r.test = l.test AND r.repeat = l.repeat"
)
_TALLIES = """
SELECT test, sum(passed), sum(failed), sum(errored), sum(skipped) FROM daily
WHERE day BETWEEN ? AND ?
"""
_NONE = Tally()
_SERIES_OF_TESTS = """
SELECT se.id FROM series AS se WHERE EXISTS (
    SELECT 1 FROM json_each(?) AS asked CROSS JOIN latest AS l
    ON l.series = se.id AND l.test = asked.value)
"""
_PASSES = """
SELECT r.test, r.seconds FROM (
    SELECT id FROM attempts WHERE series = ? ORDER BY started_at DESC, id DESC LIMIT ?
) AS a CROSS JOIN results AS r ON r.attempt = a.id WHERE r.outcome = ?
"""


class ResultQueries:
    """The part of the history of results that answers about tests."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def seconds_of(self, tests: Collection[NamedTest]) -> Mapping[NamedTest, float]:
        """Return the median of each test's passes in the newest attempts of where it runs."""
        names = {fit_name(test): test for test in tests}
        took: dict[NamedTest, list[float]] = defaultdict(list)
        with reading(self._engine) as connection:
            known = known_test_ids(connection, names)
            by_id = {number: names[name] for name, number in known.items()}
            # One parameter however many are asked for: SQLite bounds how many there may be.
            asked = json.dumps(list(by_id))
            for (series,) in fetched(connection, _SERIES_OF_TESTS, (asked,)):
                wanted = (series, _ATTEMPTS_TIMED, _PASSED)
                for test, seconds in fetched(connection, _PASSES, wanted):
                    if test in by_id:
                        took[by_id[test]].append(seconds)
        return {test: statistics.median(seconds) for test, seconds in took.items()}

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
        # Twice half of the days takes a quarter less time than both halves in one query.
        query = f"{_TALLIES} AND {only} GROUP BY test"
        with reading(self._engine) as connection:
            recent = _tallies(fetched(connection, query, (middle, today, *bound)))
            before = _tallies(fetched(connection, query, (middle - days, middle - 1, *bound)))
            rows = fetched(connection, "SELECT package, name, id FROM tests WHERE is_top")
        return tuple(
            Rates(NamedTest(package, name), recent.get(test, _NONE), before.get(test, _NONE))
            for package, name, test in sorted(rows)
            if test in recent or test in before
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
        newest_first = "ORDER BY a.started_at DESC, a.id DESC, r.repeat DESC"
        query = f"{_OF_TEST.replace('{only}', only)} {newest_first}"
        with reading(self._engine) as connection:
            number = known_test_ids(connection, [fit_name(test)]).get(fit_name(test))
            rows = fetched(connection, query, (number, *bound, limit))
        return tuple(_results(rows))

    def latest(
        self, gate: str | None = None, *, network: str | None = None
    ) -> tuple[PastResult, ...]:
        """Return the newest result of each top-level test, by name."""
        only, bound = of_series(gate, network, "l.series")
        query = f"{_LATEST} WHERE t.is_top AND {only} ORDER BY l.started_at, l.attempt"
        with reading(self._engine) as connection:
            rows = fetched(connection, query, bound)
        newest = {result.test: result for result in _results(rows)}
        return tuple(newest[test] for test in sorted(newest))

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

    def tried(self) -> tuple[tuple[str, str], ...]:
        """Return of which gates there were ever attempts on which networks, in order."""
        with reading(self._engine) as connection:
            rows = fetched(connection, "SELECT DISTINCT gate, network FROM series ORDER BY 1, 2")
        return tuple((gate, network) for gate, network in rows)


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


def _tallies(rows: Sequence[Row]) -> dict[int, Tally]:
    return {row[0]: Tally(*row[1:]) for row in rows}


def _results(rows: Sequence[Row]) -> Iterable[PastResult]:
    attempts: dict[int, Attempt] = {}
    for row in rows:
        if row[0] not in attempts:
            attempts[row[0]] = attempt_of(row[:_ATTEMPT_WIDTH])
        yield result_of(attempts[row[0]], row[_ATTEMPT_WIDTH:])
