"""Reading policies that people write, right and wrong."""

import pytest

from gonogo.documents import DocumentError
from gonogo.readiness import (
    KnownCheck,
    UnknownPolicyError,
    parse_policy,
    shipped_policy,
    shipped_policy_names,
)

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

    safe, deposit, security = policy.requirements
    assert (policy.name, policy.level) == ("own:alphanet", "OWN_ALPHANET")
    assert (policy.interval_seconds, policy.resolves_by_pass) == (2.0, True)
    assert (safe.window_seconds, safe.freshness_seconds, safe.passes_to_resolve) == (1800, 86400, 3)
    assert safe.parameters == (("exact", "true"), ("longest_stall_seconds", "120"))
    assert safe.is_invariant
    assert (deposit.window_seconds, deposit.freshness_seconds) == (0.0, 3600.0)
    assert (deposit.passes_to_resolve, deposit.component) == (1, "batcher")
    assert (security.check, security.window_seconds, security.freshness_seconds) == (None, 0, 0)


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
        ("name: own:alphanet\n", "", "1:1", "required"),
        ("title: Promotion", "title: Promotion\ntitle: Again", "3:1", "second time"),
        ("name: own:alphanet", "name: my own", "1:7", "such as own:checks"),
        ("longest_stall_seconds: 120.0", "longest_stall_seconds: 1800", "17:18", "of 30 minutes"),
        ("window: 30m", "window: once", "16:5", "needs a window and not `once`"),
        ("is_invariant: true", "window: once", "18:5", "needs a window and not `once`"),
        ("title: A deposit arrives", "title:", "20:11", "is empty, where text is expected"),
        ("title: A deposit arrives", "title: 5", "20:12", "put it in quotes"),
        ("level: OWN_ALPHANET", "level: go", "3:8", "such as OWN_CHECKLIST"),
    ],
)
def test_mistakes_are_told_with_their_place(old: str, new: str, place: str, message: str) -> None:
    """File, line and column, what is wrong, and the nearest name where there is one."""
    told = refusal(spoiled(old, new))

    assert f"mine.yaml:{place}" in told
    assert message in told


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
