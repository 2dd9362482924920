"""What happened between the decision and its verification, and what the bundle says about itself.

Each decision here was right when it was made, or says something of what it is about that
only whoever verifies can know better.
"""

from dataclasses import replace
from typing import Any

import pytest

from gonogo.verifier import ReasonCode, verify
from tests.unit.verifier.writing import (
    CHAIN,
    DEPLOYMENT,
    NETWORK,
    PAT,
    QUINN,
    TRANSITION,
    Body,
    Decided,
    Key,
    Writer,
    canonical,
    decided,
    digest,
    evidence,
    expected,
    founded,
    minutes,
    outline,
    people,
    policy,
    requirement,
    text_of,
    trust,
    waived,
)

WITH_CONDITIONS = frozenset({"conditional"})


def _under(rules: Body) -> Writer:
    return founded(_pinning(rules))


def _pinning(rules: Body) -> Body:
    return trust(policies={TRANSITION: digest(canonical(rules))})


def _codes(decision: Decided, rules: Body, **changes: Any) -> set[ReasonCode]:
    own = replace(decision, policy=rules)
    found = verify(own.bundle(), expected(trust=_pinning(rules), **changes))
    return {reason.code for reason in found.reasons}


@pytest.mark.parametrize(
    ("minute", "codes"),
    [(60, set()), (100, {ReasonCode.FROZEN}), (200, {ReasonCode.FROZEN}), (300, set())],
)
def test_nothing_goes_on_in_a_freeze(minute: int, codes: set[ReasonCode]) -> None:
    """A decision of before a freeze does not hold in it: start included, end not."""
    freeze = {"starts_at": text_of(minutes(100)), "ends_at": text_of(minutes(300)), "reason": "…"}
    rules = policy(freezes=[freeze])
    writer = _under(rules)
    writer.run(20, evidence(""))
    decision = decided(writer, policy_digest=digest(canonical(rules)))

    assert _codes(decision, rules, at=minutes(minute)) == codes


def test_a_decision_does_not_outlive_its_waiver() -> None:
    """What is excused until a time is not excused after it, however long the decision is valid."""
    made = waived()

    assert _codes(made, policy(), accept=WITH_CONDITIONS, at=minutes(599)) == set()
    assert _codes(made, policy(), accept=WITH_CONDITIONS, at=minutes(600)) == {ReasonCode.LAPSED}


def test_a_decision_does_not_outlive_its_plan() -> None:
    """A SEV 2 with a plan that is past due blocks, as it would if it were judged now."""
    writer = founded()
    writer.run(20, evidence(""))
    finding = {
        "network": NETWORK,
        "deployment": DEPLOYMENT,
        "candidate": "sha256:" + "c" * 64,
        "chain": None,
        "requirement": None,
        "title": "…",
        "description": "…",
        "impact": None,
        "severity": 2,
        "owning_team": None,
        "tracker_url": None,
    }
    name = writer.act("finding", finding, PAT, minutes(21))
    plan = {
        "finding": name,
        "owner": "pat",
        "due": "2026-03-03",
        "text": "mend it",
        "drill": None,
        "no_drill_because": "it cannot be drilled",
    }
    planned = writer.act("plan", plan, PAT, minutes(22))
    writer.act("endorsement", {"act": planned, "note": ""}, QUINN, minutes(23))
    reason = {"code": "finding-planned", "subject": name, "verdict": "conditional"}
    made = decided(
        writer,
        outline=outline(("safe-head-advances", "met"), verdict="conditional", reasons=[reason]),
        verdict="conditional",
        level="READINESS_ALPHANET_CONDITIONAL",
    )

    a_day_later, two_days_later = minutes(1440), minutes(2880)
    assert _codes(made, policy(), accept=WITH_CONDITIONS, at=a_day_later) == set()
    assert _codes(made, policy(), accept=WITH_CONDITIONS, at=two_days_later) == {ReasonCode.LAPSED}


