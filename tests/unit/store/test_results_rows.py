"""Results as rows, and back."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from gonogo.acceptance import LogPart
from gonogo.evidence import Outcome
from gonogo.store.results_rows import (
    NUMBERS,
    OUTCOMES,
    fit,
    kept_seconds,
    micros,
    moment_of,
    span_of,
)


def test_numbers_of_outcomes_never_change() -> None:
    """A file that was written years ago says what it said."""
    assert [outcome.value for outcome in OUTCOMES] == [
        "passed",
        "failed",
        "errored",
        "skipped",
        "precluded",
        "not-applicable",
    ]


def test_every_outcome_has_a_number() -> None:
    """None is recorded as another one, or not at all."""
    assert set(NUMBERS) == set(Outcome)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 23, 12, 0, 0, 1, tzinfo=UTC),
        datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(2026, 11, 23, 1, tzinfo=timezone(timedelta(hours=9))),
    ],
)
def test_moments_come_back_exactly(moment: datetime) -> None:
    """To the microsecond, and in UTC."""
    assert moment_of(micros(moment)) == moment
    assert moment_of(micros(moment)).tzinfo is UTC


@pytest.mark.parametrize(
    ("seconds", "kept"), [(1.5, 1.5), (-1.0, 0.0), (float("nan"), 0.0), (float("inf"), 0.0)]
)
def test_a_duration_can_always_be_compared(seconds: float, kept: float) -> None:
    """Whatever a report says about how long something took."""
    assert kept_seconds(seconds) == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [("ab ☃", "ab ☃"), ("a\0b", "a\\x00b"), ("\ud800", "\\ud800"), ("", "")],
)
def test_text_is_made_to_fit(text: str, kept: str) -> None:
    """What SQLite cannot keep is written out, and nothing else is touched."""
    assert fit(text) == kept


@pytest.mark.parametrize(
    ("log", "span"),
    [
        ((), (None, None)),
        ((LogPart(5, 0),), (5, 0)),
        ((LogPart(90, 10), LogPart(5, 2)), (5, 95)),
    ],
)
def test_a_log_is_kept_as_its_span(
    log: tuple[LogPart, ...], span: tuple[int | None, int | None]
) -> None:
    """From the first to the last byte, whatever the order of the pieces."""
    assert span_of(log) == span
