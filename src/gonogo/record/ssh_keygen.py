"""Sign by `ssh-keygen -Y sign`: RSA and ECDSA keys, passphrases, agents, hardware.

ssh-keygen asks by itself for a passphrase, a PIN or a touch. What it gives back is
checked before anything is written, so an agent that signs with another key than
the one that was named is found here and not by whoever reads the record.
"""

import os
import subprocess
import tempfile
from pathlib import Path

from gonogo.people import PublicKeyError
from gonogo.people import public_key as checked_line
from gonogo.record.errors import KeyFileError, SigningError
from gonogo.record.public_key import PublicKey
from gonogo.record.ssh_signature import (
    NAMESPACE,
    SignatureFormError,
    parse_signature,
    without_armour,
)

PATIENCE_SECONDS = 120.0
"""How long somebody may take to touch a key or type a PIN."""

_HINT = (
    "Is the key in the agent (ssh-add -l), or its file beside the .pub file? Its passphrase, if"
    " nobody can be asked, is taken from GONOGO_KEY_PASSPHRASE."
)
_ANSWER = """#!/bin/sh
printf '%s\\n' "$GONOGO_ANSWER"
"""


class SSHKeygenSigner:
    """A key that ssh-keygen can reach, named by its public key."""

    def __init__(
        self, path: Path, *, passphrase: str | None = None, program: str = "ssh-keygen"
    ) -> None:
        """Take the key of a file.

        Args:
            path: The `.pub` file (the key itself is beside it, or in the agent), or the
                private key file, beside which is its `.pub` file.
            passphrase: The key's; None: ssh-keygen asks, if it needs one.
            program: What to run.

        Raises:
            KeyFileError: there is no public key.
        """
        self._path = path
        self._passphrase = passphrase
        self._program = program
        public = path if path.suffix == ".pub" else path.with_name(f"{path.name}.pub")
        try:
            self._public = checked_line(public.read_text(encoding="utf-8"))
            self._key = PublicKey.of_line(self._public)
        except OSError as error:
            what = (error.strerror or "it cannot be read").lower()
            hint = f"Write it: ssh-keygen -y -f {path} > {public}"
            raise KeyFileError(public, what, hint) from error
        except PublicKeyError as error:
            raise KeyFileError(public, f"it {error.what}", error.hint or _HINT) from error
        except UnicodeDecodeError as error:
            raise KeyFileError(public, "it is no text", "Name a .pub file.") from error

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the public key."""
        return self._key.fingerprint

    @property
    def public(self) -> str:
        """The public key, as `TYPE BASE64`."""
        return self._public

    def sign(self, message: bytes) -> bytes:
        """Return an OpenSSH signature, checked.

        Raises:
            SigningError: ssh-keygen did not sign, or with another key.
        """
        with tempfile.TemporaryDirectory(prefix="gonogo-sign-") as directory:
            armoured = self._armoured(Path(directory), message)
        try:
            blob = without_armour(armoured)
            signature = parse_signature(blob)
        except SignatureFormError as error:
            raise SigningError(f"what {self._program} wrote: {error}", _HINT) from error
        if signature.key.fingerprint != self.fingerprint or not signature.is_of(message):
            raise SigningError(f"{self._program} signed with another key", _HINT)
        return blob

    def _armoured(self, directory: Path, message: bytes) -> str:
        file = directory / "act"
        file.write_bytes(message)
        words = [self._program, "-Y", "sign", "-n", NAMESPACE, "-f", str(self._path), str(file)]
        # Whoever must touch the key has to see that ssh-keygen waits for it.
        told = None if self._public.startswith("sk-") else subprocess.PIPE
        try:
            done = subprocess.run(  # noqa: S603 - No shell, and no word of somebody else's.
                words,
                check=False,
                stdout=subprocess.DEVNULL,
                stderr=told,
                timeout=PATIENCE_SECONDS,
                env=self._environment(directory),
            )
        except FileNotFoundError as error:
            raise SigningError(f"there is no {self._program}", "Install OpenSSH.") from error
        except subprocess.TimeoutExpired as error:
            raise SigningError(f"{self._program} had no answer in time", _HINT) from error
        written = file.with_name("act.sig")
        if done.returncode or not written.is_file():
            lines = (done.stderr or b"").decode(errors="replace").strip().splitlines()
            raise SigningError(lines[-1] if lines else f"{self._program} failed", _HINT)
        return written.read_text(encoding="ascii", errors="replace")

    def _environment(self, directory: Path) -> dict[str, str]:
        environment = {**os.environ, "LC_ALL": "C"}
        if self._passphrase is None:
            return environment
        # ssh-keygen takes a passphrase from a terminal or from a program, never from a
        # file or a word on its command line, where others could read it.
        program = directory / "answer"
        program.write_text(_ANSWER, encoding="ascii")
        program.chmod(0o700)
        return {
            **environment,
            "SSH_ASKPASS": str(program),
            "SSH_ASKPASS_REQUIRE": "force",
            "GONOGO_ANSWER": self._passphrase,
        }
