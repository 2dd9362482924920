"""Keys of every kind, which sign as OpenSSH and its hardware keys do."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gonogo.people import fingerprint
from gonogo.record.ssh_signature import MAGIC, signed_data
from gonogo.record.wire import string

PRESENT, VERIFIED = 0x01, 0x04
APPLICATION = b"ssh:"


@dataclass(frozen=True)
class SSHSigner:
    """Signs as ssh-keygen does, in this process."""

    public: str
    make: Callable[[bytes], bytes]
    """Returns what follows the key in a signature, for what is really signed."""

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the public key."""
        return fingerprint(self.public)

    @property
    def blob(self) -> bytes:
        """The public key in SSH's encoding."""
        return base64.b64decode(self.public.split(" ")[1])

    def sign(self, message: bytes) -> bytes:
        """Return an OpenSSH signature in our namespace."""
        return framed(self.blob, self.make(signed_data(message)))


def framed(blob: bytes, signature: bytes, *, namespace: bytes = b"gonogo") -> bytes:
    """Return an OpenSSH signature of these parts."""
    parts = (blob, namespace, b"", b"sha512", signature)
    return MAGIC + (1).to_bytes(4, "big") + b"".join(map(string, parts))


def ed25519() -> SSHSigner:
    """Return a software key."""
    key = Ed25519PrivateKey.generate()
    return SSHSigner(
        _line(key.public_key()), lambda data: string(b"ssh-ed25519") + string(key.sign(data))
    )


def rsa_key(*, algorithm: bytes = b"rsa-sha2-512") -> SSHSigner:
    """Return an RSA key, which signs with the digest that the algorithm names."""
    digests: dict[bytes, hashes.HashAlgorithm] = {
        b"rsa-sha2-512": hashes.SHA512(),
        b"rsa-sha2-256": hashes.SHA256(),
        b"ssh-rsa": hashes.SHA1(),  # noqa: S303 - To be refused.
    }
    key = rsa.generate_private_key(65537, 2048)

    def make(data: bytes) -> bytes:
        return string(algorithm) + string(key.sign(data, padding.PKCS1v15(), digests[algorithm]))

    return SSHSigner(_line(key.public_key()), make)


def ecdsa(bits: int = 256) -> SSHSigner:
    """Return a key on a NIST curve."""
    curves: dict[int, tuple[ec.EllipticCurve, hashes.HashAlgorithm]] = {
        256: (ec.SECP256R1(), hashes.SHA256()),
        384: (ec.SECP384R1(), hashes.SHA384()),
        521: (ec.SECP521R1(), hashes.SHA512()),
    }
    curve, digest = curves[bits]
    key = ec.generate_private_key(curve)

    def make(data: bytes) -> bytes:
        return string(f"ecdsa-sha2-nistp{bits}".encode()) + _pair(key.sign(data, ec.ECDSA(digest)))

    return SSHSigner(_line(key.public_key()), make)


def hardware_ed25519(*, flags: int = PRESENT, application: bytes = APPLICATION) -> SSHSigner:
    """Return a key as security keys have them, with these flags in its signatures."""
    key = Ed25519PrivateKey.generate()
    kind = b"sk-ssh-ed25519@openssh.com"
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    blob = string(kind) + string(raw) + string(APPLICATION)

    def make(data: bytes) -> bytes:
        said = bytes([flags]) + (7).to_bytes(4, "big")
        return string(kind) + string(key.sign(_seen(application, data, said))) + said

    return SSHSigner(f"{kind.decode()} {base64.b64encode(blob).decode()}", make)


def hardware_ecdsa(*, flags: int = PRESENT) -> SSHSigner:
    """Return a key on a curve as security keys have them."""
    key = ec.generate_private_key(ec.SECP256R1())
    kind = b"sk-ecdsa-sha2-nistp256@openssh.com"
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    blob = string(kind) + string(b"nistp256") + string(point) + string(APPLICATION)

    def make(data: bytes) -> bytes:
        said = bytes([flags]) + (7).to_bytes(4, "big")
        signature = key.sign(_seen(APPLICATION, data, said), ec.ECDSA(hashes.SHA256()))
        return string(kind) + _pair(signature) + said

    return SSHSigner(f"{kind.decode()} {base64.b64encode(blob).decode()}", make)


def _seen(application: bytes, data: bytes, said: bytes) -> bytes:
    return hashlib.sha256(application).digest() + said + hashlib.sha256(data).digest()


def _pair(signature: bytes) -> bytes:
    return string(b"".join(string(_number(each)) for each in decode_dss_signature(signature)))


def _number(number: int) -> bytes:
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


def _line(key: object) -> str:
    written: bytes = key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)  # type: ignore[attr-defined]
    return written.decode()
