"""A recorded answer, with the digests of the raw readings that it rests on.

Evidence is about one check on one chain of one deployment, made by one run. It
never changes after it was recorded; a later answer is another piece of evidence.
"""

from dataclasses import dataclass
from datetime import datetime

from gonogo import digest
from gonogo.evidence.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Window:
    """The time over which something was observed, both ends in UTC."""

    started_at: datetime
    ended_at: datetime

    def __post_init__(self) -> None:
        """Refuse times whose zone is unknown.

        Whoever reads stored evidence gets to know here that it was altered, and not
        when the judge compares its times with others.

        Raises:
            ValueError: an end of the window has no time zone.
        """
        if self.started_at.tzinfo is None or self.ended_at.tzinfo is None:
            raise ValueError("both ends of a window must know their time zone")

    @property
    def seconds(self) -> float:
        """Return how long was observed."""
        return (self.ended_at - self.started_at).total_seconds()


@dataclass(frozen=True)
class Figure:
    """A number that explains an outcome, for people and for plots."""

    name: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one check said about one chain of one deployment."""

    run: str
    """The run that made it."""
    check: str
    """The check's identifier, as policies name it: `safe_head_advances`."""
    chain: str
    """The name of the L2 chain it is about."""
    deployment: str
    """The digest of the deployment, read before and after the window."""
    outcome: Outcome
    summary: str
    """What was seen, in one sentence for a person."""
    window: Window
    parameters: tuple[tuple[str, str], ...] = ()
    """What the check was asked to hold to, sorted by name, values as text."""
    figures: tuple[Figure, ...] = ()
    readings: tuple[str, ...] = ()
    """Digests of the artifacts with the raw readings."""
    is_void: bool = False
    """Whether the deployment's identity moved during the window."""

    @property
    def digest(self) -> str:
        """Return the name of this evidence by its content."""
        return digest.of_value(self)


def in_time(item: Evidence) -> tuple[datetime, datetime, str]:
    """Order evidence by when its window ended, then began, and then by content alone."""
    return (item.window.ended_at, item.window.started_at, item.digest)
