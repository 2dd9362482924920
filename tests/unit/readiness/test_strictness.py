"""Which of two values asks for more, field by field."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.readiness import Policy, Requirement
from gonogo.readiness.strictness import (
    POLICY_RULES,
    REQUIREMENT_RULES,
    NoCommonValueError,
    Rule,
    require_rules,
)
from tests.unit.readiness.weaker import CHRISTMAS

STAGES = ["promote:localnet", "promote:alphanet", "promote:betanet", "promote:testnet"]
SECONDS = st.floats(0, 1e6)
COUNTS = st.integers(1, 100)
TRUTHS = st.booleans()
ROLES = st.sets(st.sampled_from(["feature", "platforms", "security"]), min_size=1).map(
    lambda roles: tuple(sorted(roles))
)
VALUES = {
    "interval_seconds": SECONDS,
    "validity_seconds": SECONDS,
    "soak_seconds": SECONDS,
    "soak_longest_gap_seconds": SECONDS,
    "resolves_by_pass": TRUTHS,
    "accepts_solo": TRUTHS,
    "needs_scope": TRUTHS,
    "freezes": st.sampled_from([(), (CHRISTMAS,)]),
    "requires_passed": st.sampled_from([None, *STAGES]),
    "component": st.sampled_from([None, "batcher"]),
    "window_seconds": SECONDS,
    "freshness_seconds": SECONDS,
    "passes_to_resolve": COUNTS,
    "passes": COUNTS,
    "is_invariant": TRUTHS,
    "repeatable_failure_percent": st.none() | st.floats(1, 99),
    "roles": ROLES,
    "people": COUNTS,
}
RULES = {**POLICY_RULES, **REQUIREMENT_RULES}
FIXED = {"id", "title", "why", "remedy", "source", "check", "name", "level"}


def test_every_field_has_a_rule() -> None:
    """A field that nobody thought of could be weakened unseen."""
    require_rules()

    assert set(RULES) == set(VALUES) | FIXED
    names = {field.name for kind in (Policy, Requirement) for field in fields(kind)}
    assert names - set(RULES) == {"parameters", "requirements"}


@pytest.mark.parametrize("name", VALUES)
@given(data=st.data())
def test_what_is_taken_together_asks_for_as_much_as_both(name: str, data: st.DataObject) -> None:
    """Whatever their order, and a value with itself is itself."""
    rule: Rule = RULES[name]
    one, other = data.draw(VALUES[name]), data.draw(VALUES[name])
    try:
        both = rule.together(one, other)
    except NoCommonValueError:
        assert rule.is_weaker(one, other)
        assert rule.is_weaker(other, one)
        return

    assert both == rule.together(other, one)
    assert not rule.is_weaker(both, one)
    assert not rule.is_weaker(both, other)
    assert rule.together(one, one) == one
    assert not rule.is_weaker(one, one)


@pytest.mark.parametrize("name", sorted(FIXED))
def test_what_names_a_thing_stays(name: str) -> None:
    """Two names are two things."""
    rule = RULES[name]

    assert rule.is_weaker("one", "other")
    assert rule.together("one", "one") == "one"
    with pytest.raises(NoCommonValueError):
        rule.together("one", "other")


@pytest.mark.parametrize(
    ("name", "weaker", "stricter"),
    [
        ("soak_longest_gap_seconds", 0.0, 1e6),
        ("validity_seconds", 1.0, 0.0),
        ("freshness_seconds", 1.0, 0.0),
        ("repeatable_failure_percent", None, 99.0),
        ("repeatable_failure_percent", 15.0, 14.0),
        ("component", "batcher", None),
        ("roles", ("feature", "platforms"), ("platforms",)),
        ("requires_passed", None, "promote:alphanet"),
        ("requires_passed", "promote:alphanet", "promote:betanet"),
        ("requires_passed", "deploy:testnet", "promote:alphanet"),
    ],
)
def test_what_is_none_asks_for_nothing_or_for_all(
    name: str, weaker: object, stricter: object
) -> None:
    """No gap told is any gap; no validity is no use at all; no component is everywhere."""
    assert RULES[name].is_weaker(weaker, stricter)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("roles", ("feature",), ("platforms",)),
        ("component", "batcher", "proposer"),
        ("requires_passed", "rehearsal", "promote:alphanet"),
    ],
)
def test_what_nothing_can_meet_has_no_common_value(name: str, one: object, other: object) -> None:
    """Nobody is in both roles' stead, and unrelated transitions imply nothing."""
    with pytest.raises(NoCommonValueError):
        RULES[name].together(one, other)
    assert RULES[name].is_weaker(one, other)
    assert RULES[name].is_weaker(other, one)
