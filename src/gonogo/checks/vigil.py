"""How long we ourselves stood still while we waited for something.

Every wait of ours has an end that is known beforehand: a sleep its length, a call its
time limit. What lasts more than a second longer was held up by us, be it stopped or
starved; and where the clock on the wall ran away from the monotonic one, the machine
slept. For waits beside the ticks of a window, whose own times tell the same (`unseen`).
"""

from dataclasses import dataclass

from gonogo.checks.unseen import LEEWAY_SECONDS
from gonogo.clock import Clock


class Vigil:
    """Adds up how long we stood still; one for all that is done at once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._began = clock.monotonic()
        self._began_at = clock.now()
        self._counted_to = self._began
        self._ahead = 0.0
        self.held_up_seconds = 0.0
        """In monotonic time."""
        self.slept_seconds = 0.0
        """Beside it: what only the clock on the wall counted."""

    def end(self, began: float, at_most_seconds: float) -> None:
        """Note that a wait ends now that began then and was to take no longer than this."""
        now = self._clock.monotonic()
        if now - began > at_most_seconds + LEEWAY_SECONDS:
            # Several waits are held up by one and the same pause, which counts once.
            self.held_up_seconds += max(0.0, now - max(began, self._counted_to))
            self._counted_to = now
        passed = (self._clock.now() - self._began_at).total_seconds()
        ahead = passed - (now - self._began)
        if ahead - self._ahead > LEEWAY_SECONDS:
            self.slept_seconds += ahead - self._ahead
        self._ahead = ahead

    def start(self) -> "Watching":
        """Begin to measure a time in which several waits follow each other."""
        return Watching(self, self._clock.monotonic(), self.held_up_seconds, self.slept_seconds)

    async def sleep(self, seconds: float) -> None:
        """Let time pass, and note whether more of it passed."""
        began = self._clock.monotonic()
        await self._clock.sleep(seconds)
        self.end(began, seconds)

    def since(self, began: float) -> float:
        """Return the monotonic time that has passed."""
        return self._clock.monotonic() - began


def for_our_part(stood_still_seconds: float, sentence: str) -> str:
    """Return a sentence about a wait that we held up ourselves."""
    return (
        f"gonogo itself stood still for {stood_still_seconds:.0f} s while it waited, so nobody "
        f"can say how long it took: {sentence}; check again"
    )


@dataclass(frozen=True)
class Watching:
    """A time that is being measured."""

    vigil: Vigil
    _began: float
    _held_up_before: float
    _slept_before: float

    @property
    def seconds(self) -> float:
        """Return how long it has really lasted, sleep included."""
        return self.vigil.since(self._began) + self._slept

    @property
    def stood_still_seconds(self) -> float:
        """Return how much of that was ours."""
        return self.vigil.held_up_seconds - self._held_up_before + self._slept

    @property
    def _slept(self) -> float:
        return self.vigil.slept_seconds - self._slept_before
