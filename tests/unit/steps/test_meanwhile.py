"""What speaks against a step since its decision, and what only grew old."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gonogo.readiness import Policy, Requirement
from gonogo.steps.meanwhile import aged

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def policy(freshness: float, gap: float = 0.0) -> Policy:
    requirement = Requirement("a", "A", "w", "r", "s", "nodes_agree", freshness_seconds=freshness)
    return Policy("p", "P", "L", (requirement,), 1.0, soak_longest_gap_seconds=gap)


def test_what_was_fresh_stays_so_while_the_decision_is_valid() -> None:
    """A pass that was 10 minutes old of 15 is not stale an hour after the decision."""
    later = aged(policy(900.0), NOON, NOON + timedelta(hours=1))

    assert later.requirements[0].freshness_seconds == 4500.0


@pytest.mark.parametrize("freshness", [0.0, -1.0])
def test_what_was_never_fresh_does_not_become_so(freshness: float) -> None:
    """A policy that accepts no age accepts none later."""
    later = aged(policy(freshness), NOON, NOON + timedelta(hours=1))

    assert later.requirements[0].freshness_seconds == freshness


def test_clock_that_runs_backwards_makes_nothing_older_or_younger() -> None:
    """A step that seems to be made before its decision gains nothing by it."""
    assert aged(policy(900.0, 60.0), NOON, NOON - timedelta(hours=1)) == policy(900.0, 60.0)


def test_gap_of_a_soak_grows_with_the_decision() -> None:
    """Nobody has to go on observing while a decision is valid; no gap stays no gap."""
    later = NOON + timedelta(seconds=100)

    assert aged(policy(1.0, 60.0), NOON, later).soak_longest_gap_seconds == 160.0
    assert aged(policy(1.0), NOON, later).soak_longest_gap_seconds == 0.0


def test_nothing_else_of_a_policy_changes() -> None:
    """What was asked is asked."""
    asked = policy(900.0, 60.0)
    later = aged(asked, NOON, NOON + timedelta(hours=1))
    requirement = replace(later.requirements[0], freshness_seconds=900.0)

    assert replace(later, requirements=(requirement,), soak_longest_gap_seconds=60.0) == asked
