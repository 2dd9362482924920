"""OpenSSH signatures: the frame around what a key really signs."""

import pytest

from gonogo.record.ssh_signature import (
    MAGIC,
    SignatureFormError,
    parse_signature,
    signed_data,
    without_armour,
)
from gonogo.record.wire import string
from tests.unit.record.signing import ed25519, framed

SIGNER = ed25519()
MESSAGE = b"something"
SIGNATURE = SIGNER.sign(MESSAGE)


def parts(*, version: int = 1, reserved: bytes = b"", hashed: bytes = b"sha512") -> bytes:
    signature = SIGNER.make(signed_data(MESSAGE))
    fields = (SIGNER.blob, b"gonogo", reserved, hashed, signature)
    return MAGIC + version.to_bytes(4, "big") + b"".join(map(string, fields))


def test_a_signature_says_whose_it_is() -> None:
    """The key comes with the signature, and says yes to its message alone."""
    parsed = parse_signature(SIGNATURE)

    assert parsed.key.fingerprint == SIGNER.fingerprint
    assert parsed.is_of(MESSAGE)
    assert not parsed.is_of(MESSAGE + b"!")
    assert parts() == SIGNATURE


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        b"SSHSIG",
        SIGNATURE[:-1],
        SIGNATURE + b"\x00",
        b"X" + SIGNATURE[1:],
        parts(version=2),
        parts(reserved=b"x"),
        parts(hashed=b"sha256"),
        framed(SIGNER.blob, SIGNER.make(b""), namespace=b"git"),
        framed(b"", SIGNER.make(b"")),
        MAGIC + b"\x00\x00\x00\x01" + b"\xff" * 100,
    ],
)
def test_another_form_or_purpose_is_refused(blob: bytes) -> None:
    """A signature that was made for git, or by other rules, is none of an act."""
    with pytest.raises(SignatureFormError):
        parse_signature(blob)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----",
        "-----BEGIN SSH SIGNATURE-----\n!!\n-----END SSH SIGNATURE-----",
        "-----BEGIN PGP SIGNATURE-----\nAAAA\n-----END PGP SIGNATURE-----",
    ],
)
def test_what_has_no_armour_is_refused(text: str) -> None:
    """What ssh-keygen would never write is told as such."""
    with pytest.raises(SignatureFormError):
        without_armour(text)
