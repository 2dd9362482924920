"""The server's side of JSON-RPC 2.0: requests in, answers out, errors as the standard says.

It knows no method. Whatever a client sends, single or batch, well formed or
not, is answered with JSON-RPC; a fault of ours becomes an internal error and a
line in the log, never a broken connection.
"""

import logging
from collections.abc import Awaitable, Callable

import msgspec
from aiohttp import web

_LOG = logging.getLogger("gonogo.bench")

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
SERVER_ERROR = -32000

LARGEST_BATCH = 1000

Params = list[object]
MethodHandler = Callable[[str, Params], Awaitable[object]]
"""Takes a method's name and parameters; returns a value or raises `RPCFault`."""
ParamsHandler = Callable[[Params], Awaitable[object]]
"""The same for one method."""


class RPCFault(Exception):  # noqa: N818  # A JSON-RPC answer on its way, not a failure of ours.
    """What a client is told instead of a result."""

    def __init__(self, code: int, message: str, data: bytes | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data


def unknown_method(method: str) -> RPCFault:
    """Return the answer to a method that is not served, in geth's words."""
    return RPCFault(METHOD_NOT_FOUND, f"the method {method} does not exist/is not available")


class JSONRPCServer:
    """Answers HTTP requests by asking one handler per call."""

    def __init__(self, handler: MethodHandler) -> None:
        self._handler = handler

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one HTTP request, which may hold many calls."""
        body = await request.read()
        return web.Response(body=await self.answer(body), content_type="application/json")

    async def answer(self, body: bytes) -> bytes:
        """Return the JSON for a request's JSON.

        The calls of a batch are answered one after the other, because clients
        send transactions in batches and expect their order to hold.
        """
        try:
            request = msgspec.json.decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            # The last two are Python's own words for bad UTF-8 and for a thousand open brackets.
            return _error(None, RPCFault(PARSE_ERROR, f"parse error: {error}"))
        if not isinstance(request, list):
            return await self._answer_one(request)
        if not request:
            return _error(None, RPCFault(INVALID_REQUEST, "empty batch"))
        if len(request) > LARGEST_BATCH:
            return _error(None, RPCFault(INVALID_REQUEST, "batch too large"))
        answers = [await self._answer_one(one) for one in request]
        return b"[" + b",".join(answers) + b"]"

    async def _answer_one(self, request: object) -> bytes:
        call_id = _usable_id(request)
        try:
            method, params = _parse(request)
            result = await self._handler(method, params)
        except RPCFault as fault:
            return _error(call_id, fault)
        except Exception:  # noqa: BLE001
            # The boundary to a client: whatever went wrong inside, it gets an answer.
            _LOG.exception("a call failed inside the bench")
            return _error(call_id, RPCFault(INTERNAL_ERROR, "internal error of the bench"))
        return msgspec.json.encode({"jsonrpc": "2.0", "id": call_id, "result": result})


def _usable_id(request: object) -> str | int | float | None:
    call_id = request.get("id") if isinstance(request, dict) else None
    return call_id if isinstance(call_id, str | int | float) else None


def _parse(request: object) -> tuple[str, Params]:
    if not isinstance(request, dict):
        raise RPCFault(INVALID_REQUEST, "invalid request: a call is an object")
    method, params = request.get("method"), request.get("params")
    if not isinstance(method, str):
        raise RPCFault(INVALID_REQUEST, "invalid request: the method is missing")
    if params is None:
        params = []
    if not isinstance(params, list):
        raise RPCFault(INVALID_PARAMS, "non-array args")
    return method, params


def _error(call_id: str | float | None, fault: RPCFault) -> bytes:
    error: dict[str, object] = {"code": fault.code, "message": fault.message}
    if fault.data is not None:
        error["data"] = msgspec.Raw(fault.data)
    return msgspec.json.encode({"jsonrpc": "2.0", "id": call_id, "error": error})
