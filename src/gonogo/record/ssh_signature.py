"""OpenSSH's signatures of files (PROTOCOL.sshsig), without their armour.

A signature is bound to a namespace, so one that was made for git or for a mail is
none of an act, and nobody signs an act by signing something else.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from gonogo.people import PublicKeyError
from gonogo.record.public_key import PublicKey
from gonogo.record.wire import Fields, WireError, string

NAMESPACE = "gonogo"
MAGIC = b"SSHSIG"
_VERSION = 1
_HASH = b"sha512"
_BEGIN = "-----BEGIN SSH SIGNATURE-----"
_END = "-----END SSH SIGNATURE-----"


class SignatureFormError(ValueError):
    """Bytes are no OpenSSH signature that was made for an act."""


@dataclass(frozen=True)
class SSHSignature:
    """A signature and the key that it says it is of."""

    key: PublicKey
    content: bytes

    def is_of(self, message: bytes) -> bool:
        """Say whether the key signed this message."""
        return self.key.accepts(signed_data(message), self.content)


def signed_data(message: bytes) -> bytes:
    """Return what a key really signs, for a message in our namespace."""
    hashed = hashlib.sha512(message).digest()
    return MAGIC + b"".join(map(string, (NAMESPACE.encode(), b"", _HASH, hashed)))


def parse_signature(blob: bytes) -> SSHSignature:
    """Read the bytes of an OpenSSH signature.

    Raises:
        SignatureFormError: says what is wrong with it.
    """
    fields = Fields(blob)
    try:
        if fields.take(len(MAGIC)) != MAGIC or fields.take(4) != _VERSION.to_bytes(4, "big"):
            raise SignatureFormError("it is no OpenSSH signature of version 1")
        key, namespace, reserved, hashed = (fields.string() for _ in range(4))
        content = fields.string()
        fields.end()
    except WireError as error:
        raise SignatureFormError(str(error)) from error
    if namespace != NAMESPACE.encode():
        raise SignatureFormError(f"it was made for another purpose than {NAMESPACE}")
    if reserved or hashed != _HASH:
        raise SignatureFormError("it was not made with SHA-512")
    try:
        return SSHSignature(PublicKey.of_blob(key), content)
    except PublicKeyError as error:
        raise SignatureFormError(f"its key {error.what}") from error


def without_armour(text: str) -> bytes:
    """Return the bytes of what `ssh-keygen -Y sign` wrote.

    Raises:
        SignatureFormError: it is no such text.
    """
    lines = text.strip().splitlines()
    if len(lines) < 3 or (lines[0], lines[-1]) != (_BEGIN, _END):  # noqa: PLR2004 - With content.
        raise SignatureFormError("it has no armour")
    try:
        return base64.b64decode("".join(lines[1:-1]), validate=True)
    except (binascii.Error, ValueError):
        raise SignatureFormError("it is no base64") from None
