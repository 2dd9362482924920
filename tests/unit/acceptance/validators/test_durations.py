"""Time limits as Go writes them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonogo.acceptance.validators import parse_timeout

# A busy machine is no mistake of what is tried.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("6h", 21600),
        ("1h30m", 5400),
        ("500ms", 0.5),
        ("90s", 90),
        ("1.5h", 5400),
        ("+5m", 300),
        (".5s", 0.5),
        ("1.s", 1),
        ("250us", 0.00025),
        ("250\u00b5s", 0.00025),
        ("250\u03bcs", 0.00025),
        ("1000000000ns", 1),
        ("5m5m", 600),
    ],
)
def test_what_go_takes(text: str, seconds: float) -> None:
    """What Go takes for a duration is one."""
    assert parse_timeout(text) == seconds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("600", "has no unit"),
        ("1.5", "has no unit"),
        ("", "has no unit"),
        ("0", "has no unit"),
        ("0s", "must be more than nothing"),
        ("-5m", "must be more than nothing"),
        ("+-5m", "is no duration"),
        ("--5m", "is no duration"),
        ("1d", "Go knows no days"),
        ("5 m", "is no duration"),
        ("5M", "is no duration"),
        ("5minutes", "unknown unit"),
        ("m", "is no duration"),
        ("1h30", "is no duration"),
        ("inf", "is no duration"),
        ("10 minutes", "is no duration"),
        ("9999999h", "longer than Go can say"),
        ("99999999999999999999h", "is no duration"),
    ],
)
def test_what_nobody_can_have_meant(text: str, words: str) -> None:
    """A bare number, no time at all, and what is no duration are refused."""
    with pytest.raises(ValueError, match=words):
        parse_timeout(text)


@UNHURRIED
@given(st.text(alphabet="0123456789.hmsnuµ+-d ", max_size=12))
def test_a_limit_is_always_above_nothing(text: str) -> None:
    """Whatever is taken is a time in which something can happen."""
    try:
        seconds = parse_timeout(text)
    except ValueError:
        return

    assert 0 < seconds < float("inf")
