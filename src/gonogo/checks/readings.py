"""Readings: what endpoints answered, one JSON object a line.

Each line has `k`, the tick; `t`, when the answer or the failure came, in seconds
of the window; `d`, how many seconds that took; `n`, who was asked; and either
`a`, the answer, or `e` and `w`, the kind of the failure and what happened. Lines are
written as answers come and never rewritten, and a million of them are read one
at a time, so nothing here holds more than one in memory beside the bytes.
"""

import io
from collections.abc import Iterator
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

import msgspec

from gonogo.errors import GonogoError
from gonogo.rpc import (
    MalformedAnswerError,
    MethodError,
    RPCError,
    UnreachableError,
    decode_hook,
    encode_hook,
)

T = TypeVar("T")

UNREACHABLE = "unreachable"
MALFORMED = "malformed"
REFUSED = "refused"

_LONGEST_REASON = 300


class UnreadableReadingsError(GonogoError):
    """Stored readings are not what was stored: cut off, altered or of another kind."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"the readings {name!r} cannot be read: {why}",
            hint="Observe again; readings that were altered or cut off are worth nothing.",
        )
        self.name = name


class Reading(msgspec.Struct, Generic[T], frozen=True, omit_defaults=True):
    """One answer, or the failure to get one."""

    k: int
    t: float
    d: float
    n: str
    a: T | msgspec.UnsetType = msgspec.UNSET
    e: str | None = None
    w: str = ""
    o: float | None = None
    """When it really came, in readings whose `t` was changed; never in those that are kept."""

    @property
    def came_at(self) -> float:
        """Return when it came, in seconds since the window began."""
        return self.t if self.o is None else self.o

    @property
    def asked_at(self) -> float:
        """Return when it was asked, in seconds of the window."""
        return self.t - self.d


class Recorder:
    """Collects the readings of one question, as bytes and nothing else."""

    def __init__(self) -> None:
        self._lines = bytearray()
        self._content = b""
        self._encoder = msgspec.json.Encoder(enc_hook=encode_hook)
        self.count = 0

    def add(self, reading: Reading[Any]) -> None:
        """Append a reading."""
        self._encoder.encode_into(reading, self._lines, -1)
        self._lines += b"\n"
        self.count += 1

    def content(self) -> bytes:
        """Return everything collected so far.

        All who ask get the same bytes, and what they were collected in is let go, so
        that the readings of a long window are in memory once.
        """
        if self._lines:
            self._content += bytes(self._lines)
            self._lines.clear()
        return self._content


def kind_of(error: RPCError) -> str:
    """Return how a failed call is called in readings."""
    match error:
        case UnreachableError():
            return UNREACHABLE
        case MethodError():
            return REFUSED
        case MalformedAnswerError():
            return MALFORMED
        case _:
            return UNREACHABLE


def reason_of(error: RPCError) -> str:
    """Return what went wrong without the endpoint's address, which may hold a password."""
    place = urlsplit(error.url)
    words = error.what.replace(error.url, "the endpoint")
    for part in (place.netloc, f"{place.hostname}:{place.port}"):
        words = words.replace(part, "the endpoint") if part else words
    return words[:_LONGEST_REASON]


def read(name: str, content: bytes, answer: type[T]) -> Iterator[Reading[T]]:
    """Read readings back, one at a time.

    Raises:
        UnreadableReadingsError: a line is not a reading of this kind, or is cut off.
    """
    decoder = msgspec.json.Decoder(Reading[answer], dec_hook=decode_hook)  # type: ignore[valid-type]
    if content and not content.endswith(b"\n"):
        raise UnreadableReadingsError(name, "the last line is cut off")
    for line in io.BytesIO(content):
        try:
            yield decoder.decode(line)
        except msgspec.DecodeError as error:
            raise UnreadableReadingsError(name, str(error)) from error
