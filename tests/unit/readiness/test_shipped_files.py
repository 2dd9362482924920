"""The files of the package, by the names that people type."""

import pytest

from gonogo.readiness.shipped_files import base_names, base_text, policy_names, policy_text


def test_names_are_those_of_transitions() -> None:
    """With the separator that policies have, and sorted."""
    names = policy_names()

    assert list(names) == sorted(names)
    assert {"rehearsal", "promote:alphanet", "promote:betanet", "promote:testnet"} <= set(names)


@pytest.mark.parametrize("name", policy_names())
def test_each_name_leads_to_the_policy_that_says_so(name: str) -> None:
    """Two files under swapped names would judge by the wrong one."""
    lines = policy_text(name).splitlines()

    assert f"name: {name}" in lines


@pytest.mark.parametrize("name", base_names())
def test_base_files_are_no_policies(name: str) -> None:
    """They hold rows alone."""
    assert "requirements:" in base_text(name)
    assert name not in policy_names()
