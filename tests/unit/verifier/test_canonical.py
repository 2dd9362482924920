"""One value has one text, and every other text is refused."""

import json
import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gonogo.verifier.canonical import MOST_NESTING, NotCanonicalError, encode, number, parse

_VALUES = some.recursive(
    some.none()
    | some.booleans()
    | some.integers(min_value=-(2**63), max_value=2**64)
    | some.floats(allow_nan=False, allow_infinity=False)
    | some.text(some.characters(exclude_categories=["Cs"])),
    lambda inner: some.lists(inner) | some.dictionaries(some.text('aé"\\\x01'), inner),
    max_leaves=20,
)


@given(_VALUES)
def test_what_is_written_is_read(value: object) -> None:
    """What was written canonically is read as what it was, and written the same again."""
    content = encode(value)

    assert parse(content) == value
    assert encode(parse(content)) == content


@pytest.mark.parametrize(
    "content",
    [
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b" 1",
        b"1 ",
        b"01",
        b"+1",
        b"-0",
        b"1.",
        b"1.50",
        b"1e2",
        b"1E16",
        b"1e+16",
        b"1e016",
        b"1.0e16",
        b"0.000001",
        b"1e-5",
        b"1e999",
        b"NaN",
        b"-Infinity",
        b'"\\/"',
        b'"\\u0041"',
        b'"\\u001F"',
        b'"\\u0009"',
        b'"\\ud800"',
        b'"\xff"',
        b'"\t"',
        b"[1,]",
        b"{}{}",
        b"",
        b"\xef\xbb\xbf1",
        b"9" * 5000,
        b"[" * (MOST_NESTING + 1) + b"]" * (MOST_NESTING + 1),
        b'{"a":' * 100_000,
    ],
)
def test_another_spelling_is_refused(content: bytes) -> None:
    """What could be read in two ways, or written in two ways, is read in none."""
    with pytest.raises(NotCanonicalError):
        parse(content)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e16, "1e16"),
        (1.5e300, "1.5e300"),
        (9007199254740993.0, "9007199254740992.0"),
        (1e-5, "0.00001"),
        (1.5e-5, "0.000015"),
        (-1.5e-5, "-0.000015"),
        (9.9e-6, "9.9e-6"),
        (5e-324, "5e-324"),
        (-0.0, "-0.0"),
        (0.1, "0.1"),
    ],
)
def test_floats_have_the_documented_text(value: float, text: str) -> None:
    """Exponents come where the documents say, and not where Python writes them."""
    assert number(value) == text
    assert encode({"value": value}) == f'{{"value":{text}}}'.encode()


@given(some.binary(min_size=8, max_size=8))
def test_floats_are_not_changed_by_their_text(content: bytes) -> None:
    """Every float is given back by its text, to the bit."""
    (value,) = struct.unpack("d", content)
    if not math.isfinite(value):
        return

    assert struct.pack("d", json.loads(number(value))) == content


def test_text_that_looks_like_an_exponent_is_left_alone() -> None:
    """Only numbers are written anew."""
    assert encode(["1e-05", 1e-5]) == b'["1e-05",0.00001]'
