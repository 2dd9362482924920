"""Which of two values of a policy is the stricter one: one rule for every field.

A policy may be made stricter by files that extend it, and never weaker. What that
means is said here once: for each field of a policy and of a requirement, whether a
value asks for less than another, and which value asks for as much as two together.
Putting two together never depends on their order, so neither does what several
extensions come to.

A field without a rule is an error when this module is imported: nobody may weaken
what nobody thought of.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from gonogo.readiness.duration import in_words
from gonogo.readiness.policy import Freeze, Policy, Requirement

_STAGES = ("localnet", "alphanet", "betanet", "testnet")
_PROMOTE = "promote:"


class NoCommonValueError(Exception):
    """Two values exclude each other, so nothing asks for as much as both; says why."""

    def __init__(self, why: str, requirement: str | None = None) -> None:
        super().__init__(why)
        self.requirement = requirement


@dataclass(frozen=True)
class Rule:
    """How two values of one field compare."""

    key: str
    """As policy files call it."""
    is_weaker: Callable[[Any, Any], bool]
    """Whether the first asks for less than the second, or for something else."""
    together: Callable[[Any, Any], Any]
    """What asks for as much as both; raises NoCommonValueError where nothing does."""
    limit: str
    """What may be written, given the value that stands: `must be at least {}`."""
    shown: Callable[[Any], str] = str
    """A value in words."""

    def told(self, standing: object) -> str:
        """Return what may be written where this value stands."""
        return self.limit.format(self.shown(standing))


def _ranked(
    key: str, rank: Callable[[Any], float], limit: str, shown: Callable[[Any], str] = str
) -> Rule:
    """Return the rule of a field whose values are in one order; the higher rank is stricter."""
    return Rule(
        key,
        lambda new, old: rank(new) < rank(old),
        lambda one, other: max(one, other, key=rank),
        limit,
        shown,
    )


def _at_least(key: str, shown: Callable[[Any], str] = str) -> Rule:
    return _ranked(key, lambda value: value, "must be at least {}", shown)


def _at_most(key: str, shown: Callable[[Any], str] = str) -> Rule:
    return _ranked(key, lambda value: -value, "must be at most {}", shown)


def _once_true(key: str) -> Rule:
    return _ranked(key, int, "must stay {}", _truth)


def _once_false(key: str) -> Rule:
    return _ranked(key, lambda value: -int(value), "must stay {}", _truth)


def _fixed(key: str) -> Rule:
    def same(one: object, other: object) -> object:
        if one != other:
            raise NoCommonValueError(f"{key} is {one!r} and {other!r}")
        return one

    return Rule(key, lambda new, old: new != old, same, "must stay {}", repr)


def _truth(value: object) -> str:
    return "true" if value else "false"


def _window_in_words(seconds: float) -> str:
    return in_words(seconds) if seconds else "once"


def _percent(value: float | None) -> str:
    return "without a rate" if value is None else f"{value:g} %"


def _gap_rank(seconds: float) -> float:
    """Rank how long nobody may have looked; zero is for any time, so it asks for least."""
    return -seconds if seconds else -math.inf


def _rate_rank(percent: float | None) -> float:
    return -math.inf if percent is None else -percent


def _fewer_roles(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    both = tuple(sorted({*one} & {*other}))
    if not both and (one or other):
        raise NoCommonValueError("nobody could sign it: no role is in both")
    return both


def _every_component(one: str | None, other: str | None) -> str | None:
    if one is None or other is None:
        return None
    if one != other:
        raise NoCommonValueError(f"it is about {one!r} and about {other!r}")
    return one


def _covers(freezes: tuple[Freeze, ...], asked: Freeze) -> bool:
    return any(one.starts_at <= asked.starts_at and asked.ends_at <= one.ends_at for one in freezes)


def all_freezes(one: tuple[Freeze, ...], other: tuple[Freeze, ...]) -> tuple[Freeze, ...]:
    """Return the freezes of both, each once, in the order of their time."""
    return tuple(
        sorted({*one, *other}, key=lambda each: (each.starts_at, each.ends_at, each.reason))
    )


def _shown_freezes(freezes: tuple[Freeze, ...]) -> str:
    return ", ".join(f"{one.starts_at:%Y-%m-%d} to {one.ends_at:%Y-%m-%d}" for one in freezes)


def _stage_rank(transition: str | None) -> int | None:
    """Rank a transition that must have been passed; None: it is no step of the process.

    Who passed a later stage's promotion passed the earlier ones, since each asks for
    the one before it.
    """
    if transition is None:
        return -1
    stage = transition.removeprefix(_PROMOTE)
    is_step = transition.startswith(_PROMOTE) and stage in _STAGES
    return _STAGES.index(stage) if is_step else None


def _passes_less(new: str | None, old: str | None) -> bool:
    if new == old or old is None:
        return False
    new_rank, old_rank = _stage_rank(new), _stage_rank(old)
    return new_rank is None or old_rank is None or new_rank < old_rank


def _later_stage(one: str | None, other: str | None) -> str | None:
    if not _passes_less(one, other):
        return one
    if not _passes_less(other, one):
        return other
    raise NoCommonValueError(f"features must have passed {one} and {other}, which are unrelated")


# Parameters and requirements are made of parts that have rules of their own; see `tightening`.
_BY_PARTS = frozenset({"parameters", "requirements"})

REQUIREMENT_RULES: Mapping[str, Rule] = {
    "id": _fixed("id"),
    "title": _fixed("title"),
    "why": _fixed("why"),
    "remedy": _fixed("remedy"),
    "source": _fixed("source"),
    "check": _fixed("check"),
    "component": Rule(
        "component",
        lambda new, old: new not in (None, old),
        _every_component,
        "must stay {}, or be left out to apply everywhere",
        repr,
    ),
    "window_seconds": _at_least("window", _window_in_words),
    "freshness_seconds": _at_most("freshness", in_words),
    "passes_to_resolve": _at_least("passes_to_resolve"),
    "passes": _at_least("passes"),
    "is_invariant": _once_true("is_invariant"),
    "repeatable_failure_percent": _ranked("repeatable", _rate_rank, "must be at most {}", _percent),
    "roles": Rule(
        "roles",
        lambda new, old: not ({*new} <= {*old} and (new or not old)),
        _fewer_roles,
        "must be among {}",
        ", ".join,
    ),
    "people": _at_least("people"),
}

POLICY_RULES: Mapping[str, Rule] = {
    "name": _fixed("name"),
    "title": _fixed("title"),
    "level": _fixed("level"),
    "interval_seconds": _at_most("interval", in_words),
    "resolves_by_pass": _once_false("resolves_by_pass"),
    "validity_seconds": _at_most("validity", in_words),
    "soak_seconds": _at_least("soak", in_words),
    "soak_longest_gap_seconds": _ranked(
        "soak_longest_gap", _gap_rank, "must be at most {}", in_words
    ),
    "freezes": Rule(
        "freezes",
        lambda new, old: not all(_covers(new, each) for each in old),
        all_freezes,
        "must hold {} too",
        _shown_freezes,
    ),
    "accepts_solo": _once_false("accepts_solo"),
    "needs_scope": _once_true("needs_scope"),
    "requires_passed": Rule(
        "requires_passed", _passes_less, _later_stage, "must stay {} or a later stage's"
    ),
}


def require_rules() -> None:
    """Refuse to compare values of which a field has no rule.

    Raises:
        LookupError: a field was added to a policy or a requirement, and nobody said what
            makes it stricter.
    """
    for kind, rules in ((Requirement, REQUIREMENT_RULES), (Policy, POLICY_RULES)):
        names = {field.name for field in fields(kind)} - _BY_PARTS
        if names != set(rules):
            odd = ", ".join(sorted(names ^ set(rules)))
            raise LookupError(f"{kind.__name__}: no rule says which value is stricter: {odd}")


require_rules()
