"""Keys as OpenSSH makes them: signing by ssh-keygen, agents, passphrases."""

# ruff: noqa: S603, S607 - OpenSSH's own programs, and every word is ours.
import base64
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo.people import ActKind, Role
from gonogo.record import SigningError, SSHKeygenSigner, signer_of
from gonogo.record.key_file import PASSPHRASE_VARIABLE
from gonogo.record.ssh_signature import parse_signature
from tests.integration.record.openssh import NOTHING, made
from tests.unit.record.example import Workshop, finding, key, people, person
from tests.unit.record.signing import hardware_ecdsa, hardware_ed25519

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs OpenSSH")
KINDS = [("ed25519",), ("rsa", "-b", "2048"), ("ecdsa", "-b", "256"), ("ecdsa", "-b", "521")]


@pytest.fixture
def agent(tmp_path: Path) -> Iterator[None]:
    """An agent of our own, in the environment of this process while the test runs."""
    socket = tmp_path / "agent"
    before = os.environ.get("SSH_AUTH_SOCK")
    with subprocess.Popen(
        ["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.environ["SSH_AUTH_SOCK"] = str(socket)
        try:
            yield
        finally:
            process.terminate()
            if before is None:
                del os.environ["SSH_AUTH_SOCK"]
            else:
                os.environ["SSH_AUTH_SOCK"] = before


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_key_ssh_keygen_makes_signs_acts(tmp_path: Path, kind: tuple[str, ...]) -> None:
    """An act signed with a key file of any kind counts."""
    signer = signer_of(made(tmp_path, *kind), environment=NOTHING)
    workshop = Workshop(who=people(person("ada", Role.PLATFORMS, keys=(key(signer),))))

    act = workshop.sign(ActKind.FINDING, finding(), signer)

    assert act in workshop.counted().acts


def test_the_fingerprint_is_that_of_openssh(tmp_path: Path) -> None:
    """A key is called what ssh-keygen -l calls it."""
    path = made(tmp_path, "ed25519")
    told = subprocess.run(["ssh-keygen", "-lf", str(path)], check=True, capture_output=True)

    assert signer_of(path, environment=NOTHING).fingerprint in told.stdout.decode()


def test_a_wrong_passphrase_signs_nothing(tmp_path: Path) -> None:
    """What ssh-keygen says is passed on, the passphrase is not."""
    path = made(tmp_path, "ed25519", passphrase="right")

    with pytest.raises(SigningError) as caught:
        signer_of(path, environment={PASSPHRASE_VARIABLE: "wrong!"}).sign(b"something")

    assert "wrong!" not in str(caught.value)
    assert caught.value.hint


@pytest.mark.usefixtures("agent")
def test_a_key_in_an_agent_signs(tmp_path: Path) -> None:
    """Only the .pub file is here; the agent has the key."""
    path = made(tmp_path, "ed25519")
    subprocess.run(["ssh-add", "-q", str(path)], check=True, capture_output=True)
    path.unlink()

    signer = signer_of(path.with_suffix(".pub"), environment=NOTHING)

    assert parse_signature(signer.sign(b"something")).is_of(b"something")


def test_a_key_that_is_nowhere_signs_nothing(tmp_path: Path) -> None:
    """A .pub file alone is told as such."""
    path = made(tmp_path, "ecdsa")
    path.unlink()

    with pytest.raises(SigningError) as caught:
        signer_of(path.with_suffix(".pub"), environment=NOTHING).sign(b"something")
    assert caught.value.hint


def test_a_key_that_is_another_is_found_before_anything_is_written(tmp_path: Path) -> None:
    """Whoever answers with another key than the one that was named is refused."""
    path = made(tmp_path, "ecdsa")
    (tmp_path / "other").mkdir()
    other = made(tmp_path / "other", "ecdsa")
    signer = SSHKeygenSigner(path)
    path.unlink()
    other.rename(path)

    with pytest.raises(SigningError):
        signer.sign(b"something")


def test_there_may_be_no_ssh_keygen(tmp_path: Path) -> None:
    """A machine without OpenSSH is told what is missing."""
    path = made(tmp_path, "ecdsa")

    with pytest.raises(SigningError, match="there is no"):
        SSHKeygenSigner(path, program="no-such-ssh-keygen").sign(b"something")


@pytest.mark.parametrize("make", [hardware_ed25519, hardware_ecdsa])
def test_openssh_accepts_the_hardware_signatures_of_our_tests(tmp_path: Path, make: type) -> None:
    """What the tests take for a security key's signature is one to OpenSSH too."""
    signer = make()
    (tmp_path / "allowed").write_text(f"ada {signer.public}\n")
    armoured = _armoured(signer.sign(b"something"))
    (tmp_path / "sig").write_text(armoured)
    words = ["ssh-keygen", "-Y", "verify", "-n", "gonogo", "-I", "ada"]

    done = subprocess.run(
        [*words, "-f", str(tmp_path / "allowed"), "-s", str(tmp_path / "sig")],
        input=b"something",
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def _armoured(blob: bytes) -> str:
    text = base64.b64encode(blob).decode()
    lines = [text[start : start + 70] for start in range(0, len(text), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""])
