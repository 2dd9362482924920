"""Make Ed25519 keys: whole or not at all, never over another, readable by nobody else."""

import getpass
import os
import shutil
import socket
import stat
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from gonogo.errors import GonogoError
from gonogo.project.key_files import KeyFile, read_key_file

PASSPHRASE_VARIABLE = "GONOGO_KEY_PASSPHRASE"  # noqa: S105 - The name of a variable.
_ASKPASS = f"#!/bin/sh\nprintf '%s\\n' \"${PASSPHRASE_VARIABLE}\"\n"
_SHORTEST_PASSPHRASE = 8
_LEFTOVER = ".new-key-"


class KeyMakingError(GonogoError):
    """No key was made."""

    def __init__(self, path: Path, what: str, *, hint: str) -> None:
        super().__init__(f"no key was made at {path}: {what}", hint=hint)
        self.path = path
        self.what = what


def make_key(path: Path, *, comment: str, passphrase: str | None) -> KeyFile:
    """Make a key and its `.pub` file; without a passphrase only if that is None.

    Raises:
        KeyMakingError: there is something at the path, or it cannot be written.
    """
    if passphrase is not None and len(passphrase) < _SHORTEST_PASSPHRASE:
        what = f"the passphrase has fewer than {_SHORTEST_PASSPHRASE} characters"
        raise KeyMakingError(path, what, hint="Choose a longer one, or --no-passphrase.")
    for taken in (path, public_file(path)):
        if os.path.lexists(taken):
            raise _there_is_one(taken)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _remove_leftovers(path.parent)
        prefix = f"{_LEFTOVER}{os.getpid()}-"
        with tempfile.TemporaryDirectory(prefix=prefix, dir=path.parent) as directory:
            made = Path(directory) / "key"
            _generate(made, comment, passphrase)
            # A link and not a rename: a rename would take the place of a key that
            # somebody else made in the meantime.
            os.link(made, path)
            made.with_name("key.pub").chmod(0o644)
            os.link(made.with_name("key.pub"), public_file(path))
    except FileExistsError as error:
        raise _there_is_one(path) from error
    except OSError as error:
        what = (error.strerror or "it cannot be written").lower()
        raise KeyMakingError(path, what, hint="Choose another place: --out PATH.") from error
    return read_key_file(path)


def comment_of_user() -> str:
    """Return what a key of this user on this machine is called, as ssh-keygen would."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        user = "somebody"
    return f"{user}@{host_name()}"


def host_name() -> str:
    """Return what this machine is called, without its domain."""
    return socket.gethostname().partition(".")[0] or "runner"


def public_file(path: Path) -> Path:
    """Return where the public half of a key file stands."""
    return path.with_name(f"{path.name}.pub")


def askpass_environment(
    directory: Path, environment: Mapping[str, str], passphrase: str
) -> dict[str, str]:
    """Return an environment in which OpenSSH takes this passphrase without asking anybody.

    It is in the environment of the one process that needs it, never among its
    arguments, which every user of the machine can read.
    """
    script = directory / "askpass"
    script.write_text(_ASKPASS, encoding="ascii")
    script.chmod(stat.S_IRWXU)
    return {
        **environment,
        "SSH_ASKPASS": str(script),
        "SSH_ASKPASS_REQUIRE": "force",
        PASSPHRASE_VARIABLE: passphrase,
    }


def _remove_leftovers(folder: Path) -> None:
    """Remove the half-made keys of processes that were killed."""
    for leftover in folder.glob(f"{_LEFTOVER}*-*"):
        process = leftover.name.removeprefix(_LEFTOVER).partition("-")[0]
        if process.isdigit() and not Path(f"/proc/{process}").exists():
            shutil.rmtree(leftover, ignore_errors=True)


def _generate(path: Path, comment: str, passphrase: str | None) -> None:
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-C", comment, "-f", str(path)]
    environment = dict(os.environ)
    if passphrase is None:
        words += ["-N", ""]
    else:
        environment = askpass_environment(path.parent, environment, passphrase)
    try:
        subprocess.run(  # noqa: S603 - No shell, and the words are ours but for the comment.
            words, env=environment, check=True, capture_output=True, stdin=subprocess.DEVNULL
        )
    except FileNotFoundError as error:
        raise KeyMakingError(path, "there is no ssh-keygen", hint="Install OpenSSH.") from error
    except subprocess.CalledProcessError as error:
        told = error.stderr.decode(errors="replace").strip().splitlines()
        what = told[-1] if told else "ssh-keygen failed"
        raise KeyMakingError(path, what, hint="Try ssh-keygen by hand.") from error


def _there_is_one(path: Path) -> KeyMakingError:
    hint = "Use it as it is, or make another elsewhere: --out PATH. Nothing was overwritten."
    return KeyMakingError(path, "there is a file already", hint=hint)
