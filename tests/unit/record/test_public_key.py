"""Public keys of every kind, and signatures that are nearly right."""

from collections.abc import Callable

import pytest

from gonogo.people import PublicKeyError
from gonogo.record.public_key import PublicKey
from gonogo.record.ssh_signature import signed_data
from gonogo.record.wire import string
from tests.unit.record.signing import (
    PRESENT,
    VERIFIED,
    SSHSigner,
    ecdsa,
    ed25519,
    hardware_ecdsa,
    hardware_ed25519,
    rsa_key,
)

KINDS: list[Callable[[], SSHSigner]] = [
    ed25519,
    rsa_key,
    ecdsa,
    lambda: ecdsa(384),
    lambda: ecdsa(521),
    hardware_ed25519,
    hardware_ecdsa,
    lambda: hardware_ed25519(flags=PRESENT | VERIFIED),
]
DATA = signed_data(b"something")


@pytest.mark.parametrize("make", KINDS)
def test_a_key_accepts_what_it_signed_and_nothing_else(make: Callable[[], SSHSigner]) -> None:
    """Of every kind of key, the signature is right for one message and one key."""
    signer, other = make(), make()
    key = PublicKey.of_line(signer.public)
    signature = signer.make(DATA)

    assert key.accepts(DATA, signature)
    assert key.fingerprint == signer.fingerprint
    assert PublicKey.of_blob(signer.blob).accepts(DATA, signature)
    assert not key.accepts(DATA + b"!", signature)
    assert not PublicKey.of_line(other.public).accepts(DATA, signature)


@pytest.mark.parametrize("make", KINDS)
def test_every_changed_byte_of_a_signature_is_refused(make: Callable[[], SSHSigner]) -> None:
    """No byte of a signature is idle, and nothing may follow it."""
    signer = make()
    key = PublicKey.of_line(signer.public)
    signature = signer.make(DATA)

    for position in range(len(signature)):
        changed = bytearray(signature)
        changed[position] ^= 0x02
        assert not key.accepts(DATA, bytes(changed)), position
    assert not key.accepts(DATA, signature + b"\x00")
    assert not key.accepts(DATA, signature[:-1])
    assert not key.accepts(DATA, b"")


@pytest.mark.parametrize(
    "signer",
    [
        hardware_ed25519(flags=0),
        hardware_ecdsa(flags=0),
        hardware_ed25519(flags=VERIFIED),
        hardware_ed25519(application=b"ssh:other"),
    ],
)
def test_a_hardware_key_must_say_that_it_was_touched(signer: SSHSigner) -> None:
    """What a machine can make its hardware key sign without anybody there is refused."""
    assert not PublicKey.of_line(signer.public).accepts(DATA, signer.make(DATA))


@pytest.mark.parametrize("algorithm", [b"ssh-rsa", b"rsa-sha2-256"])
def test_rsa_signs_with_sha_512_alone(algorithm: bytes) -> None:
    """A weaker digest than the one that the format names is refused."""
    signer = rsa_key(algorithm=algorithm)

    assert not PublicKey.of_line(signer.public).accepts(DATA, signer.make(DATA))


def test_only_ed25519_signs_without_framing() -> None:
    """Bare signatures are of software keys of one kind."""
    for make in (rsa_key, ecdsa, hardware_ed25519):
        assert not PublicKey.of_line(make().public).accepts_raw(DATA, b"\x00" * 64)


def test_a_hardware_key_is_not_taken_for_its_software_twin() -> None:
    """A signature under another algorithm's name is refused, whatever it is of."""
    signer = hardware_ed25519()
    inner = signer.make(DATA)[4 + len("sk-ssh-ed25519@openssh.com") :]

    key = PublicKey.of_line(signer.public)

    assert not key.accepts(DATA, string(b"ssh-ed25519") + inner)


@pytest.mark.parametrize("blob", [b"", b"\x00\x00\x00\x03dsa", string(b"ssh-dss") + string(b"1")])
def test_what_is_no_key_is_refused(blob: bytes) -> None:
    """Neither garbage nor a kind of key from long ago can sign."""
    with pytest.raises(PublicKeyError):
        PublicKey.of_blob(blob)


def test_a_point_off_its_curve_is_no_key() -> None:
    """A key of the right form that cannot be one is refused in words."""
    blob = string(b"ecdsa-sha2-nistp256") + string(b"nistp256") + string(b"\x04" + b"\x01" * 64)

    with pytest.raises(PublicKeyError):
        PublicKey.of_blob(blob)
