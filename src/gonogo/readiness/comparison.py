"""In what two policies differ, number by number, and what the second one's buy.

Requirements that differ in the same way are told together: nobody reads the same
line fourteen times.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from gonogo.readiness.buys import what_a_limit_buys, what_it_buys
from gonogo.readiness.policy import Policy, Requirement
from gonogo.readiness.strictness import POLICY_RULES, REQUIREMENT_RULES

NOTHING = "-"


@dataclass(frozen=True)
class Difference:
    """One number that is another in the second policy."""

    key: str
    """As policy files call it; `requirement` where the whole of it is in one of them only."""
    one: str
    """As the first policy has it, in words."""
    other: str
    buys: str
    """What the second policy's value buys; empty where there is nothing to say."""
    requirements: tuple[str, ...] = ()
    """Whose number it is, by id; none: the policy's as a whole."""


def differences(one: Policy, other: Policy) -> tuple[Difference, ...]:
    """Return in what the second policy differs: as a whole first, then by requirement."""
    grouped: dict[tuple[str, str, str, str], list[str]] = {}
    first = {each.id: each for each in one.requirements}
    second = {each.id: each for each in other.requirements}
    for name in [name for name in second if name in first]:
        for key, before, after, buys in _changes(first[name], second[name]):
            grouped.setdefault((key, before, after, buys), []).append(name)
    return (
        *_whole(one, other),
        *(Difference(*told, requirements=tuple(names)) for told, names in grouped.items()),
        *(_only(NOTHING, each.title, each, each.why) for each in _beyond(second, first)),
        *(_only(each.title, NOTHING, each, "") for each in _beyond(first, second)),
    )


def _whole(one: Policy, other: Policy) -> Iterator[Difference]:
    for name, rule in POLICY_RULES.items():
        before, after = getattr(one, name), getattr(other, name)
        if before != after and name not in ("name", "title"):
            buys = what_it_buys(rule.key, after)
            yield Difference(rule.key, said(rule.key, before), said(rule.key, after), buys)


def _changes(one: Requirement, other: Requirement) -> Iterator[tuple[str, str, str, str]]:
    for name, rule in REQUIREMENT_RULES.items():
        before, after = getattr(one, name), getattr(other, name)
        if before != after:
            buys = what_it_buys(rule.key, after)
            yield rule.key, said(rule.key, before), said(rule.key, after), buys
    limits, tighter = dict(one.parameters), dict(other.parameters)
    for key in sorted({*limits, *tighter}):
        if limits.get(key) != tighter.get(key):
            after = tighter.get(key, NOTHING)
            buys = what_a_limit_buys(key, after) if key in tighter else ""
            yield key, limits.get(key, NOTHING), after, buys


def _beyond(some: dict[str, Requirement], others: dict[str, Requirement]) -> Iterator[Requirement]:
    return (each for name, each in some.items() if name not in others)


def _only(one: str, other: str, requirement: Requirement, buys: str) -> Difference:
    return Difference("requirement", one, other, buys, (requirement.id,))


_RULES = {rule.key: rule for rule in (*POLICY_RULES.values(), *REQUIREMENT_RULES.values())}

# What these are when they ask for nothing is no number.
_NONE = {
    "validity": "none",
    "soak": "none",
    "soak_longest_gap": "any",
    "freezes": "none",
    "requires_passed": "none",
    "roles": "none",
}


def said(key: str, value: object) -> str:
    """Return a value of a policy or a requirement in words, by the key that files have for it."""
    if not value and key in _NONE:
        return _NONE[key]
    if isinstance(value, str):
        return value
    return NOTHING if value is None and key == "component" else _RULES[key].shown(value)
