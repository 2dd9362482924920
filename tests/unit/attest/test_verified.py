"""Verifying: what holds gives a verified determination, and everything else a reason."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest

from gonogo import digest
from gonogo.attest import RefusedBundleError, VerifiedDetermination, verify
from gonogo.people import ActKind, trust_value
from gonogo.readiness import Verdict
from gonogo.record import BreakGlassBody, RevocationBody
from gonogo.verifier import ReasonCode
from tests.simulator.signed_record import example_trust
from tests.unit.attest.example import FEATURES, NETWORK, TRANSITION, Decided, named, policy_bytes


def decided() -> tuple[Decided, bytes]:
    """Return a record in which everything is in order, and the bundle of its decision."""
    record = Decided()
    record.sign_off()
    determination = record.decide()
    return record, record.bundle(determination, record.summary(determination))


def refused(content: bytes, record: Decided, **changes: Any) -> tuple[str, ...]:
    """Return the codes of why a bundle is refused."""
    with pytest.raises(RefusedBundleError) as refusal:
        verify(content, record.expected(**changes))
    assert refusal.value.hint
    return refusal.value.codes


def test_a_decision_that_holds_is_verified() -> None:
    """What was asked for was decided, and follows from the acts."""
    record, content = decided()

    verified = verify(content, record.expected())

    assert (verified.network, verified.transition) == (NETWORK, TRANSITION)
    assert (verified.verdict, verified.level) == (Verdict.GO, "READINESS_ALPHANET")
    assert verified.features == FEATURES
    assert verified.signers == ("ada",)
    assert verified.bundle == digest.of_bytes(content)
    assert (verified.is_solo, verified.break_glass, verified.requires_passed) == (False, None, None)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"network": "beta"}, "not_this_network"),
        ({"candidate": named("other")}, "not_this_candidate"),
        ({"deployment": named("other")}, "not_this_deployment"),
        ({"chains": frozenset({"901", "902"})}, "not_these_chains"),
        ({"transition": "promote:betanet"}, "policy_mismatch"),
        ({"trust": trust_value(example_trust())}, "policy_mismatch"),
        ({"trust": {}}, "trust_malformed"),
    ],
)
def test_a_genuine_bundle_of_something_else_is_refused(asked: dict[str, Any], code: str) -> None:
    """What is asked for comes from the verifier's side, never from the bundle."""
    record, content = decided()

    assert code in refused(content, record, **asked)


def test_a_bundle_of_a_laxer_policy_is_refused() -> None:
    """The policy is the one that the verifier's trust pins."""
    strict, _ = decided()
    lax = Decided(policy_bytes(title="Promotion of whatever"))
    lax.sign_off()
    content = lax.bundle(lax.decide(), None)

    assert refused(content, strict) == ("policy_mismatch",)


def test_an_expired_bundle_is_refused() -> None:
    """A decision is worth nothing from its end on."""
    record, content = decided()

    assert refused(content, record, at=record.now + timedelta(days=14)) == ("expired",)


def test_a_revoked_decision_is_refused_once_the_bundle_says_so() -> None:
    """A bundle that is written anew brings the revocation along."""
    record, before = decided()
    (determination,) = (a for a in record.acts.values() if a.kind is ActKind.DETERMINATION)
    record.sign(ActKind.REVOCATION, RevocationBody(determination.id, "a split"), by="bert")
    content = record.bundle(determination, None)

    assert refused(content, record) == ("revoked",)
    assert verify(before, record.expected()).id == determination.id


def test_a_superseded_decision_is_refused_once_the_bundle_says_so() -> None:
    """A later decision on the same step replaces the older one by itself."""
    record, _ = decided()
    (determination,) = (a for a in record.acts.values() if a.kind is ActKind.DETERMINATION)
    record.decide()

    assert refused(record.bundle(determination, None), record) == ("superseded",)


def test_what_does_not_follow_is_refused() -> None:
    """A go that Platforms signed without what it rests on is none."""
    record = Decided()
    determination = record.decide()

    assert refused(record.bundle(determination, None), record) == ("hold",)


def test_a_failure_is_refused_whoever_signed_the_decision() -> None:
    """The verdict is derived again."""
    record = Decided()
    record.sign_off("failed")
    determination = record.decide()

    assert "no_go" in refused(record.bundle(determination, None), record)


def test_a_decision_by_force_is_marked() -> None:
    """Whoever accepts a break-glass gets to know that it was one."""
    record = Decided()
    determination = record.decide()
    body = BreakGlassBody(
        network=NETWORK,
        transition=TRANSITION,
        deployment=named("deployment"),
        candidate=named("candidate"),
        reason="the fix cannot wait",
        until=record.now + timedelta(hours=1),
    )
    opened = record.sign(ActKind.BREAK_GLASS, body, by="gina")
    content = record.bundle(determination, None)

    verified = verify(content, record.expected(accept=frozenset({"break-glass"})))

    assert refused(content, record) == ("hold",)
    assert verified.break_glass == opened.id
    assert verified.level == "READINESS_ALPHANET_BREAKGLASS"
    assert verified.verdict is Verdict.HOLD


@pytest.mark.parametrize(
    "content", [b"", b"{}\n", b"null\n", b"\x00", b'{"format":"urn:gonogo:bundle:v1"}\n']
)
def test_what_is_no_bundle_is_refused(content: bytes) -> None:
    """Garbage gives a reason, not a traceback."""
    record, _ = decided()

    assert refused(content, record) == ("malformed",)


def test_no_bundle_whose_words_were_changed_is_accepted() -> None:
    """Each value of the bundle that is not a signed act is compared with something else."""
    record, content = decided()
    value = json.loads(content)
    changes = {
        "policy": base64.b64encode(policy_bytes(validity_seconds=9e9)).decode(),
        "determination": value["acts"] and named("other"),
        "format": "urn:gonogo:bundle:v2",
        "acts": value["acts"][1:],
        "summary": value["acts"][0],
    }

    for key, changed in changes.items():
        forged = digest.canonical_json({**value, key: changed}) + b"\n"
        assert refused(forged, record), key


def test_no_single_byte_can_be_changed() -> None:
    """Every byte of a bundle is held by something; a sample of all places, here."""
    record, content = decided()
    accepted = []
    for place in range(0, len(content), 97):
        forged = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        try:
            accepted.append((place, verify(forged, record.expected())))
        except RefusedBundleError:
            continue

    assert accepted == []


def test_only_verify_makes_one() -> None:
    """Nobody promotes on a decision that was put together by mistake."""
    record, content = decided()
    verified = verify(content, record.expected())
    values: dict[str, Any] = {
        name: getattr(verified, name)
        for name in VerifiedDetermination.__dataclass_fields__
        if name not in {"seal", "_"}
    }

    with pytest.raises(TypeError):
        VerifiedDetermination(**values, seal=None)
    with pytest.raises(TypeError):
        VerifiedDetermination(**values)


def test_every_code_of_the_verifier_comes_through() -> None:
    """The reasons are the verifier's own, in its words."""
    record, _ = decided()

    codes = refused(b"", record)

    assert set(codes) <= {code.value for code in ReasonCode}
