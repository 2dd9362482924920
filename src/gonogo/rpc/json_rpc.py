"""Ask nodes over JSON-RPC: typed answers, bounded waits, one family of errors.

Whatever a node does (refuse the connection, hang, answer HTML, answer with an
error object, answer another type) reaches the caller as an `RPCError`; nothing
of the HTTP library leaks out. Nothing is retried here: whether to ask again is
the caller's decision, and a retry would hide what a check is there to see.
"""

import asyncio
import os
from typing import Any, Self, TypeVar, overload

import aiohttp
import msgspec

from gonogo.errors import GonogoError
from gonogo.rpc.answers import decode_hook

T = TypeVar("T")

DEFAULT_TIMEOUT_SECONDS = 5.0
LARGEST_ANSWER_BYTES = 64 * 1024 * 1024
# What the decoder raises on bytes from a node: no JSON, nested too deep, or no UTF-8.
_UNREADABLE = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)
_SHOWN_CHARACTERS = 120
# What a gateway says when it refuses to pass a call on or finds no node behind it.
_NOBODY_BEHIND = frozenset({429, 502, 503, 504})


class RPCError(GonogoError):
    """A node did not give a usable answer."""

    def __init__(self, url: str, method: str, what: str, *, hint: str | None = None) -> None:
        super().__init__(f"{method} at {url}: {what}", hint=hint)
        self.url = url
        self.method = method
        self.what = what


class UnreachableError(RPCError):
    """No answer came: refused, unresolved, broken off or over the time limit."""


class MalformedAnswerError(RPCError):
    """An answer came that is not JSON-RPC, or not of the type the method has."""


class MethodError(RPCError):
    """The node answered with a JSON-RPC error object."""

    def __init__(
        self, url: str, method: str, code: int, message: str, data: bytes | None = None
    ) -> None:
        super().__init__(url, method, f"error {code}: {message}")
        self.code = code
        self.node_message = message
        self.data = data
        """What the node attached, as JSON (a revert's reason); None when it attached nothing."""


class _ErrorObject(msgspec.Struct):
    code: int
    message: str = ""
    data: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


class _Answer(msgspec.Struct):
    result: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    error: _ErrorObject | None = None


_ANSWER_DECODER = msgspec.json.Decoder(_Answer)
_REQUEST_ENCODER = msgspec.json.Encoder()


_DECODERS: dict[Any, msgspec.json.Decoder[Any]] = {}


def _decoder(answer: Any) -> msgspec.json.Decoder[Any]:
    # Building a decoder costs more than using it, and there are a dozen answer types.
    if answer not in _DECODERS:
        _DECODERS[answer] = msgspec.json.Decoder(answer, dec_hook=decode_hook)
    return _DECODERS[answer]


class JSONRPCClient:
    """A pool of HTTP connections over which any endpoint can be asked.

    An async context manager; safe to share between tasks of one event loop.
    """

    def __init__(self, *, timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS) -> None:
        self.timeout_seconds = timeout_seconds
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, limit_per_host=32),
            headers={"Content-Type": "application/json"},
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    @overload
    async def call(self, url: str, method: str, *params: object, answer: type[T]) -> T: ...

    @overload
    async def call(self, url: str, method: str, *params: object) -> Any: ...

    async def call(
        self, url: str, method: str, *params: object, answer: type[T] | None = None
    ) -> T | Any:
        """Ask once and return the result, converted to `answer` when given.

        Raises:
            UnreachableError: no answer within the client's time limit.
            MalformedAnswerError: the answer is no JSON-RPC or has another type.
            MethodError: the node answered with an error object.
        """
        request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        body = await self._post(url, method, _REQUEST_ENCODER.encode(request))
        try:
            envelope = _ANSWER_DECODER.decode(body)
        except _UNREADABLE as error:
            raise MalformedAnswerError(
                url,
                method,
                f"the answer is not JSON-RPC ({error}): {_excerpt(body)}",
                hint="Is this the address of a node's RPC, and not of something else?",
            ) from error
        if envelope.error is not None:
            attached = envelope.error.data
            data = None if isinstance(attached, msgspec.UnsetType) else bytes(attached)
            raise MethodError(url, method, envelope.error.code, envelope.error.message, data)
        if envelope.result is msgspec.UNSET:
            raise MalformedAnswerError(url, method, "the answer has neither result nor error")
        try:
            return _decoder(Any if answer is None else answer).decode(envelope.result)
        except _UNREADABLE as error:
            raise MalformedAnswerError(
                url, method, f"the result is not what this method gives ({error})"
            ) from error

    async def _post(self, url: str, method: str, request: bytes) -> bytes:
        if self._session is None:
            message = "the client is used outside of its context"
            raise RuntimeError(message)
        try:
            async with (
                asyncio.timeout(self.timeout_seconds),
                self._session.post(url, data=request) as response,
            ):
                body = await _read_whole(response)
        except TimeoutError as error:
            raise UnreachableError(
                url, method, f"no answer within {self.timeout_seconds:g} s"
            ) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise UnreachableError(
                url,
                method,
                f"no connection ({_cause(error)})",
                hint="Check that the node runs and that the address is right.",
            ) from error
        if response.status in _NOBODY_BEHIND:
            raise UnreachableError(url, method, f"a gateway answers HTTP {response.status}")
        if body is None:
            raise MalformedAnswerError(
                url, method, f"the answer is longer than {LARGEST_ANSWER_BYTES} bytes"
            )
        return body


class Endpoint:
    """One node's RPC: a client bound to an address."""

    def __init__(self, client: JSONRPCClient, url: str) -> None:
        self.client = client
        self.url = url

    @overload
    async def call(self, method: str, *params: object, answer: type[T]) -> T: ...

    @overload
    async def call(self, method: str, *params: object) -> Any: ...

    async def call(self, method: str, *params: object, answer: type[T] | None = None) -> T | Any:
        """Ask this node; see `JSONRPCClient.call`."""
        if answer is None:
            return await self.client.call(self.url, method, *params)
        return await self.client.call(self.url, method, *params, answer=answer)


async def _read_whole(response: aiohttp.ClientResponse) -> bytes | None:
    """Read the answer to its end; None when it does not end within what is allowed."""
    parts = bytearray()
    async for part in response.content.iter_any():
        parts += part
        if len(parts) > LARGEST_ANSWER_BYTES:
            return None
    return bytes(parts)


def _cause(error: Exception) -> str:
    """Return why no connection came about, without the address: that may be kept and shown."""
    if isinstance(error, aiohttp.ClientConnectorError) and error.os_error.errno is not None:
        return os.strerror(error.os_error.errno)
    return str(error) or type(error).__name__


def _excerpt(body: bytes) -> str:
    text = body[:_SHOWN_CHARACTERS].decode("utf-8", "replace")
    return repr(text) + ("…" if len(body) > _SHOWN_CHARACTERS else "")
