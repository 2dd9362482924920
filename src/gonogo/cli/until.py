"""How long something opened by force may stay open, as it is typed: a while, or a moment."""

import re
from datetime import datetime, timedelta

import click

from gonogo.people import parse_moment

_WHILE = re.compile(r"([0-9]{1,6})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def end_of(text: str, now: datetime) -> datetime:
    """Return the moment that a text means: so long after now, or the moment that it names.

    Raises:
        UsageError: it is neither; a moment is written as everywhere else, in UTC.
    """
    found = _WHILE.fullmatch(text)
    if found is not None:
        # Acts hold whole seconds.
        return now.replace(microsecond=0) + timedelta(**{_UNITS[found[2]]: int(found[1])})
    try:
        return parse_moment(text)
    except ValueError as error:
        raise click.UsageError(f"--until takes a while, such as 4h or 2d; or {error}") from error
