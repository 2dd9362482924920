"""The L1 head, and what must not pass for its progress."""

from tests.unit.checks.building import heads
from tests.unit.checks.catalog.head_cases import HeadSuite

CHECK = "l1_head_advances"


class TestL1Head(HeadSuite):
    """The check of the L1 head keeps what all checks of a head promise."""

    check = CHECK

    def answer(self, number: int) -> object:
        """Return the heads of a node at which this one stands at a number."""
        return heads(number)
