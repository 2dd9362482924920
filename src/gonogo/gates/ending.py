"""How a test ends that does not pass.

A test raises one of these, mostly through its stand. Anything else that it raises is a fault
of the test, and fails it too. Only what the network's own inventory says can make a test not
applicable; money and addresses that nobody gave us are preconditions, and hold a gate.
"""

from gonogo.errors import GonogoError


class NotSoError(GonogoError):
    """What a test asserts does not hold."""

    def __init__(self, what: str, *, expected: object, seen: object) -> None:
        super().__init__(f"{what}: expected {expected}, saw {seen}")
        self.expected = str(expected)
        self.seen = str(seen)


class LateError(NotSoError):
    """What a test asserts does not hold in time.

    Who stood still himself would see the same, so it then says nothing of the network.
    """


class PreconditionError(GonogoError):
    """What a test needs is not there, so it says nothing about the network."""


class WaitingError(GonogoError):
    """A test has done what can be done now, and goes on in a later run."""

    def __init__(self, until: str, why: str) -> None:
        super().__init__(f"waiting until {until}: {why}")
        self.until = until


class NotApplicableError(GonogoError):
    """The network's inventory says that what a test is about does not exist there."""
