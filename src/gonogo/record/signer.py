"""What signs: the interface, and an Ed25519 key in this process."""

from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gonogo.people import fingerprint


class Signer(Protocol):
    """A key that can sign."""

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the public key, as OpenSSH writes it."""
        ...

    @property
    def public(self) -> str:
        """The public key, as `TYPE BASE64`."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Return 64 bytes of Ed25519, or an OpenSSH signature in our namespace.

        Raises:
            SigningError: the key could not sign.
        """
        ...


class Ed25519Signer:
    """An Ed25519 key in this process. It is never shown, and not written anywhere."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self._public = (
            key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
        )
        self._fingerprint = fingerprint(self._public)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the public key."""
        return self._fingerprint

    @property
    def public(self) -> str:
        """The public key, as `TYPE BASE64`."""
        return self._public

    def sign(self, message: bytes) -> bytes:
        """Return a bare Ed25519 signature."""
        return self._key.sign(message)
