"""Whether an endpoint answered: how often, how long it was silent, and with what words.

A wrong answer is not an answer: to a question about the chain's number, another
number counts against the endpoint at once, whatever it said before and after.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from gonogo.checks.readings import MALFORMED, REFUSED, UNREACHABLE, Reading

T = TypeVar("T")


@dataclass
class Presence:
    """How one endpoint did with one question; mutable, filled in one pass."""

    asked: int = 0
    answered: int = 0
    heard: float = 0.0
    """When the latest usable answer came; the window's start before there was one."""
    latest: float = 0.0
    longest_silence_seconds: float = 0.0
    wrong: str | None = None
    """What was wrong with an answer that came; None: nothing."""
    last_failure: str | None = None
    """The kind of the latest failure, if no answer came after it."""
    last_words: str = ""
    reached: bool = False
    """Whether anything at all came back, be it nonsense."""

    def add(self, reading: Reading[T], fault: Callable[[Reading[T]], str | None]) -> None:
        """Take a reading, in the order of time."""
        self.asked += 1
        self.latest = max(self.latest, reading.t)
        self.reached |= reading.e != UNREACHABLE
        if reading.a is msgspec.UNSET:
            self.last_failure, self.last_words = reading.e, reading.w
            return
        # The first one stays: a balancer over nodes of two chains is right most of the time.
        self.wrong = self.wrong or fault(reading)
        self.answered += 1
        self.last_failure = None
        self.longest_silence_seconds = max(self.longest_silence_seconds, reading.t - self.heard)
        self.heard = max(self.heard, reading.t)

    def end(self, window_seconds: float) -> None:
        """Count the silence up to the window's end."""
        end = max(self.latest, window_seconds)
        self.longest_silence_seconds = max(self.longest_silence_seconds, end - self.heard)

    @property
    def failure(self) -> str:
        """Return in words what the latest failure was."""
        if self.last_failure == MALFORMED:
            return f"answers, but not as a node of this kind does ({self.last_words})"
        if self.last_failure == REFUSED:
            return f"refuses the question, so it may be no OP node ({self.last_words})"
        return f"gives no answer ({self.last_words or 'it was never asked'})"


def presences(
    readings: Iterable[Reading[T]],
    endpoints: Iterable[str],
    fault: Callable[[Reading[T]], str | None],
    window_seconds: float,
) -> dict[str, Presence]:
    """Return how each endpoint did; one that was never asked has asked nothing."""
    found = {name: Presence() for name in endpoints}
    for reading in readings:
        if reading.n in found:
            found[reading.n].add(reading, fault)
    for presence in found.values():
        presence.end(window_seconds)
    return found
