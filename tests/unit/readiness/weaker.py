"""For every field of a policy and a requirement, a way to ask for less.

The tables are compared with the fields that there are, so that a new field without a
way fails the tests rather than pass unseen.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gonogo.readiness import Policy, Requirement
from gonogo.readiness.policy import Freeze

CHRISTMAS = Freeze(
    datetime(2026, 12, 20, tzinfo=UTC), datetime(2027, 1, 3, tzinfo=UTC), "nobody is there"
)


@dataclass(frozen=True)
class Way:
    """How to ask for less in one field."""

    key: str
    """As files call it."""
    less: Callable[[Any], Any]
    suits: Callable[[Requirement], bool] = lambda _: True
    """Whether a requirement has anything to lose there."""


REQUIREMENT_WEAKER: Mapping[str, Way] = {
    "id": Way("", lambda value: f"{value}-2"),
    "title": Way("title", lambda _: "Something else"),
    "why": Way("why", lambda _: "Nobody knows."),
    "remedy": Way("remedy", lambda _: "Do nothing."),
    "source": Way("source", lambda _: "hearsay"),
    "check": Way("check", lambda _: "balances", lambda row: row.check == "proposer_advances"),
    "component": Way("component", lambda _: "proposer", lambda row: row.id == "proposer-advances"),
    "parameters": Way(
        "parameters",
        lambda pairs: tuple((name, str(float(value) * 1.01)) for name, value in pairs),
        lambda row: row.id == "safe-head-advances",
    ),
    "window_seconds": Way("window", lambda value: value - 1, lambda row: row.window_seconds > 0),
    "freshness_seconds": Way("freshness", lambda value: value + 1),
    "passes_to_resolve": Way(
        "passes_to_resolve", lambda value: value - 1, lambda row: row.passes_to_resolve > 1
    ),
    "passes": Way("passes", lambda value: value - 1, lambda row: row.passes > 1),
    "is_invariant": Way("is_invariant", lambda _: False, lambda row: row.is_invariant),
    "repeatable_failure_percent": Way(
        "repeatable",
        lambda value: value + 0.5,
        lambda row: row.repeatable_failure_percent is not None,
    ),
    "roles": Way(
        "roles",
        lambda value: ("feature", *value),
        lambda row: row.check is None and "feature" not in row.roles and row.id == "audit-fixed",
    ),
    "people": Way("people", lambda value: value - 1, lambda row: row.people > 1),
}

POLICY_WEAKER: Mapping[str, Way] = {
    "name": Way("name", lambda _: "another"),
    "title": Way("title", lambda _: "Another"),
    "level": Way("level", lambda _: "READINESS_TESTNET"),
    "requirements": Way("requirements", lambda rows: rows[:-1]),
    "interval_seconds": Way("interval", lambda value: value + 0.5),
    "resolves_by_pass": Way("resolves_by_pass", lambda _: True),
    "validity_seconds": Way("validity", lambda value: value + 1),
    "soak_seconds": Way("soak", lambda value: value - 1),
    "soak_longest_gap_seconds": Way("soak_longest_gap", lambda value: value + 1),
    "freezes": Way(
        "freezes", lambda _: (replace(CHRISTMAS, ends_at=CHRISTMAS.ends_at - timedelta(days=1)),)
    ),
    "accepts_solo": Way("accepts_solo", lambda _: True),
    "needs_scope": Way("needs_scope", lambda _: False),
    "requires_passed": Way("requires_passed", lambda _: "promote:localnet"),
}

_NAMES = {"name", "title", "level"}


def require_all_fields() -> None:
    """Fail where a field has no way to ask for less."""
    assert {field.name for field in fields(Requirement)} == set(REQUIREMENT_WEAKER)
    assert {field.name for field in fields(Policy)} == set(POLICY_WEAKER)


def weaker_requirements(policy: Policy) -> Iterator[tuple[str, str, Way, Requirement]]:
    """Yield id, field, way and the requirement that asks for less, for one row of each field."""
    for name, way in REQUIREMENT_WEAKER.items():
        row = next(each for each in policy.requirements if way.suits(each))
        yield row.id, name, way, replace(row, **{name: way.less(getattr(row, name))})


def weaker_policies(policy: Policy) -> list[Any]:
    """Return, as parameters of a test, what a message must say and a policy that asks for less."""
    require_all_fields()
    cases = []
    for name, way in POLICY_WEAKER.items():
        less = replace(policy, **{name: way.less(getattr(policy, name))})
        if name not in _NAMES and name not in {"freezes", "requirements"}:
            cases.append(pytest.param(f"{way.key} must", less, id=f"policy-{name}"))
    for row_id, name, way, row in weaker_requirements(policy):
        # The limits of a former check would not be understood by the latter.
        fitting = replace(row, parameters=(("least_wei", "1"),)) if name == "check" else row
        rows = tuple(fitting if each.id == row_id else each for each in policy.requirements)
        less = replace(policy, requirements=rows)
        what = f"requirement {row_id}: {'is missing' if name == 'id' else way.key}"
        cases.append(pytest.param(what, less, id=f"requirement-{name}"))
    return cases
