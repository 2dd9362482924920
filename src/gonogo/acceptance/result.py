"""What became of one test in one attempt, and why.

The outcome is what gates are judged by. The kind is for people who look after a network:
whom to call, and whether it is worth to look at the test or at the network. No kind makes a
failure anything less: what a runner called failed stays failed, unless the framework itself
said that what the test needs is not there.
"""

import enum
from dataclasses import dataclass, replace
from datetime import datetime

from gonogo.acceptance.named_test import NamedTest
from gonogo.evidence import Outcome

LONGEST_MESSAGE_CHARACTERS = 2000


class Kind(enum.Enum):
    """Why a test ended as it did."""

    NONE = "none"  #: It passed, and there is nothing to tell.
    ASSERTION = "assertion"  #: What it asserts did not hold.
    PRECONDITION = "precondition"  #: The network lacks what it needs, as the test itself says.
    WAITING = "waiting"  #: It goes on in a later run: something must first take its time.
    SKIPPED = "skipped"  #: It said that it does not run here, and why.
    NOT_APPLICABLE = "not-applicable"  #: The inventory lacks the component that it is about.
    CRASH = "crash"  #: Its program broke: a panic, an error outside of any assertion, a signal.
    TIMEOUT = "timeout"  #: It was given its time and did not end.
    INFRASTRUCTURE = "infrastructure"  #: It failed, and its calls had not reached the network.
    BUILD = "build"  #: It could not be built or loaded, so nothing of it ran.
    INTERRUPTED = "interrupted"  #: Its process was ended before it ended.
    NEVER_RAN = "never-ran"  #: It was selected, and nothing was ever heard of it.


@dataclass(frozen=True, slots=True)
class LogPart:
    """A piece of what a test printed, in the output file of its run."""

    offset: int
    """Bytes from the beginning of the file."""
    length: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one test in one attempt."""

    test: NamedTest
    outcome: Outcome
    kind: Kind
    seconds: float
    message: str = ""
    """Why, for a person, in at most `LONGEST_MESSAGE_CHARACTERS`; of a skip its reason."""
    started_at: datetime | None = None
    """None: it never started."""
    attempt: int = 1
    """Counts from 1 where a run repeats a test."""
    task: str = ""
    """The task, and so the process, that it ran in."""
    log: tuple[LogPart, ...] = ()
    """What it printed, in order; empty: nothing."""

    @property
    def unprivileged(self) -> "Result":
        """Return it as it counts of a suite that is not ours: what does not apply was skipped.

        Our own gates look at the inventory; whoever else says so says only that it did not run.
        """
        if self.outcome is not Outcome.NOT_APPLICABLE:
            return self
        return replace(
            self,
            outcome=Outcome.SKIPPED,
            kind=Kind.SKIPPED,
            message=self.message or "is said not to apply, and gave no reason",
        )
