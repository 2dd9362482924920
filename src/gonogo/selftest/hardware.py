"""A security key that lives in memory, and may be made to sign without anybody's touch."""

import base64
import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gonogo.people import fingerprint
from gonogo.record.ssh_signature import MAGIC, NAMESPACE, signed_data

_KIND = b"sk-ssh-ed25519@openssh.com"
_APPLICATION = b"ssh:"
_COUNTER = bytes(4)


class SecurityKey:
    """An Ed25519 key that says with each signature whether somebody touched it."""

    def __init__(self, *, is_touched: bool, key: Ed25519PrivateKey | None = None) -> None:
        self.is_touched = is_touched
        self._key = key or Ed25519PrivateKey.generate()
        raw = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self._blob = b"".join(map(_field, (_KIND, raw, _APPLICATION)))

    @property
    def public(self) -> str:
        """The public key, as `TYPE BASE64`."""
        return f"{_KIND.decode()} {base64.b64encode(self._blob).decode()}"

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the public key."""
        return fingerprint(self.public)

    def untouched(self) -> "SecurityKey":
        """Return the same key as a program has it while nobody is there."""
        return SecurityKey(is_touched=False, key=self._key)

    def sign(self, message: bytes) -> bytes:
        """Return an OpenSSH signature in our namespace."""
        said = bytes([self.is_touched]) + _COUNTER
        digests = [hashlib.sha256(each).digest() for each in (_APPLICATION, signed_data(message))]
        signature = self._key.sign(digests[0] + said + digests[1])
        version = (1).to_bytes(4, "big")
        about = map(_field, (self._blob, NAMESPACE.encode(), b"", b"sha512"))
        inner = _field(_KIND) + _field(signature) + said
        return MAGIC + version + b"".join(about) + _field(inner)


def _field(content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + content
