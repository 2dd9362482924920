"""The policies that ship with the package, against the checklist and the checks."""

import dataclasses

import pytest

from gonogo.checks import CATALOG, parameters_from_text
from gonogo.readiness import (
    Policy,
    Record,
    Requirement,
    Verdict,
    judge,
    shipped_policy,
    shipped_policy_names,
)
from tests.unit.readiness.example import record

REHEARSAL = shipped_policy("rehearsal")
ALPHANET = shipped_policy("promote:alphanet")
POLICIES = [REHEARSAL, ALPHANET]
OBSERVED = [
    pytest.param(policy, row, id=f"{policy.name}-{row.id}")
    for policy in POLICIES
    for row in policy.requirements
    if row.check is not None
]

CHECKLIST = (
    "heads advance",
    "block rate as expected",
    "no divergence and no fork",
    "peers nominal",
    "RPC up on every node",
    "batcher advances",
    "batcher RPC errors 0",
    "batcher at most one pending transaction",
    "proposer advances",
    "proposer publishing errors 0",
    "balances non-zero",
    "challenger works",
    "challenger and dispute-mon logs without errors",
    "dispute monitor nothing incorrect",
    "conductor",
    "SLA at least 99 %",
    "P1 alerts addressed or with a plan",
    "transactions included",
    "deposit works",
    "forks and contract upgrades activate",
    "withdrawal works",
)
"""The rows of the published checklist."""

PROCESS = {
    "acceptance-coverage",
    "local-acceptance",
    "fma-started",
    "acceptance-gate",
    "manual-feature-tests",
    "security-statement",
    "load-test",
    "fault-injection",
    "exploratory-testing",
}
"""What the process asks for beside the checklist."""


def test_the_shipped_policies() -> None:
    """Their names are those of the transitions."""
    assert shipped_policy_names() == ("promote:alphanet", "rehearsal")
    assert [policy.name for policy in POLICIES] == ["rehearsal", "promote:alphanet"]


@pytest.mark.parametrize("row", CHECKLIST)
def test_every_row_of_the_checklist_is_in_the_policy(row: str) -> None:
    """A row that is left out is a row that nobody misses."""
    assert any(f"release checklist, {row}" == each.source for each in ALPHANET.requirements)


def test_everything_else_that_the_process_asks_is_in_the_policy() -> None:
    """Prerequisites and the phases of testing hold until somebody records them."""
    by_hand = {row.id for row in ALPHANET.requirements if row.check is None}

    assert by_hand >= PROCESS


def test_every_check_is_in_a_policy() -> None:
    """A check that no policy names is one whose failure nobody waits for."""
    named = {row.check for policy in POLICIES for row in policy.requirements}

    assert named - {None} == set(CATALOG)


def test_a_rehearsal_is_nothing_but_checks() -> None:
    """Nobody records anything by hand about a bench."""
    assert all(row.check for row in REHEARSAL.requirements)


@pytest.mark.parametrize(("policy", "row"), OBSERVED)
def test_every_parameter_is_stated(policy: Policy, row: Requirement) -> None:
    """A limit that is left to the check's default is one that a reader does not see."""
    check = CATALOG[row.check or ""]

    fields = {field.name for field in dataclasses.fields(check.parameters)}
    assert {name for name, _ in row.parameters} == fields
    assert parameters_from_text(check, row.parameters) is not None
    assert policy.interval_seconds > 0


@pytest.mark.parametrize(("policy", "row"), OBSERVED)
def test_a_standstill_over_the_whole_window_fails(policy: Policy, row: Requirement) -> None:
    """Every limit on time is shorter than the window, and the network is read often enough."""
    limits = {
        name: float(value)
        for name, value in row.parameters
        if name.startswith("longest_") and name.endswith("_seconds")
    }

    assert all(limit < row.window_seconds for limit in limits.values())
    assert all(policy.interval_seconds * 2 <= limit for limit in limits.values())


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_a_proposer_is_judged_over_two_of_its_intervals(policy: Policy) -> None:
    """Less than that shows nothing."""
    (row,) = (each for each in policy.requirements if each.check == "proposer_advances")

    assert row.window_seconds >= 2 * float(dict(row.parameters)["interval_seconds"])


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_invariants(policy: Policy) -> None:
    """No fork and a safe head that advances are one strike."""
    invariants = {row.check for row in policy.requirements if row.is_invariant}

    assert invariants == {"nodes_agree", "safe_head_advances"}


def test_a_rehearsal_is_lenient_where_a_promotion_is_not() -> None:
    """One later pass, seconds and a level of its own."""
    assert REHEARSAL.resolves_by_pass
    assert not ALPHANET.resolves_by_pass
    assert REHEARSAL.level == "READINESS_REHEARSAL" != ALPHANET.level
    assert REHEARSAL.window_seconds <= 15
    assert {row.passes_to_resolve for row in REHEARSAL.requirements} == {1}


@pytest.mark.parametrize("row", [row for row in ALPHANET.requirements if row.check])
def test_a_promotion_asks_for_three_passes_within_a_day(row: Requirement) -> None:
    """And for at least half an hour, but for what is over as soon as it is seen."""
    assert (row.passes_to_resolve, row.freshness_seconds) == (3, 86_400.0)
    assert row.window_seconds >= 1800 or row.window_seconds == 0


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_of_an_empty_record_every_shipped_policy_holds(policy: Policy) -> None:
    """Each row says why, what to do and where it comes from."""
    nothing: Record = record()

    decision = judge(policy, nothing)

    assert decision.verdict is Verdict.HOLD
    assert {answer.verdict for answer in decision.answers} == {Verdict.HOLD}
    assert all(answer.why and answer.remedy and answer.source for answer in decision.answers)
