"""What was permitted when it was signed, and whose signer was taken away since."""

import pytest

from gonogo.people import People, Role
from tests.unit.record.example import (
    BOB,
    CARL,
    DAY,
    EVE,
    MINUTE,
    Workshop,
    codes,
    gaps,
    key,
    people,
    person,
)

TAKEN_AWAY: list[tuple[str, People]] = [
    ("a key", people(person("ada", Role.PLATFORMS), person("bob", keys=(key(EVE),)))),
    ("a person", people(person("ada", Role.PLATFORMS))),
    ("a role", people(person("ada", Role.PLATFORMS), person("bob", Role.FEATURE))),
]


@pytest.mark.parametrize(("what", "left"), TAKEN_AWAY)
def test_what_was_taken_away_holds(what: str, left: People) -> None:
    """Nobody loses a failure by taking away whoever signed it; with the key back it counts."""
    workshop = Workshop()
    lost = workshop.waiver(BOB)
    workshop.agreed_people(left)

    counted = workshop.counted()
    ended = key(BOB, until=workshop.now + 5 * MINUTE)
    back = people(person("ada", Role.PLATFORMS), person("bob", Role.PLATFORMS, keys=(ended,)))
    workshop.agreed_people(back)

    assert lost not in counted.acts, what
    assert [(gap.code.value, gap.act) for gap in counted.gaps] == [("taken_away", lost.id)]
    assert lost in workshop.counted(after=DAY).acts
    assert workshop.counted(after=DAY).is_complete


def test_a_runner_that_was_taken_away_loses_no_failure() -> None:
    """Whatever a machine measured, its key is not taken out to be rid of it."""
    workshop = Workshop()
    workshop.run_started()
    workshop.agreed_people(people(person("ada", Role.PLATFORMS), runner_keys=(key(EVE),)))

    assert gaps(workshop.counted()) == ["taken_away"]


def test_who_never_might_is_not_missed() -> None:
    """What counted for nothing when it was signed holds nothing later."""
    workshop = Workshop()
    workshop.waiver(CARL)
    workshop.waiver(EVE)
    workshop.agreed_people(people(person("ada", Role.PLATFORMS)))
    workshop.waiver(BOB)

    assert workshop.counted().is_complete


def test_a_key_that_was_stolen_is_said_to_end_and_holds_nothing() -> None:
    """What is dated at or after the `until` is the thief's, as enough roots say."""
    workshop = Workshop()
    stolen = workshop.now + MINUTE
    forged = workshop.waiver(BOB)
    ended = person("bob", Role.PLATFORMS, keys=(key(BOB, until=stolen),))
    workshop.agreed_people(people(person("ada", Role.PLATFORMS), ended))

    counted = workshop.counted()

    assert codes(counted, forged) == ["key_validity"]
    assert counted.is_complete


def test_who_is_taken_away_by_what_is_agreed_to_later_is_missed() -> None:
    """A change that waited when somebody signed does not silence them once it is in force."""
    workshop = Workshop()
    waiting = workshop.people(people(person("ada", Role.PLATFORMS)))
    lost = workshop.waiver(BOB)
    workshop.endorse(waiting, BOB)

    counted = workshop.counted()

    assert codes(counted, lost) == ["unknown_signer"]
    assert gaps(counted) == ["taken_away"]


def test_a_second_beginning_silences_nobody() -> None:
    """One root who begins again, without whom it would be rid of, makes every verdict hold."""
    workshop = Workshop()
    lost = workshop.waiver(BOB)
    workshop.people(people(person("ada", Role.PLATFORMS)), heads=(workshop.sealed[0].act,))

    counted = workshop.counted()

    assert lost not in counted.acts
    assert gaps(counted) == ["taken_away"]
