"""Bundles: what is in them, that they are the same everywhere, and what is not bundled."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest

from gonogo import digest
from gonogo.attest import NotBundledError, verify, write_bundle
from gonogo.networks import Stage
from gonogo.people import ActKind
from gonogo.promotion import (
    Wanted,
    break_glass_body,
    forced_step_body,
    open_break_glasses,
    step_body,
)
from gonogo.record import (
    Act,
    BreakGlassBody,
    BreakGlassClosedBody,
    EndorsementBody,
    Envelope,
    FindingBody,
    PeopleBody,
    RevocationBody,
    StepBody,
    TrustBody,
    open_envelope,
    pre_authentication,
)
from gonogo.verifier import verify as verify_bundle
from tests.simulator.signed_record import example_people, key_of
from tests.unit.attest.example import NETWORK, TRANSITION, Decided, body_of, named, policy_bytes


def ready() -> tuple[Decided, Act]:
    """Return a record with a decision that holds."""
    record = Decided()
    record.sign_off()
    return record, record.decide()


def ids(record: Decided, content: bytes) -> set[str]:
    """Return the acts of a bundle by their id."""
    names = {act.content().rstrip(b"\n"): act.id for act in record.acts.values()}
    return {
        names[json.dumps(act, sort_keys=True, separators=(",", ":")).encode()]
        for act in json.loads(content)["acts"]
    }


def asked() -> Wanted:
    """Return the step that somebody wants to make."""
    return Wanted(NETWORK, Stage.ALPHANET, TRANSITION, named("deployment"), named("candidate"), {})


def forcing(record: Decided) -> BreakGlassBody:
    """Return what opens the gate by force."""
    until = record.now + timedelta(days=1)
    return break_glass_body(asked(), reason="a fix", until=until, now=record.now)


def test_it_holds_the_decision_and_all_that_it_rests_on() -> None:
    """Every act that the signer saw is in it."""
    record, determination = ready()

    assert ids(record, record.bundle(determination, None)) == set(record.acts)


def test_what_came_later_and_is_about_something_else_stays_out() -> None:
    """A bundle does not grow with the record."""
    record, determination = ready()
    before = record.bundle(determination, None)
    body = FindingBody(
        NETWORK, named("deployment"), named("candidate"), None, None, "odd", "", None, 2, None, None
    )
    record.sign(ActKind.FINDING, body, by="fred")

    assert record.bundle(determination, None) == before


def _promotion(record: Decided, determination: Act) -> Act:
    verified = verify(record.bundle(determination, None), record.expected())
    return record.sign(ActKind.PROMOTION, step_body(verified), by="cora")


def _revocation(record: Decided, determination: Act) -> Act:
    body = RevocationBody(determination.id, "a split")
    return record.sign(ActKind.REVOCATION, body, by="bert")


def _superseding(record: Decided, determination: Act) -> Act:
    decided = record.decide()
    assert body_of(decided).supersedes == (determination.id,)
    return decided


def _break_glass(record: Decided, _: Act) -> Act:
    return record.sign(ActKind.BREAK_GLASS, forcing(record), by="gina")


def _forced_step(record: Decided, determination: Act) -> Act:
    opened = _break_glass(record, determination)
    (found,) = open_break_glasses(record.counted().acts, NETWORK)
    assert found.act == opened.id
    return record.sign(ActKind.PROMOTION, forced_step_body(found, asked()), by="cora")


def _closing(record: Decided, determination: Act) -> Act:
    body = BreakGlassClosedBody(_break_glass(record, determination).id, "we looked back")
    return record.sign(ActKind.BREAK_GLASS_CLOSED, body, by="ada")


def _people(record: Decided, _: Act) -> Act:
    said = record.sign(ActKind.PEOPLE, PeopleBody.of(example_people()), by="rosa")
    record.sign(ActKind.ENDORSEMENT, EndorsementBody(said.id, ""), by="rolf")
    return said


def _agreement_to_people(record: Decided, determination: Act) -> Act:
    said = _people(record, determination)
    return next(
        act
        for act in record.acts.values()
        if isinstance(act.body, EndorsementBody) and act.body.act == said.id
    )


def _trust(record: Decided, _: Act) -> Act:
    said = record.sign(ActKind.TRUST, TrustBody.of(record.trust), by="rosa")
    record.sign(ActKind.ENDORSEMENT, EndorsementBody(said.id, ""), by="rolf")
    return said


def _agreement(record: Decided, _: Act) -> Act:
    trust = next(act for act in record.acts.values() if act.kind is ActKind.TRUST)
    return record.sign(ActKind.ENDORSEMENT, EndorsementBody(trust.id, ""), by="rolf")


@pytest.mark.parametrize(
    "happens",
    [
        _promotion,
        _revocation,
        _superseding,
        _break_glass,
        _forced_step,
        _closing,
        _people,
        _agreement_to_people,
        _trust,
        _agreement,
    ],
)
def test_what_became_of_it_is_in_it(happens: Callable[[Decided, Act], Act]) -> None:
    """Steps on it, what replaced it, what was forced, and who is who now; the verifier agrees."""
    record, determination = ready()
    later = happens(record, determination)

    content = record.bundle(determination, None)

    assert later.id in record.counted().by_id
    assert later.id in ids(record, content)
    codes = {r.code.value for r in verify_bundle(content, record.expected()).reasons}
    assert codes <= {"superseded", "revoked"}


def test_it_is_closed_under_heads() -> None:
    """What an act about the decision rests on comes with it, whatever it is about."""
    record, determination = ready()
    sign_off = record.sign_off()
    record.sign(ActKind.REVOCATION, RevocationBody(determination.id, "a split"), by="ada")

    assert sign_off.id in ids(record, record.bundle(determination, None))


def test_what_does_not_count_is_in_it_where_something_rests_on_it() -> None:
    """An act of somebody without the role is evidence of that, and a head of others."""
    record = Decided()
    record.sign_off()
    refused = record.sign(ActKind.REVOCATION, RevocationBody(named("one"), "no"), by="fred")
    determination = record.decide()

    assert refused.id in ids(record, record.bundle(determination, None))


def test_it_is_the_same_bytes_whoever_writes_it() -> None:
    """The order in which acts were found does not show."""
    record, determination = ready()
    before = record.bundle(determination, record.summary(determination))
    record.files = dict(reversed(record.files.items()))

    assert record.bundle(determination, record.summary(determination)) == before


def test_it_is_canonical() -> None:
    """One line of JSON with sorted keys, and a newline."""
    record, determination = ready()

    content = record.bundle(determination, record.summary(determination))

    value = json.loads(content)
    assert json.dumps(value, sort_keys=True, separators=(",", ":")).encode() + b"\n" == content
    assert list(value) == ["acts", "determination", "format", "policies", "policy", "summary"]


@pytest.mark.parametrize("name", ["cora", "fred", "gina", "lab-1", "stranger"])
def test_a_decision_of_somebody_without_the_role_is_not_bundled(name: str) -> None:
    """What does not count decides nothing."""
    record, determination = ready()
    forged = record.sign(ActKind.DETERMINATION, determination.body, by=name)

    with pytest.raises(NotBundledError, match="does not count"):
        record.bundle(forged, None)


def test_what_is_no_decision_is_not_bundled() -> None:
    """Neither another act nor nothing at all."""
    record, _ = ready()
    counted = record.counted()

    for name in (named("nothing"), next(iter(record.acts))):
        with pytest.raises(NotBundledError, match="no such decision"):
            write_bundle(counted, name, policy=record.policy, policies=(), summary=None)


def test_a_decision_with_a_gap_behind_it_is_not_bundled() -> None:
    """What is missing is not papered over."""
    record, determination = ready()
    record.lose(next(act for act in record.acts.values() if act.kind is ActKind.MANUAL_RESULT))

    with pytest.raises(NotBundledError, match="not in the record"):
        record.bundle(determination, None)


def test_a_gap_in_what_came_later_is_not_hidden() -> None:
    """What is missing could be what a revocation rests on."""
    record, determination = ready()
    lost = record.sign_off()
    record.sign(ActKind.REVOCATION, RevocationBody(determination.id, "a split"), by="ada")
    record.lose(lost)

    with pytest.raises(NotBundledError, match="not in the record"):
        record.bundle(determination, None)


def test_another_policy_is_not_bundled() -> None:
    """The decision names the policy that it was made under."""
    record, determination = ready()

    with pytest.raises(NotBundledError, match="not the policy"):
        write_bundle(
            record.counted(),
            determination.id,
            policy=policy_bytes(title="other"),
            policies=(),
            summary=None,
        )


def test_another_summary_is_not_bundled() -> None:
    """A summary is of this decision and by its key, or it is left out."""
    record, determination = ready()
    other = record.decide(by="bert")
    payload = open_envelope(record.summary(determination)).payload
    bert = key_of("bert")
    by_bert = Envelope(payload, bert.fingerprint, bert.sign(pre_authentication(payload))).content()
    wrong = [record.summary(other, by="bert"), by_bert, b"{}", determination.content()]

    for summary in wrong:
        with pytest.raises(NotBundledError):
            record.bundle(determination, summary)


def test_policies_of_earlier_decisions_are_in_it_only_where_they_are_needed() -> None:
    """Those that promotions rest on, in order, whoever gives them, and of nobody else."""
    asking, plain = policy_bytes(requires_passed="promote:devnet"), policy_bytes()
    others = [policy_bytes(title=title) for title in ("one", "another", "of nobody")]
    first, second, stray = others
    found: dict[int, list[str]] = {}
    for own, given in (
        (asking, [first, second, stray, plain]),
        (asking, [second, first]),
        (plain, others),
    ):
        record = Decided(own)
        for rules in (first, second):
            body = msgspec.structs.replace(
                body_of(ready()[1]), policy_digest=digest.of_bytes(rules)
            )
            before = record.sign(ActKind.DETERMINATION, body, by="ada")
            step = StepBody(
                before.id, NETWORK, TRANSITION, named("deployment"), named("candidate"), ()
            )
            record.sign(ActKind.PROMOTION, step, by="cora")
        last = record.decide()
        content = write_bundle(record.counted(), last.id, policy=own, policies=given, summary=None)
        found[len(found)] = json.loads(content)["policies"]

    both = sorted((first, second), key=digest.of_bytes)
    assert [base64.b64decode(each) for each in found[0]] == both
    assert (found[1], found[2]) == (found[0], [])
