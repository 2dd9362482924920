"""Ask nodes over JSON-RPC: typed answers, bounded waits, one family of errors.

Whatever a node does (refuse the connection, hang, answer HTML, answer with an
error object, answer another type) reaches the caller as an `RPCError`; nothing
of the HTTP library leaks out, and nothing of an address that could be a secret.
Nothing is retried here: whether to ask again is the caller's decision, and a retry
would hide what a check is there to see.
"""

import asyncio
import contextlib
import itertools
import os
import socket
from typing import TYPE_CHECKING, Any, Self, TypeVar, overload

import msgspec

from gonogo.errors import GonogoError
from gonogo.rpc.answers import decode_hook
from gonogo.rpc.shown import hide_secrets, shown_url

if TYPE_CHECKING:
    import aiohttp

T = TypeVar("T")

DEFAULT_TIMEOUT_SECONDS = 5.0
LARGEST_ANSWER_BYTES = 64 * 1024 * 1024
# What the decoder raises on bytes from a node: no JSON, nested too deep, or no UTF-8.
_UNREADABLE = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)
_SHOWN_CHARACTERS = 120
# What a gateway says when it refuses to pass a call on or finds no node behind it.
_NOBODY_BEHIND = frozenset({429, 502, 503, 504})
_FIRST_HTTP_ERROR = 400
_SCHEMES = ("http://", "https://")
_NOT_HTTP = "not an http:// or https:// address"
_HOW_WRITTEN = "Write it in full, such as http://127.0.0.1:8545."


class RPCError(GonogoError):
    """A node did not give a usable answer."""

    def __init__(self, url: str, method: str, what: str, *, hint: str | None = None) -> None:
        shown, what = shown_url(url), hide_secrets(what, url)
        super().__init__(f"{method} at {shown}: {what}", hint=hint)
        self.url = shown
        """As it may be shown: errors are printed and kept, and an address may open a door."""
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
        self.node_message = hide_secrets(message, url)
        self.data = data
        """What the node attached, as JSON (a revert's reason); None when it attached nothing."""


class _ErrorObject(msgspec.Struct):
    code: int
    message: str = ""
    data: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


class _Answer(msgspec.Struct):
    id: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
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
        # Each call has a number of its own, so that no cache and no proxy that mixes up
        # connections can hand us the answer to another call.
        self._numbers = itertools.count(1)

    async def __aenter__(self) -> Self:
        # A good part of the start of a command, and many that know the errors ask nobody.
        import aiohttp  # noqa: PLC0415

        self._session = aiohttp.ClientSession(
            # No limit, or calls that hang would keep others behind the same gateway waiting
            # for a connection. Callers ask each endpoint one thing at a time.
            connector=aiohttp.TCPConnector(limit=0, limit_per_host=0),
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
        number = next(self._numbers)
        request = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
        status, body = await self._post(url, method, _REQUEST_ENCODER.encode(request))
        result = _result_in(body, url, method, number=number, status=status)
        try:
            return _decoder(Any if answer is None else answer).decode(result)
        except _UNREADABLE as error:
            raise MalformedAnswerError(
                url, method, f"the result is not what this method gives ({error})"
            ) from error

    async def _post(self, url: str, method: str, request: bytes) -> tuple[int, bytes]:
        """Return the HTTP status and the whole body of what came back."""
        import aiohttp  # noqa: PLC0415 - Imported already where there is a session.

        if self._session is None:
            message = "the client is used outside of its context"
            raise RuntimeError(message)
        if not url[:8].lower().startswith(_SCHEMES):
            raise UnreachableError(url, method, _NOT_HTTP, hint=_HOW_WRITTEN)
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
        except (aiohttp.InvalidURL, UnicodeError) as error:
            what = "not an address that can be asked"
            raise UnreachableError(url, method, what, hint=_HOW_WRITTEN) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise UnreachableError(
                url,
                method,
                f"no connection ({_cause(error)})",
                hint="Check that the node runs and that the address is right.",
            ) from error
        if response.status in _NOBODY_BEHIND:
            said = f"a gateway answers HTTP {response.status}{_said(body)}"
            raise UnreachableError(url, method, said)
        if body is None:
            raise MalformedAnswerError(
                url, method, f"the answer is longer than {LARGEST_ANSWER_BYTES} bytes"
            )
        return response.status, body


def _said(body: bytes | None) -> str:
    """Return what a gateway says in an error of JSON-RPC, behind a colon; of anything else nothing.

    It may be the only one who knows which node is not there.
    """
    with contextlib.suppress(*_UNREADABLE):
        error = _ANSWER_DECODER.decode(body or b"").error
        if error is not None and error.message:
            return f": {error.message[:_SHOWN_CHARACTERS]}"
    return ""


def _result_in(body: bytes, url: str, method: str, *, number: int, status: int) -> msgspec.Raw:
    """Return the result in an answer, undecoded.

    Raises:
        MalformedAnswerError: it is no JSON-RPC, or the answer to another call.
        MethodError: it is an error object.
    """
    try:
        envelope = _ANSWER_DECODER.decode(body)
    except _UNREADABLE as error:
        kind = "JSON, but no JSON-RPC" if isinstance(error, msgspec.ValidationError) else "no JSON"
        refused = f"HTTP {status}, and " if status >= _FIRST_HTTP_ERROR else ""
        raise MalformedAnswerError(
            url,
            method,
            f"{refused}the answer is {kind} ({error}): {_excerpt(body)}",
            hint="Is this the address of a node's RPC, and not of something else?",
        ) from error
    answered = None if isinstance(envelope.id, msgspec.UnsetType) else bytes(envelope.id)
    # A node that could not even read the number may leave it out, but only of an error.
    is_numberless = envelope.error is not None and answered in (None, b"null")
    if answered != b"%d" % number and not is_numberless:
        said = "no id" if answered is None else f"the id {_excerpt(answered)}"
        what = f"the answer has {said} where {number} was asked: it belongs to another call"
        hint = "Something between us and the node, such as a cache, mixes up answers."
        raise MalformedAnswerError(url, method, what, hint=hint)
    if envelope.error is not None:
        attached = envelope.error.data
        data = None if isinstance(attached, msgspec.UnsetType) else bytes(attached)
        raise MethodError(url, method, envelope.error.code, envelope.error.message, data)
    if isinstance(envelope.result, msgspec.UnsetType):
        raise MalformedAnswerError(url, method, "the answer has neither result nor error")
    return envelope.result


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


async def _read_whole(response: "aiohttp.ClientResponse") -> bytes | None:
    """Read the answer to its end; None when it does not end within what is allowed."""
    parts = bytearray()
    async for part in response.content.iter_any():
        parts += part
        if len(parts) > LARGEST_ANSWER_BYTES:
            return None
    return bytes(parts)


def _cause(error: Exception) -> str:
    """Return why no connection came about."""
    import aiohttp  # noqa: PLC0415 - As above.

    if isinstance(error, aiohttp.ClientConnectorError):
        error = error.os_error
    if isinstance(error, socket.gaierror):
        return f"the host's name cannot be resolved: {error.strerror}"
    if isinstance(error, OSError) and error.errno is not None and error.errno > 0:
        return os.strerror(error.errno)
    return str(error) or type(error).__name__


def _excerpt(body: bytes) -> str:
    text = body[:_SHOWN_CHARACTERS].decode("utf-8", "replace")
    return repr(text) + ("…" if len(body) > _SHOWN_CHARACTERS else "")
