"""Where signed transactions are kept before they are sent.

A transaction that was sent and forgotten would be sent again by the next
attempt, with another nonce, and the balances would no longer add up. So a check
hands over the signed bytes first and sends what it gets back: after a crash, the
same bytes, which every node takes as one and the same transaction.
"""

from collections.abc import Awaitable, Callable
from typing import Protocol


class Outbox(Protocol):
    """What keeps signed transactions durably."""

    async def keep(self, name: str, make: Callable[[], Awaitable[bytes]]) -> bytes:
        """Return the transaction of this name; made, signed and kept when there is none.

        Only when `make` returned and its bytes are safely stored does this return.
        When `make` raises, nothing is kept and the exception goes on.
        """
        ...
