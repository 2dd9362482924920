"""A door: a port on loopback that leads to one endpoint, and counts who goes through.

It is no open proxy: where it leads was decided when it was made, and a request that names
another place is refused. Bodies pass byte for byte. Nothing is retried: the network is to be
seen as it is, and a transaction must not be sent twice.

Limits: a header that the server library adds to every response (`Date`, `Server`,
`Content-Type`) is there also when the network sent none, and trailers are dropped.
"""

from collections.abc import Collection

from aiohttp import ClientError, ClientResponse, ClientSession, hdrs, web

from gonogo.acceptance.proxy import answers_in, calls_in
from gonogo.acceptance.proxy.body import Beginning, Glimpse, read_beginning
from gonogo.acceptance.proxy.endpoints import Endpoint
from gonogo.acceptance.proxy.exchange import Exchange, begin
from gonogo.acceptance.proxy.headers import Received, request_headers, response_headers
from gonogo.acceptance.proxy.tally import Tally
from gonogo.acceptance.proxy.unanswered import unanswered
from gonogo.acceptance.proxy.websocket import is_handshake, pass_websocket

# What a connection to the network may raise, the odd address included.
BROKEN = (ClientError, OSError, TimeoutError, ValueError)

_SENT_WHOLE_BYTES = 256 * 1024
_HELD_WHOLE_BYTES = 64 * 1024


class Door:
    """Passes on what comes in at one port."""

    def __init__(
        self, endpoint: Endpoint, session: ClientSession, secrets: Collection[str] = ()
    ) -> None:
        self.endpoint = endpoint
        self.tally = Tally(secrets)
        self._session = session

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Pass one request on, and its answer back."""
        if not request.raw_path.startswith("/"):
            text = "gonogo: this is the endpoint of a network, and leads nowhere else\n"
            return web.Response(status=400, text=text)
        if is_handshake(request):
            return await pass_websocket(request, self.endpoint, self.tally, self._session)
        return await self._pass(request)

    async def _pass(self, request: web.BaseRequest) -> web.StreamResponse:
        await _invite(request)
        body = await read_beginning(request.content, calls_in.LARGEST_LOOKED_AT_BYTES)
        path, encoding = request.raw_path.partition("?")[0], _encoding(request.headers)
        exchange = begin(self.tally, request.method, path, body, encoding)
        try:
            response = await self._ask(request, body)
        except BROKEN as error:
            return self._unanswered(exchange, error)
        async with response:
            if request.method == hdrs.METH_HEAD or not _is_small(response):
                return await self._stream(request, response, exchange)
            try:
                read = await response.read()
            except BROKEN as error:
                return self._unanswered(exchange, error)
            return self._answer(response, read, exchange)

    async def _ask(self, request: web.BaseRequest, body: Beginning) -> ClientResponse:
        headers = request_headers(request.headers, self.endpoint.upstream)
        is_short = body.rest is None and len(body.read) <= _SENT_WHOLE_BYTES
        if is_short:
            # The library knows it; the client's own may be that of pieces.
            headers.popall(hdrs.CONTENT_LENGTH, None)
        whole = body.read if body.read or request.body_exists else None
        return await self._session.request(
            request.method,
            self.endpoint.upstream.target(request.raw_path),
            headers=headers,
            data=whole if is_short else body.pieces(),
            allow_redirects=False,
        )

    def _unanswered(self, exchange: Exchange, error: BaseException) -> web.Response:
        name = f"{self.endpoint.chain} {self.endpoint.name}"
        return unanswered(name, error, exchange.calls, is_batch=exchange.is_batch)

    def _answer(self, response: ClientResponse, body: bytes, exchange: Exchange) -> web.Response:
        glimpse = Glimpse(_HELD_WHOLE_BYTES)
        glimpse.see(body)
        exchange.note_response(response.status, _encoding(response.headers), glimpse)
        headers = response_headers(response.headers, self.endpoint.upstream)
        headers.popall(hdrs.CONTENT_LENGTH, None)
        return web.Response(
            status=response.status, reason=response.reason, headers=headers, body=body
        )

    async def _stream(
        self, request: web.BaseRequest, response: ClientResponse, exchange: Exchange
    ) -> web.StreamResponse:
        headers = response_headers(response.headers, self.endpoint.upstream)
        passed = web.StreamResponse(status=response.status, reason=response.reason, headers=headers)
        await passed.prepare(request)
        glimpse = Glimpse(answers_in.LARGEST_LOOKED_AT_BYTES)
        try:
            async for piece in response.content.iter_any():
                glimpse.see(piece)
                await passed.write(piece)
        except BROKEN:
            # The status is long sent. Only a connection that breaks off says that this was
            # not all of it.
            if request.transport is not None:
                request.transport.abort()
            return passed
        exchange.note_response(response.status, _encoding(response.headers), glimpse)
        await passed.write_eof()
        return passed


async def _invite(request: web.BaseRequest) -> None:
    """Ask for the body from a client that waits to be asked."""
    if request.headers.get(hdrs.EXPECT, "").lower() == "100-continue":
        await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        # What was written is no part of the response, whose headers are still to come.
        request.writer.output_size = 0


def _encoding(headers: Received) -> str:
    return headers.get(hdrs.CONTENT_ENCODING, "")


def _is_small(response: ClientResponse) -> bool:
    length = response.content_length
    return length is not None and length <= _HELD_WHOLE_BYTES
