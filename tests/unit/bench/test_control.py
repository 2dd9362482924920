"""Asking a supervisor, and what its answering side lets nobody else do."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from aiohttp import web

from gonogo.bench.control import ControlError, Status, end, read_status, request_break, request_mend
from gonogo.bench.control_server import ControlServer
from gonogo.bench.errors import BenchError
from gonogo.bench.http_server import LoopbackServer
from gonogo.bench.parts import Part
from gonogo.bench.session import Session, State
from gonogo.bench.settings import NOTE, Addresses, Heads

TOKEN = "open sesame"  # noqa: S105  # Of no server that lives longer than a test.
STATUS = Status(
    name="bench",
    pid=4242,
    started_at="2026-01-01T00:00:00+00:00",
    state=State.READY,
    reason=None,
    broken_parts=(),
    heads=Heads(l1=1, unsafe=3, safe=2, finalized=0, verifiers={"verifier-0": 2}),
    addresses=Addresses("http://127.0.0.1:1", {}, "http://127.0.0.1:2", "http://127.0.0.1:3"),
    contracts={},
    batcher="0x" + "ba" * 20,
    directory="bench",
    note=NOTE,
)


class _Faults:
    """Notes what it is told to break; one part cannot be broken."""

    def __init__(self) -> None:
        self.noted: list[str] = []
        self.is_busy = False

    async def break_part(self, part: Part) -> None:
        """Note the part, unless it is the one that fails."""
        assert not self.is_busy
        self.is_busy = True
        await asyncio.sleep(0)
        self.is_busy = False
        if part is Part.L1:
            raise BenchError("L1 does not listen")
        if part is Part.FUNDS:
            raise ZeroDivisionError("a secret of ours")
        self.noted.append(part.value)

    async def mend(self) -> None:
        """Note it."""
        assert not self.is_busy
        self.noted.append("mend")


class _Running:
    """A control server that listens, and the session that names it."""

    def __init__(self) -> None:
        self.faults = _Faults()
        self.has_ended = False
        self.server = ControlServer(
            TOKEN,
            status=lambda: STATUS,
            faults=self.faults,  # type: ignore[arg-type]  # It is asked for these two only.
            end=self._end,
        )

    def _end(self) -> None:
        self.has_ended = True

    def session(self, token: str = TOKEN) -> Session:
        return Session(
            "bench", 4242, STATUS.started_at, self.server.url, token, State.READY, services={}
        )


@pytest.fixture
async def running() -> AsyncIterator[_Running]:
    one = _Running()
    await one.server.open()
    yield one
    await one.server.close()


async def test_a_status_arrives_as_it_was_said(running: _Running) -> None:
    """Across a process boundary, and back into the same value."""
    assert await asyncio.to_thread(read_status, running.session()) == STATUS


@pytest.mark.parametrize("token", ["", "open", "open sesame!", "Open Sesame"])
async def test_without_the_token_nothing_is_done(running: _Running, token: str) -> None:
    """Everybody on the machine can reach the port."""
    session = running.session(token)
    for ask in (read_status, request_mend, lambda one: request_break(one, "batcher")):
        with pytest.raises(ControlError, match="token is missing or wrong"):
            await asyncio.to_thread(ask, session)

    assert running.faults.noted == []


async def test_breaks_and_mends_take_turns(running: _Running) -> None:
    """A mend in the middle of a break would leave something broken unseen."""
    session = running.session()
    parts = ("batcher", "sequencer", "rpc", "proposer")
    await asyncio.gather(
        *(asyncio.to_thread(request_break, session, part) for part in parts),
        asyncio.to_thread(request_mend, session),
    )

    assert sorted(running.faults.noted) == sorted((*parts, "mend"))


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("batchr", "did you mean 'batcher'"),
        ("l1", "L1 does not listen"),
        ("funds", "ZeroDivisionError"),
    ],
)
async def test_what_could_not_be_broken_is_told(running: _Running, part: str, words: str) -> None:
    """The asking process has only this answer to show."""
    with pytest.raises(ControlError, match=words):
        await asyncio.to_thread(request_break, running.session(), part)


async def answering(body: bytes, status: int = 200) -> LoopbackServer:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(body=body, status=status)

    server = LoopbackServer("another program", {("GET", "/status"): answer})
    await server.open()
    return server


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 200), (b"<html>", 200), (b"{}", 200), (b'{"name": 1}', 200), (b"gone", 500)],
)
async def test_another_program_at_the_address_is_no_status(body: bytes, status: int) -> None:
    """A port is given to somebody else, or the supervisor is of another version."""
    server = await answering(body, status)
    session = Session("bench", 1, "", server.url, TOKEN, State.READY, services={})
    try:
        with pytest.raises(ControlError) as told:
            await asyncio.to_thread(read_status, session)
    finally:
        await server.close()

    assert TOKEN not in str(told.value)


def test_a_supervisor_that_is_gone_does_not_answer() -> None:
    """Its token is not shown for it."""
    session = Session("bench", 1, "", "http://127.0.0.1:1", TOKEN, State.READY, services={})
    with pytest.raises(ControlError, match="does not answer") as told:
        read_status(session)

    assert TOKEN not in f"{told.value} {told.value.hint}"


async def test_ending_one_that_is_gone_already_is_done(tmp_path: Path) -> None:
    """No lock is held and no such process lives, so nothing is signalled."""
    gone = 2**22 + 1  # Above the largest process number of Linux.
    session = Session("bench", gone, "", "http://127.0.0.1:1", TOKEN, State.READY, services={})
    ending: Callable[[Session, Path], None] = end

    await asyncio.to_thread(ending, session, tmp_path)
