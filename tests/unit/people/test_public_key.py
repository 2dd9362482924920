"""Public keys: one text each, and nothing that is not exactly a key."""

import base64

import pytest

from gonogo.people import PublicKeyError, fingerprint, is_fingerprint, public_key
from tests.unit.people.keys import field, key, line

ED25519 = (
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDV/4DWLVBj/74dr/8370z4EVw5iJ8vHaFToq6K3VDJW",
    "SHA256:F4CQusxmfwL6pvSyVYSXduWh5qUgmj3IeMFZORGNIwM",
)
ECDSA = (
    (
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBNT6Ow5boXhSNm"
        "z4iCzUQQoS/c3VVE6pTNiUqZO04BRBIRBH9HL6h7XPKC2QwosTVqguhimnvOcaDPEz/2VthjE="
    ),
    "SHA256:S1WA0BPq2StpU0fjQOmzx9M2dEcCe6KooYbCS9yH/FQ",
)
SK_ED25519 = line("sk-ssh-ed25519@openssh.com", b"\x07" * 32, b"ssh:")
ODD_MODULUS = (1 << 2047 | 1).to_bytes(257, "big")
POINT = b"\x04" + b"\x07" * 64


@pytest.mark.parametrize(("text", "known"), [ED25519, ECDSA])
def test_fingerprints_are_those_of_openssh(text: str, known: str) -> None:
    """The fingerprint is the one that ssh-keygen prints."""
    assert fingerprint(text) == known
    assert is_fingerprint(known)


@pytest.mark.parametrize(
    "text",
    [f"{ED25519[0]} ada@home", f"  {ED25519[0]}\n", f"{ED25519[0]} two words \n"],
)
def test_a_comment_is_no_part_of_a_key(text: str) -> None:
    """The same key in three files is one text."""
    assert public_key(text) == ED25519[0]


@pytest.mark.parametrize(
    "text",
    [
        SK_ED25519,
        line("ssh-rsa", b"\x01\x00\x01", ODD_MODULUS),
        line("ecdsa-sha2-nistp256", b"nistp256", POINT),
        line("sk-ecdsa-sha2-nistp256@openssh.com", b"nistp256", POINT, b"ssh:"),
    ],
)
def test_every_type_that_may_sign_is_read(text: str) -> None:
    """Hardware keys, RSA and ECDSA are keys too."""
    assert public_key(text) == text


ENCODED = ED25519[0].split()[1]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "must begin with its type"),
        ("ada", "must begin with its type"),
        ("ssh-ed25519", "cut off"),
        ("ssh-ed25519 AAAA", "cut off"),
        (f"ssh-ed25519 {ENCODED[:-4]}", "cut off"),
        (f"ssh-ed25519 {ENCODED[:-1]}", "no base64"),
        (f"ssh-ed25519 {ENCODED}AAAA", "more follows"),
        (f"ssh-ed25519 {ENCODED.replace('/', '_')}", "no base64"),
        # The last digit of this base64 has two bits that mean nothing.
        (ECDSA[0].replace("jE=", "jF="), "base64 as OpenSSH"),
        (f"ssh-rsa {ENCODED}", "another type inside"),
        (f'namespaces="git" {ED25519[0]}', "must begin with its type"),
        (f"ada {ED25519[0]}", "must begin with its type"),
        (f"ssh-dss {ENCODED}", "must begin with its type"),
        (f"ssh-ed25519-cert-v01@openssh.com {ENCODED}", "must begin with its type"),
        (f"SSH-ED25519 {ENCODED}", "must begin with its type"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nabc", "PRIVATE key"),
        ("ssh-ed25519 " + "A" * 9000, "too long"),
        (line("ssh-ed25519", b"\x07" * 31), "length"),
        (line("ssh-ed25519", bytes(32)), "anybody could sign"),
        (line("ssh-ed25519", b"\x01" + bytes(31)), "anybody could sign"),
        (line("ssh-ed25519", b"\x01" + bytes(30) + b"\x80"), "anybody could sign"),
        (line("ssh-ed25519", b"\xec" + b"\xff" * 30 + b"\x7f"), "anybody could sign"),
        (line("ssh-ed25519", b"\xf0" + b"\xff" * 30 + b"\x7f"), "not written as OpenSSH"),
        (line("sk-ssh-ed25519@openssh.com", b"\x07" * 32, b""), "hardware key"),
        (line("ecdsa-sha2-nistp256", b"nistp384", b"\x04" + bytes(96)), "curve"),
        (line("ecdsa-sha2-nistp256", b"nistp256", b"\x02" + b"\x07" * 32), "point"),
        (line("ssh-rsa", b"\x01\x00\x01", b"\x00" + ODD_MODULUS), "number"),
        (line("ssh-rsa", b"\x01\x00\x01", b"\x81" + bytes(127)), "number"),
        (line("ssh-rsa", b"\x01\x00\x01", b"\x7f" * 128), "2048"),
        (line("ssh-rsa", b"\x01", ODD_MODULUS), "not those of an RSA key"),
    ],
)
def test_what_is_no_key_is_refused_in_words(text: str, told: str) -> None:
    """Cut, changed, weak, foreign and misplaced texts are no keys, and none is repeated."""
    with pytest.raises(PublicKeyError, match=told) as refused:
        public_key(text)

    assert refused.value.hint
    assert ENCODED[:-4] not in refused.value.message


def test_no_change_of_a_single_byte_gives_the_same_key_another_text() -> None:
    """Whatever byte of a key is changed, it is no key or a key with another fingerprint."""
    blob = base64.b64decode(ECDSA[0].split()[1])
    kept = set()
    for position in range(len(blob)):
        changed = bytearray(blob)
        changed[position] ^= 1
        try:
            kept.add(fingerprint(f"ecdsa-sha2-nistp256 {base64.b64encode(changed).decode()}"))
        except PublicKeyError:
            continue

    assert len(kept) == 64  # Each byte of the two coordinates.
    assert ECDSA[1] not in kept


def test_a_key_made_for_a_test_is_a_key() -> None:
    """What other tests take for keys is read as one."""
    assert field(b"abc") == b"\x00\x00\x00\x03abc"
    assert public_key(key(1)) == key(1)
