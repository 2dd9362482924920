"""An outbox in memory."""

from collections.abc import Awaitable, Callable


class MemoryOutbox:
    """Keeps signed transactions as long as it lives."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    async def keep(self, name: str, make: Callable[[], Awaitable[bytes]]) -> bytes:
        """Return the transaction of this name; made and kept when there is none."""
        if name not in self.kept:
            self.kept[name] = await make()
        return self.kept[name]
