"""What a quarantine file says about a test, and what was made of it."""

from dataclasses import dataclass
from datetime import date

from gonogo.acceptance.named_test import NamedTest
from gonogo.documents import Place

_TOP = Place(1, 1)
STRAIGHT_PASSES_TO_LEAVE = 20
"""They exclude failure rates above 14 %."""
LONGEST_DAYS = 30


@dataclass(frozen=True, slots=True)
class QuarantineEntry:
    """A test that somebody looks after, and puts up with until a day."""

    test: NamedTest
    owner: str
    reason: str
    until: date
    """The last day on which it does not count, in UTC."""
    exit: int = STRAIGHT_PASSES_TO_LEAVE
    """How many straight passes on one candidate end it."""
    link: str = ""
    place: Place = _TOP
    """Where it stands in the file."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell about an entry."""

    entry: QuarantineEntry
    is_believed: bool
    message: str
