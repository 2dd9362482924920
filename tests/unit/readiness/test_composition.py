"""Where each requirement and number of a policy came from."""

import pytest

from gonogo.policies import known_checks
from gonogo.readiness import (
    effective_policy,
    shipped_composed,
    shipped_policy,
    shipped_policy_names,
)

ADDS = """\
extends: promote:alphanet
by_hand: {roles: [feature], freshness: 7d}
approvals: [{role: security}]
"""


@pytest.mark.parametrize("name", shipped_policy_names())
def test_every_requirement_has_an_origin(name: str) -> None:
    """A policy that extends none brings all of it."""
    composed = shipped_composed(name)

    assert set(composed.origins) == {row.id for row in composed.policy.requirements}
    assert all(origin.added_by.endswith("(shipped)") for origin in composed.origins.values())
    assert composed.policy == shipped_policy(name)


def test_of_two_that_set_the_same_number_both_are_told() -> None:
    """And one that set a lesser one is not."""
    files = {
        "a.yaml": "extends: promote:alphanet\nsoak: 5d\n",
        "b.yaml": "extends: promote:alphanet\nsoak: 5d\nvalidity: 9d\n",
        "c.yaml": "extends: promote:alphanet\nsoak: 4d\nvalidity: 8d\n",
    }

    composed = effective_policy("promote:alphanet", None, files, checks=known_checks())

    assert composed.tightened == {"soak": "a.yaml, b.yaml", "validity": "c.yaml"}


def test_an_approval_that_is_added_says_whose_it_is() -> None:
    """It is a requirement like any other."""
    composed = effective_policy("promote:alphanet", None, {"a.yaml": ADDS})

    assert composed.origins["approval-promote-security"].added_by == "a.yaml"
    assert composed.origins["approval-promote-platforms"].added_by == "promote:alphanet (shipped)"


def test_freezes_that_several_bring_are_told_of_all() -> None:
    """What is put together of two is nobody's alone."""
    freeze = "extends: promote:alphanet\nfreezes: [{{from: {}, until: {}, reason: r}}]\n"
    files = {
        "a.yaml": freeze.format("2026-12-20", "2026-12-27"),
        "b.yaml": freeze.format("2027-01-01", "2027-01-03"),
    }

    composed = effective_policy("promote:alphanet", None, files)

    assert composed.tightened == {"freezes": "a.yaml, b.yaml"}
    assert len(composed.policy.freezes) == 2
