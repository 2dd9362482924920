"""Reading policies that people write, right and wrong."""

from datetime import UTC, datetime

import pytest

from gonogo.readiness import (
    UnknownPolicyError,
    parse_policy,
    shipped_policy,
    shipped_policy_names,
)
from tests.unit.readiness.policy_files import CHECKS, WHOLE, refusal, spoiled

DAY = 86400.0


def test_a_whole_policy_is_read() -> None:
    """Every key means what it says, and rows fall back on the defaults."""
    policy = parse_policy(WHOLE, "mine.yaml", checks=CHECKS)

    safe, deposit, security, approval = policy.requirements
    assert (policy.name, policy.level) == ("own:alphanet", "OWN_ALPHANET")
    assert (policy.interval_seconds, policy.resolves_by_pass) == (2.0, True)
    assert (safe.window_seconds, safe.freshness_seconds, safe.passes_to_resolve) == (1800, 86400, 3)
    assert safe.parameters == (("exact", "true"), ("longest_stall_seconds", "120"))
    assert safe.is_invariant
    assert (deposit.window_seconds, deposit.freshness_seconds) == (0.0, 3600.0)
    assert (deposit.passes_to_resolve, deposit.component) == (1, "batcher")
    assert (security.check, security.window_seconds, security.freshness_seconds) == (
        None,
        0,
        30 * DAY,
    )
    assert (security.roles, security.people) == (("platforms", "security"), 2)
    assert (approval.id, approval.check, approval.roles) == (
        "approval-own-platforms",
        None,
        ("platforms",),
    )
    assert (approval.people, approval.freshness_seconds) == (2, 3 * DAY)
    assert approval.title == "The Platforms team approves"


DAYS = """\
validity: 14d
soak: 3d
soak_longest_gap: 1d
freezes:
  - {from: 2027-01-10, until: 2027-01-11T12:00:00Z, reason: a release of another network}
  - {from: 2026-12-20, until: 2027-01-03, reason: nobody is there}
accepts_solo: false
needs_scope: true
requires_passed: promote:alphanet
"""


def test_what_holds_for_the_whole_policy_is_read() -> None:
    """Durations become seconds, days their first moment in UTC, freezes come by time."""
    policy = parse_policy(WHOLE + DAYS, "mine.yaml", checks=CHECKS)

    assert (policy.validity_seconds, policy.soak_seconds) == (14 * DAY, 3 * DAY)
    assert policy.soak_longest_gap_seconds == DAY
    assert (policy.accepts_solo, policy.needs_scope) == (False, True)
    assert policy.requires_passed == "promote:alphanet"
    first, second = policy.freezes
    assert first.reason == "nobody is there"
    assert (first.starts_at, first.ends_at) == (
        datetime(2026, 12, 20, tzinfo=UTC),
        datetime(2027, 1, 3, tzinfo=UTC),
    )
    assert second.ends_at == datetime(2027, 1, 11, 12, tzinfo=UTC)


def test_what_is_not_said_holds_least() -> None:
    """Without a validity nothing may be acted on; nothing else is asked that is not written."""
    policy = parse_policy(WHOLE, "mine.yaml", checks=CHECKS)

    assert (policy.validity_seconds, policy.soak_seconds, policy.freezes) == (0.0, 0.0, ())
    assert (policy.accepts_solo, policy.needs_scope, policy.requires_passed) == (True, False, None)
    assert {row.passes for row in policy.requirements} == {1}


def test_anchors_and_merge_keys_are_read_as_what_they_stand_for() -> None:
    """YAML's own way to say a thing once; what it hides is checked all the same."""
    text = WHOLE.replace("  - id: deposit\n", "  - &row\n    id: deposit\n")
    text = text.replace("approvals:", "  - {<<: *row, id: deposit-2, freshness: 2h}\napprovals:")

    rows = {row.id: row for row in parse_policy(text, "mine.yaml", checks=CHECKS).requirements}

    assert rows["deposit-2"].check == "deposit_arrives"
    assert rows["deposit-2"].freshness_seconds == 7200.0
    assert rows["deposit"].freshness_seconds == 3600.0


def test_a_mistake_under_a_merge_key_is_told_where_it_was_written() -> None:
    """That is where to correct it."""
    text = WHOLE.replace("  - id: deposit\n", "  - &row\n    id: deposit\n").replace(
        "check: deposit_arrives", "check: deposit_arives"
    )
    text = text.replace("approvals:", "  - {<<: *row, id: deposit-2}\napprovals:")

    told = refusal(text)

    assert told.count("mine.yaml:25:5") == 2
    assert "did you mean 'deposit_arrives'?" in told


def test_all_mistakes_are_told_at_once() -> None:
    """Nobody wants to correct a file one error at a time."""
    told = refusal(spoiled("id: deposit", "id: safe-head").replace("exact: true", "exakt: true"))

    assert "already requirement 0" in told
    assert "did you mean 'exact'?" in told


def test_checks_are_not_looked_up_without_a_catalogue() -> None:
    """A policy can be read where the checks are not known."""
    policy = parse_policy(spoiled("deposit_arrives", "something_new"), "mine.yaml")

    assert policy.requirements[1].check == "something_new"


def test_an_unknown_policy_names_the_nearest() -> None:
    """The hint lists what there is."""
    with pytest.raises(UnknownPolicyError, match="no policy 'rehersal'") as refused:
        shipped_policy("rehersal")

    assert refused.value.hint is not None
    assert "Did you mean 'rehearsal'?" in refused.value.hint
    assert "promote:alphanet" in refused.value.hint


@pytest.mark.parametrize("name", ["", "../policy_file", "promote-alphanet", "rehearsal.yaml"])
def test_only_names_are_policies(name: str) -> None:
    """A path is no name, and a file's name is not the policy's."""
    assert name not in shipped_policy_names()
    with pytest.raises(UnknownPolicyError):
        shipped_policy(name)
