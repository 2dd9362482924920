"""Private keys, signatures and recovered signers on the curve secp256k1.

The only module that knows the library behind it (coincurve, over libsecp256k1).
Signatures are deterministic (RFC 6979), so signing the same thing twice gives
the same bytes: what was recorded before it was sent is what is sent again.
Source: SEC 2, section 2.4.1; Ethereum Yellow Paper, appendix F; EIP-2 (low s).
"""

from typing import NamedTuple

import coincurve

from gonogo.protocol.address import address_of_public_key
from gonogo.protocol.errors import MalformedDataError, MalformedKeyError

CURVE_ORDER = 0xFFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFE_BAAEDCE6_AF48A03B_BFD25E8C_D0364141
_KEY_BYTES = 32


class Signature(NamedTuple):
    """A signature from which the signer can be recovered."""

    r: int
    s: int
    y_parity: int
    """0 or 1: which of the two points with this r was meant."""


class PrivateKey:
    """A private key, its address computed once. Shows only the address of itself."""

    __slots__ = ("_key", "address", "secret")

    def __init__(self, secret: bytes) -> None:
        if len(secret) != _KEY_BYTES or not 0 < int.from_bytes(secret, "big") < CURVE_ORDER:
            raise MalformedKeyError(
                "private key", "not 32 bytes, or not between zero and the order of the curve"
            )
        self.secret = secret
        self._key = coincurve.PrivateKey(secret)
        self.address = address_of_public_key(self._key.public_key.format(compressed=False)[1:])

    @property
    def compressed_public_key(self) -> bytes:
        """The public key in 33 bytes, as key derivation hashes it."""
        return self._key.public_key.format(compressed=True)

    def sign(self, digest: bytes) -> Signature:
        """Sign a digest of 32 bytes; s is always the low one."""
        signed = self._key.sign_recoverable(digest, hasher=None)
        return Signature(
            int.from_bytes(signed[:32], "big"), int.from_bytes(signed[32:64], "big"), signed[64]
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PrivateKey) and self.secret == other.secret

    def __hash__(self) -> int:
        return hash(self.address)

    def __repr__(self) -> str:
        return f"PrivateKey(address=0x{self.address.hex()})"


def recover_address(digest: bytes, signature: Signature) -> bytes:
    """Return the address whose key made this signature of a digest.

    Raises:
        MalformedDataError: r or s is out of range, s is the high one, or no key
            could have made the signature.
    """
    r, s, y_parity = signature
    if not (0 < r < CURVE_ORDER and 0 < s <= CURVE_ORDER // 2 and y_parity in (0, 1)):
        raise MalformedDataError("signature", "r, s or the parity is out of range")
    serialized = r.to_bytes(32, "big") + s.to_bytes(32, "big") + bytes((y_parity,))
    try:
        public_key = coincurve.PublicKey.from_signature_and_message(serialized, digest, hasher=None)
    except Exception as error:  # coincurve raises bare Exception where recovery fails.
        raise MalformedDataError("signature", "no key could have made it") from error
    return address_of_public_key(public_key.format(compressed=False)[1:])
