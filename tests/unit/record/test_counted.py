"""What one may ask of the acts that count: who endorsed, who signed, and whether this is all."""

from gonogo.people import Role
from gonogo.record import Fault, FaultCode, Found, count, file_name, gather
from tests.unit.record.example import (
    ADA,
    BOB,
    CARL,
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
)


def test_a_damaged_file_holds_every_verdict() -> None:
    """Nobody knows what it said, so nobody knows all."""
    workshop = Workshop()
    found = workshop.finding()
    files = {**workshop.files(), file_name(found.id): b"{}"}

    counted = count(gather(files.items()), TRUST, judged_at=workshop.now)

    assert not counted.is_complete
    assert [fault.code for fault in counted.faults] == [FaultCode.DAMAGED]


def test_a_stranger_holds_nothing() -> None:
    """A file that never was an act is told, and that is all."""
    workshop = Workshop()
    files = workshop.found()
    stranger = Fault(".DS_Store", "It is no act.", "Remove it.", FaultCode.STRANGER)

    counted = count(Found(files.acts, (stranger,), files.unverified), TRUST, judged_at=workshop.now)

    assert counted.is_complete


def test_an_endorsement_of_oneself_is_none() -> None:
    """Neither one's own key nor one's second key makes two people of one."""
    second = signer("ada-2")
    ada = person("ada", Role.PLATFORMS, keys=(key(ADA), key(second)))
    workshop = Workshop(who=people(ada, person("bob", Role.PLATFORMS)))
    waiver = workshop.waiver()
    own, twin, other = (workshop.endorse(waiver, by) for by in (ADA, second, BOB))

    counted = workshop.counted()

    assert counted.endorsements(waiver.id) == (other,)
    assert counted.endorsers(waiver.id) == {"bob"}
    assert {own, twin} <= set(counted.acts)


def test_an_endorsement_by_somebody_without_the_role_is_none() -> None:
    """Agreement is worth what the one who agrees may do."""
    workshop = Workshop()
    waiver = workshop.waiver()
    endorsement = workshop.endorse(waiver, CARL)

    counted = workshop.counted()

    assert codes(counted, endorsement) == ["role"]
    assert counted.endorsers(waiver.id) == frozenset()


def test_what_does_not_count_is_endorsed_by_nobody() -> None:
    """An endorsement does not make up for a role."""
    workshop = Workshop()
    waiver = workshop.waiver(CARL)
    workshop.endorse(waiver, BOB)

    assert workshop.counted().endorsers(waiver.id) == frozenset()


def test_alone_one_may_endorse_oneself() -> None:
    """In solo mode everything works, and the record says that it is solo."""
    workshop = Workshop(begins_with=SOLO, who=people(person("ada", *Role)))
    waiver = workshop.waiver()
    workshop.endorse(waiver, ADA)

    counted = workshop.counted(SOLO)

    assert counted.is_solo
    assert counted.endorsers(waiver.id) == {"ada"}


def test_a_role_is_one_then_and_now() -> None:
    """What a signer was, and still is, is what others may ask for."""
    workshop = Workshop()
    act = workshop.finding(BOB)
    workshop.agreed_people(people(person("ada", Role.PLATFORMS), person("bob", Role.PLATFORMS)))

    counted = workshop.counted()

    assert Role.PLATFORMS in counted.roles(act)
    assert Role.RELEASE_COORDINATOR not in counted.roles(act)
    assert counted.name(act) == "bob"


def test_an_empty_record_is_not_complete() -> None:
    """Where nobody signed anything, nothing is known."""
    counted = count(Found(), TRUST, judged_at=START)

    assert counted.acts == ()
    assert gaps(counted) == ["trust"]
    assert not counted.is_complete
