"""From the file of a key to what signs with it.

An Ed25519 key without passphrase signs in this process. Every other one (with a
passphrase, of another kind, in an agent, on hardware) signs by ssh-keygen, which
has the code for it: OpenSSH's key derivation is not in the libraries we use, and a
key that nobody else can read is better not copied into one more process.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_ssh_private_key

from gonogo.record.errors import KeyFileError
from gonogo.record.signer import Ed25519Signer, Signer
from gonogo.record.ssh_keygen import SSHKeygenSigner

PASSPHRASE_VARIABLE = "GONOGO_KEY_PASSPHRASE"  # noqa: S105 - The name of a variable.
_LARGEST_KEY_BYTES = 64 * 1024


def signer_of(
    path: Path, *, environment: Mapping[str, str], ask: Callable[[], str] | None = None
) -> Signer:
    """Return what signs with the key of a file.

    Args:
        path: A private key file of OpenSSH's; or a `.pub` file, whose key is beside
            it, in the agent or on hardware.
        environment: Where GONOGO_KEY_PASSPHRASE may be.
        ask: Gives the passphrase of a key that has one, if the environment does not.
            Without it ssh-keygen asks at the terminal.

    Raises:
        KeyFileError: there is no such key, or it cannot be read; says why.
    """
    passphrase = environment.get(PASSPHRASE_VARIABLE) or None
    if path.suffix == ".pub":
        return SSHKeygenSigner(path, passphrase=passphrase)
    content = _read(path)
    try:
        key = load_ssh_private_key(content, None)
    except (TypeError, UnsupportedAlgorithm):
        # It has a passphrase, or lies on hardware.
        if passphrase is None and ask is not None:
            passphrase = ask()
        return SSHKeygenSigner(path, passphrase=passphrase)
    except ValueError:
        # The library's own words could repeat parts of the file.
        hint = "Name the file without .pub that ssh-keygen made, or make one: gonogo key new."
        raise KeyFileError(path, "it is no private key of OpenSSH's", hint) from None
    if isinstance(key, Ed25519PrivateKey):
        return Ed25519Signer(key)
    return SSHKeygenSigner(path, passphrase=passphrase)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_KEY_BYTES + 1)
    except OSError as error:
        what = (error.strerror or "it cannot be read").lower()
        raise KeyFileError(path, what, "Make one: gonogo key new.") from error
    if len(content) > _LARGEST_KEY_BYTES:
        raise KeyFileError(path, "it is too large for a key", "Name the file ssh-keygen made.")
    return content
