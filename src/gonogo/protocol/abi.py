"""The contract ABI, as far as the contracts of the OP Stack that we call need it.

Types: `uint8` to `uint256`, `address`, `bool`, `bytes1` to `bytes32` and
`bytes`. No arrays, tuples, strings or signed integers. An address is its 20
bytes. Decoding is strict about padding and bounds, since answers come from
nodes; it allows what follows the values, as Solidity does.
Source: Solidity documentation, "Contract ABI Specification".
"""

import re
from collections.abc import Sequence
from typing import TypeAlias

from gonogo.protocol.errors import MalformedABIError
from gonogo.protocol.keccak import keccak256

Value: TypeAlias = int | bool | bytes

_WORD_BYTES = 32
_SELECTOR_BYTES = 4
_SIGNATURE = re.compile(r"[A-Za-z_]\w*\(([a-z0-9,]*)\)")
_UINT = re.compile(r"uint(\d+)")
_FIXED_BYTES = re.compile(r"bytes(\d+)")


def selector(signature: str) -> bytes:
    """Return the four bytes that call the function of this signature."""
    return event_topic(signature)[:_SELECTOR_BYTES]


def event_topic(signature: str) -> bytes:
    """Return the first topic of the event of this signature."""
    return keccak256(signature.encode())


def encode_call(signature: str, *values: Value) -> bytes:
    """Encode a call such as `encode_call("transfer(address,uint256)", to, 5)`.

    Raises:
        MalformedABIError: the signature is none, or a value does not fit its type.
    """
    match = _SIGNATURE.fullmatch(signature)
    if match is None:
        raise MalformedABIError(f"{signature!r} is no function signature")
    types = match[1].split(",") if match[1] else []
    return selector(signature) + encode_values(types, values)


def encode_values(types: Sequence[str], values: Sequence[Value]) -> bytes:
    """Encode values by their types, as arguments or answers are.

    Raises:
        MalformedABIError: not as many values as types, or one that does not fit.
    """
    if len(types) != len(values):
        raise MalformedABIError(f"{len(values)} values for {len(types)} types")
    head, tail = b"", b""
    for name, value in zip(types, values, strict=True):
        # Of what has no fixed length the head only says where in the tail it begins.
        if name == "bytes":
            head += _word(len(types) * _WORD_BYTES + len(tail))
            tail += _encode_bytes(value)
        else:
            head += _encode_static(name, value)
    return head + tail


def decode_values(types: Sequence[str], data: bytes) -> tuple[Value, ...]:
    """Decode values by their types: an `address` as its 20 bytes, `bool` as a bool.

    Raises:
        MalformedABIError: data is missing, or not padded as it must be.
    """
    values: list[Value] = []
    for index, name in enumerate(types):
        word = _slice(data, index * _WORD_BYTES, _WORD_BYTES)
        if name == "bytes":
            values.append(_decode_bytes(data, int.from_bytes(word, "big")))
        else:
            values.append(_decode_static(name, word))
    return tuple(values)


def _word(number: int) -> bytes:
    return number.to_bytes(_WORD_BYTES, "big")


def _integer_bits(name: str) -> int | None:
    """Return the width of a type whose values are right-aligned numbers."""
    if name == "bool":
        return 1
    if name == "address":
        return 160
    match = _UINT.fullmatch(name)
    bits = int(match[1]) if match else 0
    return bits if bits % 8 == 0 and 0 < bits <= 256 else None  # noqa: PLR2004


def _fixed_length(name: str) -> int:
    """Return the length of a `bytesN`; what is no type at all ends here."""
    match = _FIXED_BYTES.fullmatch(name)
    if match is None or not 0 < int(match[1]) <= _WORD_BYTES:
        raise MalformedABIError(f"the type {name!r} is not known here")
    return int(match[1])


def _encode_static(name: str, value: Value) -> bytes:
    bits = _integer_bits(name)
    if bits is None:
        length = _fixed_length(name)
        if not isinstance(value, bytes) or len(value) != length:
            raise MalformedABIError(f"a {name} must be {length} bytes")
        return value.ljust(_WORD_BYTES, b"\0")
    if name == "address":
        if not isinstance(value, bytes) or len(value) * 8 != bits:
            raise MalformedABIError("an address must be 20 bytes")
        return value.rjust(_WORD_BYTES, b"\0")
    if not isinstance(value, int) or not 0 <= value < 1 << bits:
        raise MalformedABIError(f"{value!r} is no {name}")
    return _word(value)


def _encode_bytes(value: Value) -> bytes:
    if not isinstance(value, bytes):
        raise MalformedABIError(f"{value!r} is no bytes")
    return _word(len(value)) + value + bytes(-len(value) % _WORD_BYTES)


def _decode_static(name: str, word: bytes) -> Value:
    bits = _integer_bits(name)
    if bits is None:
        length = _fixed_length(name)
        if any(word[length:]):
            raise MalformedABIError(f"a {name} is not padded with zeros")
        return word[:length]
    number = int.from_bytes(word, "big")
    # Bits beyond the type's width mean that the answer is of another type than we think.
    if number >> bits:
        raise MalformedABIError(f"{number:#x} is no {name}")
    if name == "address":
        return word[-bits // 8 :]
    return bool(number) if name == "bool" else number


def _decode_bytes(data: bytes, offset: int) -> bytes:
    length = int.from_bytes(_slice(data, offset, _WORD_BYTES), "big")
    return _slice(data, offset + _WORD_BYTES, length)


def _slice(data: bytes, start: int, length: int) -> bytes:
    if start + length > len(data):
        raise MalformedABIError(f"{start + length - len(data)} bytes are missing")
    return data[start : start + length]
