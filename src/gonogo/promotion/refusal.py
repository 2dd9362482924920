"""Why a step may not be made: a code for machines, and words for people."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """One reason against a step, and what to do about it."""

    code: str
    """A word that does not change, such as `expired`."""
    explanation: str
    remedy: str
