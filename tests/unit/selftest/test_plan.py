"""What it takes to meet a policy."""

from dataclasses import replace
from itertools import pairwise

import pytest

from gonogo.readiness import shipped_policy
from gonogo.selftest.plan import NoControlError, plan_of
from tests.unit.selftest.stands import NOW


def test_as_many_windows_as_the_rate_asks() -> None:
    """Twenty straight passes exclude 14 %, and a day of soaking is cut where it must be."""
    plan = plan_of(shipped_policy("promote:betanet"), NOW)

    assert max(plan.passes.values()) == 20
    assert len(plan.ends) >= 20


@pytest.mark.parametrize("name", ["promote:alphanet", "promote:betanet", "promote:testnet"])
def test_windows_neither_overlap_nor_leave_a_gap(name: str) -> None:
    """Each begins after the one before it ended, and none is later than the soak allows."""
    policy = shipped_policy(name)
    plan = plan_of(policy, NOW)

    steps = [(later - end).total_seconds() for end, later in pairwise(plan.ends)]
    assert min(steps) > policy.window_seconds
    assert max(steps) <= policy.soak_longest_gap_seconds
    assert (plan.ends[-1] - plan.ends[0]).total_seconds() > policy.soak_seconds


def test_rate_that_asks_for_too_much_is_told() -> None:
    """Nobody waits for a hundred thousand passes."""
    policy = shipped_policy("rehearsal")
    rare = replace(policy.requirements[0], repeatable_failure_percent=0.001)

    with pytest.raises(NoControlError, match="nodes-answer"):
        plan_of(replace(policy, requirements=(rare,)), NOW)
