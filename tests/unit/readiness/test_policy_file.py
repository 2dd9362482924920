"""Reading policies that people write, right and wrong."""

from datetime import UTC, datetime

import pytest

from gonogo.documents import DocumentError
from gonogo.readiness import (
    KnownCheck,
    UnknownPolicyError,
    parse_policy,
    shipped_policy,
    shipped_policy_names,
)

DAY = 86400.0

WHOLE = """\
name: own:alphanet
title: Promotion
level: OWN_ALPHANET
interval: 2s
resolves_by_pass: true
defaults:
  window: 30m
  freshness: 24h
  passes_to_resolve: 3
requirements:
  - id: safe-head
    title: The safe head advances
    why: It matters.
    remedy: Look at the batcher.
    source: checklist
    check: safe_head_advances
    parameters: {longest_stall_seconds: 120.0, exact: true}
    is_invariant: true
  - id: deposit
    title: A deposit arrives
    why: It matters.
    remedy: Look at the portal.
    source: checklist
    check: deposit_arrives
    component: batcher
    window: once
    freshness: 1h
    passes_to_resolve: 1
  - id: security
    title: What was checked is stated
    why: It matters.
    remedy: State it.
    source: process
    roles: [security, platforms]
    people: 2
    freshness: 30d
approvals:
  - {role: platforms, people: 2, freshness: 3d}
"""


def fault(name: str, text: str) -> str | None:
    return f"{text!r} is not a number" if name.endswith("_seconds") and "-" in text else None


CHECKS = {
    "safe_head_advances": KnownCheck(("longest_stall_seconds", "exact"), fault=fault),
    "deposit_arrives": KnownCheck(("most_seconds",), "batcher", fault),
}


def spoiled(old: str, new: str) -> str:
    assert old in WHOLE
    return WHOLE.replace(old, new, 1)


def refusal(text: str) -> str:
    with pytest.raises(DocumentError) as refused:
        parse_policy(text, "mine.yaml", checks=CHECKS)
    return str(refused.value)


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


HEAD = WHOLE[: WHOLE.index("defaults:")]
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


def test_passes_and_rates_are_read() -> None:
    """A rate is for rows that are marked; it comes from the defaults unless they say their own."""
    text = WHOLE.replace(
        "  passes_to_resolve: 3\n",
        "  passes_to_resolve: 3\n  passes: 5\n  repeatable: {failure_percent: 45.1}\n",
    )
    text = text.replace(
        "    window: once\n", "    window: once\n    repeatable: true\n    passes: 20\n"
    )

    safe, deposit, security, _ = parse_policy(text, "mine.yaml", checks=CHECKS).requirements

    assert (safe.passes, safe.repeatable_failure_percent) == (5, None)
    assert (deposit.passes, deposit.repeatable_failure_percent) == (20, 45.1)
    assert (security.passes, security.repeatable_failure_percent) == (1, None)


