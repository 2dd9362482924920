"""One encoding per item, and no other is read."""

import pytest
import rlp as reference  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from gonogo.protocol import MalformedRLPError, rlp_decode, rlp_decode_first, rlp_encode
from gonogo.protocol.rlp import Item

ITEMS = st.recursive(
    st.binary(max_size=70), lambda inner: st.lists(inner, max_size=6), max_leaves=20
)


@pytest.mark.parametrize(
    ("item", "encoded"),
    [
        (b"dog", "83646f67"),
        ([b"cat", b"dog"], "c88363617483646f67"),
        (b"", "80"),
        ([], "c0"),
        (0, "80"),
        (b"\0", "00"),
        (15, "0f"),
        (1024, "820400"),
        ([[], [[]], [[], [[]]]], "c7c0c1c0c3c0c1c0"),
        (b"a" * 55, "b7" + "61" * 55),
        (b"a" * 56, "b838" + "61" * 56),
        ([b"a"] * 56, "f838" + "61" * 56),
        (b"a" * 256, "b90100" + "61" * 256),
    ],
)
def test_known_encodings(item: Item, encoded: str) -> None:
    """The examples of the specification, and the edges between short and long."""
    assert rlp_encode(item).hex() == encoded


@given(ITEMS)
def test_what_was_encoded_is_read_back(item: Item) -> None:
    """Decoding undoes encoding."""
    assert rlp_decode(rlp_encode(item)) == item


@given(ITEMS)
def test_encodings_are_those_of_another_implementation(item: Item) -> None:
    """The reference library writes the same bytes."""
    assert rlp_encode(item) == reference.encode(item)


@given(st.binary(max_size=60))
def test_whatever_is_read_is_canonical(data: bytes) -> None:
    """Any bytes are refused, or are exactly the encoding of what was read."""
    try:
        item = rlp_decode(data)
    except MalformedRLPError:
        return

    assert rlp_encode(item) == data


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("", "missing"),
        ("8100", "single byte"),
        ("817f", "single byte"),
        ("b800", "leading zeros"),
        ("b837" + "61" * 55, "short form"),
        ("b90038" + "61" * 56, "leading zeros"),
        ("f837" + "61" * 55, "short form"),
        ("83646f", "1 bytes of an item are missing"),
        ("b9", "cut off"),
        ("bfffffffffffffffff", "missing"),
        ("8080", "1 bytes follow"),
        ("c28361", "missing"),
        ("c1b8", "cut off"),
        ("c0" * 2, "follow"),
        ("c1" * 40 + "c0", "missing|follow|nest"),
    ],
)
def test_other_forms_are_refused(data: str, problem: str) -> None:
    """What is not canonical, is cut off or goes on is an error that says which."""
    with pytest.raises(MalformedRLPError, match=problem):
        rlp_decode(bytes.fromhex(data))


def test_deep_nesting_is_refused_and_not_followed() -> None:
    """Lists within lists are refused before they exhaust the stack."""
    nested = b""
    while len(nested) < 5_000:
        nested = list_prefix(len(nested)) + nested

    with pytest.raises(MalformedRLPError, match="nest deeper"):
        rlp_decode(nested)


def list_prefix(length: int) -> bytes:
    if length < 56:
        return bytes((0xC0 + length,))
    width = (length.bit_length() + 7) // 8
    return bytes((0xF7 + width,)) + length.to_bytes(width, "big")


def test_an_item_is_found_within_a_stream() -> None:
    """The first item ends where the next begins."""
    assert rlp_decode_first(bytes.fromhex("83646f670f"), 0) == (b"dog", 4)
    assert rlp_decode_first(bytes.fromhex("83646f670f"), 4) == (b"\x0f", 5)


@pytest.mark.parametrize("item", [-1, "text", [b"", "text"]])
def test_what_has_no_encoding_is_refused(item: Item) -> None:
    """Negative integers and text are mistakes of the caller, not items."""
    with pytest.raises(MalformedRLPError):
        rlp_encode(item)
