"""Results of tests as rows, and back: numbers for outcomes and times, text that fits.

Hot paths go through the driver: SQLAlchemy's own rows cost five times what reading costs.
"""

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from gonogo.acceptance import (
    LONGEST_KEPT_MESSAGE_CHARACTERS,
    Attempt,
    Kind,
    LogPart,
    NamedTest,
    PastResult,
    Result,
)
from gonogo.evidence import Outcome
from gonogo.project import WorkspaceError
from gonogo.store.sqlite import sqlite_module

_EPOCH = datetime.fromtimestamp(0, UTC)
_MICROSECOND = timedelta(microseconds=1)
MICROSECONDS_OF_DAY = 86_400_000_000

OUTCOMES = (
    Outcome.PASSED,
    Outcome.FAILED,
    Outcome.ERRORED,
    Outcome.SKIPPED,
    Outcome.PRECLUDED,
    Outcome.NOT_APPLICABLE,
)
"""Each at the number that stands for it in the file; those never change."""
NUMBERS = {outcome: number for number, outcome in enumerate(OUTCOMES)}

Row = tuple[Any, ...]


def fetched(connection: sa.Connection, query: str, parameters: Sequence[object] = ()) -> list[Row]:
    """Return the rows of a query as the driver gives them.

    Raises:
        WorkspaceError: the file is damaged.
    """
    result = connection.exec_driver_sql(query, tuple(parameters))
    try:
        rows: list[Row] = list(result.cursor.fetchall())
    except sqlite_module().Error as error:
        raise WorkspaceError(f"the history {connection.engine.url.database}", str(error)) from error
    result.close()
    return rows


def micros(moment: datetime) -> int:
    """Return a moment as the file keeps it."""
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(kept: int) -> datetime:
    """Return the moment that the file kept, in UTC."""
    return _EPOCH + kept * _MICROSECOND


def fit(text: str) -> str:
    """Return a text that the file can keep.

    What SQLite cuts a text at is written out, and so are halves of a pair of UTF-16.
    """
    # Nearly every name; each result is asked twice.
    if text.isascii() and "\0" not in text:
        return text
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")


def fit_name(test: NamedTest) -> tuple[str, str]:
    """Return the package and the name under which the file keeps a test."""
    return fit(test.package), fit(test.name)


def kept_message(text: str) -> str:
    """Return as much of a message as is kept."""
    return fit(text[:LONGEST_KEPT_MESSAGE_CHARACTERS])


def kept_seconds(seconds: float) -> float:
    """Return a duration that can be compared and added; one that is none is nothing."""
    return max(0.0, seconds) if math.isfinite(seconds) else 0.0


def span_of(log: Sequence[LogPart]) -> tuple[int | None, int | None]:
    """Return where a test's output begins and how far it reaches, with others' in between."""
    if not log:
        return None, None
    first = min(part.offset for part in log)
    return first, max(part.offset + part.length for part in log) - first


def row_of(result: Result) -> Row:
    """Return the columns of a result behind its key."""
    kind = None if result.kind is Kind.NONE else result.kind.value
    return (NUMBERS[result.outcome], kind, kept_seconds(result.seconds), *span_of(result.log))


ATTEMPT_COLUMNS = """
    a.id, a.run_id, se.gate, a.started_at, a.number, se.network, a.candidate, a.ended_at,
    a.faults"""
RESULT_COLUMNS = """
    t.package, t.name, r.repeat, r.outcome, r.kind, r.seconds, r.log_offset, r.log_length, m.text"""


def attempt_of(row: Row) -> Attempt:
    """Return an attempt from `ATTEMPT_COLUMNS`."""
    _, run, gate, started_at, number, network, candidate, ended_at, faults = row
    return Attempt(
        run=run,
        gate=gate,
        started_at=moment_of(started_at),
        number=number,
        network=network,
        candidate=candidate,
        ended_at=None if ended_at is None else moment_of(ended_at),
        faults=tuple(faults.splitlines()),
    )


def result_of(attempt: Attempt, row: Row) -> PastResult:
    """Return a result from `RESULT_COLUMNS`."""
    package, name, repeat, outcome, kind, seconds, offset, length, message = row
    return PastResult(
        attempt=attempt,
        test=NamedTest(package, name),
        outcome=OUTCOMES[outcome],
        kind=_kind(kind),
        seconds=seconds,
        message=message or "",
        repeat=repeat,
        log=None if offset is None or length is None else LogPart(offset, length),
    )


def _kind(text: str | None) -> Kind:
    # The label of a later gonogo, or of somebody who edited the file: it decides nothing.
    known = {kind.value: kind for kind in Kind}
    return known.get(text or "", Kind.NONE)
