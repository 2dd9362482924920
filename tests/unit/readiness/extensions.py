"""Extensions of shipped policies, and what is made of them or told against them."""

import pytest

from gonogo.documents import DocumentError
from gonogo.policies import known_checks
from gonogo.readiness import (
    Policy,
    Requirement,
    effective_policy,
    shipped_policy,
)
from gonogo.readiness.composition import Composed

CHECKS = known_checks()
BETANET = shipped_policy("promote:betanet")
ALPHANET = shipped_policy("promote:alphanet")
HOUR = 3600.0
DAY = 24 * HOUR

OURS = """\
extends: promote:alphanet
by_hand: {roles: [feature], freshness: 7d}
requirements:
  - id: interop-messages
    title: Messages between the chains arrive
    why: It is what interop is for.
    remedy: Send one each way.
    source: interop team
"""
TIGHTER = """\
extends: promote:alphanet
interval: 1s
validity: 7d
soak: 4d
soak_longest_gap: 12h
accepts_solo: false
freezes: [{from: 2026-12-20, until: 2027-01-03, reason: nobody is there}]
tighten:
  observed:
    window: 45m
    freshness: 12h
    passes_to_resolve: 4
    passes: 6
    repeatable: {failure_percent: 40}
  by_hand: {freshness: 10d, people: 2, passes_to_resolve: 2}
approvals: [{role: platforms, people: 2}]
requirements:
  - id: safe-head-advances
    parameters: {longest_stall_seconds: 60}
    window: 1h
    passes: 10
  - id: balances
    is_invariant: true
  - id: exploratory-testing
    roles: [feature]
    people: 3
"""


def effective(files: dict[str, str], name: str = "promote:alphanet", on: str = "eris") -> Composed:
    return effective_policy(name, on, files, networks=("eris", "hestia"), checks=CHECKS)


def refusal(files: dict[str, str], name: str = "promote:alphanet") -> str:
    with pytest.raises(DocumentError) as refused:
        effective(files, name)
    return str(refused.value)


def row(policy: Policy, name: str) -> Requirement:
    return next(each for each in policy.requirements if each.id == name)
