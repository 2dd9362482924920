"""How an attempt to answer a question ended."""

import enum
from collections.abc import Iterable


class Outcome(enum.Enum):
    """The end of one check or test. Only PASSED ever speaks for a network."""

    PASSED = "passed"  #: It was observed to the end, and what must hold held.
    FAILED = "failed"  #: It was observed, and what must hold did not.
    ERRORED = "errored"  #: Asking broke, so nothing is known.
    SKIPPED = "skipped"  #: Nobody asked, for a stated reason.
    PRECLUDED = "precluded"  #: Something it rests on failed, so it could not be asked.
    NOT_APPLICABLE = "not-applicable"  #: The inventory has no such component.

    @property
    def gravity(self) -> int:
        """Return how much it speaks against a network: of several the highest counts.

        A failure that was seen outranks an answer that is missing, and that outranks a pass. What
        does not apply stands below a pass: what both passed and did not apply has passed.
        """
        return _GRAVITY.index(self)

    @property
    def mark(self) -> str:
        """Return the sign that stands before it in text; only a pass has that of a pass."""
        return _MARKS.get(self, "?")


_GRAVITY = (
    Outcome.NOT_APPLICABLE,
    Outcome.PASSED,
    Outcome.SKIPPED,
    Outcome.PRECLUDED,
    Outcome.ERRORED,
    Outcome.FAILED,
)
# All others are questions that nobody has answered.
_MARKS = {Outcome.PASSED: "✓", Outcome.FAILED: "✗", Outcome.NOT_APPLICABLE: "-"}


def gravest(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the gravest of some outcomes; of none, that nothing is known."""
    return max(outcomes, key=lambda each: each.gravity, default=Outcome.ERRORED)