def _signed_by(*keys: Key) -> tuple[Body, Decided]:
    """Return a go that rests on the signatures of these people."""
    row = requirement(
        id="approval",
        check=None,
        parameters=[],
        window_seconds=0.0,
        roles=["platforms"],
        people=len(keys),
    )
    rules = policy(row)
    writer = _under(rules)
    for key in keys:
        body: Body = {
            "network": NETWORK,
            "deployment": DEPLOYMENT,
            "requirement": "approval",
            "chain": None,
            "outcome": "passed",
            "note": "read",
            "attachments": [],
        }
        writer.act("manual-result", body, key, minutes(20))
    met = outline(("approval", "met"), verdict="go")
    return rules, decided(writer, policy_digest=digest(canonical(rules)), outline=met)


def test_a_key_that_was_taken_away_since_approves_nothing() -> None:
    """A decision that needs two people is none any more when one of the two was nobody."""
    rules, decision = _signed_by(PAT, QUINN)

    assert _codes(decision, rules) == set()
    decision.writer.adopt(people(quinn=None), minutes(45))
    assert _codes(decision, rules) == {ReasonCode.KEY_TAKEN_AWAY}


def test_people_who_have_nothing_to_do_with_it_may_go() -> None:
    """Only what rests on somebody falls with them."""
    rules, decision = _signed_by(PAT)
    decision.writer.adopt(people(quinn=None), minutes(45))

    assert _codes(decision, rules) == set()


@pytest.mark.parametrize(
    ("kind", "code"),
    [("revocation", ReasonCode.REVOKED), ("determination", ReasonCode.SUPERSEDED)],
)
def test_a_decision_is_not_brought_back_by_taking_away_who_took_it_back(
    kind: str, code: ReasonCode
) -> None:
    """Whoever leaves loses no revocation that they signed while they might."""
    decision = decided()
    if kind == "revocation":
        body: Body = {"determination": decision.name, "reason": "a flaw"}
        decision.writer.act("revocation", body, QUINN, minutes(40))
    else:
        decided(decision.writer, signer=QUINN, supersedes=[decision.name])
    decision.writer.adopt(people(quinn=None), minutes(45))

    assert _codes(decision, policy()) == {code}


def test_a_revocation_by_nobody_takes_nothing_back() -> None:
    """Who never had the role revokes nothing, also not by being taken away."""
    decision = decided()
    body = {"determination": decision.name, "reason": "spite"}
    decision.writer.act("revocation", body, Key("fay"), minutes(40))
    decision.writer.adopt(people(fay=None), minutes(45))

    assert _codes(decision, policy()) == set()


@pytest.mark.parametrize(
    ("decided_about", "known", "codes"),
    [
        (["op-node"], ["op-node"], set()),
        (["op-challenger", "op-node"], ["op-node"], set()),
        ([], ["op-challenger", "op-node"], set()),
        (["op-node"], [], set()),
        (["op-node"], ["op-challenger", "op-node"], {ReasonCode.NOT_THESE_COMPONENTS}),
    ],
)
def test_no_component_is_left_out(
    decided_about: list[str], known: list[str], codes: set[ReasonCode]
) -> None:
    """What a component must do is asked where the inventory of whoever verifies has it."""
    made = decided(scope=[{"name": CHAIN, "components": decided_about}])

    assert _codes(made, policy(), components={CHAIN: frozenset(known)}) == codes


@pytest.mark.parametrize(
    ("known", "codes"),
    [
        (None, set()),
        ({"op-geth": frozenset({"1"})}, set()),
        ({"op-geth": frozenset({"2"})}, {ReasonCode.NOT_THESE_VERSIONS}),
        ({"op-geth": frozenset({"1", "2"})}, {ReasonCode.NOT_THESE_VERSIONS}),
        ({}, {ReasonCode.NOT_THESE_VERSIONS}),
    ],
)
def test_features_have_the_versions_of_the_candidate(
    known: dict[str, frozenset[str]] | None, codes: set[ReasonCode]
) -> None:
    """A decision that calls the versions of before those of now is refused."""
    touched = [{"component": "op-geth", "version": "1"}]
    made = decided(features=[{"id": "interop", "versions": touched}])

    assert _codes(made, policy(), versions=known) == codes
