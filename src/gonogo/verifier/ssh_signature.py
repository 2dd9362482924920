"""OpenSSH's detached signatures (PROTOCOL.sshsig), without their armour."""

import hashlib

from .keys import PublicKey
from .wire import Fields, WireError, string

NAMESPACE = b"gonogo"
_MAGIC = b"SSHSIG"
_VERSION = 1
_HASH = b"sha512"


def embedded_key(signature: bytes) -> bytes | None:
    """Return the public key that an OpenSSH signature carries, or None if it is none."""
    try:
        fields = Fields(signature)
        if fields.take(len(_MAGIC)) != _MAGIC or fields.number() != _VERSION:
            return None
        return fields.string()
    except WireError:
        return None


def accepts(key: PublicKey, message: bytes, signature: bytes) -> bool:
    """Say whether this is the key's OpenSSH signature of the message, made for us.

    A signature made for another purpose (git, files) has another namespace and is
    refused, so nobody can be made to sign an act by signing something else.
    """
    try:
        fields = Fields(signature)
        preamble = fields.take(len(_MAGIC)), fields.number()
        blob, namespace, reserved, algorithm = (fields.string() for _ in range(4))
        signed = fields.string()
        fields.end()
    except WireError:
        return False
    if preamble != (_MAGIC, _VERSION) or (blob, namespace) != (key.blob, NAMESPACE):
        return False
    if reserved or algorithm != _HASH:
        return False
    seen = _MAGIC + b"".join(
        map(string, (namespace, reserved, algorithm, hashlib.sha512(message).digest()))
    )
    return key.accepts(seen, signed)
