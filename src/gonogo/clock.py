"""Time as a parameter.

Rooms that need the time take a `Clock`; only `SystemClock` asks the machine.
So a test can run half an hour of observation at once, and a judgement can be
made again with the time it was made at.
"""

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What can tell the time and let it pass."""

    def now(self) -> datetime:
        """Return the time of day, in UTC and aware of it."""
        ...

    def monotonic(self) -> float:
        """Return seconds from an arbitrary start; never runs backwards."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Let this much time pass; a negative number lets none pass."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the machine's time, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return the machine's monotonic time in seconds."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Sleep without holding up other tasks."""
        await asyncio.sleep(max(0.0, seconds))
