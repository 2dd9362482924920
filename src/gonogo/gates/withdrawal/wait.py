"""How long a run waits here, and when it leaves the rest to a later one."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime

from gonogo.gates.side import Side
from gonogo.gates.stand import Stand


@dataclass
class Wait:
    """What is left of the time that this run may spend waiting; mutable: it passes."""

    stand: Stand
    limit_seconds: float
    _began: float = field(default_factory=lambda: asyncio.get_running_loop().time())

    @property
    def left_seconds(self) -> float:
        """Return how much is left; never less than nothing."""
        passed = asyncio.get_running_loop().time() - self._began
        return max(0.0, self.limit_seconds - passed)

    async def until_time(
        self, side: Side, moment: int, why: str, *, until: int | None = None
    ) -> None:
        """Wait until a chain's clock is past a moment, if that can be here.

        Args:
            side: The chain whose clock counts.
            moment: In Unix seconds.
            why: What happens then, for whoever reads why the run ended.
            until: When a later run can end this, where that is not the moment itself.

        Raises:
            WaitingError: it takes longer than this run waits.
        """
        while (now := int((await side.header()).timestamp)) <= moment:
            if moment - now > self.left_seconds:
                self.stand.waiting(told(until or moment), why)
            with self.stand.waiting_for(why):
                # Chains that make no block for a while have a clock that stands still.
                await asyncio.sleep(min(2.0, max(0.3, moment - now)))
            if self.left_seconds == 0:
                self.stand.waiting(told(until or moment), why)


def told(moment: int) -> str:
    """Return a moment as people and machines read it, in UTC."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
