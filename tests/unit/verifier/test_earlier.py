"""Earlier decisions, derived from a bundle, and what a bundle may say of their policies."""

import base64
import json
from typing import Any

import pytest

from gonogo.verifier import verify
from tests.unit.verifier.judging import (
    BEFORE,
    ROW,
    judged,
    passed,
    policy_before,
    promoted,
    scope,
    sign_off,
    started,
    waive,
)
from tests.unit.verifier.writing import (
    NETWORK,
    PAT,
    Body,
    Writer,
    canonical,
    determination,
    digest,
    expected,
    minutes,
    outline,
    policy,
    text_of,
    trust,
)

RULES: Body = {"needs_scope": True, "requires_passed": BEFORE}
NOW = [{"id": "interop", "versions": [{"component": "op-node", "version": "v1.0.0"}]}]
NOT_PASSED = {("feature-not-passed", "interop")}


def climbing(**changes: Any) -> Writer:
    """Return a record in which a feature passed the stage before by such a decision."""
    writer = started(**RULES)
    scope(writer)
    promoted(writer, "v1.0.0", **changes)
    return writer


def reasons(writer: Writer) -> set[tuple[str, str]]:
    passed(writer, 20)
    return judged(writer, asked={"features": NOW}, **RULES).reasons


@pytest.mark.parametrize(
    ("changes", "is_passed"),
    [
        ({}, True),
        ({"deployment": "sha256:" + "7" * 64}, False),
        ({"network": NETWORK}, False),
        ({"judged_at": text_of(minutes(10))}, False),
        ({"valid_until": text_of(minutes(60 * 24 * 15))}, False),
    ],
)
def test_a_pass_is_what_its_decision_rests_on(changes: Body, is_passed: bool) -> None:  # noqa: FBT001
    """Answers that nothing bears out are worth nothing, whoever signed them."""
    assert reasons(climbing(**changes)) == (set() if is_passed else NOT_PASSED)


def test_what_failed_before_the_decision_counts_against_it() -> None:
    """Also where its signer says that all was met."""
    writer = started(**RULES)
    scope(writer)
    sign_off(writer, 2.4, network="first-alphanet", requirement=ROW, outcome="failed")
    promoted(writer, "v1.0.0")

    assert reasons(writer) == NOT_PASSED


@pytest.mark.parametrize("says", ["go", "conditional"])
def test_what_a_waiver_covers_is_conditional(says: str) -> None:
    """A decision may not call it more than that."""
    writer = started(**RULES)
    scope(writer)
    elsewhere = "sha256:" + "7" * 64
    waive(writer, 2.4, network="first-alphanet", deployment=elsewhere)
    level = "READINESS_ALPHANET" + ("_CONDITIONAL" if says == "conditional" else "")
    answer = {"go": "met", "conditional": "conditional"}[says]
    said = outline((ROW, answer), verdict=says)
    promoted(writer, "v1.0.0", deployment=elsewhere, verdict=says, level=level, outline=said)

    assert (reasons(writer) == NOT_PASSED) is (says == "go")


@pytest.mark.parametrize("kept", [[], [policy()], [policy_before(title="Another")]])
def test_without_its_policy_nothing_is_derived(kept: list[Body]) -> None:
    """Nobody can say then what the decision is worth."""
    writer = climbing()
    writer.kept = kept

    assert reasons(writer) == NOT_PASSED


def base64_of(rules: Body) -> str:
    return base64.b64encode(canonical(rules)).decode()


OTHERS = sorted(
    (policy_before(), policy_before(title="Another")), key=lambda each: digest(canonical(each))
)


@pytest.mark.parametrize(
    ("policies", "is_read"),
    [
        ([base64_of(each) for each in OTHERS], True),
        ([base64_of(each) for each in reversed(OTHERS)], False),
        ([base64_of(OTHERS[0])] * 2, False),
        ([base64_of(policy_before(title="Nobody decided under it"))], False),
        ([base64_of(policy(**RULES))], False),
        (["no base64"], False),
        ([3], False),
    ],
)
def test_a_bundle_holds_policies_of_its_decisions_in_order(
    policies: list[object],
    is_read: bool,  # noqa: FBT001
) -> None:
    """Each once, and no other: two bundles of one decision are the same to the byte."""
    rules = policy(**RULES)
    writer = climbing()
    promoted(writer, "v1.0.0", rules=OTHERS[0])
    promoted(writer, "v1.0.0", rules=OTHERS[1])
    body = determination(30, policy_digest=digest(canonical(rules)), features=NOW)
    name = writer.act("determination", body, PAT, minutes(30))
    value = json.loads(writer.bundle(name, rules)) | {"policies": policies}
    pins = {BEFORE: digest(canonical(policy_before())), "promote:alphanet": body["policy_digest"]}

    found = verify(canonical(value) + b"\n", expected(trust=trust(policies=pins)))

    codes = {each.code.value for each in found.reasons}
    assert ("malformed" in codes) is not is_read
