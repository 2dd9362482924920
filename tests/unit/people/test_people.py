"""Whose key it is, what it may sign as, and when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gonogo.people import Key, People, Person, PublicKeyError, Role, Runner, Standing, Team
from tests.unit.people.keys import key

BEGINS, ENDS = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
KEYS = tuple(Key.of(key(number)) for number in range(4))
ADA = Person("ada", "platforms", frozenset({Role.PLATFORMS, Role.FEATURE}), KEYS[:2])
EVERYBODY = People(
    teams=(Team("platforms", "Platforms"),),
    people=(ADA, Person("bob", "platforms", frozenset(), KEYS[2:3])),
    runners=(Runner("lab-1", KEYS[3:]),),
)


@pytest.mark.parametrize(
    ("begins", "ends", "moment", "is_valid"),
    [
        (BEGINS, ENDS, BEGINS - MOMENT, False),
        (BEGINS, ENDS, BEGINS, True),
        (BEGINS, ENDS, ENDS - MOMENT, True),
        (BEGINS, ENDS, ENDS, False),
        (None, ENDS, BEGINS - timedelta(days=9999), True),
        (None, ENDS, ENDS, False),
        (BEGINS, None, ENDS + timedelta(days=9999), True),
        (None, None, BEGINS, True),
    ],
)
def test_a_key_is_valid_from_its_first_moment_until_before_its_last(
    begins: datetime | None, ends: datetime | None, moment: datetime, *, is_valid: bool
) -> None:
    """Where nothing is said it always was, or will be until it is taken out."""
    found = Key.of(key(1), valid_from=begins, valid_until=ends)

    assert found.is_valid_at(moment) is is_valid


def test_a_comment_is_no_part_of_a_key() -> None:
    """Whoever writes another name behind it has the same key."""
    assert Key.of(f"{key(1)} eve@home") == Key.of(key(1))


def test_what_is_no_key_makes_none() -> None:
    """A value that holds one was read."""
    with pytest.raises(PublicKeyError):
        Key.of("ssh-ed25519 AAAA")


def test_every_key_of_somebody_stands_for_all_that_they_are() -> None:
    """And a person without a role is still a person."""
    for own in ADA.keys:
        assert EVERYBODY.holder(own.fingerprint) == ADA
        assert EVERYBODY.standing(own.fingerprint) == {
            Standing.PERSON,
            Role.PLATFORMS,
            Role.FEATURE,
        }
    assert EVERYBODY.standing(KEYS[2].fingerprint) == {Standing.PERSON}


def test_a_runner_is_no_person() -> None:
    """It has no role, so it signs nothing but what it measured."""
    assert EVERYBODY.standing(KEYS[3].fingerprint) == {Standing.RUNNER}


@pytest.mark.parametrize(
    "fingerprint",
    ["", "ada", KEYS[0].public, KEYS[0].fingerprint.lower(), Key.of(key(9)).fingerprint],
)
def test_a_key_that_nobody_has_stands_for_nothing(fingerprint: str) -> None:
    """Neither a name nor another spelling of a fingerprint does."""
    assert EVERYBODY.holder(fingerprint) is None
    assert EVERYBODY.key(fingerprint) is None
    assert EVERYBODY.standing(fingerprint) == frozenset()


def test_a_key_is_found_with_its_validity() -> None:
    """That of the one that signed, and not of another of the same person."""
    ending = replace(KEYS[1], valid_until=ENDS)
    people = replace(EVERYBODY, people=(replace(ADA, keys=(KEYS[0], ending)),))

    assert people.key(KEYS[1].fingerprint) == ending
    assert people.key(KEYS[0].fingerprint) == KEYS[0]


def test_a_person_is_found_by_the_name_as_it_is_written() -> None:
    """A runner is none, and another case is another text."""
    assert EVERYBODY.person("ada") == ADA
    assert EVERYBODY.person("Ada") is EVERYBODY.person("lab-1") is None
