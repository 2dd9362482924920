"""A clock whose time passes as soon as somebody waits for it."""

import asyncio
import heapq
import itertools
from datetime import UTC, datetime, timedelta

GENESIS = datetime(2026, 1, 1, tzinfo=UTC)


# Calls under way take real turns of the event loop and no simulated time. Time waits for
# about as many turns as a few calls on loopback need, so that it does not run away from them.
_TURNS_TO_SETTLE = 100


class SimulatedClock:
    """Half an hour of observation in the time that its calls take.

    Of several sleepers the one that is due first wakes first; time is the wake-up
    time of the latest of them and never runs backwards.
    """

    def __init__(
        self, elapsed_seconds: float = 3600.0, *, turns_to_settle: int = _TURNS_TO_SETTLE
    ) -> None:
        self.elapsed_seconds = elapsed_seconds
        self._turns_to_settle = turns_to_settle
        self._sleepers: list[tuple[float, int]] = []
        self._order = itertools.count()

    def now(self) -> datetime:
        """Return the simulated time of day."""
        return GENESIS + timedelta(seconds=self.elapsed_seconds)

    def monotonic(self) -> float:
        """Return simulated seconds since the devnet's genesis."""
        return self.elapsed_seconds

    async def sleep(self, seconds: float) -> None:
        """Let everybody who is due earlier go first, then let this much time pass."""
        sleeper = (self.elapsed_seconds + max(0.0, seconds), next(self._order))
        heapq.heappush(self._sleepers, sleeper)
        try:
            for _ in range(self._turns_to_settle):
                await asyncio.sleep(0)
            while self._sleepers[0] != sleeper:  # noqa: ASYNC110 - the others set nothing.
                await asyncio.sleep(0)
        finally:
            self._sleepers.remove(sleeper)
            heapq.heapify(self._sleepers)
        self.elapsed_seconds = max(self.elapsed_seconds, sleeper[0])


class StuckClock(SimulatedClock):
    """A clock that always says the same, however long one waits."""

    async def sleep(self, seconds: float) -> None:
        """Return without letting time pass."""
        del seconds
        await asyncio.sleep(0)


class SetForwardClock(SimulatedClock):
    """A clock whose time of day is set an hour forward at each look, as by a suspended laptop."""

    _looks = 0

    def now(self) -> datetime:
        """Return a time of day that leaves monotonic time behind."""
        self._looks += 1
        return super().now() + timedelta(hours=self._looks)


class PausingClock(SimulatedClock):
    """A clock of a process that is stopped once: it waits for something and wakes much later."""

    def __init__(self, *, pause_after: float, pause_seconds: float, is_asleep: bool) -> None:
        super().__init__()
        self._pauses_at = self.elapsed_seconds + pause_after
        self._pause_seconds = pause_seconds
        self._is_asleep = is_asleep
        self._slept_seconds = 0.0

    def now(self) -> datetime:
        """Return the time of day, which goes on while the machine sleeps."""
        return super().now() + timedelta(seconds=self._slept_seconds)

    async def sleep(self, seconds: float) -> None:
        """Sleep; who is first to wake after the pause was to begin wakes after its end."""
        await super().sleep(seconds)
        if self.elapsed_seconds >= self._pauses_at:
            self._pauses_at = float("inf")
            # Monotonic time does not run while a machine sleeps, but does for one process.
            if self._is_asleep:
                self._slept_seconds = self._pause_seconds
            else:
                self.elapsed_seconds += self._pause_seconds


class HandClock:
    """A clock that is set by hand, and whose sleeps may last longer than was asked for."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.ahead_seconds = 0.0
        self.held_up_seconds = 0.0

    def now(self) -> datetime:
        """Return the time of day, which may be ahead of the monotonic time."""
        return GENESIS + timedelta(seconds=self.seconds + self.ahead_seconds)

    def monotonic(self) -> float:
        """Return the seconds that were set."""
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        """Let this much time pass, and what it is held up by."""
        self.seconds += seconds + self.held_up_seconds
