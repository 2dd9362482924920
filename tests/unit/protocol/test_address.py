"""Addresses as text and where they come from."""

import pytest

from gonogo.protocol import (
    MalformedHexError,
    format_address,
    parse_address,
)

BATCHER = "0xe6fb5f4cc65d6bf7fd10c394caee2891bd4e964f"


@pytest.mark.parametrize(
    "text", [BATCHER, BATCHER.upper().replace("0X", "0x"), BATCHER[2:], BATCHER[2:].upper()]
)
def test_any_spelling_is_the_same_address(text: str) -> None:
    """Letter case and the prefix do not matter; the written form is one."""
    assert format_address(parse_address(text)) == BATCHER


@pytest.mark.parametrize(
    "text", ["", "0x", BATCHER[:-1], BATCHER + "0", "0x" + "g" * 40, BATCHER + "\n", 12, None]
)
def test_what_is_no_address_is_refused(text: object) -> None:
    """A wrong length or digit is an error, whatever the type."""
    with pytest.raises(MalformedHexError, match="malformed address"):
        parse_address(text)


def test_only_twenty_bytes_are_written() -> None:
    """A public key or a hash is not written as if it were an address."""
    with pytest.raises(MalformedHexError, match="32 bytes instead of 20"):
        format_address(bytes(32))
