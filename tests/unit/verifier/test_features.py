"""Which features passed what, and which only look as if they had."""

import json

import pytest

from gonogo.verifier import verify
from tests.unit.verifier.judging import (
    BEFORE,
    OTHER_CANDIDATE,
    ROW,
    SOAK,
    endorse,
    judged,
    passed,
    pinning,
    policy_before,
    promoted,
    reasons,
    scope,
    started,
)
from tests.unit.verifier.writing import (
    ADA,
    CHAIN,
    NETWORK,
    PAT,
    TRANSITION,
    Body,
    Key,
    canonical,
    determination,
    digest,
    expected,
    founded,
    minutes,
    outline,
    policy,
    text_of,
    trust,
)


@pytest.mark.parametrize(
    ("version", "changes", "is_passed"),
    [
        ("v1.0.0", {}, True),
        ("v1.0.0-rc.1", {}, False),
        ("v1.0.0-rc.2", {}, True),
        ("v1.0.0", {"verdict": "hold"}, False),
        ("v1.0.0", {"level": "READINESS_REHEARSAL"}, False),
        ("v1.0.0", {"valid_until": text_of(minutes(4))}, False),
        ("v1.0.0", {"candidate": OTHER_CANDIDATE}, False),
        ("v1.0.0", {"policy_digest": "sha256:" + "0" * 64}, False),
        ("v1.0.0", {"level": "READINESS_ALPHANET_CONDITIONAL"}, False),
        ("v1.0.0", {"outline": {}}, False),
        ("v1.0.0", {"outline": outline(verdict="go")}, False),
        ("v1.0.0", {"outline": outline((ROW, "unknown"), verdict="go")}, False),
        ("v1.0.0", {"outline": outline((ROW, "met"), verdict="conditional")}, False),
        ("v1.0.0", {"outline": outline((ROW, "met"), (ROW, "met"), verdict="go")}, False),
        ("v1.0.0", {"outline": outline((ROW, "met"), verdict="go", reasons=[SOAK])}, False),
        ("v1.0.0", {"scope": []}, False),
        ("v1.0.0", {"scope": [{"name": "902", "components": []}]}, False),
        ("v1.0.0", {"scope": [{"name": n, "components": []} for n in (CHAIN, "902")]}, False),
    ],
)
def test_feature_must_have_passed_as_it_is(version: str, changes: Body, is_passed: bool) -> None:  # noqa: FBT001
    """A pass counts at the next stage at equal versions, or with the difference signed."""
    rules: Body = {"needs_scope": True, "requires_passed": BEFORE}
    writer = started(**rules)
    scope(writer)
    promoted(writer, version, **changes)
    difference = {
        "component": "op-node",
        "from_version": "v1.0.0-rc.2",
        "to_version": "v1.0.0",
        "reason": "same commit",
    }
    writer.act("version-difference", difference, PAT, minutes(6))
    passed(writer, 20)
    now = [{"id": "interop", "versions": [{"component": "op-node", "version": "v1.0.0"}]}]

    found = judged(writer, asked={"features": now}, **rules)

    assert found.reasons == (set() if is_passed else {("feature-not-passed", "interop")})


@pytest.mark.parametrize(
    ("at", "saw_it", "is_passed"), [(5, True, True), (5, False, False), (4, True, False)]
)
def test_what_replaced_a_decision_must_have_seen_the_step(
    at: float, *, saw_it: bool, is_passed: bool
) -> None:
    """The time of a step is the word of whoever made it."""
    rules: Body = {"needs_scope": True, "requires_passed": BEFORE}
    writer = started(**rules)
    scope(writer)
    promoted(writer, "v1.0.0")
    (step,) = writer.tips()
    decided = writer.heads[step]
    again = determination(
        at, network="first-alphanet", transition=BEFORE, verdict="no-go", supersedes=decided
    )
    writer.act("determination", again, PAT, minutes(at), heads=[step] if saw_it else decided)
    passed(writer, 20)
    now = [{"id": "interop", "versions": [{"component": "op-node", "version": "v1.0.0"}]}]

    found = judged(writer, asked={"features": now}, **rules)

    assert found.reasons == (set() if is_passed else {("feature-not-passed", "interop")})


