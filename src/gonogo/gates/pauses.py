"""Know when this program itself stood still: stopped, starved, or with its whole machine asleep.

Who stood still cannot judge by time. Answers that lay there unread count as none, time limits
have passed while nobody looked, and a network on the same machine, which stood still as well,
makes all at once what it missed. So a test that failed for want of time while this program
stood still says nothing of the network. What is wrong whatever the time stays wrong, and
nothing here makes a pass of anything.

Limits: another machine that stands still is the network's affair, and ours is not known to
have stood still before this program looked for the first time.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from gonogo.clock import Clock

LEAST_PAUSE_SECONDS = 3.0
"""Far above what a machine with too much to do takes from us, and below every time limit."""
_SECONDS_BETWEEN_LOOKS = 0.25


class Pauses:
    """How long this program stood still, and when; mutable, since it goes on."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seen = (clock.monotonic(), clock.now())
        self._known: list[tuple[float, float]] = []

    def begin(self) -> float:
        """Return what `longest_since` takes for now."""
        self.look()
        return self._clock.monotonic()

    def longest_since(self, begin: float) -> float:
        """Return the seconds of the longest pause since then; 0 where there was none."""
        # Whoever failed may be awake before the one who looks.
        self.look()
        return max((seconds for ended, seconds in self._known if ended > begin), default=0.0)

    def look(self) -> None:
        """Take note of a pause that ends now."""
        monotonic, now = self._clock.monotonic(), self._clock.now()
        before, at = self._seen
        # Both: while a machine sleeps only the time of day goes on, and a bench builds by that.
        # One that was set back counts too, since a chain on this machine then waits for it.
        seconds = max(monotonic - before, abs((now - at).total_seconds()))
        if seconds >= LEAST_PAUSE_SECONDS:
            self._known.append((monotonic, seconds))
        self._seen = (monotonic, now)


@asynccontextmanager
async def watching(clock: Clock) -> AsyncIterator[Pauses]:
    """Look for pauses all the while."""
    pauses = Pauses(clock)

    async def look_again_and_again() -> None:
        while True:
            await clock.sleep(_SECONDS_BETWEEN_LOOKS)
            pauses.look()

    looking = asyncio.create_task(look_again_and_again())
    try:
        yield pauses
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
