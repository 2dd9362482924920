"""When runs were under way, as far as their first and last act say: what they can have seen.

A window is what a runner says, and so is its run. But an act is dated after those that it
rests on, and others rest on it; of a window alone nobody could tell whether the weeks
that it claims ever were.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from gonogo.evidence import Evidence, Run
from gonogo.record import CLOCKS_DIFFER_BY

Span = tuple[datetime, datetime]
"""From when until when evidence of a run may say that it looked."""


def spans_of(runs: Iterable[Run]) -> Mapping[str, Span]:
    """Return when each run that ended was under way; of two of one name, when both were."""
    spans: dict[str, Span] = {}
    for run in runs:
        if run.ended_at is not None and run.has_ended:
            begin, end = _began(run), _ended(run, run.ended_at)
            before = spans.get(run.id, (begin, end))
            spans[run.id] = (max(begin, before[0]), min(end, before[1]))
    return spans


def is_within(item: Evidence, spans: Mapping[str, Span]) -> bool:
    """Say whether a run can have seen what it says; of a run that nobody knows, yes."""
    span = spans.get(item.run)
    return span is None or (span[0] <= item.window.started_at and item.window.ended_at <= span[1])


def is_before(item: Evidence, spans: Mapping[str, Span]) -> bool:
    """Say whether all that it says was over before its run's first act, which came too late."""
    span = spans.get(item.run)
    return span is not None and item.window.ended_at < span[0]


def _began(run: Run) -> datetime:
    earliest = datetime.min.replace(tzinfo=run.started_at.tzinfo)
    return max(run.started_at, earliest + CLOCKS_DIFFER_BY) - CLOCKS_DIFFER_BY


def _ended(run: Run, ended_at: datetime) -> datetime:
    end = max(run.started_at, ended_at)
    latest = datetime.max.replace(tzinfo=end.tzinfo)
    return min(end, latest - CLOCKS_DIFFER_BY) + CLOCKS_DIFFER_BY
