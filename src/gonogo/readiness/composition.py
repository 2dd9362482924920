"""A policy together with where each of its requirements and numbers came from.

Who is held up by a requirement wants to know whose it is: the shipped policy's, the
devnet's own checklist, or a feature team's file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gonogo.readiness.policy import Policy, Requirement
from gonogo.readiness.strictness import POLICY_RULES, REQUIREMENT_RULES

Tightened = Mapping[str, str]
"""Which file set a number that stands, by the key of the number."""


@dataclass(frozen=True)
class Origin:
    """Where a requirement came from."""

    added_by: str
    tightened: Tightened


@dataclass(frozen=True)
class Composed:
    """A policy, and where it came from; what is signed is the policy's digest alone."""

    policy: Policy
    origins: Mapping[str, Origin]
    """By the requirement's id."""
    tightened: Tightened
    """The numbers of the policy as a whole that an extension set."""
    sources: tuple[str, ...]
    """Every file that it is made of, what was extended first."""


def original(policy: Policy, name: str) -> Composed:
    """Return a policy that extends none, all of it from one file."""
    origins = {each.id: Origin(name, {}) for each in policy.requirements}
    return Composed(policy, origins, {}, (name,))


def extended(parent: Composed, policy: Policy, by: Sequence[tuple[str, Policy]]) -> Composed:
    """Return a policy that several files made of another; each comes with what it alone came to."""
    before = {each.id: each for each in parent.policy.requirements}
    origins = {}
    for each in policy.requirements:
        own = [(name, row) for name, one in by for row in one.requirements if row.id == each.id]
        origins[each.id] = _origin(before.get(each.id), parent.origins.get(each.id), each, own)
    tightened = {
        rule.key: _setters(getattr(parent.policy, field), getattr(policy, field), values)
        for field, rule in POLICY_RULES.items()
        if (values := [(name, getattr(one, field)) for name, one in by])
        and getattr(parent.policy, field) != getattr(policy, field)
    }
    sources = (*parent.sources, *(name for name, _ in by))
    return Composed(policy, origins, {**parent.tightened, **tightened}, sources)


def _origin(
    before: Requirement | None,
    origin: Origin | None,
    after: Requirement,
    own: Sequence[tuple[str, Requirement]],
) -> Origin:
    if before is None or origin is None:
        return Origin(", ".join(name for name, _ in own), {})
    tightened = dict(origin.tightened)
    for key, old, new, values in _changes(before, after, own):
        if old != new:
            tightened[key] = _setters(old, new, values)
    return Origin(origin.added_by, tightened)


def _changes(
    before: Requirement, after: Requirement, own: Sequence[tuple[str, Requirement]]
) -> Iterator[tuple[str, object, object, list[tuple[str, object]]]]:
    """Yield key, value before, value after and each file's own value."""
    for field, rule in REQUIREMENT_RULES.items():
        values = [(name, getattr(row, field)) for name, row in own]
        yield rule.key, getattr(before, field), getattr(after, field), values
    old, new = dict(before.parameters), dict(after.parameters)
    for key in sorted(new):
        each = [(name, dict(row.parameters).get(key)) for name, row in own]
        yield key, old.get(key), new[key], list(each)


def _setters(old: object, new: object, values: Sequence[tuple[str, object]]) -> str:
    """Return who set a value: those that wrote it, else all that changed what was."""
    exact = [name for name, value in values if value == new]
    return ", ".join(exact or [name for name, value in values if value != old])
