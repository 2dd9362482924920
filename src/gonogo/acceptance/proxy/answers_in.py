"""Read the answers in what a node sends, as far as counting needs it.

An answer is JSON-RPC with a result or an error object. Of an answer that is too long to be
held only the beginning is seen; that is enough to tell that it is one, and whether it is
an error, since nothing but the version and the id may stand before either.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from gonogo.acceptance.proxy.calls_in import UNREADABLE, Id

LARGEST_LOOKED_AT_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a node."""

    id: Id
    is_error: bool


class _Answer(msgspec.Struct):
    id: Id = None
    result: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    error: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


_ANSWER = msgspec.json.Decoder(_Answer)
_BATCH = msgspec.json.Decoder(list[msgspec.Raw])

_ID = rb'"id"\s*:\s*(?P<id>null|-?[0-9]{1,40}|"(?:[^"\\]|\\.){0,200}")'
_BEGINNING = re.compile(
    rb'\s*(?P<batch>\[\s*)?\{\s*(?:(?:"jsonrpc"\s*:\s*"[^"]{0,20}"|' + _ID + rb")\s*,\s*){0,2}"
    rb'"(?P<kind>result|error)"\s*:\s*(?!null)'
)


def answers_in(body: bytes) -> tuple[Answer, ...]:
    """Return the answers in a whole message; empty: it is no JSON-RPC, or no answer."""
    try:
        if body.lstrip()[:1] != b"[":
            return _answers(body)
        return tuple(answer for raw in _BATCH.decode(body) for answer in _entry(raw))
    except UNREADABLE:
        return ()


def answers_from(beginning: bytes, ids: Sequence[Id]) -> tuple[Answer, ...]:
    """Return the answers in a message of which only the beginning is known.

    Of a batch nobody sees which answers are in it; it is taken to have all that were asked
    for, when it begins as an answer.
    """
    found = _BEGINNING.match(beginning)
    if found is None:
        return ()
    is_error = found["kind"] == b"error"
    if found["batch"] is None:
        return (Answer(_id(found["id"]), is_error),)
    return tuple(Answer(each, is_error=False) for each in ids)


def _answers(raw: bytes | msgspec.Raw) -> tuple[Answer, ...]:
    answer = _ANSWER.decode(raw)
    # Some nodes send both, and one of them as null.
    is_error = answer.error is not msgspec.UNSET and bytes(answer.error) != b"null"
    if not is_error and answer.result is msgspec.UNSET:
        return ()
    return (Answer(answer.id, is_error),)


def _entry(raw: msgspec.Raw) -> tuple[Answer, ...]:
    try:
        return _answers(raw)
    except UNREADABLE:
        return ()


def _id(raw: bytes | None) -> Id:
    found: Id = None if raw is None else msgspec.json.decode(raw)
    return found
