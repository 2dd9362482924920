"""The policies that ship with the package, against the checklist and the checks."""

import pytest

from gonogo.policies import known_checks
from gonogo.readiness import (
    Policy,
    Record,
    Requirement,
    Verdict,
    exclusion_percent,
    judge,
    shipped_policy,
    shipped_policy_names,
)
from gonogo.readiness.tightening import weakenings
from tests.unit.readiness.example import record

NAMES = (
    "deploy:alphanet",
    "deploy:betanet",
    "deploy:testnet",
    "promote:alphanet",
    "promote:betanet",
    "promote:testnet",
    "publish:alphanet",
    "publish:betanet",
    "publish:testnet",
    "rehearsal",
)
REHEARSAL = shipped_policy("rehearsal")
ALPHANET = shipped_policy("promote:alphanet")
BETANET = shipped_policy("promote:betanet")
TESTNET = shipped_policy("promote:testnet")
POLICIES = [shipped_policy(name) for name in NAMES]
LIVE = [policy for policy in POLICIES if not policy.name.startswith("deploy:")]
STEPS = [policy for policy in POLICIES if policy is not REHEARSAL]
CHECKS = known_checks()
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


def name_of(policy: Policy) -> str:
    return policy.name


def test_the_shipped_policies() -> None:
    """Their names are those of the transitions."""
    assert shipped_policy_names() == NAMES
    assert [policy.name for policy in POLICIES] == [*NAMES]


@pytest.mark.parametrize("policy", [each for each in LIVE if each is not REHEARSAL], ids=name_of)
@pytest.mark.parametrize("row", CHECKLIST)
def test_every_row_of_the_checklist_is_in_the_policy(row: str, policy: Policy) -> None:
    """A row that is left out is a row that nobody misses."""
    assert any(f"release checklist, {row}" == each.source for each in policy.requirements)


def test_everything_else_that_the_process_asks_is_in_the_policy() -> None:
    """Prerequisites and the phases of testing hold until somebody records them."""
    by_hand = {row.id for row in ALPHANET.requirements if row.check is None}

    assert by_hand >= PROCESS


def test_every_check_is_in_a_policy() -> None:
    """A check that no policy names is one whose failure nobody waits for."""
    named = {row.check for policy in POLICIES for row in policy.requirements}

    assert named - {None} == set(known_checks())


def test_a_rehearsal_is_nothing_but_checks() -> None:
    """Nobody records anything by hand about a bench."""
    assert all(row.check for row in REHEARSAL.requirements)


@pytest.mark.parametrize(("policy", "row"), OBSERVED)
def test_every_parameter_is_stated(policy: Policy, row: Requirement) -> None:
    """A limit that is left to the check's default is one that a reader does not see."""
    known = CHECKS[row.check or ""]

    # Which tests a gate consists of differs by release; whoever wants to pins it.
    assert {name for name, _ in row.parameters} == set(known.parameters) - {"definition"}
    assert not any(known.fault(name, text) for name, text in row.parameters)
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


@pytest.mark.parametrize("policy", LIVE, ids=name_of)
def test_a_proposer_is_judged_over_two_of_its_intervals(policy: Policy) -> None:
    """Less than that shows nothing."""
    (row,) = (each for each in policy.requirements if each.check == "proposer_advances")

    assert row.window_seconds >= 2 * float(dict(row.parameters)["interval_seconds"])


@pytest.mark.parametrize("policy", LIVE, ids=name_of)
def test_invariants(policy: Policy) -> None:
    """No fork and a safe head that advances are one strike, and approvals are never waived."""
    invariants = {row.check or row.id for row in policy.requirements if row.is_invariant}

    approvals = {row.id for row in policy.requirements if row.id.startswith("approval-")}
    assert invariants == {"nodes_agree", "safe_head_advances"} | approvals


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


@pytest.mark.parametrize("policy", POLICIES, ids=name_of)
def test_of_an_empty_record_every_shipped_policy_holds(policy: Policy) -> None:
    """Each row says why, what to do and where it comes from."""
    nothing: Record = record()

    decision = judge(policy, nothing)

    assert decision.verdict is Verdict.HOLD
    elsewhere = {row.id for row in policy.requirements if row.component}
    applying = [each for each in decision.answers if each.requirement not in elsewhere]
    assert {answer.verdict for answer in applying} == {Verdict.HOLD}
    assert all(answer.why and answer.remedy and answer.source for answer in applying)


@pytest.mark.parametrize(
    ("stricter", "policy"),
    [
        pytest.param(shipped_policy(f"{move}:{later}"), shipped_policy(f"{move}:{stage}"), id=later)
        for move in ("deploy", "publish", "promote")
        for stage, later in (("alphanet", "betanet"), ("betanet", "testnet"))
    ],
)
def test_each_stage_asks_for_all_that_the_former_asks(stricter: Policy, policy: Policy) -> None:
    """In nothing for less, and in something for more."""
    names = {"name", "title", "level"}

    assert not list(weakenings(stricter, policy, CHECKS, apart_from=names))
    assert list(weakenings(policy, stricter, CHECKS, apart_from=names))


