"""Evidence and its name."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from gonogo.evidence import Evidence, Outcome, Window

START = datetime(2026, 3, 2, tzinfo=UTC)
WINDOW = Window(START, START + timedelta(seconds=12))
PASSED = Evidence("run-1", "balances", "bench-901", "sha256:dd", Outcome.PASSED, "funded", WINDOW)


def test_a_window_is_as_long_as_from_its_start_to_its_end() -> None:
    """The length of a window is in seconds."""
    assert WINDOW.seconds == 12.0


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
