"""The selectors and the slot that are written down."""

import pytest

from gonogo.networks import line
from gonogo.protocol import keccak256, selector


@pytest.mark.parametrize(
    ("written", "signature"),
    [
        (line.DISPUTE_GAME_FACTORY, "disputeGameFactory()"),
        (line.BATCHER_HASH, "batcherHash()"),
        (line.UNSAFE_BLOCK_SIGNER, "unsafeBlockSigner()"),
        (line.OWNER, "owner()"),
    ],
)
def test_selector(written: str, signature: str) -> None:
    """Each constant is the selector of the signature beside it."""
    assert written == "0x" + selector(signature).hex()


def test_implementation_slot() -> None:
    """The slot is the one that EIP-1967 derives."""
    derived = int.from_bytes(keccak256(b"eip1967.proxy.implementation"), "big") - 1

    assert f"0x{derived:064x}" == line.IMPLEMENTATION_SLOT


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0x0", 0),
        ("0x384", 900),
        ("0x", None),
        ("384", None),
        ("0x_1", None),
        (None, None),
        (7, None),
    ],
)
def test_number_of(text: object, number: int | None) -> None:
    """A number is only what nodes write as one."""
    assert line.number_of(text) == number


def test_number_beyond_a_word_is_none() -> None:
    """A number that no chain has is refused before anybody prints it."""
    assert line.number_of("0x" + "f" * 65) is None
