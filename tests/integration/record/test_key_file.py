"""From the file of a key to what signs with it."""

import shutil
from pathlib import Path

import pytest

from gonogo.record import Ed25519Signer, KeyFileError, SSHKeygenSigner, signer_of
from gonogo.record.key_file import PASSPHRASE_VARIABLE
from gonogo.record.ssh_signature import parse_signature
from tests.integration.record.openssh import NOTHING, made

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs OpenSSH")


def test_only_ed25519_signs_here(tmp_path: Path) -> None:
    """A plain Ed25519 file signs in this process, its .pub file by ssh-keygen; both are one key."""
    path = made(tmp_path, "ed25519")

    here = signer_of(path, environment=NOTHING)
    there = signer_of(path.with_suffix(".pub"), environment=NOTHING)

    assert isinstance(here, Ed25519Signer)
    assert isinstance(there, SSHKeygenSigner)
    assert (here.fingerprint, here.public) == (there.fingerprint, there.public)
    assert len(here.sign(b"something")) == 64
    assert parse_signature(there.sign(b"something")).is_of(b"something")


@pytest.mark.parametrize("kind", [("ed25519",), ("ecdsa",)])
def test_a_passphrase_comes_from_the_environment_or_is_asked_for(
    tmp_path: Path, kind: tuple[str, ...]
) -> None:
    """A key with a passphrase signs where somebody knows it."""
    path = made(tmp_path, *kind, passphrase="it's $ecret")

    told = signer_of(path, environment={PASSPHRASE_VARIABLE: "it's $ecret"})
    asked = signer_of(path, environment=NOTHING, ask=lambda: "it's $ecret")

    assert parse_signature(told.sign(b"something")).is_of(b"something")
    assert parse_signature(asked.sign(b"something")).is_of(b"something")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "id"),
        (b"hello", "id"),
        (b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n", "id"),
        (b"\xff" * 100_000, "id"),
        (b"hello", "id.pub"),
        (b"\xff\xfe", "id.pub"),
        (None, "id"),
        (None, "id.pub"),
    ],
)
def test_what_is_no_key_is_told_in_words(tmp_path: Path, content: bytes | None, name: str) -> None:
    """No file is a traceback, and none is shown."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(KeyFileError) as caught:
        signer_of(path, environment=NOTHING)
    assert caught.value.hint
