"""What numbers buy, said in one sentence."""

from dataclasses import replace

import pytest

from gonogo.acceptance import STRICTER
from gonogo.readiness import (
    shipped_policy,
    what_a_limit_buys,
    what_it_buys,
)
from gonogo.readiness.strictness import POLICY_RULES, REQUIREMENT_RULES
from tests.unit.readiness.weaker import CHRISTMAS

SAID_BY_THEMSELVES = {
    "id",
    "name",
    "title",
    "level",
    "why",
    "remedy",
    "source",
    "check",
    "component",
}


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("passes", 5, "failure rates above 45 % excluded, with 95 % confidence"),
        ("passes", 20, "failure rates above 14 % excluded, with 95 % confidence"),
        ("passes", 59, "failure rates above 5.0 % excluded, with 95 % confidence"),
        ("passes_to_resolve", 5, "taken for mended in 1 of 32 cases"),
        ("soak", 7 * 86400.0, "up to 7 days"),
        ("soak", 0.0, "nothing"),
        ("soak_longest_gap", 0.0, "nothing"),
        ("validity", 0.0, "no decision under it may be acted on"),
        ("repeatable", None, "nothing"),
        ("people", 2, "2 people must be wrong at once"),
        ("requires_passed", "promote:alphanet", "no feature skips promote:alphanet"),
        ("freezes", (CHRISTMAS,), "nothing goes on"),
        ("title", "anything", ""),
    ],
)
def test_a_number_says_what_it_buys(key: str, value: object, sentence: str) -> None:
    """And what asks for nothing buys nothing."""
    told = what_it_buys(key, value)

    assert sentence in told
    assert bool(told) == bool(sentence)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("longest_stall_seconds", "10", "a stall of more than 10 s fails"),
        ("longest_finalized_stall_seconds", "9", "a finalized stall of more than 9 s fails"),
        ("least_share", "0.98", "a share of less than 0.98 fails"),
        ("most_blocks_behind", "5", "more than 5 blocks behind fail"),
        ("most_seconds", "300", "more than 300 s fail"),
        ("interval_seconds", "3600", ""),
        ("least_tests", "10", "a gate of fewer than 10 tests holds"),
        ("most_left_out", "0", "more than 0 excluded tests or packages hold"),
        ("definition", "sha256:00", ""),
    ],
)
def test_a_limit_says_what_it_buys(name: str, value: str, sentence: str) -> None:
    """As far as its name tells it."""
    assert what_a_limit_buys(name, value) == sentence


def test_whatever_a_gate_is_held_to_says_what_it_buys() -> None:
    """All that can be stricter, so that a new one is not left to be guessed by its name."""
    for name in STRICTER:
        assert what_a_limit_buys(name, "7").endswith(("holds", "hold"))


@pytest.mark.parametrize("rules", [POLICY_RULES, REQUIREMENT_RULES])
def test_every_number_has_a_sentence(rules: dict[str, object]) -> None:
    """A field that is added says what it is for."""
    policy = replace(shipped_policy("promote:betanet"), freezes=(CHRISTMAS,))
    row = next(each for each in policy.requirements if each.repeatable_failure_percent)
    by_hand = next(each for each in policy.requirements if each.roles)

    for name, rule in rules.items():
        key = getattr(rule, "key")  # noqa: B009 - the rules are typed for reading, not for this
        value = getattr(policy, name, getattr(row, name, None)) or getattr(by_hand, name, None)
        if name == "is_invariant":
            value = True
        if key not in SAID_BY_THEMSELVES:
            assert what_it_buys(key, value), key
