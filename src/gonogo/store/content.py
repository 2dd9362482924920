"""Values as canonical JSON with their digest, verified whenever they are read."""

from typing import TypeVar

import msgspec

from gonogo import digest
from gonogo.workflows import CorruptRecordError

T = TypeVar("T")


def pack(value: object) -> dict[str, object]:
    """Return the columns that hold a value: its canonical JSON and the digest of that."""
    content = digest.canonical_json(value)
    return {"content": content, "digest": digest.of_bytes(content)}


def unpack(what: str, content: bytes, recorded_digest: str, kind: type[T]) -> T:
    """Return a value as it was recorded.

    Raises:
        CorruptRecordError: it is not what was recorded, or not of this kind.
    """
    verify(what, content, recorded_digest)
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CorruptRecordError(what, f"it cannot be read ({error})") from error


def verify(what: str, content: object, recorded_digest: str) -> None:
    """Refuse bytes that are not what was recorded; SQLite hands out whatever somebody put there.

    Raises:
        CorruptRecordError: they are no bytes, or have another digest.
    """
    if not is_intact(content, recorded_digest):
        raise CorruptRecordError(what, "its content does not have the digest it was recorded with")


def is_intact(content: object, recorded_digest: object) -> bool:
    """Say whether these are bytes, with the digest that they were recorded with."""
    return isinstance(content, bytes) and digest.of_bytes(content) == recorded_digest
