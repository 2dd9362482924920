"""Keccak-256, the hash of everything on an Ethereum chain.

This is the Keccak of before the standard, not `hashlib.sha3_256`: they differ
in padding. The implementation stands behind this one function so that it can
be exchanged in one place. Source: Ethereum Yellow Paper, section 4 (KEC).
"""

import tiny_keccak


def keccak256(data: bytes) -> bytes:
    """Return the 32 bytes of the Keccak-256 hash of `data`."""
    return tiny_keccak.keccak256(data)
