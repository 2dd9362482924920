"""The hash of the chain."""

import hashlib

import pytest
from eth_utils.crypto import keccak as reference
from hypothesis import given
from hypothesis import strategies as st

from gonogo.protocol import keccak256


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
    ],
)
def test_published_digests(data: bytes, digest: str) -> None:
    """The digests are those that are published."""
    assert keccak256(data).hex() == digest


@given(st.binary(max_size=500))
def test_digests_are_those_of_another_implementation(data: bytes) -> None:
    """Another library gives the same, also over several blocks of the sponge."""
    assert keccak256(data) == reference(data)


def test_it_is_not_the_later_standard() -> None:
    """Keccak of before the standard pads otherwise than SHA-3."""
    assert keccak256(b"") != hashlib.sha3_256(b"").digest()
