"""A file and the policy that it extends: nothing in it may ask for less."""

import json
from dataclasses import fields

import pytest

from gonogo.readiness import (
    Policy,
    Requirement,
)
from gonogo.readiness.tightening import weakenings
from tests.unit.readiness.extensions import (
    ALPHANET,
    BETANET,
    CHECKS,
    DAY,
    HOUR,
    OURS,
    TIGHTER,
    effective,
    refusal,
    row,
)
from tests.unit.readiness.weaker import (
    CHRISTMAS,
    POLICY_WEAKER,
    REQUIREMENT_WEAKER,
    Way,
    weaker_requirements,
)
from tests.unit.readiness.written import row_of


def test_an_extension_adds_requirements() -> None:
    """Name and level stay, and everything that shipped is still asked."""
    composed = effective({"policies/ours.yaml": OURS})

    added = row(composed.policy, "interop-messages")
    assert (composed.policy.name, composed.policy.level) == ("promote:alphanet", ALPHANET.level)
    assert {*composed.policy.requirements} == {*ALPHANET.requirements, added}
    assert (added.roles, added.freshness_seconds) == (("feature",), 7 * DAY)
    assert composed.policy.digest != ALPHANET.digest


def test_an_extension_tightens_numbers() -> None:
    """All at once or one by one; what asks for more already stays as it is."""
    policy = effective({"policies/tighter.yaml": TIGHTER}).policy

    safe, money = row(policy, "safe-head-advances"), row(policy, "balances")
    unsafe, proposer = row(policy, "unsafe-head-advances"), row(policy, "proposer-advances")
    exploring, approval = (
        row(policy, "exploratory-testing"),
        row(policy, "approval-promote-platforms"),
    )
    assert (policy.interval_seconds, policy.validity_seconds) == (1.0, 7 * DAY)
    assert (policy.soak_seconds, policy.soak_longest_gap_seconds) == (4 * DAY, DAY / 2)
    assert (policy.accepts_solo, policy.freezes) == (False, (CHRISTMAS,))
    assert (safe.window_seconds, safe.passes, safe.passes_to_resolve) == (HOUR, 10, 4)
    assert safe.parameters == (("longest_stall_seconds", "60"),)
    assert (unsafe.window_seconds, unsafe.freshness_seconds, unsafe.passes) == (2700, DAY / 2, 6)
    assert (unsafe.repeatable_failure_percent, safe.repeatable_failure_percent) == (40.0, None)
    assert proposer.window_seconds == 2 * HOUR
    assert (money.is_invariant, money.window_seconds) == (True, 0.0)
    assert (exploring.roles, exploring.people, exploring.passes_to_resolve) == (("feature",), 3, 2)
    assert exploring.freshness_seconds == 10 * DAY
    assert (approval.people, approval.freshness_seconds) == (2, 3 * DAY)
    assert not list(weakenings(policy, ALPHANET, CHECKS))


# What a file may write instead of the value that stands, for less of it.
LESS_OF_THE_POLICY = {
    "title": "title: Another",
    "level": "level: READINESS_TESTNET",
    "interval_seconds": "interval: 2.5s",
    "resolves_by_pass": "resolves_by_pass: true",
    "validity_seconds": "validity: 4d",
    "soak_seconds": "soak: 6d",
    "soak_longest_gap_seconds": "soak_longest_gap: 13h",
    "accepts_solo": "accepts_solo: true",
    "needs_scope": "needs_scope: false",
    "requires_passed": "requires_passed: promote:localnet",
}
CANNOT_BE_WRITTEN = {
    "name",  # With a name it is another policy.
    "requirements",  # No key takes one away.
    "freezes",  # No key takes one away either.
}


def test_there_is_a_weakening_for_every_field_of_a_policy() -> None:
    """A field that is added and has none here could be weakened unseen."""
    names = {field.name for field in fields(Policy)}

    assert names == set(POLICY_WEAKER) == set(LESS_OF_THE_POLICY) | CANNOT_BE_WRITTEN
    assert {field.name for field in fields(Requirement)} == set(REQUIREMENT_WEAKER)


