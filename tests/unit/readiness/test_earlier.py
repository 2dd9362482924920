"""Decisions of before, judged again: what bears them out, and what only looks like that."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from gonogo.people import ActKind
from gonogo.readiness import Policy, promoted
from gonogo.record import Act, ScopeBody, ScopedChain, ScopedFeature, WaiverBody
from tests.simulator.signed_record import example_trust
from tests.unit.promotion.example import DAYS, OWN, PINS, POLICIES, POLICY, Process, named

BETA = replace(
    POLICY,
    name="promote:betanet",
    level="READINESS_BETANET",
    needs_scope=True,
    requires_passed="promote:alphanet",
)
ALL = {**POLICIES, BETA.digest: BETA}


def flaws(process: Process, policies: dict[str, Policy] | None = None) -> set[str]:
    """Return what is wrong with the last promotion."""
    *_, last = promoted(process.counted(), ALL if policies is None else policies)
    return {flaw.kind.value for flaw in last.flaws}


def decided(process: Process, **changes: Any) -> set[str]:
    """Return what is wrong with a promotion on a decision that says this."""
    process.promote(process.decide(**changes))
    return flaws(process)


def test_what_was_signed_before_bears_a_decision_out() -> None:
    """Then it is worth what it says."""
    assert decided(Process()) == set()


@pytest.mark.parametrize(
    "changes",
    [
        {"deployment": named("another")},
        {"network": "gamma"},
        {"scope": (ScopedChain("901", ()), ScopedChain("901", ()))},
        {"valid_until": Process().now + 30 * DAYS},
    ],
)
def test_plausible_answers_that_nothing_bears_out_are_no_pass(changes: dict[str, Any]) -> None:
    """One member of Platforms can sign any answers under the pinned policy."""
    assert decided(Process(), **changes) == {"not_derived"}


def test_a_decision_is_judged_for_the_time_at_which_it_was_signed() -> None:
    """At another one, what failed in between would be left out."""
    process = Process()
    judged_at = process.now
    process.look(outcome="failed")
    process.now += timedelta(minutes=10)

    assert decided(process, judged_at=judged_at) == {"not_derived"}


def test_a_failure_before_it_counts_and_one_after_it_does_not() -> None:
    """It is judged at its own moment, from its own ancestors."""
    early, late = Process(), Process()
    early.look(outcome="failed")
    late.promote(late.decide())
    late.look(outcome="failed")

    assert (decided(early), flaws(late)) == ({"not_derived"}, set())


@pytest.mark.parametrize("policies", [{}, {OWN.digest: OWN}, {POLICY.digest: OWN}])
def test_without_its_policy_nobody_can_say_what_it_is_worth(policies: dict[str, Policy]) -> None:
    """Neither can another policy that is kept under its digest."""
    process = Process()
    process.promote(process.decide())

    assert flaws(process, policies) == {"unknown_policy"}


def test_a_decision_whose_evidence_was_taken_out_is_no_pass() -> None:
    """What it rested on is gone, whoever took it."""
    process = Process()
    look = next(act for act in process.acts.values() if act.kind is ActKind.MANUAL_RESULT)
    process.promote(process.decide())
    process.lose(look)

    assert flaws(process) == {"not_derived"}


@pytest.mark.parametrize(
    ("verdict", "level", "expected"),
    [
        ("conditional", "READINESS_ALPHANET_CONDITIONAL", set()),
        ("go", "READINESS_ALPHANET", {"not_derived"}),
    ],
)
def test_a_conditional_is_one_and_no_go(verdict: str, level: str, expected: set[str]) -> None:
    """What only a waiver covers may be called conditional, and nothing better."""
    process = Process()
    elsewhere = named("another")
    body = WaiverBody("alpha", elsewhere, "safe-head-advances", None, process.now + DAYS, "known")
    process.sign(ActKind.WAIVER, body, by="ada")

    assert decided(process, deployment=elsewhere, verdict=verdict, level=level) == expected


def beta(process: Process) -> Act:
    """Let the feature pass a betanet, for which it must have passed an alphanet."""
    components = ("op-geth", "op-node")
    scoped = ScopedFeature("interop", "Interop", "everybody", components, ("beta",))
    process.sign(ActKind.SCOPE, ScopeBody((scoped,)), by="ada")
    process.look(network="beta")
    body = {"network": "beta", "transition": "promote:betanet", "level": "READINESS_BETANET"}
    return process.promote(process.decide(**body, policy_digest=BETA.digest))


@pytest.mark.parametrize(
    ("changes", "expected"), [({}, set()), ({"deployment": named("another")}, {"not_derived"})]
)
def test_a_pass_rests_on_the_passes_before_it(changes: dict[str, Any], expected: set[str]) -> None:
    """One that was made up two stages ago is none of the next either."""
    process = Process(example_trust(pins={**PINS, "promote:betanet": BETA.digest}))
    process.promote(process.decide(**changes))
    beta(process)

    assert flaws(process) == expected


def test_what_was_revoked_since_was_a_pass_then() -> None:
    """The decision that rested on it was right when it was made, and has its own force."""
    process = Process(example_trust(pins={**PINS, "promote:betanet": BETA.digest}))
    before = process.decide()
    process.promote(before)
    beta(process)
    process.revoke(before)

    assert flaws(process) == set()


def test_a_long_line_of_decisions_is_not_nested() -> None:
    """Each rests on the one before, and each of those was revoked since."""
    again = replace(POLICY, requires_passed="promote:alphanet")
    pins = {"promote:alphanet": again.digest}
    process = Process(example_trust(pins=pins))
    scoped = ScopedFeature("interop", "Interop", "everybody", ("op-geth",), ("alpha",))
    process.sign(ActKind.SCOPE, ScopeBody((scoped,)), by="ada")
    for _ in range(40):
        last = process.decide(policy_digest=again.digest)
        process.promote(last)
        process.revoke(last)
    process.promote(process.decide(policy_digest=again.digest))

    assert flaws(process, {again.digest: again}) == {"not_derived"}
