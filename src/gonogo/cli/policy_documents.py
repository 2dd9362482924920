"""Policies as JSON: what the words tell, for programs."""

from collections.abc import Mapping

from gonogo.policies import CheckedFile, Pin
from gonogo.readiness import (
    Composed,
    Difference,
    Requirement,
    Term,
    policy_terms,
    requirement_terms,
)


def checked_document(checked: CheckedFile) -> dict[str, object]:
    """Return what a file of policies does."""
    return {
        "file": checked.name,
        "extends": checked.extends,
        "is_extension": checked.is_extension,
        "networks": None if checked.networks is None else list(checked.networks),
        "policy": checked.composed.policy.name,
        "digest": checked.composed.policy.digest,
        "added": list(checked.added),
        "tightened": list(checked.tightened),
    }


def pinned_document(name: str, pins: Mapping[str, Pin]) -> dict[str, object]:
    """Return whether a policy is the one that was agreed on."""
    pin = pins.get(name)
    return {
        "pin": None if pin is None else pin.state.value,
        "pinned_digest": None if pin is None else pin.pinned,
    }


def summary(composed: Composed) -> dict[str, object]:
    """Return what a policy is, in short."""
    policy = composed.policy
    return {
        "name": policy.name,
        "title": policy.title,
        "level": policy.level,
        "digest": policy.digest,
        "requirements": len(policy.requirements),
        "validity_seconds": policy.validity_seconds,
        "sources": list(composed.sources),
    }


def policy_document(composed: Composed) -> dict[str, object]:
    """Return a policy as it holds, with every number and whose it is."""
    policy = composed.policy
    return {
        **summary(composed),
        "terms": [_term(each, composed.tightened) for each in policy_terms(policy)],
        "requirements": [_requirement(each, composed) for each in policy.requirements],
        "freezes": [
            {
                "from": each.starts_at.isoformat(),
                "until": each.ends_at.isoformat(),
                "reason": each.reason,
            }
            for each in policy.freezes
        ],
    }


def _requirement(requirement: Requirement, composed: Composed) -> dict[str, object]:
    origin = composed.origins[requirement.id]
    return {
        "id": requirement.id,
        "title": requirement.title,
        "why": requirement.why,
        "remedy": requirement.remedy,
        "source": requirement.source,
        "from": origin.added_by,
        "terms": [_term(each, origin.tightened) for each in requirement_terms(requirement)],
    }


def _term(term: Term, tightened: Mapping[str, str]) -> dict[str, object]:
    return {
        "key": term.key,
        "value": term.said,
        "buys": term.buys,
        "set_by": tightened.get(term.key),
    }


def difference_document(difference: Difference) -> dict[str, object]:
    """Return one difference between two policies."""
    return {
        "key": difference.key,
        "one": difference.one,
        "other": difference.other,
        "buys": difference.buys,
        "requirements": list(difference.requirements),
    }
