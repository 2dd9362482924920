"""In what two policies differ."""

import pytest

from gonogo.readiness import differences, said, shipped_policy, shipped_policy_names

ALPHANET = shipped_policy("promote:alphanet")
BETANET = shipped_policy("promote:betanet")
FOUND = differences(ALPHANET, BETANET)


@pytest.mark.parametrize(
    ("key", "one", "other", "buys"),
    [
        ("passes", "5", "20", "failure rates above 14 % excluded, with 95 % confidence"),
        ("repeatable", "45.1 %", "14 %", "rates above 14 % are excluded"),
        ("soak", "3 days", "7 days", "up to 7 days"),
        ("validity", "14 days", "3 days", "at most 3 days before"),
        ("requires_passed", "none", "promote:alphanet", "no feature skips promote:alphanet"),
        ("accepts_solo", "true", "false", "nobody decides alone"),
        ("least_share", "0.95", "0.98", "a share of less than 0.98 fails"),
        ("people", "1", "2", "2 people must be wrong at once"),
    ],
)
def test_stricter_is_told_as_numbers_and_what_they_buy(
    key: str, one: str, other: str, buys: str
) -> None:
    """Number, number, and what is gained."""
    (found,) = (each for each in FOUND if each.key == key)

    assert (found.one, found.other) == (one, other)
    assert buys in found.buys


def test_requirements_of_one_policy_only_are_told() -> None:
    """With why they are asked."""
    (found,) = (each for each in FOUND if each.requirements == ("audit-fixed",))

    assert (found.key, found.one) == ("requirement", "-")
    assert found.other == "The audits are done, and what they found is fixed"
    assert "attackers" in found.buys


def test_requirements_that_are_gone_are_told_too() -> None:
    """The other way round the same rows are missing."""
    (found,) = (
        each for each in differences(BETANET, ALPHANET) if each.requirements == ("audit-fixed",)
    )

    assert (found.other, found.buys) == ("-", "")


def test_equal_changes_are_told_together() -> None:
    """Nobody reads the same line fourteen times."""
    (found,) = (each for each in FOUND if each.key == "passes")

    observed = {row.id for row in BETANET.requirements if row.check}
    assert {*found.requirements} == observed


@pytest.mark.parametrize("name", shipped_policy_names())
def test_a_policy_does_not_differ_from_itself(name: str) -> None:
    """Nothing is told of what is the same."""
    assert differences(shipped_policy(name), shipped_policy(name)) == ()


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("window", 0.0, "once"),
        ("window", 1800.0, "30 minutes"),
        ("validity", 0.0, "none"),
        ("soak_longest_gap", 0.0, "any"),
        ("roles", ("feature", "platforms"), "feature, platforms"),
        ("component", None, "-"),
        ("repeatable", None, "without a rate"),
        ("is_invariant", True, "true"),
    ],
)
def test_values_are_told_in_words(key: str, value: object, words: str) -> None:
    """As a person would say them."""
    assert said(key, value) == words
