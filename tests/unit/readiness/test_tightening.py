"""Whole policies compared and put together: no part of one is lost or loosened."""

from dataclasses import replace

import pytest

from gonogo.readiness import KnownCheck, Policy, Requirement
from gonogo.readiness.strictness import NoCommonValueError
from gonogo.readiness.tightening import (
    Weakening,
    parameter_fault,
    policy_together,
    requirement_together,
    weakenings,
)
from tests.unit.readiness.example import SAFE, policy, requirement

KNOWN = KnownCheck(
    ("most", "least", "word"),
    stricter={"most": "smaller", "least": "greater"},
    defaults={"most": "10", "word": "a"},
)
CHECKS = {SAFE: KNOWN}


def asking(**parameters: str) -> Requirement:
    return requirement(parameters=tuple(sorted(parameters.items())))


@pytest.mark.parametrize(
    ("name", "new", "old", "told"),
    [
        ("most", "4", "5", None),
        ("most", "5", "5", None),
        ("most", "5.0", "5", None),
        ("most", "6", "5", "must be at most 5"),
        ("least", "6", "5", None),
        ("least", "4", "5", "must be at least 5"),
        ("most", None, "5", "must be at most 5"),
        ("most", None, "10", None),
        ("most", None, "12", None),
        ("most", "11", None, "must be at most 10"),
        ("most", "9", None, None),
        ("least", "5", None, "must stay as the check has it, since nobody says"),
        ("least", None, "5", "must stay 5"),
        ("word", "b", "a", "must stay a"),
        ("word", "b", None, "must stay a"),
        ("word", "a", None, None),
        ("strange", "1", "2", "must stay 2"),
        ("most", "inf", "5", "must stay 5"),
        ("most", "nan", "5", "must stay 5"),
        ("most", "-inf", "5", "must stay 5"),
        ("most", "four", "5", "must stay 5"),
        ("most", "", "5", "must stay 5"),
    ],
)
def test_a_parameter_never_asks_for_less(
    name: str, new: str | None, old: str | None, told: str | None
) -> None:
    """In the direction that its check says; where nobody says it, it stays what it is."""
    given = () if new is None else ((name, new),)
    standing = () if old is None else ((name, old),)

    found = parameter_fault(name, given, standing, KNOWN)

    if told is None:
        assert found is None
    else:
        assert found is not None
        assert found.startswith(told)


def told(policy_: Policy, standing: Policy) -> list[str]:
    return [str(one) for one in weakenings(policy_, standing, CHECKS)]


def test_a_policy_does_not_weaken_itself() -> None:
    """Nor does one that asks for more."""
    standing = policy(asking(most="5"))
    stricter = policy(asking(most="4"), requirement("other"))

    assert told(standing, standing) == told(stricter, standing) == []


def test_every_place_in_which_a_policy_asks_for_less_is_told() -> None:
    """The policy as a whole, a requirement's numbers, its parameters, and what is missing."""
    standing = replace(policy(asking(most="5"), requirement("other")), validity_seconds=60.0)
    weaker = replace(
        policy(replace(asking(most="6"), freshness_seconds=601.0)), validity_seconds=61.0
    )

    assert told(weaker, standing) == [
        "validity must be at most 60 s",
        f"requirement {asking().id}: freshness must be at most 10 minutes",
        f"requirement {asking().id}: parameters.most must be at most 5",
        "requirement other: is missing",
    ]


def test_fields_may_be_left_out_of_a_comparison() -> None:
    """Only those that are named, and no requirement."""
    standing, other = policy(asking(most="5")), replace(policy(), name="another")

    assert [one.key for one in weakenings(other, standing, None, apart_from=["name"])] == [
        "parameters.longest_gap_seconds",
        "parameters.most",
    ]


def test_a_weakening_reads_as_a_clause() -> None:
    """Of the policy as a whole, or of one requirement."""
    assert str(Weakening(None, "soak", "must be 3")) == "soak must be 3"
    assert str(Weakening("a", "", "is missing")) == "requirement a: is missing"


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ({"most": "5"}, {"most": "4"}, {"most": "4"}),
        ({"least": "5"}, {"least": "6"}, {"least": "6"}),
        ({"most": "5"}, {"least": "6"}, {"least": "6", "most": "5"}),
        ({"most": "5"}, {}, {"most": "5"}),
        ({"word": "a"}, {"word": "a"}, {"word": "a"}),
    ],
)
def test_together_two_requirements_ask_for_as_much_as_both(
    one: dict[str, str], other: dict[str, str], both: dict[str, str]
) -> None:
    """Whatever their order."""
    first, second = asking(**one), asking(**other)

    assert requirement_together(first, second, CHECKS) == asking(**both)
    assert requirement_together(second, first, CHECKS) == asking(**both)


def test_parameters_that_exclude_each_other_are_refused() -> None:
    """Choosing one of them would lose the other; the requirement is named."""
    one, other = policy(asking(word="a")), policy(asking(word="b"))

    with pytest.raises(NoCommonValueError, match="word is a and b"):
        requirement_together(one.requirements[0], other.requirements[0], CHECKS)
    with pytest.raises(NoCommonValueError) as caught:
        policy_together(one, other, CHECKS)
    assert caught.value.requirement == asking().id


def test_together_two_policies_have_every_requirement_of_each() -> None:
    """Those of both once, at their stricter numbers."""
    one = policy(asking(most="5"), requirement("first"))
    other = policy(requirement("second"), asking(most="4"))

    both = policy_together(one, other, CHECKS)

    assert [row.id for row in both.requirements] == [asking().id, "first", "second"]
    assert both.requirements[0] == asking(most="4")
    assert not told(both, one)
    assert not told(both, other)