@pytest.mark.parametrize(
    ("name", "passes", "percent"),
    [("promote:alphanet", 5, 45), ("promote:betanet", 20, 14), ("promote:testnet", 29, 10)],
)
def test_straight_passes_are_as_many_as_the_rate_takes(
    name: str, passes: int, percent: int
) -> None:
    """So the number of passes and the rate that they exclude are one promise."""
    rows = [row for row in shipped_policy(name).requirements if row.check]
    rates = {row.repeatable_failure_percent for row in rows} - {None}
    (rate,) = rates

    assert {row.passes for row in rows} == {passes}
    assert rate is not None
    assert round(rate) == percent
    assert exclusion_percent(passes) <= rate < exclusion_percent(passes - 1)


@pytest.mark.parametrize(
    ("name", "validity_days", "soak_days", "gap_hours"),
    [
        ("rehearsal", 1, 0, 0),
        ("deploy:alphanet", 14, 0, 0),
        ("deploy:betanet", 3, 0, 0),
        ("deploy:testnet", 3, 0, 0),
        ("publish:alphanet", 14, 0, 0),
        ("publish:betanet", 3, 0, 0),
        ("publish:testnet", 3, 1, 6),
        ("promote:alphanet", 14, 3, 24),
        ("promote:betanet", 3, 7, 12),
        ("promote:testnet", 3, 14, 6),
    ],
)
def test_how_long_decisions_hold_and_networks_soak(
    name: str, validity_days: int, soak_days: int, gap_hours: int
) -> None:
    """Two weeks for an alphanet, and three days for what comes after it."""
    policy = shipped_policy(name)

    assert policy.validity_seconds == validity_days * 86400
    assert policy.soak_seconds == soak_days * 86400
    assert policy.soak_longest_gap_seconds == gap_hours * 3600


@pytest.mark.parametrize("policy", STEPS, ids=name_of)
def test_what_each_stage_asks_of_those_who_take_part(policy: Policy) -> None:
    """One person alone may do an alphanet; every step needs a scope and an approval."""
    step, stage = policy.name.split(":")

    required = {"alphanet": None, "betanet": "promote:alphanet", "testnet": "promote:betanet"}
    people = {row.id: row.people for row in policy.requirements if row.id.startswith("approval-")}
    assert policy.accepts_solo == (stage == "alphanet")
    assert policy.needs_scope
    assert policy.requires_passed == required[stage]
    assert people[f"approval-{step}-platforms"] == (1 if stage == "alphanet" else 2)
    assert (f"approval-{step}-release-coordinator" in people) == (stage == "testnet")


def test_levels_cannot_be_mistaken_for_one_another() -> None:
    """Only a promotion's is READINESS and the stage; each policy has one of its own."""
    levels = {policy.name: policy.level for policy in POLICIES}

    assert len({*levels.values()}) == len(POLICIES)
    assert levels["promote:betanet"] == "READINESS_BETANET"
    assert levels["publish:betanet"] == "READINESS_PUBLISH_BETANET"
    assert levels["deploy:betanet"] == "READINESS_DEPLOY_BETANET"


@pytest.mark.parametrize("move", ["deploy", "publish", "promote"])
def test_what_people_sign_says_who_and_how_fresh(move: str) -> None:
    """Otherwise nobody could ever meet it."""
    rows = [
        row
        for policy in POLICIES
        if policy.name.startswith(move)
        for row in policy.requirements
        if row.check is None
    ]

    assert all(row.roles and row.freshness_seconds > 0 and row.people >= 1 for row in rows)


def test_before_a_deployment_nothing_can_be_observed() -> None:
    """The network is not there yet, so people sign what they saw of the candidate."""
    rows = [
        row for each in POLICIES if each.name.startswith("deploy:") for row in each.requirements
    ]

    assert {row.check for row in rows} == {None}


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("deploy:alphanet", {"acceptance-coverage", "local-acceptance", "fma-started"}),
        ("publish:alphanet", {"artifacts-published", "health-dashboard", "support-channel"}),
        ("promote:alphanet", {"fma-started", "load-test", "fault-injection"}),
        (
            "promote:betanet",
            {
                "fma-completed",
                "mitigations-implemented",
                "specs-done",
                "audit-fixed",
                "governance-proposal",
                "no-known-issue",
                "activation-observed",
                "sla-over-days",
            },
        ),
        ("deploy:testnet", {"audit-fixed", "fma-completed"}),
        ("promote:testnet", {"governance-vote", "release-week", "public-usage"}),
    ],
)
def test_the_prerequisites_of_each_stage(name: str, asked: set[str]) -> None:
    """What the process asks at each step, none of it left to memory."""
    assert asked <= {row.id for row in shipped_policy(name).requirements}
