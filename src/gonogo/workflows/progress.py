"""What a run says about itself while it goes on, for whoever shows it."""

import enum
from collections.abc import Callable
from dataclasses import dataclass

from gonogo.acceptance import Live
from gonogo.checks import Tick
from gonogo.evidence import Outcome


class Phase(enum.Enum):
    """What a run is doing."""

    IDENTIFY = "reading what the network says about itself"
    OBSERVE = "observing"
    COMPARE = "reading again what the network says about itself"
    CONCLUDE = "opening findings for what failed"
    JUDGE = "judging"


@dataclass(frozen=True)
class Began:
    """A run is recorded and goes on from here."""

    run: str
    number: int
    window_seconds: float
    questions: int
    """How many checks it asks, over all chains."""
    answered: int
    """How many of them were recorded before it was cut off."""


@dataclass(frozen=True)
class Entered:
    """A run entered a phase."""

    phase: Phase


@dataclass(frozen=True)
class Answered:
    """A check was answered, and the answer is recorded."""

    check: str
    chain: str
    outcome: Outcome
    summary: str


Event = Began | Entered | Answered | Tick | Live
OnEvent = Callable[[Event], None]


def silently(event: Event) -> None:
    """Show nothing."""
    del event
