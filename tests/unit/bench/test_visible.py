"""Waiting until something shows: what never shows is told, and never taken for shown."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import msgspec
import pytest
from aiohttp import web

from gonogo.bench.control import ControlError, Status
from gonogo.bench.errors import BrokenBenchError, NotVisibleError
from gonogo.bench.http_server import LoopbackServer
from gonogo.bench.parts import Part
from gonogo.bench.session import Session, State
from gonogo.bench.settings import NOTE, SEQUENCER, Addresses, Heads, NodeAddresses
from gonogo.bench.visible import break_visibly, mend_visibly, stands_still, wait_until_seen
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


NOWHERE = "http://127.0.0.1:1"


class _Supervisor:
    """Speaks for a sound bench, which breaks as soon as something is done to it."""

    def __init__(self) -> None:
        self.state = State.READY
        self.server = LoopbackServer(
            "control",
            {
                ("GET", "/status"): self._status,
                ("POST", "/break/batcher"): self._act,
                ("POST", "/mend"): self._act,
            },
        )

    def session(self) -> Session:
        return Session("bench", 1, "", self.server.url, "", State.READY, services={})

    async def _act(self, request: web.Request) -> web.Response:
        self.state = State.BROKEN
        return await self._status(request)

    async def _status(self, _: web.Request) -> web.Response:
        node = NodeAddresses(NOWHERE, NOWHERE, NOWHERE)
        status = Status(
            name="bench",
            pid=1,
            started_at="",
            state=self.state,
            reason="an anvil died" if self.state is State.BROKEN else None,
            broken_parts=(),
            heads=Heads(0, 0, 0, 0, {}),
            addresses=Addresses(NOWHERE, {SEQUENCER: node}, NOWHERE, NOWHERE),
            contracts={},
            batcher="",
            directory="",
            note=NOTE,
        )
        return web.Response(body=msgspec.json.encode(status))


@pytest.fixture
async def supervisor() -> AsyncIterator[_Supervisor]:
    one = _Supervisor()
    await one.server.open()
    yield one
    await one.server.close()


def ignore(_: str) -> None:
    """Progress is for people."""


async def test_a_bench_that_breaks_meanwhile_is_told_at_once(supervisor: _Supervisor) -> None:
    """Its reason is worth more than half a minute later "was not seen"."""
    with pytest.raises(BrokenBenchError, match="an anvil died"):
        await break_visibly(
            supervisor.session(), Part.BATCHER, clock=InstantClock(), on_progress=ignore
        )


@pytest.mark.parametrize("state", [State.READY, State.BROKEN])
async def test_what_broke_by_itself_is_not_mended(supervisor: _Supervisor, state: State) -> None:
    """Neither when it was broken before, nor when it breaks under the mending."""
    supervisor.state = state
    with pytest.raises(BrokenBenchError, match="an anvil died"):
        await mend_visibly(supervisor.session(), clock=InstantClock(), on_progress=ignore)


async def test_a_bench_that_is_gone_cannot_be_broken(supervisor: _Supervisor) -> None:
    """A refused connection to its supervisor is no visible effect."""
    session = supervisor.session()
    await supervisor.server.refuse()
    with pytest.raises(ControlError, match="does not answer"):
        await break_visibly(session, Part.RPC, clock=InstantClock(), on_progress=ignore)
