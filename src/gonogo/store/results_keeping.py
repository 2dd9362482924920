"""Forget old results, and make anew what follows from those that there are.

Forgetting goes oldest first and a few attempts at a time, so that others write in between
and what follows stays right after every step. Making anew is one transaction, so that
nobody reads half of it: at ten million results that takes about a minute, for which others
wait to write, though not to read.
"""

from datetime import datetime

import sqlalchemy as sa

from gonogo.evidence import Outcome
from gonogo.store.results_rows import MICROSECONDS_OF_DAY, NUMBERS, fetched, micros
from gonogo.store.sqlite import writing

_ATTEMPTS_AT_ONCE = 20
_FAILED = NUMBERS[Outcome.FAILED]
_COUNTS = ", ".join(
    (
        *(
            f"sum(r.outcome = {NUMBERS[outcome]}) AS {outcome.value}"
            for outcome in (Outcome.PASSED, Outcome.FAILED, Outcome.ERRORED)
        ),
        f"sum(r.outcome > {NUMBERS[Outcome.ERRORED]}) AS skipped",
    )
)
# What was broken on purpose is in no rate and no track, so it is not taken out of them either.
_TOP = """
attempts AS a CROSS JOIN results AS r ON r.attempt = a.id AND a.faults = ''
CROSS JOIN tests AS t ON t.id = r.test AND t.is_top
"""
_LARGEST_REPEAT = 1_000_000

_LOWER_DAILY = f"""
UPDATE daily SET passed = daily.passed - gone.passed, failed = daily.failed - gone.failed,
    errored = daily.errored - gone.errored, skipped = daily.skipped - gone.skipped
FROM (SELECT a.started_at / {MICROSECONDS_OF_DAY} AS day, a.series, r.test, {_COUNTS}
      FROM {_TOP} WHERE a.id = ? GROUP BY r.test) AS gone
WHERE daily.day = gone.day AND daily.series = gone.series AND daily.test = gone.test
"""  # noqa: S608 - Made of our own words and numbers alone, as all below.
_DROP_EMPTY_DAYS = f"""
DELETE FROM daily WHERE passed + failed + errored + skipped = 0 AND (day, series) =
    (SELECT started_at / {MICROSECONDS_OF_DAY}, series FROM attempts WHERE id = ?)
"""  # noqa: S608
_LOWER_FAILURES = f"""
UPDATE failures SET count = failures.count - gone.count
FROM (SELECT a.subject, r.test, count(*) AS count FROM {_TOP}
      WHERE a.id = ? AND r.outcome = {_FAILED} GROUP BY r.test) AS gone
WHERE failures.subject = gone.subject AND failures.test = gone.test
"""  # noqa: S608
_DROP_NO_FAILURES = """
DELETE FROM failures WHERE count = 0 AND subject = (SELECT subject FROM attempts WHERE id = ?)
"""
# Attempts go oldest first, so where this one is the newest result, it is the only one left.
_DROP_LATEST = """
DELETE FROM latest WHERE attempt = ?1 AND series = (SELECT series FROM attempts WHERE id = ?1)
"""
_FORGET = (
    _LOWER_DAILY,
    _DROP_EMPTY_DAYS,
    _LOWER_FAILURES,
    _DROP_NO_FAILURES,
    _DROP_LATEST,
    "DELETE FROM messages WHERE attempt = ?",
    "DELETE FROM results WHERE attempt = ?",
    "DELETE FROM attempts WHERE id = ?",
)
"""What forgets one attempt, in order: what follows is lowered by what is still there."""

_REBUILD = (
    "DELETE FROM daily",
    "DELETE FROM latest",
    "DELETE FROM failures",
    f"""INSERT INTO daily SELECT a.started_at / {MICROSECONDS_OF_DAY}, a.series, r.test, {_COUNTS}
        FROM {_TOP} GROUP BY 1, 2, 3""",  # noqa: S608
    f"""INSERT INTO failures SELECT a.subject, r.test, count(*), max(a.started_at)
        FROM {_TOP} WHERE r.outcome = {_FAILED} GROUP BY 1, 2""",  # noqa: S608
    # Beside a lone max(), SQLite takes the other columns from the row that has it.
    f"""INSERT INTO latest SELECT series, test, id, repeat, started_at FROM (
            SELECT a.series, r.test, a.id, r.repeat, a.started_at,
                max(a.place * {_LARGEST_REPEAT} + r.repeat)
            FROM (SELECT *, row_number() OVER (ORDER BY started_at, id) AS place FROM attempts)
                AS a CROSS JOIN results AS r ON r.attempt = a.id GROUP BY a.series, r.test)""",  # noqa: S608
)


class ResultKeeping:
    """The part of the history of results that forgets, and makes anew."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def retain(self, before: datetime) -> int:
        """Forget the attempts that started before, a few at a time; return how many."""
        query = "SELECT id FROM attempts WHERE started_at < ? ORDER BY started_at, id LIMIT ?"
        forgotten = 0
        while True:
            with writing(self._engine) as connection:
                oldest = fetched(connection, query, (micros(before), _ATTEMPTS_AT_ONCE))
                for (attempt,) in oldest:
                    for step in _FORGET:
                        connection.exec_driver_sql(step, (attempt,))
            forgotten += len(oldest)
            if len(oldest) < _ATTEMPTS_AT_ONCE:
                return forgotten

    def rebuild(self) -> None:
        """Make everything anew that follows from the results, in one transaction."""
        with writing(self._engine) as connection:
            for step in _REBUILD:
                connection.exec_driver_sql(step)
