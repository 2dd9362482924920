"""Durations, as they are written and as they are read."""

import pytest

from gonogo.readiness.duration import in_words, parse_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("12s", 12), ("30m", 1800), ("1h", 3600), ("14d", 1_209_600), ("1.5h", 5400), ("0.1s", 0.1)],
)
def test_parse(text: str, seconds: float) -> None:
    """A duration is a number and a unit."""
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text",
    ["", "12", "s", "-1s", "1 h", "1w", "1h30m", "1e3s", "nan", "infs", "\u0661s", "9" * 12 + "s"],
)
def test_parse_refuses_what_is_no_duration(text: str) -> None:
    """A bare number has no unit, and guessing one would change a policy."""
    with pytest.raises(ValueError, match="a number and a unit"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (0.25, "0.2 s"),
        (60, "60 s"),
        (119.99, "119.9 s"),
        (120, "2 minutes"),
        (1800, "30 minutes"),
        (1799.999, "29 minutes 59 s"),
        (3600, "1 hour"),
        (5400, "1 hour 30 minutes"),
        (86_400, "1 day"),
        (14 * 86_400, "14 days"),
        (90_061, "1 day 1 hour"),
        (-6, "-6 s"),
        (-1800, "minus 30 minutes"),
    ],
)
def test_in_words(seconds: float, words: str) -> None:
    """Durations are rounded down, so that short never reads as full."""
    assert in_words(seconds) == words
