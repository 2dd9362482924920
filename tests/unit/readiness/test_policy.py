"""A policy as a value."""

from dataclasses import replace

import pytest

from gonogo.readiness import EmptyPolicyError, Policy
from tests.unit.readiness.example import policy, requirement


def test_a_policy_without_requirements_cannot_be_built() -> None:
    """Every network would meet it."""
    with pytest.raises(EmptyPolicyError, match="has no requirements") as refused:
        Policy("empty", "Empty", "READINESS_EMPTY", (), 1.0)

    assert refused.value.hint is not None


def test_the_digest_is_the_contents() -> None:
    """A policy that asks for less has another digest."""
    strict = policy(requirement(window_seconds=10.0))

    assert strict.digest == policy(requirement(window_seconds=10.0)).digest
    assert strict.digest != policy(requirement(window_seconds=9.0)).digest
    assert strict.digest != replace(strict, resolves_by_pass=False).digest


def test_the_longest_window_is_the_policys() -> None:
    """Observing for the longest window serves every requirement."""
    both = policy(requirement(window_seconds=3.0), requirement("balances", window_seconds=7.0))

    assert both.window_seconds == 7.0


@pytest.mark.parametrize("key", ["window_seconds", "freshness_seconds"])
@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_durations_are_finite_numbers(key: str, number: float) -> None:
    """Nothing is as long as what is no number, and everything is younger than forever."""
    spoiled: dict[str, object] = {key: number}

    with pytest.raises(ValueError, match="finite numbers"):
        replace(requirement(), **spoiled)  # type: ignore[arg-type]  # keywords are the fields' own
