"""What a person writes into an act: nothing hidden, nothing endless, nothing without a zone."""

from datetime import UTC, date, datetime

import pytest

from gonogo.project import (
    LONGEST_LINE,
    LONGEST_TEXT,
    TextError,
    coming_day,
    coming_moment,
    optional_text,
    required_line,
    required_text,
    web_address,
)
from tests.simulator.clock import SimulatedClock

CLOCK = SimulatedClock(12 * 3600.0)
"""Noon of 2026-01-01, UTC."""


@pytest.mark.parametrize("text", ["a", "ä — ok ✓", "x" * LONGEST_LINE, " trimmed "])
def test_a_line_is_kept_but_for_its_ends(text: str) -> None:
    """Letters of any alphabet are fine."""
    assert required_line(text, "the title") == text.strip()


def test_a_text_keeps_its_lines() -> None:
    """Line ends of other machines are made the usual ones."""
    assert required_text("a\r\nb\n", "the note") == "a\nb"
    assert required_text("x" * LONGEST_TEXT, "the note")
    assert optional_text(None, "the note") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\x00",
        "a\x1b[31m",
        "a\x9b31m",
        "a\tb",
        "a\x7f",
        "a\u200bb",
        "a\u202eb",
        "a\u2066b",
        "a\u2028b",
        "a\ufeffb",
        "a\ud800b",
        "a\rb",
        "x" * (LONGEST_TEXT + 1),
    ],
)
def test_what_hides_is_refused(text: str) -> None:
    """Escapes, what has no width or turns text around, half characters, nothing, too much."""
    with pytest.raises(TextError):
        required_text(text, "the note")


@pytest.mark.parametrize(
    "url", ["https://github.com/o/r/issues/7", "http://tracker:8080/x?y=1#z", "https://a.b/%F0"]
)
def test_web_addresses_are_kept(url: str) -> None:
    """Plain addresses stay as they are."""
    assert web_address(url) == url


def test_a_refusal_shows_nothing_raw() -> None:
    """What was typed is shown as escapes, and not much of it."""
    with pytest.raises(TextError) as refused:
        web_address("javascript:\x1b[2J" + "x" * 500)

    assert "\x1b" not in refused.value.message
    assert len(refused.value.message) < 120


def test_days_and_moments_to_come() -> None:
    """A day means today too where its end counts, and its beginning where a moment is asked."""
    assert coming_day("2026-01-01", "the due date", CLOCK) == date(2026, 1, 1)
    assert coming_moment("2026-01-02", "the end", CLOCK) == datetime(2026, 1, 2, tzinfo=UTC)
    assert coming_moment("2026-01-01T12:00:01Z", "the end", CLOCK).hour == 12


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-01",
        "2026-01-01T12:00:00Z",
        "2026-01-01T13:00:00",
        "2026-01-01T13:00:00+00:00",
        "2026-01-01 13:00:00Z",
        "2026-13-01",
        "",
        "next week",
    ],
)
def test_a_moment_that_is_past_or_says_no_zone_is_refused(text: str) -> None:
    """Nobody guesses which zone was meant."""
    with pytest.raises(TextError):
        coming_moment(text, "the end", CLOCK)
