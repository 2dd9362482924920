"""Recursive-length prefix encoding, strict in both directions.

Every item has exactly one encoding; the decoder refuses all others (long forms
of short lengths, prefixed single bytes, lengths with leading zeros, bytes left
over), because two encodings of one transaction would have two hashes. Nesting
is bounded, so that a few hostile bytes cannot exhaust the stack.
Source: Ethereum Yellow Paper, appendix B.
"""

from collections.abc import Sequence
from typing import TypeAlias

from gonogo.protocol.errors import MalformedRLPError

Encodable: TypeAlias = bytes | int | Sequence["Encodable"]
"""What can be encoded; an integer means its shortest big-endian bytes."""

Item: TypeAlias = bytes | list["Item"]
"""What decoding gives: byte strings and lists of them."""

_SHORT_LIMIT = 56
_STRING = 0x80
_LIST = 0xC0
_DEEPEST_NESTING = 32  # Transactions and batches nest at most five lists.


def rlp_encode(item: Encodable) -> bytes:
    """Encode bytes, a non-negative integer, or a sequence of these.

    Raises:
        MalformedRLPError: a negative integer, or text, which has to be bytes.
    """
    if isinstance(item, int):
        if item < 0:
            raise MalformedRLPError(f"the integer {item} is negative")
        item = item.to_bytes((item.bit_length() + 7) // 8, "big")
    if isinstance(item, (bytes, bytearray, memoryview)):
        if len(item) == 1 and item[0] < _STRING:
            return bytes(item)
        return _prefix(len(item), _STRING) + item
    # Text is a sequence of texts without end, so the type checker lets it pass.
    if isinstance(item, str):
        raise MalformedRLPError("text has no encoding; give its bytes")
    payload = b"".join([rlp_encode(part) for part in item])
    return _prefix(len(payload), _LIST) + payload


def rlp_decode(data: bytes) -> Item:
    """Decode the one item that `data` is.

    Raises:
        MalformedRLPError: not canonical, cut off, or something follows the item.
    """
    item, end = rlp_decode_first(data)
    if end != len(data):
        raise MalformedRLPError(f"{len(data) - end} bytes follow the item")
    return item


def rlp_decode_first(data: bytes, start: int = 0) -> tuple[Item, int]:
    """Decode the item that begins at `start`; return it and where it ends.

    Raises:
        MalformedRLPError: not canonical, or cut off.
    """
    return _decode(data, start, len(data), _DEEPEST_NESTING)


def _prefix(length: int, offset: int) -> bytes:
    if length < _SHORT_LIMIT:
        return bytes((offset + length,))
    length_bytes = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((offset + _SHORT_LIMIT - 1 + len(length_bytes),)) + length_bytes


def _decode(data: bytes, start: int, limit: int, depth: int) -> tuple[Item, int]:
    if start >= limit:
        raise MalformedRLPError("an item is missing")
    first = data[start]
    if first < _STRING:
        return data[start : start + 1], start + 1
    offset = _STRING if first < _LIST else _LIST
    begin, end = _payload(data, start, limit, first - offset)
    if offset == _STRING:
        if end - begin == 1 and data[begin] < _STRING:
            raise MalformedRLPError("a single byte below 0x80 has a prefix")
        return data[begin:end], end
    if depth == 0:
        raise MalformedRLPError(f"lists nest deeper than {_DEEPEST_NESTING}")
    items: list[Item] = []
    while begin < end:
        item, begin = _decode(data, begin, end, depth - 1)
        items.append(item)
    return items, end


def _payload(data: bytes, start: int, limit: int, short: int) -> tuple[int, int]:
    """Return where the payload begins and ends, by the prefix at `start`."""
    begin = start + 1
    length = short
    if short >= _SHORT_LIMIT:
        length_size = short - _SHORT_LIMIT + 1
        begin += length_size
        if begin > limit:
            raise MalformedRLPError("a length is cut off")
        if data[start + 1] == 0:
            raise MalformedRLPError("a length has leading zeros")
        length = int.from_bytes(data[start + 1 : begin], "big")
        if length < _SHORT_LIMIT:
            raise MalformedRLPError(f"the length {length} is not in its short form")
    if begin + length > limit:
        raise MalformedRLPError(f"{begin + length - limit} bytes of an item are missing")
    return begin, begin + length
