"""Record attempts at gates, their results, and all that follows from those, at once.

The measured shape: one transaction an attempt, rows through the driver, the tables that
follow (`daily`, `latest`, `failures`) raised by what this attempt adds.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from gonogo.acceptance import Attempt, NamedTest, Result
from gonogo.evidence import Outcome
from gonogo.store.results_rows import (
    MICROSECONDS_OF_DAY,
    NUMBERS,
    Row,
    fetched,
    fit,
    fit_test,
    kept_message,
    micros,
    row_of,
)
from gonogo.store.sqlite import writing

Numbered = tuple[Result, int]
"""A result, and its number among those of its test in the attempt."""


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
            if was_ended is not None:
                return
            ended = (micros(ended_at), key)
            connection.exec_driver_sql("UPDATE attempts SET ended_at = ? WHERE id = ?", ended)
            if not results:
                return
            numbered = _numbered(results)
            tests = _test_ids(connection, {result.test for result, _ in numbered})
            _insert(connection, key, numbered, tests)
            top = [each for each in numbered if _is_top(each[0].test)]
            _raise_daily(connection, started_at // MICROSECONDS_OF_DAY, series, top, tests)
            _raise_latest(connection, (series, key, started_at), top, tests)
            _raise_failures(connection, subject, started_at, top, tests)


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


def known_test_ids(connection: sa.Connection, tests: Iterable[NamedTest]) -> dict[NamedTest, int]:
    """Return the ids of those tests that have one, looked up at once."""
    names = {test: fit_test(test) for test in tests}
    query = (
        "SELECT t.id, t.package, t.name FROM json_each(?) AS asked CROSS JOIN tests AS t"
        " ON t.package = json_extract(asked.value, '$[0]')"
        " AND t.name = json_extract(asked.value, '$[1]')"
    )
    rows = fetched(
        connection, query, (json.dumps([(each.package, each.name) for each in names.values()]),)
    )
    ids = {NamedTest(package, name): number for number, package, name in rows}
    return {test: ids[name] for test, name in names.items() if name in ids}


def _test_ids(connection: sa.Connection, tests: Collection[NamedTest]) -> dict[NamedTest, int]:
    known = known_test_ids(connection, tests)
    new = [test for test in tests if test not in known]
    if new:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO tests (package, name, is_top) VALUES (?, ?, ?)",
            [(each.package, each.name, int(_is_top(each))) for each in new],
        )
        known |= known_test_ids(connection, new)
    return known


def _numbered(results: Sequence[Result]) -> list[Numbered]:
    """Give each result of a test its own number, since every result that came counts."""
    taken: set[tuple[NamedTest, int]] = set()
    numbered = []
    for result in results:
        test, number = fit_test(result.test), result.attempt
        while (test, number) in taken:
            number += 1
        taken.add((test, number))
        numbered.append((replace(result, test=test), number))
    return numbered


def _insert(
    connection: sa.Connection,
    attempt: int,
    numbered: Sequence[Numbered],
    tests: Mapping[NamedTest, int],
) -> None:
    connection.exec_driver_sql(
        "INSERT INTO results VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(attempt, tests[each.test], number, *row_of(each)) for each, number in numbered],
    )
    messages = [
        (attempt, tests[each.test], number, kept_message(each.message))
        for each, number in numbered
        if each.message
    ]
    if messages:
        connection.exec_driver_sql("INSERT INTO messages VALUES (?, ?, ?, ?)", messages)


def _raise_daily(
    connection: sa.Connection,
    day: int,
    series: int,
    top: Sequence[Numbered],
    tests: Mapping[NamedTest, int],
) -> None:
    counted = Counter((tests[each.test], NUMBERS[each.outcome]) for each, _ in top)
    rows = []
    for test in {test for test, _ in counted}:
        passed, failed, errored, *others = (counted[test, number] for number in NUMBERS.values())
        rows.append((day, series, test, passed, failed, errored, sum(others)))
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO daily VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " passed = passed + excluded.passed, failed = failed + excluded.failed,"
            " errored = errored + excluded.errored, skipped = skipped + excluded.skipped",
            rows,
        )


def _raise_latest(
    connection: sa.Connection,
    place: tuple[int, int, int],
    top: Sequence[Numbered],
    tests: Mapping[NamedTest, int],
) -> None:
    """Put what this attempt ended with where the newest stands, unless a newer one does.

    Args:
        connection: Where to write.
        place: The series, the attempt and when it started.
        top: The results of top-level tests.
        tests: Their ids.
    """
    series, attempt, started_at = place
    last: dict[int, int] = {}
    for each, number in top:
        last[tests[each.test]] = max(number, last.get(tests[each.test], 0))
    rows = [(series, test, attempt, number, started_at) for test, number in last.items()]
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO latest VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " attempt = excluded.attempt, repeat = excluded.repeat,"
            " started_at = excluded.started_at WHERE (excluded.started_at, excluded.attempt)"
            " > (latest.started_at, latest.attempt)",
            rows,
        )


def _raise_failures(
    connection: sa.Connection,
    subject: int,
    started_at: int,
    top: Sequence[Numbered],
    tests: Mapping[NamedTest, int],
) -> None:
    failed = Counter(tests[each.test] for each, _ in top if each.outcome is Outcome.FAILED)
    if failed:
        connection.exec_driver_sql(
            "INSERT INTO failures VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " count = count + excluded.count, last_at = max(last_at, excluded.last_at)",
            [(subject, test, count, started_at) for test, count in failed.items()],
        )
