"""The standard summary: read by others' tools, and never of anything but a pass."""

import dataclasses
import json

import msgspec
import pytest
from cryptography.hazmat.primitives.serialization import load_ssh_public_key
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer._key import SSlibKey

from gonogo import digest
from gonogo.attest import (
    NoSummaryError,
    OtherSignerError,
    RefusedBundleError,
    summarise,
    verify,
    why_no_summary,
)
from gonogo.people import ActKind, Trust
from gonogo.record import Act, open_envelope, pre_authentication
from gonogo.record import Envelope as gonogo_envelope  # noqa: N813 - beside the other library's
from tests.simulator.signed_record import example_trust, key_of
from tests.unit.attest.example import NETWORK, TRANSITION, Decided, body_of, named


def decided() -> tuple[Decided, Act]:
    """Return a record with a decision that holds."""
    record = Decided()
    record.sign_off()
    return record, record.decide()


def key_for_others(name: str) -> SSlibKey:
    """Return somebody's public key as securesystemslib has it."""
    public = load_ssh_public_key(key_of(name).public.encode())
    return SSlibKey.from_crypto(public, keyid=key_of(name).fingerprint)


def test_others_verify_its_envelope() -> None:
    """A library that knows nothing of us says that this key signed exactly this."""
    record, determination = decided()

    envelope = Envelope.from_dict(json.loads(record.summary(determination)))
    accepted = envelope.verify([key_for_others("ada")], 1)

    assert list(accepted) == [key_of("ada").fingerprint]
    with pytest.raises(VerificationError):
        envelope.verify([key_for_others("bert")], 1)
    envelope.payload = envelope.payload.replace(b"PASSED", b"FAILED")
    with pytest.raises(VerificationError):
        envelope.verify([key_for_others("ada")], 1)


def test_it_says_what_the_standard_asks_for() -> None:
    """Every required field of the summary's predicate, and no field of our own."""
    record, determination = decided()
    body = body_of(determination)
    envelope = Envelope.from_dict(json.loads(record.summary(determination)))

    statement = json.loads(envelope.payload)

    assert envelope.payload_type == "application/vnd.in-toto+json"
    assert statement == {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [
            {"name": "candidate", "digest": {"sha256": named("candidate")[7:]}},
            {"name": "deployment", "digest": {"sha256": named("deployment")[7:]}},
        ],
        "predicateType": "https://slsa.dev/verification_summary/v1",
        "predicate": {
            "verifier": {"id": "urn:gonogo:example"},
            "timeVerified": "2026-11-01T12:04:00Z",
            "resourceUri": "devnet://alpha%20net%2F1/promote:alphanet",
            "policy": {
                "uri": f"urn:gonogo:policy:{TRANSITION}",
                "digest": {"sha256": body.policy_digest[7:]},
            },
            "inputAttestations": [
                {
                    "uri": f"urn:gonogo:act:{determination.id}",
                    "digest": {"sha256": determination.id[7:]},
                }
            ],
            "verificationResult": "PASSED",
            "verifiedLevels": ["READINESS_ALPHANET"],
            "slsaVersion": "1.0",
        },
    }
    assert NETWORK not in envelope.payload.decode()


def test_the_verifier_takes_it() -> None:
    """Whoever wrote the verifier reads the format in the same way."""
    record, determination = decided()

    content = record.bundle(determination, record.summary(determination))

    assert verify(content, record.expected()).id == determination.id


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"verdict": "conditional"}, "conditional"),
        ({"verdict": "hold"}, "hold"),
        ({"verdict": "no-go"}, "no-go"),
        ({"transition": "rehearsal"}, "rehearsal"),
        ({"level": "READINESS_REHEARSAL"}, "rehearsal"),
        ({"level": "READINESS_REHEARSAL_OWN"}, "rehearsal"),
        ({"level": "READINESS_ALPHANET_CONDITIONAL"}, "no level"),
        ({"level": "READINESS_ALPHANET_BREAKGLASS"}, "no level"),
        ({"level": "READINESS_ALPHANET_SOLO"}, "no level"),
        ({"level": "SLSA_BUILD_LEVEL_3"}, "no level"),
        ({"level": "FAILED"}, "no level"),
        ({"deployment": None}, "nobody recognised"),
    ],
)
def test_what_is_no_unconditional_pass_has_none(changes: dict[str, str], word: str) -> None:
    """Whoever reads only summaries finds none to mistake."""
    record, determination = decided()
    body = msgspec.structs.replace(body_of(determination), **changes)
    signed = record.sign(ActKind.DETERMINATION, body, by="ada")

    with pytest.raises(NoSummaryError, match=word):
        record.summary(signed)


def test_a_verdict_that_does_not_fit_its_outline_has_none() -> None:
    """A go over an outline that holds is summarised by nobody."""
    _, determination = decided()
    body = body_of(determination)
    held = msgspec.structs.replace(body.outline, verdict="hold")

    assert why_no_summary(msgspec.structs.replace(body, outline=held), example_trust())


def test_what_one_person_decided_alone_has_none() -> None:
    """In solo mode everything works, and nothing is worth anything to others."""
    _, determination = decided()
    solo: Trust = dataclasses.replace(example_trust(), is_solo=True)

    with pytest.raises(NoSummaryError, match="solo"):
        summarise(determination, solo, key_of("ada"))


def test_only_the_key_that_decided_summarises() -> None:
    """Another key of Platforms would be another pair of signer and verifier."""
    record, determination = decided()

    with pytest.raises(OtherSignerError):
        record.summary(determination, by="bert")


def test_what_is_no_decision_has_none() -> None:
    """A promotion or a sign-off is nothing to summarise."""
    record, _ = decided()

    for act in record.acts.values():
        if act.kind is not ActKind.DETERMINATION:
            with pytest.raises(NoSummaryError):
                record.summary(act)


def test_an_act_cannot_be_taken_for_a_summary_nor_a_summary_for_an_act() -> None:
    """Both are envelopes of one payload type, told apart by what is signed inside."""
    record, determination = decided()
    summary = json.loads(record.summary(determination))
    value = json.loads(record.bundle(determination, None))

    as_act = {**value, "acts": [*value["acts"], summary]}
    as_summary = {**value, "summary": json.loads(determination.content())}

    for forged in (as_act, as_summary):
        with pytest.raises(RefusedBundleError):
            verify(digest.canonical_json(forged) + b"\n", record.expected())


@pytest.mark.parametrize("claims", ["ada", "bert"])
def test_a_summary_signed_by_another_key_is_refused(claims: str) -> None:
    """Not even the right statement, if its key did not decide."""
    record, determination = decided()
    payload = open_envelope(record.summary(determination)).payload
    signature = key_of("bert").sign(pre_authentication(payload))
    forged = gonogo_envelope(payload, key_of(claims).fingerprint, signature).content()
    value = json.loads(record.bundle(determination, None))

    content = digest.canonical_json({**value, "summary": json.loads(forged)}) + b"\n"

    with pytest.raises(RefusedBundleError) as refusal:
        verify(content, record.expected())
    assert refusal.value.codes == ("summary_differs",)
