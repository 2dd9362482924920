"""What every outbox promises: the one in memory, and a run's own on SQLite."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from gonogo.checks import Outbox
from gonogo.store import SQLiteTransactions, open_history
from gonogo.workflows.outbox import RunOutbox
from tests.simulator.outbox import MemoryOutbox


@pytest.fixture(params=["memory", "run on sqlite"])
def outbox(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Outbox]:
    if request.param == "memory":
        yield MemoryOutbox()
        return
    history = open_history(tmp_path / "history.sqlite", lambda _: False)
    yield RunOutbox(SQLiteTransactions(history.engine), "run-1")
    history.close()


def making(raw: bytes) -> Callable[[], Awaitable[bytes]]:
    async def make() -> bytes:
        await asyncio.sleep(0)
        return raw

    return make


async def test_the_first_transaction_stays(outbox: Outbox) -> None:
    """What was kept under a name is what comes back, whatever is offered later."""
    first = await outbox.keep("chain/check", making(b"\x02first"))

    again = await outbox.keep("chain/check", making(b"\x02second"))

    assert first == again == b"\x02first"


async def test_a_kept_transaction_is_not_made_again(outbox: Outbox) -> None:
    """Making signs, and nothing is signed twice under one name."""
    await outbox.keep("chain/check", making(b"\x02first"))

    async def refuse() -> bytes:
        raise AssertionError

    assert await outbox.keep("chain/check", refuse) == b"\x02first"


async def test_names_are_apart(outbox: Outbox) -> None:
    """Two names are two transactions."""
    await outbox.keep("chain/a", making(b"\x02a"))

    assert await outbox.keep("chain/b", making(b"\x02b")) == b"\x02b"


async def test_a_failure_keeps_nothing(outbox: Outbox) -> None:
    """When signing fails the failure comes through, and the next attempt is free."""

    async def fail() -> bytes:
        message = "no nonce"
        raise ConnectionError(message)

    with pytest.raises(ConnectionError, match="no nonce"):
        await outbox.keep("chain/check", fail)

    assert await outbox.keep("chain/check", making(b"\x02next")) == b"\x02next"


async def test_every_byte_is_kept(outbox: Outbox) -> None:
    """Signed bytes come back as they are, zeros and high bytes included."""
    raw = bytes(range(256)) * 3

    await outbox.keep("chain/check", making(raw))

    assert await outbox.keep("chain/check", making(b"")) == raw
