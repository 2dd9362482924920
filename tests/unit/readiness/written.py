"""Policies written out in full, as somebody could write them who extends none."""

import json
from collections.abc import Mapping
from datetime import datetime

from gonogo.readiness import Policy, Requirement
from gonogo.readiness.policy_rows import APPROVAL

_TEXTS = ("id", "title", "why", "remedy", "source")


def written(policy: Policy, **changes: object) -> str:
    """Return a policy file that says all of a policy; a change of None leaves a key out."""
    rows = [row for row in policy.requirements if not row.id.startswith(APPROVAL)]
    whole: dict[str, object] = {
        "name": policy.name,
        "title": policy.title,
        "level": policy.level,
        "interval": duration(policy.interval_seconds),
        "resolves_by_pass": policy.resolves_by_pass,
        "accepts_solo": policy.accepts_solo,
        "needs_scope": policy.needs_scope,
        "freezes": [
            {"from": moment(one.starts_at), "until": moment(one.ends_at), "reason": one.reason}
            for one in policy.freezes
        ],
        "validity": duration(policy.validity_seconds),
        "soak": duration(policy.soak_seconds),
        "soak_longest_gap": duration(policy.soak_longest_gap_seconds),
        "requires_passed": policy.requires_passed,
        "approvals": [
            {
                "role": row.roles[0],
                "people": row.people,
                "freshness": duration(row.freshness_seconds),
            }
            for row in policy.requirements
            if row.id.startswith(APPROVAL)
        ],
        "requirements": [row_of(row) for row in rows],
    }
    return json.dumps(_said({**whole, **changes}), indent=1)


def row_of(requirement: Requirement) -> Mapping[str, object]:
    """Return the row of a requirement."""
    row: dict[str, object] = {key: getattr(requirement, key) for key in _TEXTS}
    row |= {
        "component": requirement.component,
        "freshness": duration(requirement.freshness_seconds),
        "passes_to_resolve": requirement.passes_to_resolve,
        "is_invariant": requirement.is_invariant,
    }
    if requirement.check is None:
        row |= {"roles": list(requirement.roles), "people": requirement.people}
        return _said(row)
    rate = requirement.repeatable_failure_percent
    return _said(
        row
        | {
            "check": requirement.check,
            "parameters": dict(requirement.parameters),
            "window": duration(requirement.window_seconds) or "once",
            "passes": requirement.passes,
            "repeatable": None if rate is None else {"failure_percent": rate},
        }
    )


def duration(seconds: float) -> str | None:
    return f"{seconds:.3f}s" if seconds else None


def moment(time: datetime) -> str:
    return f"{time:%Y-%m-%dT%H:%M:%SZ}"


def _said(keys: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in keys.items() if value is not None}
