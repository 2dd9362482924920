"""What signs with a key that was found: in this process, or by ssh-keygen."""

import base64
import os
from collections.abc import Callable
from pathlib import Path

from gonogo.project.keyring import FoundKey, Keyring, NoKeyError
from gonogo.project.project import Project
from gonogo.record import Signer, signer_of


def own_keyring(project: Project) -> Keyring:
    """Return the keys of this user, as they were chosen in a project."""
    return Keyring(os.environ, project.local)


def own_signer(keyring: Keyring, *, ask: Callable[[], str] | None = None) -> Signer:
    """Return what signs with the chosen key.

    Args:
        keyring: The keys within reach.
        ask: Gives the passphrase of a key that has one; without it ssh-keygen asks.

    Raises:
        NoKeyError: there is no key, or it is not clear which.
        UnusableKeyError: its file cannot be used.
        KeyFileError: its file cannot sign.
    """
    return signer_with(keyring, keyring.chosen(), ask=ask)


def signer_with(keyring: Keyring, key: FoundKey, *, ask: Callable[[], str] | None = None) -> Signer:
    """Return what signs with a key that was found.

    Raises:
        KeyFileError: its file cannot sign.
    """
    if key.path is None or (key.is_in_agent and key.has_passphrase):
        return signer_of(_public_file_of(keyring, key), environment=keyring.environment)
    return signer_of(key.path, environment=keyring.environment, ask=ask)


def runner_signer(keyring: Keyring) -> Signer:
    """Return what signs what this machine measured.

    Raises:
        NoKeyError: this machine has no runner's key in this workspace.
        UnusableKeyError: its file cannot be used.
    """
    path = keyring.runner_path
    if path is None or not path.exists():
        raise NoKeyError(
            "this machine has no runner's key, so nobody could say what it measured",
            hint="Make one: gonogo key new --runner, and let a root adopt it in people.yaml.",
        )
    key = keyring.key_named(str(path))
    return signer_of(path if key.path is None else key.path, environment={})


def _public_file_of(keyring: Keyring, key: FoundKey) -> Path:
    """Write the public half of a key that only an agent has, where ssh-keygen can read it."""
    folder = keyring.own_path.parent if keyring.local is None else keyring.local / "keys"
    encoded = base64.b32encode(key.fingerprint.encode()).decode().rstrip("=").lower()
    path = folder / f"agent-{encoded}.pub"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(f"{key.public}\n", encoding="ascii")
    return path
