"""What looks like a private key does not get into a record that is shared."""

import pytest

from gonogo.project.private_keys import private_key_in

DIGITS = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl", "a private key"),
        ("-----BEGIN PGP PRIVATE KEY BLOCK-----", "a private key"),
        ("PuTTY-User-Key-File-3: ssh-ed25519", "a PuTTY private key"),
        ("age-secret-key-1QQ", "an age private key"),
        (f"0x{DIGITS}\n", "a raw private key"),
        (f'{{"private_key": "0x{DIGITS}"}}', "a private key"),
        ("mnemonic: " + "test " * 12, "the words of a wallet"),
        ("test " * 11 + "junk", "words of a wallet"),
        ("token ghp_" + "a" * 36, "a GitHub token"),
        ("AKIA" + "A" * 16, "an AWS key"),
        ('{"crypto": {"ciphertext": "00", "kdfparams": {}}}', "the keystore of a wallet"),
    ],
)
def test_usual_forms_are_found(content: str, what: str) -> None:
    """Each by what whoever attached it would call it."""
    assert private_key_in(content.encode()) == what


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_another_encoding_hides_nothing(encoding: str) -> None:
    """Editors of other systems write text in two bytes a letter."""
    assert private_key_in(f"0x{DIGITS}\n".encode(encoding)) is not None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "-----BEGIN PUBLIC KEY-----",
        f"digest sha256:{DIGITS}",
        f"transaction 0x{DIGITS} was included",
        "the private key was rotated on Monday",
        "a line of twelve common words that somebody wrote, with a comma in it",
    ],
)
def test_what_is_none_may_be_attached(content: str) -> None:
    """A digest is as long as a key, and reports are full of them."""
    assert private_key_in(content.encode()) is None
