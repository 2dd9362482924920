"""A run signs each of its transactions once."""

import pytest

from gonogo.workflows.outbox import RunOutbox
from tests.contract.store.memory import MemoryTransactions


class CannotSignError(Exception):
    """No signature came about."""


async def test_signed_once() -> None:
    """What was recorded before is returned, and nothing is signed again."""
    transactions = MemoryTransactions()
    made: list[bytes] = []

    async def sign() -> bytes:
        made.append(b"signed %d" % len(made))
        return made[-1]

    first = await RunOutbox(transactions, "run").keep("transfer", sign)
    again = await RunOutbox(transactions, "run").keep("transfer", sign)

    assert first == again == b"signed 0"
    assert made == [b"signed 0"]


async def test_nothing_is_kept_when_signing_fails() -> None:
    """A signature that never came about leaves no trace."""
    transactions = MemoryTransactions()

    async def fail() -> bytes:
        raise CannotSignError

    with pytest.raises(CannotSignError):
        await RunOutbox(transactions, "run").keep("transfer", fail)

    assert transactions.names("run") == ()
