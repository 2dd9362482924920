"""The forms that texts in acts have: digests, fingerprints, times.

An act is read by writing it again: what is not byte for byte what gonogo writes
is refused. So a form here need only say which values there are, not which ways
to write one.
"""

import itertools
from datetime import datetime, timedelta
from typing import Annotated

from msgspec import Meta

Digest = Annotated[str, Meta(pattern=r"^sha256:[0-9a-f]{64}\Z")]
Fingerprint = Annotated[str, Meta(pattern=r"^SHA256:[A-Za-z0-9+/]{43}\Z")]
Workspace = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
Severity = Annotated[int, Meta(ge=0, le=3)]
Moment = Annotated[datetime, Meta(tz=True)]


def require_utc(*moments: datetime) -> None:
    """Refuse times of another zone: they would be a second way to write the same time.

    Raises:
        ValueError: one of them is not in UTC.
    """
    if any(moment.utcoffset() != timedelta() for moment in moments):
        raise ValueError("times must be in UTC")


def require_set(names: tuple[str, ...]) -> None:
    """Refuse a list that stands for a set and is not sorted, or names something twice.

    Raises:
        ValueError: it is no set.
    """
    if any(before >= after for before, after in itertools.pairwise(names)):
        raise ValueError("a list that stands for a set must be sorted, with nothing twice")
