"""A part that steps until it is told to stand still, and what happens to a step that fails."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from gonogo.bench.engine import BenchBrokenError
from gonogo.bench.role import Role, Surroundings
from gonogo.clock import SystemClock
from gonogo.protocol import UnsupportedEncodingError
from gonogo.rpc import UnreachableError
from tests.simulator.clock import SimulatedClock

PATIENCE_SECONDS = 5


class _Counter(Role):
    """Counts its steps; each does what it was told to."""

    def __init__(self, *acts: Callable[[], Awaitable[None]], clock: object = None) -> None:
        self.crashes: list[str] = []
        surroundings = Surroundings(clock or SimulatedClock(), self.crashes.append)  # type: ignore[arg-type]
        super().__init__("counter", surroundings)
        self.steps = 0
        self.finished = 0
        self._acts = list(acts)

    async def step(self) -> float:
        """Do the next act, or rest."""
        self.steps += 1
        if self._acts:
            await self._acts.pop(0)()
        self.finished += 1
        return 1.0

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Let it step until something is so."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not is_so():  # noqa: ASYNC110 - Roles tell nobody that they stepped.
                await asyncio.sleep(0)


def failing(error: Exception) -> Callable[[], Awaitable[None]]:
    async def act() -> None:
        raise error

    return act


async def test_a_node_that_does_not_answer_is_asked_again() -> None:
    """It may come back; that is no reason to end."""
    role = _Counter(failing(UnreachableError("memory:", "eth_call", "refused")))
    role.start()
    await role.until(lambda: role.finished == 2)
    await role.stop()

    assert role.crashes == []


@pytest.mark.parametrize(
    "error",
    [
        BenchBrokenError("a block was not built as ordered"),
        UnsupportedEncodingError("a span batch", hint="Write singular batches."),
        KeyError("not foreseen"),
    ],
)
async def test_what_is_not_a_missing_answer_breaks_the_bench(error: Exception) -> None:
    """Dropped data that a node would read, a fault of ours: no step may follow."""
    role = _Counter(failing(error))
    role.start()
    await role.until(lambda: not role.is_running)

    assert role.crashes == [f"counter: {error}"]
    assert role.steps == 1


async def test_a_step_that_is_under_way_is_finished() -> None:
    """Half a block or half a transaction would leave something behind."""
    go_on = asyncio.Event()

    async def wait() -> None:
        await go_on.wait()

    role = _Counter(wait)
    role.start()
    await role.until(lambda: role.steps == 1)
    stopping = asyncio.create_task(role.stop())
    await asyncio.sleep(0)
    go_on.set()
    await stopping

    assert (role.steps, role.finished) == (1, 1)


async def test_a_step_that_hangs_is_cut_off() -> None:
    """A dead node must not keep the bench from ending."""

    async def hang() -> None:
        await asyncio.Event().wait()

    role = _Counter(hang)
    role.start()
    await role.until(lambda: role.steps == 1)
    await asyncio.wait_for(role.stop(), PATIENCE_SECONDS)

    assert (role.finished, role.is_running) == (0, False)


async def test_a_resting_role_stops_at_once() -> None:
    """It has nothing to finish."""
    role = _Counter(clock=SystemClock())
    role.start()
    await role.until(lambda: role.finished == 1)
    begun = asyncio.get_running_loop().time()
    await role.stop()

    assert asyncio.get_running_loop().time() - begun < 0.25


async def test_a_stopped_role_goes_on_when_started_again() -> None:
    """Starting and stopping twice changes nothing."""
    role = _Counter()
    for _ in range(2):
        role.start()
        role.start()
        before = role.finished
        await role.until(lambda before=before: role.finished > before)  # type: ignore[misc]
        await role.stop()
        await role.stop()

    assert role.finished >= 2
    assert not role.is_running
