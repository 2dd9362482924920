"""A policy file in which everything is well, and what is told against a spoiled one."""

import pytest

from gonogo.documents import DocumentError
from gonogo.readiness import (
    KnownCheck,
    parse_policy,
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


HEAD = WHOLE[: WHOLE.index("defaults:")]
