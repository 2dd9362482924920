"""A policy as the value that its digest is of, read to the last key."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from . import shape as s
from .asking import Question
from .bodies import ROLES
from .canonical import NotCanonicalError, number, parse
from .parameters import Parameters, normalised

_LONGEST_SECONDS = 1e10
"""Three hundred years: more would be an error to reckon with."""


class PolicyError(ValueError):
    """These bytes are no policy."""


@dataclass(frozen=True)
class Freeze:
    """A time in which nothing may go on."""

    starts_at: datetime
    ends_at: datetime
    reason: str


@dataclass(frozen=True)
class Requirement:
    """One thing that must hold."""

    id: str
    check: str | None
    component: str | None
    parameters: Parameters
    window_seconds: float
    freshness_seconds: float
    passes_to_resolve: int
    passes: int
    is_invariant: bool
    failure_rate: Fraction | None
    """How often it may fail, for what is repeatable; exactly as the policy writes it."""
    roles: frozenset[str]
    people: int

    @property
    def asked(self) -> str:
        """What it asks of each chain: its check, or its own name where people answer."""
        return self.check if self.check is not None else f"manual:{self.id}"

    def question(self, chain: str) -> Question:
        """Return what it asks of a chain."""
        return Question(self.asked, chain, self.check is None)


@dataclass(frozen=True)
class Policy:
    """What must hold before one transition."""

    name: str
    level: str
    requirements: tuple[Requirement, ...]
    resolves_by_pass: bool
    validity_seconds: float
    soak_seconds: float
    soak_longest_gap_seconds: float
    freezes: tuple[Freeze, ...]
    accepts_solo: bool
    needs_scope: bool
    requires_passed: str | None

    @functools.cached_property
    def by_id(self) -> Mapping[str, Requirement]:
        """The requirements by their ids, which are unique."""
        return {each.id: each for each in self.requirements}


def _up_to(most: float) -> s.Shape:
    return lambda value: (
        isinstance(value, int | float) and (s.real(value) or s.whole(value)) and 0 <= value <= most
    )


_amount = _up_to(_LONGEST_SECONDS)


_REQUIREMENT = s.keys(
    {
        "id": s.text,
        "title": s.text,
        "why": s.text,
        "remedy": s.text,
        "source": s.text,
        "check": s.maybe(s.text),
        "component": s.maybe(s.text),
        "parameters": s.listed(s.pair(s.text, s.text)),
        "window_seconds": _amount,
        "freshness_seconds": _amount,
        "passes_to_resolve": s.whole,
        "passes": s.whole,
        "is_invariant": s.boolean,
        "repeatable_failure_percent": s.maybe(_up_to(100)),
        "roles": s.listed(s.one_of(*ROLES)),
        "people": s.whole,
    }
)
_POLICY = s.keys(
    {
        "name": s.text,
        "title": s.text,
        "level": s.text,
        "requirements": s.listed(_REQUIREMENT),
        "interval_seconds": _amount,
        "resolves_by_pass": s.boolean,
        "validity_seconds": _amount,
        "soak_seconds": _amount,
        "soak_longest_gap_seconds": _amount,
        "freezes": s.listed(s.keys({"starts_at": s.time, "ends_at": s.time, "reason": s.text})),
        "accepts_solo": s.boolean,
        "needs_scope": s.boolean,
        "requires_passed": s.maybe(s.text),
    }
)


def read_policy(content: bytes) -> Policy:
    """Return the policy of these bytes.

    Raises:
        PolicyError: they are no policy, or one that nothing could fail.
    """
    try:
        value = parse(content)
    except NotCanonicalError as error:
        raise PolicyError(f"it is no canonical JSON: {error}") from error
    if not isinstance(value, dict) or not _POLICY(value):
        raise PolicyError("it does not hold exactly the keys of a policy")
    requirements = tuple(map(_requirement, value["requirements"]))
    if not requirements:
        raise PolicyError("it requires nothing")
    if len({each.id for each in requirements}) != len(requirements):
        raise PolicyError("two requirements have the same id")
    return Policy(
        name=value["name"],
        level=value["level"],
        requirements=requirements,
        resolves_by_pass=value["resolves_by_pass"],
        validity_seconds=value["validity_seconds"],
        soak_seconds=value["soak_seconds"],
        soak_longest_gap_seconds=value["soak_longest_gap_seconds"],
        freezes=tuple(
            Freeze(s.read_time(row["starts_at"]), s.read_time(row["ends_at"]), row["reason"])
            for row in value["freezes"]
        ),
        accepts_solo=value["accepts_solo"],
        needs_scope=value["needs_scope"],
        requires_passed=value["requires_passed"],
    )


def _requirement(row: Mapping[str, Any]) -> Requirement:
    percent = row["repeatable_failure_percent"]
    return Requirement(
        id=row["id"],
        check=row["check"],
        component=row["component"],
        parameters=normalised(row["parameters"]),
        window_seconds=row["window_seconds"],
        freshness_seconds=row["freshness_seconds"],
        passes_to_resolve=row["passes_to_resolve"],
        passes=row["passes"],
        is_invariant=row["is_invariant"],
        failure_rate=None if percent is None else Fraction(number(percent)) / 100,
        roles=frozenset(row["roles"]),
        people=row["people"],
    )
