"""Moments as people and acts write them.

A person writes a day (its first moment in UTC is meant) or a whole moment, and reads it
to the minute; an act holds RFC 3339 in UTC with a `Z`, and nothing else.
"""

import re
from datetime import UTC, datetime

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
_WRITTEN = "%Y-%m-%dT%H:%M:%SZ"


def parse_moment(text: str) -> datetime:
    """Return the moment of a text such as 2026-11-22 or 2026-11-22T18:00:00Z.

    Raises:
        ValueError: it is neither, or there is no such day.
    """
    if _DAY.fullmatch(text):
        text += "T00:00:00Z"
    if not text.isascii() or not _MOMENT.fullmatch(text):
        raise ValueError("write a day or a moment in UTC, as 2026-11-22 or 2026-11-22T18:00:00Z")
    try:
        return datetime.strptime(text, _WRITTEN).replace(tzinfo=UTC)
    except ValueError:
        raise ValueError("there is no such day or time") from None


def to_the_minute(moment: datetime) -> str:
    """Return a moment as people read it, such as 2026-11-22 18:00 UTC."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def written(moment: datetime | None) -> str | None:
    """Return a moment as acts write it; None stays None."""
    return None if moment is None else moment.astimezone(UTC).strftime(_WRITTEN)
