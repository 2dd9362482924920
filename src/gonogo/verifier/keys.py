"""Public keys as OpenSSH writes them, and what each says to a signature.

Ed25519, ECDSA over the NIST curves, RSA, and the two hardware-backed kinds. A key
is read from its own bytes here and not by a library's reader of key files, so
that its fingerprint and the key that verifies come from the same bytes.
"""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from .shape import decode_base64
from .wire import Fields, WireError

SMALLEST_RSA_BITS = 2048
_LARGEST_RSA_BITS = 16_384
_LONGEST_LINE = 8192
_UNCOMPRESSED = b"\x04"
_USER_WAS_PRESENT = 0x01

# Points of small order: with one of them as a key, signatures verify that nobody made.
_P = 2**255 - 19
_ORDER_8 = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD83D3D706A17C7
_SMALL_ORDER = frozenset({0, 1, _P - 1, _ORDER_8, _P - _ORDER_8})

_Verify = Callable[[bytes, Fields], None]
"""Takes what was signed and the signature behind its algorithm's name; raises if it is wrong."""

_CURVES: dict[bytes, tuple[ec.EllipticCurve, hashes.HashAlgorithm]] = {
    b"nistp256": (ec.SECP256R1(), hashes.SHA256()),
    b"nistp384": (ec.SECP384R1(), hashes.SHA384()),
    b"nistp521": (ec.SECP521R1(), hashes.SHA512()),
}


class UnusableKeyError(ValueError):
    """This is no public key that can sign acts."""


@dataclass(frozen=True)
class PublicKey:
    """A public key, ready to verify."""

    fingerprint: str
    blob: bytes
    """The key in SSH's encoding: what the fingerprint is of."""
    signature_algorithm: bytes
    """The only algorithm in which a signature of this key is taken."""
    verify_fields: _Verify
    plain: ed25519.Ed25519PublicKey | None = None
    """Set where the key may also sign without any SSH framing."""

    def accepts(self, message: bytes, signature: bytes) -> bool:
        """Say whether this is the key's signature of the message, in SSH's encoding."""
        fields = Fields(signature)
        try:
            if fields.string() != self.signature_algorithm:
                return False
            self.verify_fields(message, fields)
        except (InvalidSignature, WireError, ValueError):
            return False
        return True

    def accepts_raw(self, message: bytes, signature: bytes) -> bool:
        """Say whether this is the key's Ed25519 signature of the message, without framing."""
        if self.plain is None:
            return False
        try:
            self.plain.verify(signature, message)
        except InvalidSignature:
            return False
        return True


def parse_line(line: str) -> PublicKey:
    """Return the key of a text such as `ssh-ed25519 AAAA…`, without a comment.

    Raises:
        UnusableKeyError: it is none, or of a kind or size that is not taken.
    """
    kind, _, encoded = line.partition(" ")
    blob = decode_base64(encoded) if len(line) <= _LONGEST_LINE else None
    if blob is None:
        raise UnusableKeyError("not the text of a public key")
    key = parse_blob(blob)
    if Fields(blob).string() != kind.encode():
        raise UnusableKeyError("the line names another kind of key than the key itself")
    return key


def parse_blob(blob: bytes) -> PublicKey:
    """Return the key of these bytes in SSH's encoding.

    Raises:
        UnusableKeyError: they are none, or of a kind or size that is not taken.
    """
    fields = Fields(blob)
    try:
        algorithm = fields.string()
        reader = _READERS.get(algorithm)
        if reader is None:
            raise UnusableKeyError("a kind of key that is not taken")
        signature_algorithm, verify, plain = reader(algorithm, fields)
        fields.end()
    except (WireError, ValueError) as error:
        raise UnusableKeyError(str(error)) from error
    return PublicKey(fingerprint_of(blob), blob, signature_algorithm, verify, plain)