def test_by_hand_says_what_rows_by_hand_do_not() -> None:
    """As the defaults do for rows with a check."""
    text = WHOLE.replace(
        "    roles: [security, platforms]\n    people: 2\n    freshness: 30d\n", ""
    )
    text += "by_hand: {roles: [feature], people: 3, freshness: 1d, passes_to_resolve: 2}\n"

    security = parse_policy(text, "mine.yaml", checks=CHECKS).requirements[2]

    assert (security.roles, security.people) == (("feature",), 3)
    assert (security.freshness_seconds, security.passes_to_resolve) == (DAY, 2)


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


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("freshness: 24h", "freshnes: 24h", "8:3", "did you mean 'freshness'?"),
        ("check: safe_head_advances", "chek: safe", "16:5", "did you mean 'check'?"),
        ("interval: 2s", "interval: 2", "4:11", "a number and a unit"),
        ("interval: 2s", "interval: 0s", "4:11", "longer than nothing"),
        ("window: 30m", "window: 0m", "7:11", "longer than nothing"),
        ("window: 30m", "window: -5m", "7:11", "a number and a unit"),
        ("window: 30m", "window: [30m]", "7:11", "a number and a unit"),
        ("interval: 2s", "interval: 31m", "4:1", "longer than every window"),
        ("passes_to_resolve: 3", "passes_to_resolve: 0", "9:22", "greater than or equal to 1"),
        (
            "passes_to_resolve: 3",
            "passes_to_resolve: '3'",
            "9:22",
            "a whole number, without quotes",
        ),
        ("resolves_by_pass: true", "resolves_by_pass: yes", "5:19", "true or false"),
        ("  freshness: 24h\n", "", "15:5", "needs a freshness"),
        ("  window: 30m\n", "", "15:5", "needs a window"),
        ("id: deposit", "id: safe-head", "19:5", "already requirement 0"),
        ("id: deposit", "id: Deposit Arrives", "19:9", "such as safe-head"),
        ("title: A deposit arrives", "title: ''", "20:12", "must not be empty"),
        ("check: safe_head_advances", "check: safe_head_advance", "16:5", "'safe_head_advances'"),
        ("longest_stall_seconds", "longest_stal_seconds", "17:18", "no parameter"),
        ("120.0", "-3", "17:18", "'-3' is not a number"),
        ("is_invariant: true", "component: batcher", "18:5", "is about no component"),
        ("component: batcher", "component: bacher", "25:5", "did you mean 'batcher'?"),
        ("name: own:alphanet", "name: check", "1:1", "runs of `gonogo check`"),
        ("window: 30m", "window: 31d", "7:11", "at most 30d"),
        ("exact: true", "exact: null", "17:55", "a number, a word or a truth value"),
        ("source: process", "source: process\n    window: 5m", "34:5", "nothing without a check"),
        ("source: process", "source: process\n    parameters: {a: 1}", "34:5", "without a check"),
        ("source: process", "source: process\n    passes: 3", "34:5", "nothing without a check"),
        ("source: process", "source: process\n    repeatable: true", "34:5", "without a check"),
        ("    freshness: 30d\n", "", "29:5", "needs a freshness, here or in by_hand"),
        ("    roles: [security, platforms]\n", "", "29:5", "needs the roles that may sign it"),
        ("roles: [security, platforms]", "roles: []", "34:5", "needs the roles that may sign it"),
        ("roles: [security, platforms]", "roles: [platform]", "34:13", "'platforms'"),
        ("roles: [security, platforms]", "roles: [break-glass]", "34:13", "'platforms'"),
        ("people: 2\n", "people: 0\n", "35:13", "greater than or equal to 1"),
        ("is_invariant: true", "roles: [platforms]", "18:5", "no person answers"),
        ("is_invariant: true", "people: 2", "18:5", "no person answers"),
        ("is_invariant: true", "repeatable: true", "18:5", "needs a failure_percent"),
        (
            "is_invariant: true",
            "is_invariant: true\n    repeatable: {failure_percent: 14}",
            "19:5",
            "never put into a rate",
        ),
        ("is_invariant: true", "repeatable: {failure_percent: 0}", "18:35", "above 0 and below"),
        ("is_invariant: true", "repeatable: {failure_percent: 100}", "18:35", "above 0 and below"),
        ("is_invariant: true", "repeatable: {failure_percent: .nan}", "18:35", "number of percent"),
        ("is_invariant: true", "repeatable: {failure_percent: '14'}", "18:35", "number of percent"),
        ("is_invariant: true", "repeatable: maybe", "18:17", "must be a mapping"),
        ("is_invariant: true", "repeatable: {percent: 14}", "18:18", "unknown key"),
        ("role: platforms", "role: platform", "38:12", "did you mean 'platforms'?"),
        (", freshness: 3d", "", "38:6", "needs a freshness"),
        ("id: deposit", "id: approval-platforms", "19:5", "write it under `approvals`"),
        ("approvals:\n", "approvals:\n  - {role: platforms, freshness: 1d}\n", "39:6", "already"),
        ("interval: 2s", "interval: 2s\nvalidity: 400d", "5:11", "at most 366d"),
        ("interval: 2s", "interval: 2s\nsoak_longest_gap: 1d", "5:1", "nothing without `soak`"),
        (
            "interval: 2s",
            "interval: 2s\nsoak: 1d\nsoak_longest_gap: 2d",
            "6:1",
            "longer than the soak",
        ),
        ("interval: 2s", "interval: 2s\naccepts_solo: no", "5:15", "true or false"),
        ("interval: 2s", "interval: 2s\nneeds_scop: true", "5:1", "did you mean 'needs_scope'?"),
        (
            "interval: 2s",
            "interval: 2s\nrequires_passed: promote:alpanet",
            "5:1",
            "did you mean 'promote:alphanet'?",
        ),
        (
            "interval: 2s",
            "interval: 2s\nrequires_passed: rehearsal",
            "5:1",
            "nothing is promoted by 'rehearsal'",
        ),
        (
            "interval: 2s",
            "interval: 2s\nfreezes: [{from: 2027-01-03, until: 2027-01-03, reason: r}]",
            "5:30",
            "must be after `from`",
        ),
        (
            "interval: 2s",
            "interval: 2s\nfreezes: [{from: 2027-02-30, until: 2027-03-03, reason: r}]",
            "5:18",
            "no such day",
        ),
        (
            "interval: 2s",
            "interval: 2s\nfreezes: [{from: 2027-02-20, till: 2027-03-03, reason: r}]",
            "5:30",
            "did you mean 'until'?",
        ),
        ("interval: 2s", "interval: 2s\nbase: checklst", "5:1", "did you mean 'checklist'?"),
        ("interval: 2s", "interval: 2s\nextend: rehearsal", "5:1", "did you mean 'extends'?"),
        (
            "interval: 2s",
            "interval: 2s\ntighten: {observed: {window: 1h}}",
            "5:1",
            "nothing without `extends`",
        ),
        (
            "interval: 2s",
            "interval: 2s\napplies_to: {networks: [eris]}",
            "5:1",
            "nothing without `extends`",
        ),
        ("name: own:alphanet\n", "", "1:1", "required"),
        ("title: Promotion", "title: Promotion\ntitle: Again", "3:1", "second time"),
        ("name: own:alphanet", "name: my own", "1:7", "such as own:checks"),
        ("longest_stall_seconds: 120.0", "longest_stall_seconds: 1800", "17:18", "of 30 minutes"),
        ("window: 30m", "window: once", "16:5", "needs a window and not `once`"),
        ("is_invariant: true", "window: once", "18:5", "needs a window and not `once`"),
        ("title: A deposit arrives", "title:", "20:11", "is empty; give it a value"),
        ("freshness: 1h", "freshness:", "27:15", "is empty; give it a value"),
        ("title: A deposit arrives", "title: 5", "20:12", "put it in quotes"),
        ("level: OWN_ALPHANET", "level: go", "3:8", "such as OWN_CHECKLIST"),
    ],
)
def test_mistakes_are_told_with_their_place(old: str, new: str, place: str, message: str) -> None:
    """File, line and column, what is wrong, and the nearest name where there is one."""
    told = refusal(spoiled(old, new))

    assert f"mine.yaml:{place}" in told
    assert message in told


