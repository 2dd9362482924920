"""How long a break-glass may stay open, as it is typed."""

from datetime import UTC, datetime, timedelta

import click
import pytest

from gonogo.cli.until import end_of

NOW = datetime(2026, 11, 22, 18, 0, 5, 250_000, tzinfo=UTC)
SECOND = NOW.replace(microsecond=0)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("30m", SECOND + timedelta(minutes=30)),
        ("4h", SECOND + timedelta(hours=4)),
        ("2d", SECOND + timedelta(days=2)),
        ("2026-11-24", datetime(2026, 11, 24, tzinfo=UTC)),
        ("2026-11-24T12:00:00Z", datetime(2026, 11, 24, 12, tzinfo=UTC)),
    ],
)
def test_a_while_or_a_moment_is_read(text: str, moment: datetime) -> None:
    """A while counts from now, in whole seconds as acts have them."""
    assert end_of(text, NOW) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4",
        "h",
        "-4h",
        "4 h",
        "1.5h",
        "9999999d",
        "٤h",
        "tomorrow",
        "2026-11-24T12:00:00",
        "2026-11-24T12:00:00+01:00",
        "2026-11-24 12:00",
        "2026-02-30",
        "20261124T120000Z",
    ],
)
def test_another_way_to_say_it_is_refused(text: str) -> None:
    """What waivers and files refuse is refused here too, and both ways are told."""
    with pytest.raises(click.UsageError, match="4h or 2d"):
        end_of(text, NOW)
