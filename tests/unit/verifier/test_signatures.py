"""Signatures of every kind of key, by OpenSSH itself, and ways to pass off another."""

import base64
import hashlib
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from gonogo.verifier import ssh_signature
from gonogo.verifier.envelope import DamagedError, open_envelope
from gonogo.verifier.keys import PublicKey, UnusableKeyError, parse_blob, parse_line
from gonogo.verifier.wire import string
from tests.unit.verifier.writing import ADA, BEN, PAYLOAD_TYPE, Body, canonical, envelope, pae

MESSAGE = b"a message"
KINDS = [
    ("ed25519", "256"),
    ("ecdsa", "256"),
    ("ecdsa", "384"),
    ("ecdsa", "521"),
    ("rsa", "2048"),
]


def _generate(folder: Path, kind: str, bits: str) -> PublicKey:
    path = folder / "key"
    command = ["ssh-keygen", "-q", "-N", "", "-t", kind, "-b", bits, "-C", "", "-f", str(path)]
    subprocess.run(command, check=True)  # noqa: S603 - our own arguments
    return parse_line(path.with_suffix(".pub").read_text().strip())


def _sign(folder: Path, message: bytes, *options: str, namespace: str = "gonogo") -> bytes:
    command = ["ssh-keygen", "-q", "-Y", "sign", "-n", namespace, *options, "-f", "key"]
    made = subprocess.run(  # noqa: S603 - our own arguments
        command, check=True, cwd=folder, input=message, capture_output=True
    )
    return base64.b64decode("".join(made.stdout.decode().splitlines()[1:-1]))


@pytest.mark.parametrize(("kind", "bits"), KINDS)
def test_signatures_of_openssh_are_taken(tmp_path: Path, kind: str, bits: str) -> None:
    """What `ssh-keygen -Y sign` makes is the key's signature of that message alone."""
    key = _generate(tmp_path, kind, bits)
    signature = _sign(tmp_path, MESSAGE)

    assert ssh_signature.embedded_key(signature) == key.blob
    assert ssh_signature.accepts(key, MESSAGE, signature)
    assert not ssh_signature.accepts(key, MESSAGE + b".", signature)


@pytest.mark.parametrize(("kind", "bits"), [("ed25519", "256"), ("ecdsa", "256"), ("rsa", "2048")])
def test_no_byte_of_a_signature_can_be_changed(tmp_path: Path, kind: str, bits: str) -> None:
    """A signature has one spelling."""
    key = _generate(tmp_path, kind, bits)
    signature = _sign(tmp_path, MESSAGE)

    for position in range(len(signature)):
        for flip in (0x01, 0x80):
            changed = bytearray(signature)
            changed[position] ^= flip
            assert not ssh_signature.accepts(key, MESSAGE, bytes(changed)), position
    assert not ssh_signature.accepts(key, MESSAGE, signature + b"\0")
    assert not ssh_signature.accepts(key, MESSAGE, signature[:-1])


def test_signature_for_another_purpose_is_refused(tmp_path: Path) -> None:
    """A commit that somebody signed is no act."""
    key = _generate(tmp_path, "ed25519", "256")

    assert not ssh_signature.accepts(key, MESSAGE, _sign(tmp_path, MESSAGE, namespace="git"))
    assert not ssh_signature.accepts(key, MESSAGE, _sign(tmp_path, MESSAGE, "-O", "hashalg=sha256"))


def test_small_rsa_key_is_refused(tmp_path: Path) -> None:
    """A key that can be broken signs nothing."""
    with pytest.raises(UnusableKeyError, match="1024 bits"):
        _generate(tmp_path, "rsa", "1024")


def _hardware_ed25519(flags: bytes = b"\x01\0\0\0\x07") -> tuple[bytes, bytes]:
    blob = string(b"sk-ssh-ed25519@openssh.com")
    blob += string(ADA.private.public_key().public_bytes_raw()) + string(b"ssh:")
    signed = hashlib.sha256(b"ssh:").digest() + flags + hashlib.sha256(_framed()).digest()
    signature = string(b"sk-ssh-ed25519@openssh.com") + string(ADA.sign(signed)) + flags
    return blob, signature


