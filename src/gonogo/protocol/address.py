"""Addresses: twenty bytes that name an account.

Inside gonogo an address is `bytes`. As text it is read in any letter case,
with or without `0x`: manifests write all of these, and the checksum of EIP-55
is a courtesy that many of them do not keep. It is written in lower case, so
that equal addresses are equal text.
Source: Ethereum Yellow Paper, sections 4.1 and 7.
"""

import re

from gonogo.protocol.errors import MalformedHexError
from gonogo.protocol.keccak import keccak256
from gonogo.protocol.quantity import shown

ADDRESS_BYTES = 20
ZERO_ADDRESS = bytes(ADDRESS_BYTES)

_ADDRESS = re.compile(r"(?:0x)?[0-9a-fA-F]{40}")


def parse_address(text: object) -> bytes:
    """Read an address from whatever was given for one, in any letter case.

    Raises:
        MalformedHexError: not forty hexadecimal digits, with or without `0x`.
    """
    if not isinstance(text, str) or not _ADDRESS.fullmatch(text):
        raise MalformedHexError("address", f"{shown(text)} is not 0x and forty digits")
    return bytes.fromhex(text.removeprefix("0x"))


def format_address(address: bytes) -> str:
    """Write an address in lower case.

    Raises:
        MalformedHexError: not twenty bytes.
    """
    if len(address) != ADDRESS_BYTES:
        raise MalformedHexError("address", f"{len(address)} bytes instead of {ADDRESS_BYTES}")
    return "0x" + address.hex()


def address_of_public_key(public_key: bytes) -> bytes:
    """Return the address of a public key, given as its 64 bytes without a prefix."""
    return keccak256(public_key)[-ADDRESS_BYTES:]
