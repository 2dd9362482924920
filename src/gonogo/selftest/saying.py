"""What gates say to what is put before them, and what that is worth.

What is refused for another reason than the one expected proves nothing about the rule in
question: it counts as not tried, and never as refused.
"""

import enum
from dataclasses import dataclass


class State(enum.Enum):
    """What came of a case."""

    MET = "met"  #: The base, in which everything is met, passes.
    REFUSED = "refused"  #: Every gate refused it, for the reason expected.
    PARTLY = "partly"  #: Refused as far as it can be tried; the rest comes with another room.
    NOT_ASKED = "not-asked"  #: The policy asks nothing that this could be held against.
    NOT_TRIED = "not-tried"  #: Nobody knows: it could not be tried, or another rule refused it.
    LET_THROUGH = "let-through"  #: A gate let it through.


@dataclass(frozen=True)
class Said:
    """What one gate said."""

    gate: str
    state: State
    words: str


@dataclass(frozen=True)
class Try:
    """One thing that was put before the gates."""

    what: str
    said: tuple[Said, ...]


class NotAskedError(Exception):
    """A policy asks nothing that a case could be held against; says what is missing."""


class NotTriedError(Exception):
    """A case could not be tried; says why."""


def said(gate: str, *, is_let: bool, is_expected: bool, words: str) -> Said:
    """Return what a gate said, for what it is worth."""
    if is_let:
        return Said(gate, State.LET_THROUGH, words)
    if is_expected:
        return Said(gate, State.REFUSED, words)
    return Said(gate, State.NOT_TRIED, f"refused, but not for the reason expected ({words})")
