"""How far people have come with a finding."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from gonogo.findings import Finding, FindingState, Plan, Resolution, Severity

OPENED = datetime(2026, 3, 2, tzinfo=UTC)
UNRATED = Finding("sha256:aa", "sha256:dd", "balances", "c", OPENED, "run-1", "sha256:ee", "empty")
RATED = replace(UNRATED, severity=Severity.SEV2)
PLAN = Plan("platforms", date(2026, 4, 1), "refill it daily", is_accepted=True)
CLAIM = Resolution("the faucet was dry", OPENED)


@pytest.mark.parametrize(
    ("finding", "state"),
    [
        (UNRATED, FindingState.UNRATED),
        (RATED, FindingState.RATED),
        (replace(RATED, plan=replace(PLAN, is_accepted=False)), FindingState.RATED),
        (replace(RATED, plan=PLAN), FindingState.PLANNED),
        (replace(RATED, plan=PLAN, resolution=CLAIM), FindingState.CLAIMED),
        (replace(UNRATED, plan=PLAN, resolution=CLAIM), FindingState.UNRATED),
    ],
)
def test_state(finding: Finding, state: FindingState) -> None:
    """Without a severity nothing else counts, and a plan counts once it is accepted."""
    assert finding.state is state
