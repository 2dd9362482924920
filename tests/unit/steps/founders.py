"""Workspaces of a few people, begun as `gonogo init` begins them, with keys of their own."""

from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from gonogo.project import Keyring, Project, Signed, read_signed
from gonogo.record import Ed25519Signer
from gonogo.steps.founding import Asked, found, prepare
from tests.simulator.clock import SimulatedClock


@dataclass(frozen=True)
class Founder:
    """Somebody with a key."""

    name: str
    private: Ed25519PrivateKey

    @property
    def public(self) -> str:
        """The public key, as `TYPE BASE64`."""
        key = self.private.public_key()
        return key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()

    @property
    def signer(self) -> Ed25519Signer:
        """What signs with the key."""
        return Ed25519Signer(self.private)

    def write(self, path: Path, *, mode: int = 0o600) -> Path:
        """Write the private key, as ssh-keygen does."""
        path.parent.mkdir(parents=True, exist_ok=True)
        content = self.private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
        path.write_bytes(content)
        path.chmod(mode)
        return path


def founder(name: str, number: int) -> Founder:
    """Return somebody whose key is made from a number."""
    return Founder(name, Ed25519PrivateKey.from_private_bytes(number.to_bytes(32, "big")))


ADA, BOB, CAROL = founder("ada", 1), founder("bob", 2), founder("carol", 3)


def clock(minutes: float = 0) -> SimulatedClock:
    """Return a clock that stands some minutes after the beginning."""
    return SimulatedClock(60.0 * minutes)


def asked(first: Founder = ADA, *others: Founder) -> Asked:
    """Return what these ask for."""
    return Asked(first.name, first.public, {each.name: each.public for each in others}, "lab")


def keyring(directory: Path) -> Keyring:
    """Return the keys of a user who has none but those of the workspace."""
    home = directory.parent / "home"
    return Keyring({"HOME": str(home), "PATH": "/usr/bin:/bin"}, directory / ".gonogo")


def begin(directory: Path, first: Founder = ADA, *others: Founder) -> Project:
    """Begin a workspace."""
    directory.mkdir(parents=True, exist_ok=True)
    runner = directory / ".gonogo" / "keys" / "runner"
    founder("lab", 99).write(runner)
    plan = prepare(directory, asked(first, *others), keyring(directory), None)
    list(found(directory, plan, first.signer, clock()))
    return Project(directory)


def signed(project: Project, minutes: float = 1) -> Signed:
    """Return what is signed in a workspace."""
    return read_signed(project, clock(minutes))
