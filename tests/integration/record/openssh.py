"""Keys as ssh-keygen makes them."""

# ruff: noqa: S603 - OpenSSH's own programs, and every word is ours.
import subprocess
from collections.abc import Mapping
from pathlib import Path

NOTHING: Mapping[str, str] = {}


def made(directory: Path, *kind: str, passphrase: str = "") -> Path:
    path = directory / "id"
    words = ["ssh-keygen", "-q", "-t", *kind, "-N", passphrase, "-C", "ada@home", "-f", str(path)]
    subprocess.run(words, check=True, capture_output=True)
    return path
