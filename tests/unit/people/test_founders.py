"""What one root may begin with: roots as themselves, and machines, with keys that have no end."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gonogo.people import FOUNDER_ROLES, People, Person, Role, are_founders
from tests.unit.record.example import BOB, EVE, SOLO, TRUST, key, people, person

END = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "who",
    [
        People(),
        people(),
        people(person("bob")),
        people(person("ada", *FOUNDER_ROLES), person("bob", Role.PLATFORMS)),
    ],
)
def test_roots_as_themselves_and_machines_are_founders(who: People) -> None:
    """All of them, or some; with the roles of a founder, or fewer."""
    assert are_founders(who, TRUST)


@pytest.mark.parametrize("role", [role for role in Role if role not in FOUNDER_ROLES])
def test_no_founder_has_another_role(role: Role) -> None:
    """Who answers what somebody else must answer is two people."""
    assert not are_founders(people(person("bob", role)), TRUST)


@pytest.mark.parametrize(
    "one",
    [
        person("eve"),
        replace(person("bob"), keys=(key(EVE),)),
        replace(person("bob"), keys=(key(BOB), key(EVE))),
        replace(person("bob"), name="ada"),
        replace(person("bob"), name="Bob"),
        replace(person("bob"), keys=(key(BOB, until=END),)),
        replace(person("bob"), keys=(key(BOB, start=END),)),
    ],
)
def test_nobody_else_is_a_founder(one: Person) -> None:
    """Neither a stranger, nor a root by another key or name, nor one whose key has an end."""
    assert not are_founders(people(one), TRUST)


def test_machines_of_founders_have_no_end() -> None:
    """What they signed would count for nothing after it, because one root said so."""
    assert not are_founders(people(runner_keys=(key(EVE, until=END),)), TRUST)


def test_roots_of_another_trust_are_no_founders() -> None:
    """Only those of the trust that is asked."""
    assert not are_founders(people(person("bob")), SOLO)
