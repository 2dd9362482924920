"""What roots say together: one begins, and whatever comes after takes as many as the threshold."""

import pytest

from gonogo.people import FOUNDER_ROLES, People, Role
from gonogo.record import Act, Signer
from tests.unit.record.example import (
    ADA,
    BOB,
    CARL,
    DAY,
    EVE,
    EVERYBODY,
    LAB,
    MINUTE,
    SOLO,
    START,
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
BOTH_OF_BOB = tuple(sorted((key(BOB), key(BOB_TOO)), key=lambda each: each.public))
WITH_EVE = people(
    person("ada", Role.PLATFORMS),
    person("bob", Role.PLATFORMS, keys=BOTH_OF_BOB),
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
    """One root begins again, beside the first, with somebody who is no root."""
    workshop = Workshop()
    again = invented(workshop, heads=(workshop.sealed[0].act,))
    theirs = workshop.waiver(EVE)

    counted = workshop.counted()

    assert codes(counted, again) == ["threshold"]
    assert codes(counted, theirs) == ["unknown_signer"]
    assert counted.people == (EVERYBODY,)


ROOTS_ALONE = people(person("ada", *FOUNDER_ROLES), person("bob", Role.PLATFORMS))
LIMITED = key(BOB, until=START + DAY)
LATER = key(LAB, start=START - DAY)


@pytest.mark.parametrize("who", [ROOTS_ALONE, people(person("bob")), people()])
def test_one_root_begins_with_roots_and_machines(who: People) -> None:
    """That is what a new workspace begins with, and with it only that one can sign as oneself."""
    workshop = Workshop(who=None)
    first = workshop.people(who, BOB)
    run = workshop.run_started()

    counted = workshop.counted()

    assert {first, run} <= set(counted.acts)
    assert counted.is_complete


@pytest.mark.parametrize(
    "who",
    [
        pytest.param(people(person("bob"), person("eve", Role.PLATFORMS)), id="an invented person"),
        pytest.param(people(person("bob"), person("eve")), id="an invented person without a role"),
        pytest.param(people(person("ada", keys=(key(EVE),))), id="a root's name, another key"),
        pytest.param(people(person("eve", keys=(key(BOB),))), id="a root's key, another name"),
        pytest.param(people(person("Bob", keys=(key(BOB),))), id="a root's name in other letters"),
        pytest.param(people(person("ada", keys=(key(BOB),))), id="a root's name, another root's"),
        pytest.param(people(person("bob", keys=BOTH_OF_BOB)), id="a second key"),
        pytest.param(people(person("bob", Role.BREAK_GLASS)), id="a role more"),
        pytest.param(people(person("bob", Role.PLATFORMS, Role.FEATURE)), id="a role beside"),
        pytest.param(people(person("bob", keys=(LIMITED,))), id="a key that ends"),
        pytest.param(people(person("bob"), runner_keys=(LATER,)), id="a machine that begins"),
    ],
)
def test_whatever_else_is_begun_with_takes_all(who: People) -> None:
    """One root that begins a record of its own is one person in it, with the keys of one."""
    workshop = Workshop(who=None)
    first = workshop.people(who, BOB)
    run = workshop.run_started()
    alone = workshop.counted()
    workshop.endorse(first, BOB_TOO)
    again = workshop.counted()
    workshop.endorse(first, ADA)

    assert codes(alone, first) == codes(again, first) == ["threshold"]
    assert codes(alone, run) == ["unknown_signer"]
    assert gaps(alone) == ["people"]
    assert {first, run} <= set(workshop.counted().acts)


def test_roots_of_a_trust_are_no_founders_under_another() -> None:
    """Who was made a root by one's own act, to which nobody agreed, is nobody."""
    workshop = Workshop(who=None)
    workshop.trust(trust("bob", "eve"), BOB)
    first = workshop.people(people(person("bob"), person("eve")), BOB)

    assert codes(workshop.counted(), first) == ["threshold"]


def test_alone_one_begins_with_anybody() -> None:
    """In solo mode the threshold is one, and every decision says so."""
    workshop = Workshop(begins_with=SOLO, who=None)
    first = workshop.people(WITH_EVE, ADA)

    assert first in workshop.counted(SOLO).acts


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
