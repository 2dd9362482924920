"""The verdict, an ordered lattice: go < conditional < hold < no-go.

Combining takes the worst, and nothing combined is a hold (`fail-closed`, law 1):
silence is never success.
"""

import enum
from collections.abc import Iterable


class Verdict(enum.Enum):
    """What a decision says about a release candidate."""

    GO = "go"  #: Every requirement is met and no open finding blocks.
    CONDITIONAL = "conditional"  #: Go, under an accepted plan or a valid waiver.
    HOLD = "hold"  #: Something required could not be established.
    NO_GO = "no-go"  #: A requirement is unmet, or an open finding blocks.


# A known failure outranks an unknown, and an unknown outranks a pass.
_GRAVITY = (Verdict.GO, Verdict.CONDITIONAL, Verdict.HOLD, Verdict.NO_GO)


def gravity(verdict: Verdict) -> int:
    """Return how grave a verdict is: 0 for go, and more the worse it is."""
    return _GRAVITY.index(verdict)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the gravest of these verdicts; of none: hold."""
    return max(verdicts, key=gravity, default=Verdict.HOLD)
