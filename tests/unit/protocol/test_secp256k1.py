"""Private keys and recovered signers."""

import pytest
from eth_account import Account
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.protocol import (
    MalformedDataError,
    MalformedKeyError,
    PrivateKey,
    Signature,
    recover_address,
)
from gonogo.protocol.secp256k1 import CURVE_ORDER

SECRETS = st.integers(1, CURVE_ORDER - 1).map(lambda number: number.to_bytes(32, "big"))
KEY = PrivateKey(b"\1" * 32)
DIGEST = b"\2" * 32


@settings(max_examples=50)
@given(SECRETS, st.binary(min_size=32, max_size=32))
def test_the_signer_is_recovered(secret: bytes, digest: bytes) -> None:
    """Who signed is found from the signature, which has the low s."""
    key = PrivateKey(secret)

    signature = key.sign(digest)

    assert recover_address(digest, signature) == key.address
    assert signature.s <= CURVE_ORDER // 2


@settings(max_examples=20)
@given(SECRETS)
def test_the_address_is_that_of_another_implementation(secret: bytes) -> None:
    """Another library gives the same address."""
    assert "0x" + PrivateKey(secret).address.hex() == Account.from_key(secret).address.lower()


def test_signing_again_gives_the_same() -> None:
    """A signature holds no randomness, so a recorded transaction can be made again."""
    assert KEY.sign(DIGEST) == PrivateKey(b"\1" * 32).sign(DIGEST)


@pytest.mark.parametrize(
    "secret",
    [
        b"",
        b"\1" * 31,
        b"\1" * 33,
        bytes(32),
        CURVE_ORDER.to_bytes(32, "big"),
        b"\xff" * 32,
    ],
)
def test_what_is_no_key_is_refused(secret: bytes) -> None:
    """A key has 32 bytes and lies within the order of the curve."""
    with pytest.raises(MalformedKeyError, match="malformed private key"):
        PrivateKey(secret)


def test_a_key_does_not_show_itself() -> None:
    """A key in a log or a traceback shows its address only."""
    assert KEY.secret.hex() not in repr(KEY)
    assert KEY.address.hex() in repr(KEY)


@pytest.mark.parametrize(
    "change",
    [
        {"r": 0},
        {"s": 0},
        {"r": CURVE_ORDER},
        {"r": 1 << 256},
        {"y_parity": 2},
        {"y_parity": -1},
        {"s": CURVE_ORDER - KEY.sign(DIGEST).s},
        {"r": 5},
    ],
)
def test_what_no_key_could_sign_is_refused(change: dict[str, int]) -> None:
    """Values out of range, the high s and points off the curve are errors."""
    signature = KEY.sign(DIGEST)._replace(**change)

    with pytest.raises(MalformedDataError, match="malformed signature"):
        recover_address(DIGEST, signature)


def test_keys_are_values() -> None:
    """Two keys of the same secret are equal, and a key is not its secret."""
    assert {KEY, PrivateKey(b"\1" * 32)} == {KEY}
    assert KEY.secret != KEY


def test_a_signature_is_a_plain_value() -> None:
    """A signature can be taken apart and put together."""
    assert Signature(*KEY.sign(DIGEST)) == KEY.sign(DIGEST)
