"""Waiting until something shows: what never shows is told, and never taken for shown."""

from datetime import UTC, datetime

import pytest

from gonogo.bench.errors import NotVisibleError
from gonogo.bench.visible import stands_still, wait_until_seen
from gonogo.rpc import UnreachableError


class InstantClock:
    """Lets time pass without waiting."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def now(self) -> datetime:
        """Return the time that has passed since 1970."""
        return datetime.fromtimestamp(self._seconds, UTC)

    def monotonic(self) -> float:
        """Return the seconds that were slept."""
        return self._seconds

    async def sleep(self, seconds: float) -> None:
        """Let the time pass at once."""
        self._seconds += seconds


async def test_a_head_that_moves_never_stands_still() -> None:
    """A chain that goes on is not called broken, however long one waits."""
    clock = InstantClock()

    async def head() -> int:
        return int(clock.monotonic())

    with pytest.raises(NotVisibleError, match="the head stands still"):
        await wait_until_seen(
            "the head stands still", stands_still(head, clock, 3), clock, patience_seconds=30
        )


async def test_a_head_that_stops_is_believed_after_the_time() -> None:
    """The clock starts at the last progress, not when one began to look."""
    clock = InstantClock()

    async def head() -> int:
        return min(int(clock.monotonic()), 5)

    await wait_until_seen("it", stands_still(head, clock, 3), clock, patience_seconds=30)

    assert 8 <= clock.monotonic() < 9


async def test_a_dead_endpoint_shows_nothing() -> None:
    """No answer is neither stillness nor recovery."""
    clock = InstantClock()

    async def head() -> int:
        raise UnreachableError("http://127.0.0.1:1", "eth_blockNumber", "refused")

    with pytest.raises(NotVisibleError):
        await wait_until_seen("it", stands_still(head, clock, 3), clock, patience_seconds=30)


async def test_silence_between_equal_answers_is_not_stillness() -> None:
    """While a node was silent its head may have moved and another have come back."""
    clock = InstantClock()
    answers = iter([7])

    async def head() -> int:
        for answer in answers:
            return answer
        raise UnreachableError("http://127.0.0.1:1", "eth_blockNumber", "refused")

    with pytest.raises(NotVisibleError):
        await wait_until_seen("it", stands_still(head, clock, 3), clock, patience_seconds=30)