@pytest.mark.parametrize("key", ["title", "why", "remedy", "source"])
def test_a_requirement_says_what_it_is(key: str) -> None:
    """Whoever is held up by it must be able to understand it."""
    lines = WHOLE.splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if line.startswith(f"    {key}:"))

    told = refusal("".join([*lines[:at], *lines[at + 1 :]]))

    assert f"mine.yaml:11:5 requirements.0.{key}: is required and is missing" in told


def test_what_applies_nowhere_for_sure_is_no_policy() -> None:
    """A network without the components would meet all of it."""
    text = HEAD + (
        "by_hand: {roles: [platforms], freshness: 1d}\nrequirements:\n"
        "  - {id: a, title: A, why: w, remedy: r, source: s, component: challenger}\n"
        "  - {id: b, title: B, why: w, remedy: r, source: s, component: op-dispute-mon}\n"
    )

    assert "mine.yaml:7:1 requirements: all name a component" in refusal(text)


def test_a_row_takes_from_the_base_file_what_it_does_not_say() -> None:
    """Its id is enough; what it says wins, parameters one by one."""
    text = HEAD + (
        "base: checklist\ndefaults: {window: 5m, freshness: 1h}\nrequirements:\n"
        "  - id: nodes-answer\n    title: Ours\n    parameters: {longest_silence_seconds: 5}\n"
    )

    (row,) = parse_policy(text, "mine.yaml").requirements

    assert (row.title, row.check) == ("Ours", "node_answers")
    assert row.why == "A node that is down or follows another chain serves nobody."
    assert row.parameters == (
        ("furthest_future_seconds", "60"),
        ("longest_silence_seconds", "5"),
    )


def test_a_misspelt_row_of_the_base_file_is_no_new_requirement() -> None:
    """The message names the one that was meant."""
    text = HEAD + (
        "base: checklist\ndefaults: {window: 5m, freshness: 1h}\nrequirements:\n"
        "  - id: node-answer\n  - id: nodes-answer\n"
    )

    assert "mine.yaml:9:5 requirements.0.id: no requirement is called so (did you mean" in refusal(
        text
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "just words",
        "requirements: [",
        WHOLE[: WHOLE.index("requirements:")],
        WHOLE[: WHOLE.index("requirements:")] + "requirements: []\n",
        WHOLE[: WHOLE.index("requirements:")] + "requirements: null\n",
        WHOLE[: WHOLE.index("requirements:")] + "requirements: {}\n",
    ],
)
def test_a_policy_without_requirements_is_refused(text: str) -> None:
    """Every network would meet it."""
    assert "mine.yaml" in refusal(text)


def test_all_mistakes_are_told_at_once() -> None:
    """Nobody wants to correct a file one error at a time."""
    told = refusal(spoiled("id: deposit", "id: safe-head").replace("exact: true", "exakt: true"))

    assert "already requirement 0" in told
    assert "did you mean 'exact'?" in told


def test_a_missing_window_is_told_once() -> None:
    """What was not written is not also called too short."""
    told = refusal(spoiled("  window: 30m\n", ""))

    assert "needs a window, here or in defaults" in told
    assert "once" not in told


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
