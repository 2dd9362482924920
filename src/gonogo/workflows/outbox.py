"""A run's signed transactions, as the checks see them."""

from collections.abc import Awaitable, Callable

from gonogo.workflows.ports import Transactions


class RunOutbox:
    """Keeps each transaction of one run before it is sent, and only ever the first."""

    def __init__(self, transactions: Transactions, run: str) -> None:
        self._transactions = transactions
        self._run = run

    async def keep(self, name: str, make: Callable[[], Awaitable[bytes]]) -> bytes:
        """Return the transaction of this name; made and recorded when there is none yet."""
        found = self._transactions.find(self._run, name)
        if found is not None:
            return found
        return self._transactions.record(self._run, name, await make())