def fingerprint_of(blob: bytes) -> str:
    """Return the fingerprint of a key in SSH's encoding, as `ssh-keygen -l` shows it."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


_Read = tuple[bytes, _Verify, ed25519.Ed25519PublicKey | None]


def _read_ed25519(algorithm: bytes, fields: Fields) -> _Read:
    key = _edwards_point(fields)

    def verify(message: bytes, signature: Fields) -> None:
        content = signature.string()
        signature.end()
        key.verify(content, message)

    return algorithm, verify, key


def _read_ecdsa(algorithm: bytes, fields: Fields) -> _Read:
    key, digest = _curve_point(algorithm, fields)

    def verify(message: bytes, signature: Fields) -> None:
        content = _dss(signature)
        signature.end()
        key.verify(content, message, ec.ECDSA(digest))

    return algorithm, verify, None


def _read_rsa(algorithm: bytes, fields: Fields) -> _Read:
    del algorithm  # Its name stands for SHA-1 signatures, which are not taken.
    exponent, modulus = fields.integer(), fields.integer()
    if not SMALLEST_RSA_BITS <= modulus.bit_length() <= _LARGEST_RSA_BITS:
        raise UnusableKeyError(f"an RSA key of {modulus.bit_length()} bits")
    key = rsa.RSAPublicNumbers(exponent, modulus).public_key()

    def verify(message: bytes, signature: Fields) -> None:
        content = signature.string()
        signature.end()
        key.verify(content, message, padding.PKCS1v15(), hashes.SHA512())

    return b"rsa-sha2-512", verify, None


def _read_hardware_ed25519(algorithm: bytes, fields: Fields) -> _Read:
    key = _edwards_point(fields)
    application = _application(fields)

    def verify(message: bytes, signature: Fields) -> None:
        content = signature.string()
        key.verify(content, _seen_by_hardware(application, message, signature))

    return algorithm, verify, None


def _read_hardware_ecdsa(algorithm: bytes, fields: Fields) -> _Read:
    key, digest = _curve_point(b"ecdsa-sha2-nistp256", fields)
    application = _application(fields)

    def verify(message: bytes, signature: Fields) -> None:
        content = _dss(signature)
        seen = _seen_by_hardware(application, message, signature)
        key.verify(content, seen, ec.ECDSA(digest))

    return algorithm, verify, None


def _edwards_point(fields: Fields) -> ed25519.Ed25519PublicKey:
    content = fields.string()
    # The highest bit is the sign of the other coordinate.
    height = int.from_bytes(content, "little") & (1 << 255) - 1
    if height >= _P or height in _SMALL_ORDER:
        raise UnusableKeyError("a point that anybody could sign with, or that has two spellings")
    return ed25519.Ed25519PublicKey.from_public_bytes(content)


def _application(fields: Fields) -> bytes:
    content = fields.string()
    if not content:
        raise UnusableKeyError("a hardware key that does not say what it is for")
    return content


def _curve_point(
    algorithm: bytes, fields: Fields
) -> tuple[ec.EllipticCurvePublicKey, hashes.HashAlgorithm]:
    name = fields.string()
    if algorithm != b"ecdsa-sha2-" + name or name not in _CURVES:
        raise UnusableKeyError("the key is on another curve than it says")
    curve, digest = _CURVES[name]
    point = fields.string()
    if not point.startswith(_UNCOMPRESSED):
        raise UnusableKeyError("a point that is not written as OpenSSH does")
    return ec.EllipticCurvePublicKey.from_encoded_point(curve, point), digest


def _dss(signature: Fields) -> bytes:
    """Return the two integers of a signature in the encoding that the library takes."""
    pair = Fields(signature.string())
    r, s = pair.integer(), pair.integer()
    pair.end()
    return encode_dss_signature(r, s)


def _seen_by_hardware(application: bytes, message: bytes, signature: Fields) -> bytes:
    """Return what a security key signed: the message's digest between its own remarks."""
    flags_and_counter = signature.take(5)
    # Without a touch, whoever has the machine has the key.
    if not flags_and_counter[0] & _USER_WAS_PRESENT:
        raise InvalidSignature
    signature.end()
    return (
        hashlib.sha256(application).digest() + flags_and_counter + hashlib.sha256(message).digest()
    )


_READERS: dict[bytes, Callable[[bytes, Fields], _Read]] = {
    b"ssh-ed25519": _read_ed25519,
    b"ecdsa-sha2-nistp256": _read_ecdsa,
    b"ecdsa-sha2-nistp384": _read_ecdsa,
    b"ecdsa-sha2-nistp521": _read_ecdsa,
    b"ssh-rsa": _read_rsa,
    b"sk-ssh-ed25519@openssh.com": _read_hardware_ed25519,
    b"sk-ecdsa-sha2-nistp256@openssh.com": _read_hardware_ecdsa,
}