@pytest.mark.parametrize("name", LESS_OF_THE_POLICY)
def test_an_extension_never_weakens_the_policy(name: str) -> None:
    """It is told where, and what may stand there."""
    told = refusal(
        {"x.yaml": f"extends: promote:betanet\n{LESS_OF_THE_POLICY[name]}\n"}, "promote:betanet"
    )

    assert f"x.yaml:2:1 {POLICY_WEAKER[name].key}: must" in told
    assert "as in promote:betanet" in told


@pytest.mark.parametrize(
    ("row_id", "name", "way", "weaker"),
    [
        pytest.param(*case, id=case[1])
        for case in weaker_requirements(BETANET)
        # Under another id it is another requirement.
        if case[1] != "id"
    ],
)
def test_an_extension_never_weakens_a_requirement(
    row_id: str, name: str, way: Way, weaker: Requirement
) -> None:
    """Not in any field: what stands may stay or become stricter."""
    text = json.dumps(
        {"extends": "promote:betanet", "requirements": [row_of(weaker)]},
        indent=1,
    )

    told = refusal({"x.yaml": text}, "promote:betanet")

    assert f"requirements.0.{way.key}" in told
    assert row_id in told or "as in promote:betanet" in told
    assert name in REQUIREMENT_WEAKER


@pytest.mark.parametrize(
    ("row_text", "told"),
    [
        ("{id: nodes-answer, window: once}", "must be at least 1 hour"),
        ("{id: nodes-answer, repeatable: false}", "must be at most 14 %"),
        ("{id: nodes-answer, repeatable: {failure_percent: 15}}", "must be at most 14 %"),
        ("{id: safe-head-advances, is_invariant: false}", "must stay true"),
        ("{id: safe-head-advances, repeatable: {failure_percent: 5}}", "never put into a rate"),
        ("{id: audit-fixed, roles: [platforms]}", "must be among security"),
        ("{id: audit-fixed, roles: [security, feature]}", "must be among security"),
        ("{id: audit-fixed, roles: []}", "must be among security"),
        ("{id: audit-fixed, window: 1h}", "means nothing without a check"),
        ("{id: balances, roles: [platforms]}", "no person answers"),
        ("{id: balances, window: 1h}", "cannot be watched for longer"),
        ("{id: balances, component: batcher}", "keeps its component"),
        ("{id: balances, check: nodes_agree}", "keeps its check"),
        ("{id: balances, title: Money}", "keeps its title"),
        ("{id: balances, parameters: {least_wei: 1}}", "must be at least 100000000000000000"),
        ("{id: balances, parameters: {least_wei: -1}}", "negative"),
        ("{id: balances, parameters: {least_we: 1}}", "did you mean 'least_wei'?"),
        ("{id: nodes-answer, parameters: {longest_silence_seconds: '1_6'}}", "must be at most 15"),
        ("{id: nodes-answer, parameters: {longest_silence_seconds: 15.1}}", "must be at most 15"),
        ("{id: approval-promote-platforms, people: 3}", "write it under `approvals`"),
        ("{id: node-answers}", "did you mean 'nodes-answer'?"),
        ("{id: node-answers, passes: 30}", "did you mean 'nodes-answer'?"),
        ("{id: something-else}", "a new one needs title, why, remedy, source"),
        ("{id: balances, remove: true}", "unknown key"),
        ("{id: balances, passes: 21}\n  - {id: balances, passes: 22}", "is already requirement 0"),
    ],
)
def test_a_row_is_refused_with_its_place_and_reason(row_text: str, told: str) -> None:
    """Whatever one may think of to get around a number."""
    message = refusal(
        {"x.yaml": f"extends: promote:betanet\nrequirements:\n  - {row_text}\n"}, "promote:betanet"
    )

    assert "x.yaml:" in message
    assert told in message
