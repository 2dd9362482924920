"""Quantities and data as the JSON-RPC interface writes them.

A quantity is an integer as `0x` and its shortest hexadecimal form; data is
bytes as `0x` and two digits a byte. Both are read strictly: a node that answers
`0x` or `0x01` for a number is not speaking the interface, and guessing what it
means would hide that.
Source: https://ethereum.github.io/execution-apis/ (schemas `uint`, `bytes`).
"""

import re

from gonogo.protocol.errors import MalformedHexError

_QUANTITY = re.compile(r"0x(?:0|[1-9a-fA-F][0-9a-fA-F]*)")
_DATA = re.compile(r"0x(?:[0-9a-fA-F]{2})*")
_SHOWN_CHARACTERS = 40


def parse_quantity(text: object) -> int:
    """Read a quantity from whatever a node gave for one.

    Raises:
        MalformedHexError: not `0x` and the shortest hexadecimal form.
    """
    if not isinstance(text, str) or not _QUANTITY.fullmatch(text):
        raise MalformedHexError("quantity", f"{shown(text)} is not 0x and a number")
    return int(text, 16)


def format_quantity(number: int) -> str:
    """Write a non-negative integer as a quantity."""
    if number < 0:
        raise MalformedHexError("quantity", f"{number} is negative")
    return hex(number)


def parse_data(text: object, *, length_bytes: int | None = None) -> bytes:
    """Read data from whatever a node gave, of exactly `length_bytes` where told.

    Raises:
        MalformedHexError: not `0x` and pairs of digits, or of another length.
    """
    if not isinstance(text, str) or not _DATA.fullmatch(text):
        raise MalformedHexError("data", f"{shown(text)} is not 0x and pairs of digits")
    data = bytes.fromhex(text[2:])
    if length_bytes is not None and len(data) != length_bytes:
        raise MalformedHexError(
            "data", f"{shown(text)} has {len(data)} bytes instead of {length_bytes}"
        )
    return data


def format_data(data: bytes) -> str:
    """Write bytes as data."""
    return "0x" + data.hex()


def shown(text: object) -> str:
    """Quote something that was given, cut to a length that fits a message."""
    quoted = repr(text)
    return quoted if len(quoted) <= _SHOWN_CHARACTERS else quoted[:_SHOWN_CHARACTERS] + "…"
