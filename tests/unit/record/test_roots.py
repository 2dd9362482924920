"""What roots say together: one begins, and whatever comes after takes as many as the threshold."""

import pytest

from gonogo.people import Role
from gonogo.record import Act, Signer
from tests.unit.record.example import (
    ADA,
    BOB,
    CARL,
    EVE,
    EVERYBODY,
    MINUTE,
    SOLO,
    TRUST,
    Workshop,
    codes,
    gaps,
    key,
    people,
    person,
    signer,
    trust,
)

BOB_TOO = signer("bob's second key")
WITH_EVE = people(
    person("ada", Role.PLATFORMS),
    person(
        "bob",
        Role.PLATFORMS,
        keys=tuple(sorted((key(BOB), key(BOB_TOO)), key=lambda each: each.public)),
    ),
    person("eve", Role.PLATFORMS),
)


def invented(workshop: Workshop, heads: tuple[Act, ...] | None = None) -> Act:
    """Let Bob alone make a second person of platforms."""
    return workshop.people(WITH_EVE, BOB, heads=heads)


def test_one_root_alone_invents_nobody() -> None:
    """What only one root signed changes nothing, and holds nothing either."""
    workshop = Workshop()
    proposed = invented(workshop)
    by_nobody, by_somebody = workshop.waiver(EVE), workshop.finding(CARL)

    counted = workshop.counted()

    assert codes(counted, proposed) == ["threshold"]
    assert codes(counted, by_nobody) == ["unknown_signer"]
    assert by_somebody in counted.acts
    assert counted.people == (EVERYBODY,)
    assert counted.is_complete


def test_who_signs_for_others_waits_with_them() -> None:
    """Once enough roots agreed it counts from the beginning, as a change of trust does."""
    workshop = Workshop()
    proposed = invented(workshop)
    before = workshop.waiver(EVE)
    workshop.endorse(proposed, ADA)

    counted = workshop.counted()

    assert {proposed, before} <= set(counted.acts)
    assert counted.people == (WITH_EVE,)


@pytest.mark.parametrize("by", [BOB, BOB_TOO, CARL, EVE])
def test_nobody_but_another_root_is_a_second_one(by: Signer) -> None:
    """Not the signer, not a second key of theirs, not who has a role, not whom it invents."""
    workshop = Workshop()
    proposed = invented(workshop)
    workshop.endorse(proposed, by)

    assert codes(workshop.counted(), proposed) == ["threshold"]


def test_who_becomes_a_root_later_agrees_under_the_trust_of_then() -> None:
    """An endorsement weighs by who is trusted now, whenever it was signed."""
    workshop = Workshop()
    proposed = invented(workshop)
    workshop.endorse(proposed, CARL)
    before = workshop.counted()
    workshop.endorse(workshop.trust(trust("ada", "bob", "carl"), ADA), BOB)

    assert codes(before, proposed) == ["threshold"]
    assert proposed in workshop.counted().acts


def test_an_endorsement_that_breaks_a_rule_agrees_to_nothing() -> None:
    """One that is yet to come, or dated before what it rests on, is none."""
    workshop = Workshop()
    proposed = invented(workshop)
    workshop.now += 30 * MINUTE
    workshop.endorse(proposed, ADA)

    assert codes(workshop.counted(after=-30 * MINUTE), proposed) == ["threshold"]
    assert proposed in workshop.counted().acts


def test_a_second_beginning_permits_nothing() -> None:
    """One root begins again, beside the first: everything must be permitted under both."""
    workshop = Workshop()
    again = invented(workshop, heads=(workshop.sealed[0].act,))
    theirs = workshop.waiver(EVE)

    counted = workshop.counted()

    assert again in counted.acts
    assert codes(counted, theirs) == ["unknown_signer"]


def test_a_beginning_that_was_refused_is_still_one() -> None:
    """Nobody begins anew by having what was first dated into the future."""
    workshop = Workshop(who=None)
    hour = 60 * MINUTE
    workshop.people(EVERYBODY, at=workshop.now + hour)
    # Each is dated as long before what it rests on as clocks may differ.
    for step in range(1, 13):
        workshop.finding(BOB, at=workshop.now + hour - step * 5 * MINUTE)
    again = invented(workshop)

    counted = workshop.counted()

    assert codes(counted, again) == ["threshold"]
    assert gaps(counted) == ["people"]


def test_one_root_does_not_rewrite_what_was_agreed() -> None:
    """A trust of one's own that a copy of the first rests on makes no history."""
    workshop = Workshop()
    own = trust("bob", "bob's second key")
    workshop.trust(own, BOB)
    coup = invented(workshop)
    workshop.endorse(coup, BOB_TOO)
    workshop.trust(TRUST, BOB)
    theirs = workshop.waiver(EVE)

    counted = workshop.counted()

    assert codes(counted, coup) == ["threshold"]
    assert codes(counted, theirs) == ["unknown_signer"]
    assert counted.people == (EVERYBODY,)


def test_two_that_were_agreed_apart_hold_both() -> None:
    """After a merge an act must be permitted under each, and a third settles it."""
    workshop = Workshop()
    base = workshop.sealed[-1].act
    one = workshop.agreed_people(WITH_EVE, ADA, heads=(base,))
    other = workshop.agreed_people(EVERYBODY, BOB, heads=(base,))
    tips = (workshop.sealed[-1].act, workshop.sealed[-3].act)
    theirs = workshop.finding(EVE, heads=tips)
    between = workshop.counted()
    workshop.agreed_people(WITH_EVE, ADA)

    assert {one, other} <= set(between.acts)
    assert codes(between, theirs) == ["unknown_signer"]
    assert workshop.counted().people == (WITH_EVE,)


def test_alone_one_signature_is_enough() -> None:
    """In solo mode the threshold is one, so nothing waits."""
    workshop = Workshop(begins_with=SOLO)
    changed = workshop.people(WITH_EVE, ADA)

    assert changed in workshop.counted(SOLO).acts
