"""Evidence, its window and its name."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from gonogo.evidence import Evidence, Outcome, Window

START = datetime(2026, 3, 2, tzinfo=UTC)
WINDOW = Window(START, START + timedelta(seconds=12))
PASSED = Evidence("run-1", "balances", "bench-901", "sha256:dd", Outcome.PASSED, "funded", WINDOW)


def test_a_window_is_as_long_as_from_its_start_to_its_end() -> None:
    """The length of a window is in seconds."""
    assert WINDOW.seconds == 12.0


def test_a_window_that_ends_before_it_starts_is_shorter_than_nothing() -> None:
    """A clock that was set back never makes a window look long enough."""
    assert Window(WINDOW.ended_at, WINDOW.started_at).seconds < 0


@pytest.mark.parametrize("naive", ["started_at", "ended_at"])
def test_a_window_knows_its_time_zone(naive: str) -> None:
    """Times without a zone mean another moment on every machine."""
    with pytest.raises(ValueError, match="time zone"):
        replace(WINDOW, **{naive: datetime(2026, 3, 2)})  # noqa: DTZ001 - it is the mistake


def test_stored_times_without_a_zone_cannot_be_read() -> None:
    """Evidence that was altered on the way is told like any other damage."""
    stored = b'{"started_at": "2026-03-02T00:00:00", "ended_at": "2026-03-02T00:30:00"}'

    with pytest.raises(msgspec.ValidationError, match="time zone"):
        msgspec.json.decode(stored, type=Window)


def test_equal_evidence_has_one_name() -> None:
    """The digest depends on the content alone."""
    assert PASSED.digest == replace(PASSED).digest


def test_any_change_gives_another_name() -> None:
    """Evidence that was changed after it was recorded is seen to be another."""
    changed = [
        replace(PASSED, outcome=Outcome.FAILED),
        replace(PASSED, is_void=True),
        replace(PASSED, summary="empty"),
        replace(PASSED, window=Window(START, START)),
    ]

    assert len({PASSED.digest, *(item.digest for item in changed)}) == 5
