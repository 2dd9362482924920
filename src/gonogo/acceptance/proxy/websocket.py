"""A WebSocket through a door: messages pass both ways, and the calls in them are counted.

The network is asked first, so that a client whose connection is accepted has the network at
the other end. Subscriptions' notifications have no id of a call and simply pass. Each half
has compression of its own, which is none; messages pass as they are.

Limit: the library gives whole messages only, so one that is longer than the largest ends
the connection, as the standard says (1009).
"""

import asyncio

from aiohttp import (
    ClientError,
    ClientSession,
    ClientWebSocketResponse,
    WSMessage,
    WSMsgType,
    WSServerHandshakeError,
    hdrs,
    web,
)

from gonogo.acceptance.proxy.answers_in import LARGEST_LOOKED_AT_BYTES, answers_from, answers_in
from gonogo.acceptance.proxy.calls_in import LARGEST_LOOKED_AT_BYTES as LARGEST_CALL_BYTES
from gonogo.acceptance.proxy.calls_in import Call, calls_in
from gonogo.acceptance.proxy.endpoints import Endpoint
from gonogo.acceptance.proxy.headers import handshake_headers
from gonogo.acceptance.proxy.pending import Pending
from gonogo.acceptance.proxy.tally import Tally
from gonogo.acceptance.proxy.unanswered import unanswered

LARGEST_MESSAGE_BYTES = 64 * 1024 * 1024

_ABNORMAL, _GOING_AWAY = 1006, 1001
_PASSED = frozenset({WSMsgType.TEXT, WSMsgType.BINARY, WSMsgType.PING, WSMsgType.PONG})
_NO_CALL = (Call(None, None),)
_Half = ClientWebSocketResponse | web.WebSocketResponse


def is_handshake(request: web.BaseRequest) -> bool:
    """Say whether a request asks for a WebSocket."""
    wanted = request.headers.get(hdrs.UPGRADE, "").strip().lower()
    return request.method == hdrs.METH_GET and wanted == "websocket"


async def pass_websocket(
    request: web.BaseRequest, endpoint: Endpoint, tally: Tally, session: ClientSession
) -> web.StreamResponse:
    """Connect to the network and pass messages on until either side ends it."""
    otherwise = f"GET {request.raw_path.partition('?')[0]}"
    try:
        network = await session.ws_connect(
            endpoint.upstream.target(request.raw_path),
            headers=handshake_headers(request.headers, endpoint.upstream),
            protocols=_protocols(request),
            autoping=False,
            max_msg_size=LARGEST_MESSAGE_BYTES,
        )
    except WSServerHandshakeError as error:
        # The network answered, and refused: so is the client.
        tally.note_call(otherwise).note_answer(is_error=True)
        return web.Response(status=error.status, text="gonogo: the network refused a WebSocket\n")
    except (ClientError, OSError, TimeoutError, ValueError) as error:
        tally.note_call(otherwise)
        return unanswered(f"{endpoint.chain} {endpoint.name}", error)
    async with network:
        chosen = (network.protocol,) if network.protocol else ()
        client = web.WebSocketResponse(
            protocols=chosen, autoping=False, compress=False, max_msg_size=LARGEST_MESSAGE_BYTES
        )
        await client.prepare(request)
        await _Relay(client, network, tally).run()
    return client


def _protocols(request: web.BaseRequest) -> list[str]:
    offered = ",".join(request.headers.getall(hdrs.SEC_WEBSOCKET_PROTOCOL, ()))
    return [each.strip() for each in offered.split(",") if each.strip()]


class _Relay:
    """Both directions of one connection."""

    def __init__(
        self, client: web.WebSocketResponse, network: ClientWebSocketResponse, tally: Tally
    ) -> None:
        self._client = client
        self._network = network
        self._pending = Pending(tally)

    async def run(self) -> None:
        """Pass messages until either side ends, and end the other in the same way."""
        ways = [
            asyncio.create_task(self._pass(self._client, self._network)),
            asyncio.create_task(self._pass(self._network, self._client)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            await _end(self._client, self._network.close_code)
            await _end(self._network, self._client.close_code)

    async def _pass(self, source: _Half, sink: _Half) -> None:
        while True:
            message = await source.receive()
            if message.type not in _PASSED:
                return
            # Counted before it is passed on: the answer may be here before we are back.
            if source is self._client:
                self._note_calls(message)
            else:
                self._note_answers(message)
            try:
                await _send(message, sink)
            except (ClientError, ConnectionError):
                return

    def _note_calls(self, message: WSMessage) -> None:
        body = _bytes(message)
        if body:
            found = calls_in(body) if len(body) <= LARGEST_CALL_BYTES else ()
            self._pending.note_calls(found or _NO_CALL, "websocket message")

    def _note_answers(self, message: WSMessage) -> None:
        body = _bytes(message)
        if len(body) <= LARGEST_LOOKED_AT_BYTES:
            self._pending.note_answers(answers_in(body))
        else:
            self._pending.note_answers(answers_from(body[:4096], self._pending.ids))


async def _send(message: WSMessage, sink: _Half) -> None:
    if message.type is WSMsgType.TEXT:
        await sink.send_str(message.data)
    elif message.type is WSMsgType.BINARY:
        await sink.send_bytes(message.data)
    elif message.type is WSMsgType.PING:
        await sink.ping(message.data)
    else:
        await sink.pong(message.data)


def _bytes(message: WSMessage) -> bytes:
    if message.type is WSMsgType.TEXT:
        return str(message.data).encode()
    return bytes(message.data) if message.type is WSMsgType.BINARY else b""


async def _end(half: _Half, code: int | None) -> None:
    """Close a half as the other was closed, or as one that lost its network."""
    if not half.closed:
        await half.close(code=_GOING_AWAY if code in (None, _ABNORMAL) else code)
