"""DSSE envelopes, held against another implementation of the standard."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from securesystemslib.dsse import Envelope as TheirEnvelope
from securesystemslib.signer._crypto_signer import CryptoSigner
from securesystemslib.signer._key import SSlibKey

from gonogo.record import Ed25519Signer, Envelope, EnvelopeError, open_envelope, pre_authentication
from gonogo.record.envelope import LARGEST_BYTES, PAYLOAD_TYPE
from tests.unit.record.example import ADA

PAYLOAD = b'{"a":1}'
SEALED = Envelope(PAYLOAD, ADA.fingerprint, ADA.sign(pre_authentication(PAYLOAD)))


def spoilt(old: bytes, new: bytes) -> bytes:
    content = SEALED.content()
    assert content.count(old) == 1
    return content.replace(old, new)


def test_an_envelope_is_read_as_it_was_written() -> None:
    """What is written is read again, and is one line of canonical JSON."""
    content = SEALED.content()

    assert open_envelope(content) == SEALED
    assert content.endswith(b"]}\n")
    assert b" " not in content


@given(st.binary(max_size=200))
def test_the_pre_authentication_encoding_is_that_of_securesystemslib(payload: bytes) -> None:
    """What is signed is what another implementation of DSSE signs."""
    theirs = TheirEnvelope(payload, PAYLOAD_TYPE, {})

    assert pre_authentication(payload) == theirs.pae()


def test_securesystemslib_verifies_what_we_sign() -> None:
    """An envelope of ours is one for another implementation of DSSE."""
    private = Ed25519PrivateKey.generate()
    signer = Ed25519Signer(private)
    ours = Envelope(PAYLOAD, signer.fingerprint, signer.sign(pre_authentication(PAYLOAD)))
    their_key = SSlibKey.from_crypto(private.public_key(), keyid=signer.fingerprint)

    theirs = TheirEnvelope.from_dict(json.loads(ours.content()))

    assert theirs.verify([their_key], 1).keys() == {signer.fingerprint}


def test_we_verify_what_securesystemslib_signs() -> None:
    """A signature that another implementation of DSSE made is one for us."""
    private = Ed25519PrivateKey.generate()
    theirs = TheirEnvelope(PAYLOAD, PAYLOAD_TYPE, {})
    theirs.sign(CryptoSigner(private))
    (signature,) = theirs.signatures.values()

    private.public_key().verify(bytes.fromhex(signature.signature), pre_authentication(PAYLOAD))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "no envelope"),
        (b"null\n", "no envelope"),
        (b"[" * 200_000, "no envelope"),
        (b'{"payload":' * 100_000, "no envelope"),
        (b'"\xff"', "no envelope"),
        (SEALED.content()[:-1], "as gonogo writes"),
        (SEALED.content() + b"\n", "as gonogo writes"),
        (b" " + SEALED.content(), "as gonogo writes"),
        (SEALED.content().replace(b"\n", b"\r\n"), "as gonogo writes"),
        (spoilt(b'{"payload":', b'{"payload":"AAAA","payload":'), "as gonogo writes"),
        (spoilt(b'"signatures":', b'"more":1,"signatures":'), "as gonogo writes"),
        (spoilt(b'{"keyid":', b'{"more":1,"keyid":'), "as gonogo writes"),
        (spoilt(b"in-toto+json", b"json"), "no envelope"),
        (spoilt(b"in-toto", b"in\\u002dtoto"), "as gonogo writes"),
        (spoilt(b"}]", b"},{}]"), "no envelope"),
        (spoilt(b"SHA256", b"SHA255"), None),
    ],
)
def test_what_is_only_nearly_an_envelope_is_refused(content: bytes, what: str | None) -> None:
    """Two readers of one file can never see two things in it."""
    if what is None:
        assert open_envelope(content) != SEALED
        return

    with pytest.raises(EnvelopeError, match=what):
        open_envelope(content)


@pytest.mark.parametrize(
    "payload",
    ["eyJhIjoxfQ", "eyJhIjoxfR==", "eyJhIjoxfQ===", "eyJhIjoxfQ= =", "eyJh\\nIjoxfQ==", "-_=="],
)
def test_base64_has_one_form(payload: str) -> None:
    """Missing or other padding, other bits in the padding, and spaces are refused."""
    written = base64.b64encode(PAYLOAD)

    with pytest.raises(EnvelopeError):
        open_envelope(spoilt(b'"payload":"' + written, b'"payload":"' + payload.encode()))


def test_two_signatures_or_none_are_refused() -> None:
    """An envelope has exactly one signature, so that it has exactly one signer."""
    start, _, rest = SEALED.content().partition(b'"signatures":[')
    one = rest.removesuffix(b"]}\n")

    for signatures in (b"", one + b"," + one):
        with pytest.raises(EnvelopeError):
            open_envelope(start + b'"signatures":[' + signatures + b"]}\n")


def test_a_huge_file_is_refused_unread() -> None:
    """What is larger than any act is not even parsed."""
    with pytest.raises(EnvelopeError, match="larger"):
        open_envelope(b" " * (LARGEST_BYTES + 1))
