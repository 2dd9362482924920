"""Public keys for tests, made from a number: nobody holds their private halves."""

import base64
import hashlib
import struct


def field(content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + content


def line(kind: str, *fields: bytes) -> str:
    """Return the line of a key that holds these fields behind its type."""
    blob = field(kind.encode()) + b"".join(map(field, fields))
    return f"{kind} {base64.b64encode(blob).decode()}"


def key(number: int) -> str:
    """Return an Ed25519 key; the same number gives the same key."""
    point = bytearray(hashlib.sha256(str(number).encode()).digest())
    point[-1] &= 0x3F
    return line("ssh-ed25519", bytes(point))
