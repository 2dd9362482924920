"""Numbers and bytes as JSON-RPC writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.protocol import (
    MalformedHexError,
    format_data,
    format_quantity,
    parse_data,
    parse_quantity,
)


@given(st.integers(min_value=0))
def test_quantities_are_read_back(number: int) -> None:
    """Any non-negative integer survives writing and reading."""
    assert parse_quantity(format_quantity(number)) == number


@given(st.binary())
def test_data_is_read_back(data: bytes) -> None:
    """Any bytes survive writing and reading."""
    assert parse_data(format_data(data)) == data


@pytest.mark.parametrize(
    "text", ["", "0x", "0x01", "0x00", "1", "0xg", "-0x1", "0x-1", "0x1 ", "0X1", "0x1\n", 7, None]
)
def test_what_is_no_quantity_is_refused(text: object) -> None:
    """Anything but 0x and the shortest digits is an error, whatever its type."""
    with pytest.raises(MalformedHexError, match="malformed quantity"):
        parse_quantity(text)


@pytest.mark.parametrize("text", ["", "0x1", "0xzz", "00", "0x 00", "0x00\n", 7, None, b"0x00"])
def test_what_is_no_data_is_refused(text: object) -> None:
    """Anything but 0x and pairs of digits is an error, whatever its type."""
    with pytest.raises(MalformedHexError, match="malformed data"):
        parse_data(text)


def test_a_length_can_be_demanded() -> None:
    """A hash with a byte too few is no hash."""
    with pytest.raises(MalformedHexError, match="31 bytes instead of 32"):
        parse_data("0x" + "00" * 31, length_bytes=32)


def test_a_negative_number_is_no_quantity() -> None:
    """There is no form for a negative quantity."""
    with pytest.raises(MalformedHexError):
        format_quantity(-1)


def test_long_garbage_is_cut_in_the_message() -> None:
    """A megabyte of garbage does not become a megabyte of message."""
    with pytest.raises(MalformedHexError) as refused:
        parse_data("x" * 1_000_000)

    assert len(refused.value.message) < 120
