"""DSSE envelopes: a payload, and one signature of it.

What is signed is not the payload alone but its type too, with both lengths, so that
no other type can be made of the same bytes. An envelope is read by writing it again:
if that gives other bytes, the file was written by somebody else's rules (with a key
twice, other padding, a space), and two readers could see two things in it.
"""

import base64
import binascii
from typing import Annotated, Final, Literal

import msgspec

from gonogo import digest

PAYLOAD_TYPE: Final = "application/vnd.in-toto+json"
LARGEST_BYTES = 32 * 1024 * 1024
_TYPE = PAYLOAD_TYPE.encode()


class EnvelopeError(ValueError):
    """Bytes are no envelope of ours; says what is wrong with them."""


class _Signature(msgspec.Struct, frozen=True):
    keyid: str
    sig: str


class _Envelope(msgspec.Struct, frozen=True):
    payload: str
    payloadType: Literal["application/vnd.in-toto+json"]  # noqa: N815 - DSSE's word.
    signatures: Annotated[tuple[_Signature, ...], msgspec.Meta(min_length=1, max_length=1)]


class Envelope(msgspec.Struct, frozen=True):
    """A payload, and who signed it how."""

    payload: bytes
    keyid: str
    signature: bytes

    def content(self) -> bytes:
        """Return the envelope as a file has it."""
        sealed = _Envelope(
            _encode(self.payload),
            PAYLOAD_TYPE,
            (_Signature(self.keyid, _encode(self.signature)),),
        )
        return digest.canonical_json(sealed) + b"\n"


def pre_authentication(payload: bytes) -> bytes:
    """Return what is signed: DSSE's encoding of payload type and payload."""
    return b"DSSEv1 %d %b %d %b" % (len(_TYPE), _TYPE, len(payload), payload)


def open_envelope(content: bytes) -> Envelope:
    """Read an envelope, and nothing that is only nearly one.

    Raises:
        EnvelopeError: says what is wrong with it.
    """
    if len(content) > LARGEST_BYTES:
        raise EnvelopeError(f"it is larger than {LARGEST_BYTES} bytes")
    try:
        raw = _DECODER.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise EnvelopeError(f"it is no envelope: {error}") from error
    (signed,) = raw.signatures
    envelope = Envelope(_decode(raw.payload), signed.keyid, _decode(signed.sig))
    if envelope.content() != content:
        raise EnvelopeError("it is not written as gonogo writes envelopes")
    return envelope


_DECODER = msgspec.json.Decoder(_Envelope)


def _encode(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise EnvelopeError("something in it is no base64") from None
