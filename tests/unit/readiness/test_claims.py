"""What a policy file may call itself."""

import pytest

from gonogo.documents import DocumentError
from gonogo.readiness import (
    Policy,
    parse_policy,
    shipped_policy,
    shipped_policy_names,
    shipped_policy_text,
)

ALPHANET = shipped_policy_text("promote:alphanet")
ONE_MORE = """
  - id: our-own
    title: Something of ours
    why: It matters to us.
    remedy: Ask us.
    source: our checklist
"""
LAX = """\
name: lax
title: Very little
level: OWN_LEVEL
interval: 2s
defaults: {window: 4s, freshness: 1h}
requirements:
  - {id: funds, title: Funded, why: w, remedy: r, source: s, check: balances}
"""


def spoiled(old: str, new: str) -> str:
    assert old in ALPHANET
    return ALPHANET.replace(old, new, 1)


def refusal(text: str) -> DocumentError:
    with pytest.raises(DocumentError) as refused:
        parse_policy(text, "mine.yaml")
    return refused.value


@pytest.mark.parametrize("name", shipped_policy_names())
def test_a_copy_of_a_shipped_policy_is_that_policy(name: str) -> None:
    """Whoever writes one out and reads it again has the same."""
    assert parse_policy(shipped_policy_text(name), "copy.yaml") == shipped_policy(name)


def test_a_shipped_policy_can_be_extended() -> None:
    """A devnet's own checklist adds requirements, and the level stays true."""
    policy: Policy = parse_policy(ALPHANET + ONE_MORE, "mine.yaml")

    assert policy.level == "READINESS_ALPHANET"
    assert policy.requirements[-1].id == "our-own"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("resolves_by_pass: false", "resolves_by_pass: true", "passes alone resolve no failure"),
        ("interval: 2s", "interval: 3s", "it reads every 2 s"),
        ("id: nodes-answer", "id: nodes-reply", "requirement nodes-answer is missing"),
        ("window: 30m", "window: 29m", "observes for 30 minutes"),
        ("freshness: 24h", "freshness: 25h", "lets a pass be at most 1 day old"),
        ("passes_to_resolve: 3", "passes_to_resolve: 2", "takes 3 later passes"),
        ("check: nodes_agree", "check: balances", "nodes-agree is answered by nodes_agree"),
        ("    is_invariant: true\n", "", "safe-head-advances is an invariant"),
        ("longest_stall_seconds: 120", "longest_stall_seconds: 121", "121 where 120 is asked"),
        (
            "    is_invariant: true",
            "    is_invariant: true\n    component: x",
            "applies everywhere",
        ),
    ],
)
def test_a_shipped_policy_is_never_weakened(old: str, new: str, what: str) -> None:
    """Neither under its name nor at its level, and the message says in what it asks for less."""
    refused = refusal(spoiled(old, new))

    assert [problem.path for problem in refused.problems] == ["name", "level"]
    assert what in str(refused)
    assert refused.hint is not None
    assert "such as OWN_CHECKLIST" in refused.hint


@pytest.mark.parametrize(
    ("level", "message"),
    [
        ("READINESS_ALPHANET", "mine.yaml:3:1 level: is that of promote:alphanet, which asks for"),
        ("READINESS_BETANET", "mine.yaml:3:1 level: READINESS_… is for shipped policies"),
        ("READINESS_", "READINESS_… is for shipped policies (READINESS_ALPHANET, READINESS_R"),
    ],
)
def test_a_level_is_not_taken_by_writing_it_down(level: str, message: str) -> None:
    """A go at a level that others trust must have been asked what they believe it was."""
    refused = refusal(LAX.replace("OWN_LEVEL", level))

    assert message in str(refused)


@pytest.mark.parametrize("name", shipped_policy_names())
def test_a_shipped_name_is_not_taken_either(name: str) -> None:
    """A report that names `promote:alphanet` was judged by what ships under that name."""
    assert "shipped policy, which asks for more" in str(
        refusal(LAX.replace("name: lax", f"name: {name}"))
    )


@pytest.mark.parametrize("level", ["OWN_LEVEL", "READINESS_REHEARSAL", "READY"])
def test_other_levels_are_free(level: str) -> None:
    """What nobody else accepts may be said of anything."""
    assert parse_policy(LAX.replace("OWN_LEVEL", level), "mine.yaml").level == level
