"""The answering side of the control server: who has the token may look, break, mend and end.

It listens on loopback only, but so can every other user of the machine reach
it; hence the token, which is in the session file that only its owner may read.
"""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable

import msgspec
from aiohttp import web

from gonogo.bench.control import Refusal, Status
from gonogo.bench.faults import Faults
from gonogo.bench.http_server import Handler, LoopbackServer
from gonogo.bench.parts import parse_part
from gonogo.errors import GonogoError

_LOG = logging.getLogger("gonogo.bench")

_Answer = Callable[[web.Request], Awaitable[object]]


class ControlServer:
    """Answers the commands of `control` for one bench."""

    def __init__(
        self, token: str, *, status: Callable[[], Status], faults: Faults, end: Callable[[], None]
    ) -> None:
        self.token = token
        self._status = status
        self._faults = faults
        self._end = end
        # One at a time: a mend in the middle of a break would leave something broken unseen.
        self._turn = asyncio.Lock()
        self._server = LoopbackServer(
            "control",
            {
                ("GET", "/status"): self._guarded(self._answer_status),
                ("POST", "/down"): self._guarded(self._answer_down),
                ("POST", "/break/{part}"): self._guarded(self._answer_break),
                ("POST", "/mend"): self._guarded(self._answer_mend),
            },
        )

    @property
    def url(self) -> str:
        """Return where it is reached; valid once open."""
        return self._server.url

    async def open(self) -> None:
        """Start answering."""
        await self._server.open()

    async def close(self) -> None:
        """Stop answering."""
        await self._server.close()

    def _guarded(self, answer: _Answer) -> Handler:
        expected = f"Bearer {self.token}".encode()

        async def handle(request: web.Request) -> web.StreamResponse:
            given = request.headers.get("Authorization", "").encode("utf-8", "replace")
            if not hmac.compare_digest(given, expected):
                return _json(401, Refusal("the token is missing or wrong"))
            try:
                return _json(200, await answer(request))
            except GonogoError as error:
                return _json(409, Refusal(error.message))
            except Exception as error:  # noqa: BLE001 - See below.
                # The boundary to the asking process: it gets an answer, the log the details.
                _LOG.exception("%s %s failed", request.method, request.path)
                return _json(500, Refusal(f"{type(error).__name__}: {error}"))

        return handle

    async def _answer_status(self, _: web.Request) -> Status:
        return self._status()

    async def _answer_down(self, _: web.Request) -> Status:
        # Only noted: this answer still gets out before the listener closes.
        self._end()
        return self._status()

    async def _answer_break(self, request: web.Request) -> Status:
        async with self._turn:
            await self._faults.break_part(parse_part(request.match_info["part"]))
        return self._status()

    async def _answer_mend(self, _: web.Request) -> Status:
        async with self._turn:
            await self._faults.mend()
        return self._status()


def _json(status: int, value: object) -> web.Response:
    return web.Response(
        status=status, body=msgspec.json.encode(value), content_type="application/json"
    )
