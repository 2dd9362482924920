"""What a client is told when the network does not answer: by us, and in words of its own.

A test fails on it as it would fail on the network itself, and prints it; by these words
`stream.explaining` knows afterwards that its calls did not reach the network.
"""

import socket
import ssl
from collections.abc import Sequence

import msgspec
from aiohttp import ClientError, InvalidURL, web

from gonogo.acceptance.proxy.calls_in import Call, Id

STATUS = 502
SERVER_ERROR = -32000
_OTHERWISE = "its address cannot be asked"
# The first that fits.
_REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (InvalidURL, _OTHERWISE),
    (ssl.SSLCertVerificationError, "its certificate is not trusted"),
    (socket.gaierror, "its name is not known"),
    (TimeoutError, "no connection in time"),
    (ConnectionRefusedError, "connection refused"),
    (ConnectionError, "the connection was broken off"),
    (OSError, "no connection"),
    (ClientError, "the connection was broken off"),
)


def sentence(endpoint: str, error: BaseException) -> str:
    """Return what a client is told; nothing of the address is in it."""
    return f"gonogo: {endpoint} does not answer ({_reason(error)})"


def unanswered(
    endpoint: str, error: BaseException, calls: Sequence[Call] = (), *, is_batch: bool = False
) -> web.Response:
    """Return the answer of JSON-RPC to calls that nobody else answers."""
    message = sentence(endpoint, error)
    answers = [_error(call.id, message) for call in calls] or [_error(None, message)]
    body = msgspec.json.encode(answers if is_batch else answers[0])
    return web.Response(status=STATUS, body=body, content_type="application/json")


def _error(call_id: Id, message: str) -> dict[str, object]:
    error = {"code": SERVER_ERROR, "message": message}
    return {"jsonrpc": "2.0", "id": call_id, "error": error}


def _reason(error: BaseException) -> str:
    """Return why, in words that never repeat an address."""
    cause = getattr(error, "os_error", error)
    return next((words for kind, words in _REASONS if isinstance(cause, kind)), _OTHERWISE)