def test_scope_must_name_a_feature_here() -> None:
    """Where features climb, a network without any holds."""
    writer = started(needs_scope=True)
    scope(writer, networks=["another"])
    passed(writer, 20)

    assert reasons(writer, needs_scope=True) == {"no-scope"}


@pytest.mark.parametrize(
    ("transition", "level", "is_passed"),
    [
        ("promote:alphanet", "READINESS_ALPHANET", True),
        ("promote:alphanet", "OUR_OWN", True),
        ("promote:alphanet", "READINESS_BETANET", False),
        ("promote:alphanet", "READINESS_DEPLOY_ALPHANET", False),
        ("promote:alphanet", "READINESS_REHEARSAL", False),
    ],
)
def test_level_of_another_step_is_worth_nothing(
    transition: str, level: str, *, is_passed: bool
) -> None:
    """Whatever is pinned, a decision of one step is not worth what another is."""
    rules = policy(name="promote:betanet", needs_scope=True, requires_passed=transition)
    before = policy_before(name=transition, level=level)
    pins = {transition: digest(canonical(before)), "promote:betanet": digest(canonical(rules))}
    own = trust(policies=pins)
    writer = founded(own)
    scope(writer)
    promoted(writer, "v1.0.0", rules=before, transition=transition, level=level)

    body = determination(
        60,
        transition="promote:betanet",
        policy_digest=digest(canonical(rules)),
        features=[
            {"id": "interop", "versions": [{"component": "op-node", "version": "v1.0.0"}]},
        ],
    )
    name = writer.act("determination", body, PAT, minutes(60))
    asked = expected(trust=own, transition="promote:betanet", at=minutes(61))
    found = json.loads(verify(writer.bundle(name, rules), asked).outline or b"{}")

    codes = {each["code"] for each in found["reasons"]}
    assert ("feature-not-passed" in codes) is not is_passed


@pytest.mark.parametrize(
    ("exact", "general", "holds"),
    [
        (True, None, False),
        (True, False, False),
        (False, True, True),
        (None, True, False),
    ],
)
def test_pin_of_the_network_wins(
    exact: bool | None,  # noqa: FBT001
    general: bool | None,  # noqa: FBT001
    *,
    holds: bool,
) -> None:
    """Over the one for every network; another network's is none at all."""
    own, other = digest(canonical(policy())), "sha256:" + "0" * 64
    which = {f"{TRANSITION}@{NETWORK}": exact, TRANSITION: general}
    pins = {key: own if each else other for key, each in which.items() if each is not None}
    pins |= {f"{TRANSITION}@another": own if holds else other}
    writer = founded(trust(policies=pins))
    passed(writer, 20)
    name = writer.act("determination", determination(60), PAT, minutes(60))

    asked = expected(trust=trust(policies=pins), at=minutes(61))
    found = verify(writer.bundle(name, policy()), asked)

    assert [each.code.value for each in found.reasons] == (["policy_mismatch"] if holds else [])


@pytest.mark.parametrize(("by_both", "is_seen"), [(True, True), (True, False), (False, True)])
def test_policy_of_then_must_have_been_agreed_on(by_both: bool, is_seen: bool) -> None:  # noqa: FBT001
    """A pass outlives the pin that its decision saw, and one root alone pins nothing."""
    rules = policy(needs_scope=True, requires_passed=BEFORE)
    lax = policy_before(title="A laxer one")
    weak = digest(canonical(lax))
    other = trust(policies={**pinning(rules)["policies"], BEFORE: weak})
    writer = founded(pinning(rules))
    scope(writer)
    beginning = writer.tips()
    changed = writer.act("trust", {"content": other}, ADA, minutes(2.2))
    if by_both:
        endorse(writer, changed, Key("root ben"), 2.4)
    heads = None if is_seen else beginning
    promoted(writer, "v1.0.0", heads=heads, rules=lax)
    again = writer.act("trust", {"content": pinning(rules)}, ADA, minutes(5))
    endorse(writer, again, Key("root ben"), 6)
    passed(writer, 20)
    now = [{"id": "interop", "versions": [{"component": "op-node", "version": "v1.0.0"}]}]

    found = judged(writer, asked={"features": now}, needs_scope=True, requires_passed=BEFORE)

    is_passed = by_both and is_seen
    assert found.reasons == (set() if is_passed else {("feature-not-passed", "interop")})
