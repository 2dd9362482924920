"""A key in this process, and what signs by the same interface."""

from collections.abc import Callable

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from gonogo.people import fingerprint
from gonogo.record import Ed25519Signer, Signer
from gonogo.record.public_key import PublicKey
from gonogo.record.ssh_signature import parse_signature
from tests.unit.record.signing import ecdsa, ed25519, hardware_ed25519, rsa_key

SEED = bytes(range(32))
BARE_BYTES = 64


def in_process() -> Ed25519Signer:
    return Ed25519Signer(Ed25519PrivateKey.from_private_bytes(SEED))


def accepts(signer: Signer, signature: bytes, message: bytes) -> bool:
    key = PublicKey.of_line(signer.public)
    if len(signature) == BARE_BYTES:
        return key.accepts_raw(message, signature)
    said = parse_signature(signature)
    return said.key.fingerprint == key.fingerprint and said.is_of(message)


@pytest.mark.parametrize("make", [in_process, ed25519, ecdsa, rsa_key, hardware_ed25519])
def test_whatever_signs_is_believed_under_its_own_name_alone(make: Callable[[], Signer]) -> None:
    """Every signer keeps the same promises, also those of the tests."""
    signer, other = make(), make()
    signature = signer.sign(b"message")

    assert signer.fingerprint == fingerprint(signer.public)
    assert accepts(signer, signature, b"message")
    assert not accepts(signer, signature, b"another message")
    if other.fingerprint != signer.fingerprint:
        assert not accepts(other, signature, b"message")


def test_a_bare_signature_is_that_of_ed25519() -> None:
    """Whoever knows only RFC 8032 can check it."""
    key = Ed25519PrivateKey.from_private_bytes(SEED)
    signature = in_process().sign(b"message")

    key.public_key().verify(signature, b"message")
    with pytest.raises(InvalidSignature):
        key.public_key().verify(signature, b"messagE")
    assert len(signature) == BARE_BYTES


def test_nothing_that_is_shown_holds_the_key() -> None:
    """A signer may end up in a message or a traceback."""
    key = Ed25519PrivateKey.from_private_bytes(SEED)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()).decode()
    signer = in_process()
    shown = f"{signer!r} {signer} {signer.public} {signer.fingerprint}"

    assert SEED.hex() not in shown
    assert not any(line in shown for line in pem.splitlines())
