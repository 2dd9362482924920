"""Policies as JSON, for programs."""

import json

import pytest

from gonogo.cli.policy_documents import (
    difference_document,
    pinned_document,
    policy_document,
    summary,
)
from gonogo.readiness import Difference, effective_policy, policy_terms, shipped_composed

EXTENSION = {"ours.yaml": "extends: promote:alphanet\nsoak: 5d\n"}


@pytest.mark.parametrize("name", ["rehearsal", "promote:betanet"])
def test_a_policy_is_told_whole(name: str) -> None:
    """Every requirement and every number that it has by itself, and all of it is JSON."""
    composed = shipped_composed(name)

    told = json.loads(json.dumps(policy_document(composed)))

    rows = composed.policy.requirements
    assert [each["id"] for each in told["requirements"]] == [each.id for each in rows]
    terms = policy_terms(composed.policy)
    assert [each["key"] for each in told["terms"]] == [each.key for each in terms]
    assert all(each["why"] and each["remedy"] and each["from"] for each in told["requirements"])
    assert told["digest"] == composed.policy.digest


def test_what_an_extension_set_is_told_as_its_own() -> None:
    """Of the other numbers nobody says that somebody changed them."""
    composed = effective_policy("promote:alphanet", None, EXTENSION)

    terms = policy_document(composed)["terms"]

    assert isinstance(terms, list)
    assert [each["set_by"] for each in terms if each["key"] == "soak"] == ["ours.yaml"]
    assert {each["set_by"] for each in terms if each["key"] != "soak"} == {None}


def test_in_short_requirements_are_counted() -> None:
    """Their text is told where the whole policy is asked for."""
    composed = shipped_composed("rehearsal")

    assert summary(composed)["requirements"] == len(composed.policy.requirements)


def test_a_policy_that_nobody_pinned_says_so() -> None:
    """Nothing is made up for it: neither a state nor a digest."""
    assert pinned_document("rehearsal", {}) == {"pin": None, "pinned_digest": None}


def test_a_difference_names_both_sides_and_where() -> None:
    """What it buys stands beside it."""
    told = difference_document(Difference("passes", "1", "5", "fewer flukes", ("a", "b")))

    assert told == {
        "key": "passes",
        "one": "1",
        "other": "5",
        "buys": "fewer flukes",
        "requirements": ["a", "b"],
    }
