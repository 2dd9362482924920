"""SSH public keys as text: checked to the last byte, and named by their fingerprint.

Only one text stands for a key: type and base64, without options or comment. A key
that could be written in two ways would have two fingerprints, and then be two
signers; so lengths, numbers and encodings must be the ones that OpenSSH writes.

Signatures are checked in `record`; nothing here does cryptography but a digest.
"""

import base64
import binascii
import hashlib
import re

from gonogo.errors import GonogoError

_LEAST_RSA_BITS = 2048
_MOST_RSA_BITS = 16384
_ED25519_BYTES = 32
_LONGEST_LINE = 8192
_CURVES = {"nistp256": 32, "nistp384": 48, "nistp521": 66}
_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")

# Points of small order: a key that is one of them accepts signatures that nobody made.
_P = 2**255 - 19
_ORDER_8 = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD83D3D706A17C7
_SMALL_ORDER = frozenset((0, 1, _P - 1, _ORDER_8, _P - _ORDER_8))

TYPES = (
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    *(f"ecdsa-sha2-{curve}" for curve in _CURVES),
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
)
"""The types of keys that may sign."""


class PublicKeyError(GonogoError):
    """A text is no SSH public key that may sign; the text itself is never repeated."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"is no SSH public key: {what}",
            hint="A public key is the one line of a .pub file, such as ssh-ed25519 AAAA… ada@home.",
        )
        self.what = what


def public_key(line: str) -> str:
    """Return the one text of a public key, `TYPE BASE64`, from a line of a `.pub` file.

    Raises:
        PublicKeyError: says what is wrong with the line.
    """
    if "PRIVATE KEY" in line:
        raise PublicKeyError("this is a PRIVATE key; take it out of here, and make a new one")
    if len(line) > _LONGEST_LINE:
        raise PublicKeyError("it is too long")
    kind, _, rest = line.strip().partition(" ")
    encoded = rest.strip().partition(" ")[0]
    if kind not in TYPES:
        raise PublicKeyError(f"it must begin with its type, one of {', '.join(TYPES)}")
    _check(kind, _Fields(_decoded(encoded)))
    return f"{kind} {encoded}"


def fingerprint(public: str) -> str:
    """Return the OpenSSH fingerprint of a public key, `SHA256:…`.

    Raises:
        PublicKeyError: it is none.
    """
    blob = base64.b64decode(public_key(public).partition(" ")[2])
    digest = base64.b64encode(hashlib.sha256(blob).digest()).decode()
    return f"SHA256:{digest.rstrip('=')}"


def is_fingerprint(text: str) -> bool:
    """Say whether a text has the form of a fingerprint."""
    return _FINGERPRINT.fullmatch(text) is not None


def _decoded(encoded: str) -> bytes:
    try:
        blob = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        raise PublicKeyError("what follows its type is no base64") from None
    # The last digit of base64 can hide bits, which would make two texts of one key.
    if base64.b64encode(blob).decode() != encoded:
        raise PublicKeyError("what follows its type is no base64 as OpenSSH writes it")
    return blob


class _Fields:
    """Reads the length-prefixed fields of a key, one after the other."""

    def __init__(self, blob: bytes) -> None:
        self.rest = blob

    def take(self) -> bytes:
        length = int.from_bytes(self.rest[:4], "big")
        if len(self.rest) < 4 + length:
            raise PublicKeyError("it is cut off")
        field, self.rest = self.rest[4 : 4 + length], self.rest[4 + length :]
        return field

    def number(self) -> int:
        """Take a number, which must be positive and written without needless zeros."""
        field = self.take()
        number = int.from_bytes(field, "big")
        if number <= 0 or field != number.to_bytes(number.bit_length() // 8 + 1, "big"):
            raise PublicKeyError("a number in it is not written as OpenSSH does")
        return number


def _check(kind: str, fields: _Fields) -> None:
    if fields.take() != kind.encode():
        raise PublicKeyError("it says another type inside than outside")
    if "ed25519" in kind:
        _check_ed25519(fields.take())
    elif "ecdsa" in kind:
        _check_ecdsa(kind, fields)
    else:
        _check_rsa(exponent=fields.number(), modulus=fields.number())
    if kind.startswith("sk-") and not fields.take():
        raise PublicKeyError("it does not say what its hardware key is for")
    if fields.rest:
        raise PublicKeyError("more follows behind its end")


def _check_ed25519(point: bytes) -> None:
    if len(point) != _ED25519_BYTES:
        raise PublicKeyError("its length is not that of an Ed25519 key")
    # The highest bit is the sign of the other coordinate.
    y = int.from_bytes(point, "little") & (1 << 255) - 1
    if y >= _P:
        raise PublicKeyError("a number in it is not written as OpenSSH does")
    if y in _SMALL_ORDER:
        raise PublicKeyError("anybody could sign with it")


def _check_ecdsa(kind: str, fields: _Fields) -> None:
    curve = fields.take().decode("ascii", "replace")
    if curve not in _CURVES or f"ecdsa-sha2-{curve}" not in kind:
        raise PublicKeyError("its curve is not the one that its type names")
    point = fields.take()
    if len(point) != 1 + 2 * _CURVES[curve] or point[:1] != b"\x04":
        raise PublicKeyError("its point is not written as OpenSSH does")


def _check_rsa(*, exponent: int, modulus: int) -> None:
    bits = modulus.bit_length()
    if not _LEAST_RSA_BITS <= bits <= _MOST_RSA_BITS:
        raise PublicKeyError(f"an RSA key must have {_LEAST_RSA_BITS} to {_MOST_RSA_BITS} bits")
    if exponent < 3 or exponent % 2 == 0 or modulus % 2 == 0:  # noqa: PLR2004 - As in RSA.
        raise PublicKeyError("its numbers are not those of an RSA key")
