"""The unsafe head, and what must not pass for its progress."""

from tests.unit.checks.building import heads
from tests.unit.checks.catalog.head_cases import HeadSuite

CHECK = "unsafe_head_advances"


class TestUnsafeHead(HeadSuite):
    """The check of the unsafe head keeps what all checks of a head promise."""

    check = CHECK

    def answer(self, number: int) -> object:
        """Return the heads of a node at which this one stands at a number."""
        return heads(number)
