"""The terms of policies and requirements, as people read them."""

import pytest

from gonogo.readiness import (
    Policy,
    policy_terms,
    requirement_terms,
    shipped_policy,
    shipped_policy_names,
)


@pytest.mark.parametrize("name", shipped_policy_names())
def test_the_terms_of_a_policy_are_those_that_mean_something(name: str) -> None:
    """Rows that people answer have no window, and those that a check answers no roles."""
    policy: Policy = shipped_policy(name)

    for row in policy.requirements:
        keys = {term.key for term in requirement_terms(row)}
        assert ("window" in keys, "roles" in keys) == (row.check is not None, row.check is None)
        assert {name for name, _ in row.parameters} <= keys
    assert {"validity", "soak", "interval"} <= {term.key for term in policy_terms(policy)}
