"""Signed envelopes: DSSE in canonical JSON, with exactly one signature.

Opening one says what was signed and by which key it claims to be; whether the
signature is good can be said only once the key is known, and `is_signed_by` does.
"""

from dataclasses import dataclass

from . import shape as s
from . import ssh_signature
from .canonical import NotCanonicalError, digest, parse
from .keys import PublicKey, UnusableKeyError, parse_blob

PAYLOAD_TYPE = "application/vnd.in-toto+json"
STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
MOST_PAYLOAD_BYTES = 32 * 1024 * 1024
_RAW_SIGNATURE_BYTES = 64

_ENVELOPE = s.keys(
    {
        "payload": s.text,
        "payloadType": s.exactly(PAYLOAD_TYPE),
        "signatures": lambda value: (
            isinstance(value, list)
            and len(value) == 1
            and s.keys({"keyid": s.fingerprint, "sig": s.text})(value[0])
        ),
    }
)


class DamagedError(ValueError):
    """An envelope is not in the one form that it has, or was not signed as it says."""


@dataclass(frozen=True)
class Envelope:
    """What was signed, and the signature."""

    payload: bytes
    statement: object
    """The payload's value, which the payload is the canonical JSON of."""
    key_id: str
    signature: bytes
    embedded: PublicKey | None
    """The key that an OpenSSH signature carries; it is the one of `key_id`."""

    @property
    def id(self) -> str:
        """The digest of what was signed."""
        return digest(self.payload)

    def is_signed_by(self, key: PublicKey) -> bool:
        """Say whether this key made the signature."""
        message = _pre_authentication_encoding(self.payload)
        if key.fingerprint != self.key_id:
            return False
        if len(self.signature) == _RAW_SIGNATURE_BYTES:
            return key.accepts_raw(message, self.signature)
        return ssh_signature.accepts(key, message, self.signature)


def open_envelope(value: object) -> Envelope:
    """Read an envelope from its value, without checking the signature.

    Raises:
        DamagedError: it is none, or what it holds is not canonical.
    """
    if not _ENVELOPE(value):
        raise DamagedError("it is no envelope with one signature")
    assert isinstance(value, dict)  # noqa: S101 - the shape says so; this tells the type checker
    key_id = value["signatures"][0]["keyid"]
    payload = s.decode_base64(value["payload"])
    signature = s.decode_base64(value["signatures"][0]["sig"])
    if payload is None or signature is None:
        raise DamagedError("its base64 is not the one of any bytes")
    if len(payload) > MOST_PAYLOAD_BYTES:
        raise DamagedError("it is larger than any act")
    try:
        statement = parse(payload)
    except NotCanonicalError as error:
        raise DamagedError(f"its payload is no canonical JSON: {error}") from error
    return Envelope(payload, statement, key_id, signature, _embedded(key_id, signature))


def _embedded(key_id: str, signature: bytes) -> PublicKey | None:
    if len(signature) == _RAW_SIGNATURE_BYTES:
        return None
    blob = ssh_signature.embedded_key(signature)
    if blob is None:
        raise DamagedError("its signature is neither Ed25519 nor OpenSSH's")
    try:
        key = parse_blob(blob)
    except UnusableKeyError as error:
        raise DamagedError(f"the key in its signature cannot be used: {error}") from error
    if key.fingerprint != key_id:
        raise DamagedError("it was signed by another key than it names")
    return key


def _pre_authentication_encoding(payload: bytes) -> bytes:
    kind = PAYLOAD_TYPE.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)
