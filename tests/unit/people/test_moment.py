"""Moments as people write and read them, and as acts hold them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from gonogo.people import parse_moment, to_the_minute
from gonogo.people.moment import written

EVENING = datetime(2026, 11, 22, 18, 5, 59, tzinfo=UTC)
IN_TOKYO = EVENING.astimezone(timezone(timedelta(hours=9)))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-22", datetime(2026, 11, 22, tzinfo=UTC)),
        ("2026-11-22T18:05:59Z", EVENING),
        ("2028-02-29", datetime(2028, 2, 29, tzinfo=UTC)),
    ],
)
def test_a_day_is_its_beginning(text: str, moment: datetime) -> None:
    """In UTC, as a whole moment is."""
    assert parse_moment(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "2026-11-31",
        "2026-02-29",
        "2026-11-22T18:05:59",
        "2026-11-22T18:05:59+09:00",
        "2026-11-22T18:05Z",
        "2026-11-22T24:00:01Z",
        "2026-11-22 18:05:59Z",
        "2026-11-22\n",
        "\u0662026-11-22",
    ],
)
def test_what_could_be_another_moment_is_none(text: str) -> None:
    """Without a zone, of another zone, of no calendar, or with anything around it."""
    with pytest.raises(ValueError, match=r"write a day or a moment|no such day or time"):
        parse_moment(text)


def test_a_moment_is_read_in_utc_to_the_minute() -> None:
    """Wherever it was said, and never rounded up."""
    assert to_the_minute(EVENING) == to_the_minute(IN_TOKYO) == "2026-11-22 18:05 UTC"


def test_an_act_holds_a_moment_in_utc() -> None:
    """And nothing where there is none."""
    assert written(IN_TOKYO) == written(EVENING) == "2026-11-22T18:05:59Z"
    assert written(None) is None
