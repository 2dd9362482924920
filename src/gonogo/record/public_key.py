"""Public keys that can check a signature: each kind of key in one way only.

The text of a key is checked by `gonogo.people`, to the last byte. Here it becomes
something that says yes or no to a signature in SSH's encoding. There is exactly one
algorithm for each kind of key (RSA with SHA-512, never SHA-1), and a hardware key
must say that somebody touched it.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from gonogo.people import PublicKeyError, fingerprint, public_key
from gonogo.record.wire import Fields, WireError

_USER_WAS_PRESENT = 0x01
_CURVES: Mapping[bytes, tuple[ec.EllipticCurve, hashes.HashAlgorithm]] = {
    b"nistp256": (ec.SECP256R1(), hashes.SHA256()),
    b"nistp384": (ec.SECP384R1(), hashes.SHA384()),
    b"nistp521": (ec.SECP521R1(), hashes.SHA512()),
}

_Check = Callable[[bytes, Fields], None]
"""Takes a message and what follows the algorithm's name; raises if it is not signed so."""


@dataclass(frozen=True)
class PublicKey:
    """A key that can say whether it signed something."""

    fingerprint: str
    blob: bytes
    """The key in SSH's encoding: what the fingerprint is of."""
    algorithm: bytes
    """The one algorithm in which its signatures are taken."""
    check: _Check
    ed25519: Ed25519PublicKey | None = None
    """Set where the key may also sign without any framing."""

    @classmethod
    def of_line(cls, line: str) -> "PublicKey":
        """Return the key of a public line.

        Raises:
            PublicKeyError: it is none that may sign.
        """
        line = public_key(line)
        blob = base64.b64decode(line.partition(" ")[2])
        fields = Fields(blob)
        kind = fields.string()
        try:
            algorithm, check, plain = _READERS[kind](fields)
        except ValueError as error:
            raise PublicKeyError("there is no such point on its curve") from error
        return cls(fingerprint(line), blob, algorithm, check, plain)

    @classmethod
    def of_blob(cls, blob: bytes) -> "PublicKey":
        """Return the key that a signature carries.

        Raises:
            PublicKeyError: it is none that may sign.
        """
        try:
            kind = Fields(blob).string().decode("ascii", "replace")
        except WireError:
            raise PublicKeyError("it is cut off") from None
        return cls.of_line(f"{kind} {base64.b64encode(blob).decode()}")

    def accepts(self, message: bytes, signature: bytes) -> bool:
        """Say whether this is the key's signature of a message, in SSH's encoding."""
        fields = Fields(signature)
        try:
            if fields.string() != self.algorithm:
                return False
            self.check(message, fields)
            fields.end()
        except (InvalidSignature, ValueError):
            return False
        return True

    def accepts_raw(self, message: bytes, signature: bytes) -> bool:
        """Say whether this is the key's bare Ed25519 signature of a message."""
        if self.ed25519 is None:
            return False
        try:
            self.ed25519.verify(signature, message)
        except InvalidSignature:
            return False
        return True


_Read = tuple[bytes, _Check, Ed25519PublicKey | None]


def _ed25519(fields: Fields) -> _Read:
    key = Ed25519PublicKey.from_public_bytes(fields.string())

    def check(message: bytes, signature: Fields) -> None:
        key.verify(signature.string(), message)

    return b"ssh-ed25519", check, key


def _ecdsa(fields: Fields) -> _Read:
    name = fields.string()
    curve, hashed = _CURVES[name]
    key = ec.EllipticCurvePublicKey.from_encoded_point(curve, fields.string())

    def check(message: bytes, signature: Fields) -> None:
        key.verify(_pair(signature), message, ec.ECDSA(hashed))

    return b"ecdsa-sha2-" + name, check, None


def _rsa(fields: Fields) -> _Read:
    exponent, modulus = fields.number(), fields.number()
    key = rsa.RSAPublicNumbers(exponent, modulus).public_key()

    def check(message: bytes, signature: Fields) -> None:
        key.verify(signature.string(), message, padding.PKCS1v15(), hashes.SHA512())

    return b"rsa-sha2-512", check, None


def _hardware_ed25519(fields: Fields) -> _Read:
    key = Ed25519PublicKey.from_public_bytes(fields.string())
    application = fields.string()

    def check(message: bytes, signature: Fields) -> None:
        content = signature.string()
        key.verify(content, _seen_by_hardware(application, message, signature))

    return b"sk-ssh-ed25519@openssh.com", check, None


def _hardware_ecdsa(fields: Fields) -> _Read:
    curve, hashed = _CURVES[fields.string()]
    key = ec.EllipticCurvePublicKey.from_encoded_point(curve, fields.string())
    application = fields.string()

    def check(message: bytes, signature: Fields) -> None:
        content = _pair(signature)
        seen = _seen_by_hardware(application, message, signature)
        key.verify(content, seen, ec.ECDSA(hashed))

    return b"sk-ecdsa-sha2-nistp256@openssh.com", check, None


def _pair(signature: Fields) -> bytes:
    """Return the two numbers of a signature in the encoding that the library takes."""
    fields = Fields(signature.string())
    pair = encode_dss_signature(fields.number(), fields.number())
    fields.end()
    return pair


def _seen_by_hardware(application: bytes, message: bytes, signature: Fields) -> bytes:
    """Return what a hardware key signs: digests, and between them what it says of itself."""
    flags, counter = signature.take(1), signature.take(4)
    # Without a touch, whoever has the machine has the key.
    if not flags[0] & _USER_WAS_PRESENT:
        raise InvalidSignature
    digests = hashlib.sha256(application).digest(), hashlib.sha256(message).digest()
    return digests[0] + flags + counter + digests[1]


_READERS: Mapping[bytes, Callable[[Fields], _Read]] = {
    b"ssh-ed25519": _ed25519,
    b"ecdsa-sha2-nistp256": _ecdsa,
    b"ecdsa-sha2-nistp384": _ecdsa,
    b"ecdsa-sha2-nistp521": _ecdsa,
    b"ssh-rsa": _rsa,
    b"sk-ssh-ed25519@openssh.com": _hardware_ed25519,
    b"sk-ecdsa-sha2-nistp256@openssh.com": _hardware_ecdsa,
}
