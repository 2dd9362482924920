"""Read the calls in what a client sends, as far as counting needs it.

Nothing here decides what is passed on: everything is. What is no JSON-RPC, or is more than
we are ready to look at, has no calls that could be named.
"""

from dataclasses import dataclass
from typing import TypeAlias

import msgspec

Id: TypeAlias = str | int | float | None

# A transaction with six blobs, in hexadecimal, takes not quite half of it.
LARGEST_LOOKED_AT_BYTES = 4 * 1024 * 1024
# Each entry of a batch becomes a value of ours, and an entry can be as short as one digit.
_MOST_COMMAS = 500_000

UNREADABLE = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)
"""What the decoder raises on bytes from outside: no JSON, nested too deep, or no UTF-8."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a request."""

    method: str | None
    """None: the entry of a batch that is no call."""
    id: Id


class _Request(msgspec.Struct):
    method: str
    id: Id = None


_REQUEST = msgspec.json.Decoder(_Request)
_BATCH = msgspec.json.Decoder(list[msgspec.Raw])


def calls_in(body: bytes) -> tuple[Call, ...]:
    """Return the calls in a message, each entry of a batch one; empty: it is no JSON-RPC."""
    try:
        if body.lstrip()[:1] != b"[":
            request = _REQUEST.decode(body)
            return (Call(request.method, request.id),)
        if body.count(b",") > _MOST_COMMAS:
            return ()
        return tuple(_entry(raw) for raw in _BATCH.decode(body))
    except UNREADABLE:
        return ()


def _entry(raw: msgspec.Raw) -> Call:
    try:
        request = _REQUEST.decode(raw)
    except UNREADABLE:
        return Call(None, None)
    return Call(request.method, request.id)
