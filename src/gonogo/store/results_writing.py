"""Record attempts at gates, their results, and all that follows from those, at once.

The measured shape: one transaction an attempt, rows through the driver, the tables that
follow (`daily`, `latest`, `failures`) raised by what this attempt adds.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from gonogo.acceptance import Attempt, NamedTest, Result
from gonogo.evidence import Outcome
from gonogo.store.results_rows import (
    MICROSECONDS_OF_DAY,
    NUMBERS,
    Row,
    fetched,
    fit,
    fit_name,
    kept_message,
    micros,
    row_of,
)
from gonogo.store.sqlite import writing

_SKIPPED = 3
"""The column of `daily`, behind the first three, for whatever was not asked."""


class _Kept(NamedTuple):
    """A result on its way into the file."""

    test: int
    """The id that the file knows the test by."""
    repeat: int
    """Its number among those of its test in the attempt."""
    result: Result


class ResultRecording:
    """The part of the history of results that records."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def begin(self, attempt: Attempt) -> None:
        """Record that an attempt starts; again changes nothing."""
        with writing(self._engine) as connection:
            _begin(connection, attempt)

    def record(self, attempt: Attempt, results: Sequence[Result], ended_at: datetime) -> None:
        """Record what an attempt came to, with everything that follows; the first time stays."""
        with writing(self._engine) as connection:
            key, series, subject, started_at, was_ended = _begin(connection, attempt)
            # Recorded again after a crash, or by somebody else: what came first stays.
            if was_ended is not None:
                return
            ended = (micros(ended_at), fit("\n".join(attempt.faults)), key)
            query = "UPDATE attempts SET ended_at = ?, faults = ? WHERE id = ?"
            connection.exec_driver_sql(query, ended)
            if not results:
                return
            kept = _numbered(results, _test_ids(connection, results))
            _insert(connection, key, kept)
            _raise_latest(connection, (series, key, started_at), kept)
            # What was broken on purpose failed as it should, and says nothing about the test.
            if attempt.faults:
                return
            top = [each for each in kept if _is_top(each.result.test)]
            _raise_daily(connection, started_at // MICROSECONDS_OF_DAY, series, top)
            _raise_failures(connection, subject, started_at, top)


def _is_top(test: NamedTest) -> bool:
    return not (test.is_subtest or test.is_package)


def _begin(connection: sa.Connection, attempt: Attempt) -> Row:
    """Return the id, series, subject, start and end of an attempt, begun if it was not."""
    network = fit(attempt.network)
    series = _id_of(connection, "series", ("gate", "network"), (fit(attempt.gate), network))
    name = (fit(attempt.run), series, attempt.number)
    query = (
        "SELECT id, series, subject, started_at, ended_at FROM attempts"
        " WHERE run_id = ? AND series = ? AND number = ?"
    )
    known = fetched(connection, query, name)
    if known:
        return known[0]
    about = (fit(attempt.subject), network)
    subject = _id_of(connection, "subjects", ("candidate", "network"), about)
    connection.exec_driver_sql(
        "INSERT INTO attempts (run_id, series, number, subject, candidate, started_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (*name, subject, fit(attempt.candidate), micros(attempt.started_at)),
    )
    return fetched(connection, query, name)[0]


def _id_of(
    connection: sa.Connection, table: str, columns: tuple[str, str], values: tuple[str, str]
) -> int:
    """Return the id of a pair of names, which is given one when it is new."""
    first, second = columns
    # The names of tables and columns are ours; what was told is bound.
    query = f"SELECT id FROM {table} WHERE {first} = ? AND {second} = ?"  # noqa: S608
    known = fetched(connection, query, values)
    if not known:
        new = f"INSERT INTO {table} ({first}, {second}) VALUES (?, ?)"  # noqa: S608
        connection.exec_driver_sql(new, values)
        known = fetched(connection, query, values)
    number: int = known[0][0]
    return number


def known_test_ids(
    connection: sa.Connection, names: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """Return the ids of those packages and names that have one, looked up at once."""
    query = (
        "SELECT t.id, t.package, t.name FROM json_each(?) AS asked CROSS JOIN tests AS t"
        " ON t.package = json_extract(asked.value, '$[0]')"
        " AND t.name = json_extract(asked.value, '$[1]')"
    )
    rows = fetched(connection, query, (json.dumps(list(names)),))
    return {(package, name): number for number, package, name in rows}


def _test_ids(connection: sa.Connection, results: Iterable[Result]) -> list[int]:
    """Return the id of each result's test, which is given one when it is new."""
    names = [fit_name(result.test) for result in results]
    known = known_test_ids(connection, set(names))
    new = {name for name in names if name not in known}
    if new:
        connection.exec_driver_sql(
            "INSERT INTO tests (package, name, is_top) VALUES (?, ?, ?)",
            [(*name, int(_is_top(NamedTest(*name)))) for name in sorted(new)],
        )
        known |= known_test_ids(connection, new)
    return [known[name] for name in names]


def _numbered(results: Sequence[Result], tests: Sequence[int]) -> list[_Kept]:
    """Give each result of a test its own number, since every result that came counts."""
    taken: set[tuple[int, int]] = set()
    kept = []
    for result, test in zip(results, tests, strict=True):
        number = result.attempt
        while (test, number) in taken:
            number += 1
        taken.add((test, number))
        kept.append(_Kept(test, number, result))
    return kept


def _insert(connection: sa.Connection, attempt: int, kept: Sequence[_Kept]) -> None:
    connection.exec_driver_sql(
        "INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(attempt, test, repeat, *row_of(result)) for test, repeat, result in kept],
    )
    messages = [
        (attempt, test, repeat, kept_message(result.message))
        for test, repeat, result in kept
        if result.message
    ]
    if messages:
        connection.exec_driver_sql("INSERT INTO messages VALUES (?, ?, ?, ?)", messages)


def _raise_daily(connection: sa.Connection, day: int, series: int, top: Sequence[_Kept]) -> None:
    counted: dict[int, list[int]] = {}
    for test, _, result in top:
        counts = counted.setdefault(test, [0, 0, 0, 0])
        counts[min(NUMBERS[result.outcome], _SKIPPED)] += 1
    if counted:
        connection.exec_driver_sql(
            "INSERT INTO daily VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " passed = passed + excluded.passed, failed = failed + excluded.failed,"
            " errored = errored + excluded.errored, skipped = skipped + excluded.skipped",
            [(day, series, test, *counts) for test, counts in counted.items()],
        )


def _raise_latest(
    connection: sa.Connection, place: tuple[int, int, int], kept: Sequence[_Kept]
) -> None:
    """Put what this attempt ended with where the newest stands, unless a newer one does.

    Args:
        connection: Where to write.
        place: The series, the attempt and when it started.
        kept: All its results.
    """
    series, attempt, started_at = place
    last: dict[int, int] = {}
    for test, repeat, _ in kept:
        last[test] = max(repeat, last.get(test, 0))
    rows = [(series, test, attempt, repeat, started_at) for test, repeat in last.items()]
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO latest VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " attempt = excluded.attempt, repeat = excluded.repeat,"
            " started_at = excluded.started_at WHERE (excluded.started_at, excluded.attempt)"
            " > (latest.started_at, latest.attempt)",
            rows,
        )


def _raise_failures(
    connection: sa.Connection, subject: int, started_at: int, top: Sequence[_Kept]
) -> None:
    failed = Counter(test for test, _, result in top if result.outcome is Outcome.FAILED)
    if failed:
        connection.exec_driver_sql(
            "INSERT INTO failures VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " count = count + excluded.count, last_at = max(last_at, excluded.last_at)",
            [(subject, test, count, started_at) for test, count in failed.items()],
        )
