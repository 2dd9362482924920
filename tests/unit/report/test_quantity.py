"""Numbers, times, digests and foreign text for people."""

import math

import pytest

from gonogo.evidence import Figure
from gonogo.report.quantity import duration, figure_text, number, quantity, short, visible


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (1234567, "1,234,567"),
        (9.8, "9.8"),
        (0.12345, "0.123"),
        (1234.56, "1,234.6"),
        (-2.50, "-2.5"),
        (1e300, "1e+300"),
        (math.nan, "unknown"),
        (-math.inf, "unknown"),
    ],
)
def test_numbers_are_short_and_true(value: float, shown: str) -> None:
    """A number has no more digits than people read, and what is none says so."""
    assert number(value) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0 s"),
        (9.8, "9.8 s"),
        (60, "60 s"),
        (1799, "29.9 min"),
        (1800, "30 min"),
        (7199, "119.9 min"),
        (172800, "2 d"),
        (math.nan, "unknown"),
    ],
)
def test_a_short_time_never_reads_as_full(seconds: float, shown: str) -> None:
    """Durations are cut off, not rounded up to what was asked for."""
    assert duration(seconds) == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (1.5e18, "wei", "1.5 ether"),
        (21000, "wei", "21,000 wei"),
        (95, "%", "95 %"),
        (12, "s", "12 s"),
        (3, "blocks", "3 blocks"),
        (3, "", "3"),
    ],
)
def test_quantities_have_their_unit(value: float, unit: str, shown: str) -> None:
    """A value is told in the unit that people would use."""
    assert quantity(value, unit) == shown


def test_a_unit_is_not_said_twice() -> None:
    """A figure whose name ends with its unit is shown without it."""
    assert figure_text(Figure("straight passes", 3.0, "passes")) == "straight passes 3"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("grüße ✓", "grüße ✓"),
        ("two\nlines", "two lines"),
        ("\x1b[2Jgone", "\\u001b[2Jgone"),
        ("abc\u202egnp", "abc\\u202egnp"),
        ("\x9b31m", "\\u009b31m"),
        ("a\u2028b", "a\\u2028b"),
        ("\ud800", "\\ud800"),
    ],
)
def test_control_characters_are_shown_instead_of_obeyed(text: str, shown: str) -> None:
    """Foreign text moves no cursor and turns no line around."""
    assert visible(text) == shown


def test_a_digest_is_cut_and_other_text_is_not() -> None:
    """Only what looks like a digest is shortened."""
    assert short("sha256:" + "ab" * 32) == "sha256:abababababab…"
    assert short("rehearsal") == "rehearsal"
