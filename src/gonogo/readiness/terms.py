"""The terms of a policy and of its requirements: each number in words, and what it buys."""

from collections.abc import Iterator
from dataclasses import dataclass

from gonogo.readiness.buys import what_a_limit_buys, what_it_buys
from gonogo.readiness.comparison import said
from gonogo.readiness.policy import Policy, Requirement
from gonogo.readiness.strictness import POLICY_RULES, REQUIREMENT_RULES

_NAMING = {"name", "title", "level"}
_TEXTS = {"id", "title", "why", "remedy", "source"}
_OF_CHECKS = {"window", "passes", "repeatable"}
_OF_PEOPLE = {"roles", "people"}


@dataclass(frozen=True)
class Term:
    """One number that must be kept."""

    key: str
    """As policy files call it."""
    said: str
    buys: str
    """What it buys; empty where there is nothing to say."""


def policy_terms(policy: Policy) -> tuple[Term, ...]:
    """Return the terms of a policy as a whole."""
    return tuple(
        _term(rule.key, getattr(policy, name))
        for name, rule in POLICY_RULES.items()
        if name not in _NAMING
    )


def requirement_terms(requirement: Requirement) -> tuple[Term, ...]:
    """Return the terms of a requirement; those that mean nothing for it are left out."""
    return tuple(_terms_of(requirement))


def _terms_of(requirement: Requirement) -> Iterator[Term]:
    elsewhere = _OF_CHECKS if requirement.check is None else _OF_PEOPLE
    for name, rule in REQUIREMENT_RULES.items():
        value = getattr(requirement, name)
        # What is none and what is not so asks for nothing; zero is a number.
        is_asked = value is not None and value is not False
        if is_asked and rule.key not in _TEXTS | elsewhere:
            yield _term(rule.key, value)
    for name, value in requirement.parameters:
        yield Term(name, value, what_a_limit_buys(name, value))


def _term(key: str, value: object) -> Term:
    return Term(key, said(key, value), what_it_buys(key, value))