def _hardware_ecdsa() -> tuple[bytes, bytes]:
    private = ec.derive_private_key(12345, ec.SECP256R1())
    numbers = private.public_key().public_numbers()
    point = b"\x04" + numbers.x.to_bytes(32, "big") + numbers.y.to_bytes(32, "big")
    name = b"sk-ecdsa-sha2-nistp256@openssh.com"
    flags = b"\x01\0\0\0\x07"
    signed = hashlib.sha256(b"ssh:").digest() + flags + hashlib.sha256(_framed()).digest()
    r, s = decode_dss_signature(private.sign(signed, ec.ECDSA(hashes.SHA256())))
    pair = b"".join(string(value.to_bytes(value.bit_length() // 8 + 1, "big")) for value in (r, s))
    blob = string(name) + string(b"nistp256") + string(point) + string(b"ssh:")
    return blob, string(name) + string(pair) + flags


def _framed() -> bytes:
    parts = (b"gonogo", b"", b"sha512", hashlib.sha512(MESSAGE).digest())
    return b"SSHSIG" + b"".join(map(string, parts))


def test_security_key_that_nobody_touched_is_refused() -> None:
    """Without a touch, whoever has the machine has the key."""
    blob, signature = _hardware_ed25519(flags=b"\x04\0\0\0\x07")
    whole = b"SSHSIG\0\0\0\x01" + b"".join(
        map(string, (blob, b"gonogo", b"", b"sha512", signature))
    )

    assert not ssh_signature.accepts(parse_blob(blob), MESSAGE, whole)


@pytest.mark.parametrize(("blob", "signature"), [_hardware_ed25519(), _hardware_ecdsa()])
def test_signatures_of_security_keys_are_taken(blob: bytes, signature: bytes) -> None:
    """A security key signs its own remarks along, and none of them can be changed."""
    key = parse_blob(blob)
    whole = b"SSHSIG\0\0\0\x01" + b"".join(
        map(string, (blob, b"gonogo", b"", b"sha512", signature))
    )

    assert ssh_signature.accepts(key, MESSAGE, whole)
    for position in range(len(whole) - 5, len(whole)):
        changed = bytearray(whole)
        changed[position] ^= 1
        assert not ssh_signature.accepts(key, MESSAGE, bytes(changed))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ssh-ed25519",
        "ssh-ed25519 AAAA",
        ADA.line + " a comment",
        ADA.line.replace("ssh-ed25519 ", "ssh-rsa "),
        ADA.line + "=",
        " " + ADA.line,
        ADA.line + "\n",
        "ssh-ed25519 " + base64.b64encode(string(b"ssh-ed25519") + string(bytes(32))).decode(),
        "ssh-ed25519 "
        + base64.b64encode(string(b"ssh-ed25519") + string(b"\1" + bytes(31))).decode(),
        "ssh-dss " + base64.b64encode(string(b"ssh-dss") + string(bytes(32))).decode(),
        "ssh-ed25519 " + base64.b64encode(ADA.blob + b"\0").decode(),
    ],
)
def test_what_is_no_key_is_refused(line: str) -> None:
    """A key has one text, is of a known kind, and is one that only its owner signs with."""
    with pytest.raises(UnusableKeyError):
        parse_line(line)


def _ssh_envelope(payload: bytes, namespace: bytes = b"gonogo") -> Body:
    parts = (namespace, b"", b"sha512", hashlib.sha512(pae(payload)).digest())
    signed = ADA.sign(b"SSHSIG" + b"".join(map(string, parts)))
    inner = string(b"ssh-ed25519") + string(signed)
    fields = (ADA.blob, namespace, b"", b"sha512", inner)
    whole = b"SSHSIG\0\0\0\x01" + b"".join(map(string, fields))
    return envelope(payload, ADA, whole)


def test_envelope_takes_both_kinds_of_signature() -> None:
    """Raw and framed signatures of one key are equally good."""
    key = parse_line(ADA.line)
    payload = canonical({"a": 1})

    assert open_envelope(envelope(payload, ADA)).is_signed_by(key)
    assert open_envelope(_ssh_envelope(payload)).is_signed_by(key)
    assert not open_envelope(_ssh_envelope(payload, b"git")).is_signed_by(key)
    assert not open_envelope(envelope(payload, ADA)).is_signed_by(parse_line(BEN.line))


def test_signature_of_another_key_than_named_is_damaged() -> None:
    """Nobody signs a payload anew under the name of somebody else."""
    value = _ssh_envelope(canonical({"a": 1}))
    value["signatures"][0]["keyid"] = BEN.fingerprint

    with pytest.raises(DamagedError, match="another key"):
        open_envelope(value)


@pytest.mark.parametrize(
    "changes",
    [
        {"payloadType": "text/plain"},
        {"payload": "e30"},
        {"payload": "e31="},
        {"payload": "e3 0="},
        {"payload": base64.b64encode(b'{"a": 1}').decode()},
        {"signatures": []},
        {"signatures": [{"keyid": ADA.fingerprint, "sig": "AAAA"}]},
        {"signatures": [{"keyid": "SHA256:short", "sig": ""}]},
        {"extra": 1},
    ],
)
def test_envelope_of_another_form_is_damaged(changes: Body) -> None:
    """An envelope has one form, one signature and one base64."""
    with pytest.raises(DamagedError):
        open_envelope(envelope(canonical({"a": 1}), ADA) | changes)


def test_two_signatures_are_damaged() -> None:
    """With two signatures nobody could say whose act it is."""
    value = envelope(canonical({"a": 1}), ADA)
    value["signatures"] *= 2

    with pytest.raises(DamagedError):
        open_envelope(value)
    assert value["payloadType"] == PAYLOAD_TYPE
