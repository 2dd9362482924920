"""Trust in force: from one's own file forward, and from nobody else's."""

from dataclasses import replace

import pytest

from gonogo.people import Role
from gonogo.record import Act
from tests.unit.record.example import (
    ADA,
    BOB,
    EVE,
    EVERYBODY,
    MINUTE,
    OTHER_WORKSPACE,
    SOLO,
    TRUST,
    Workshop,
    codes,
    gaps,
    people,
    person,
    signer,
    trust,
)

CARL_JOINS = trust("ada", "bob", "carl")
CARL_ALONE = trust("bob", "carl")
CARL = signer("carl")


def changed() -> tuple[Workshop, Act, Act]:
    """Return a record in which carl takes ada's place as a root."""
    workshop = Workshop()
    change = workshop.trust(CARL_ALONE, ADA)
    endorsement = workshop.endorse(change, BOB)
    return workshop, change, endorsement


def test_a_trust_that_enough_roots_signed_follows() -> None:
    """Signed by one root and endorsed by another, it is in force."""
    workshop, change, endorsement = changed()
    renewed = workshop.agreed_people(EVERYBODY, CARL)

    counted = workshop.counted()

    assert counted.trust == CARL_ALONE
    assert {change, endorsement, renewed} <= set(counted.acts)
    assert counted.is_complete


def test_one_signature_of_two_changes_nothing() -> None:
    """A root alone cannot make itself the only one."""
    workshop = Workshop()
    coup = workshop.trust(CARL_JOINS, ADA)

    counted = workshop.counted()

    assert counted.trust == TRUST
    assert codes(counted, coup) == ["threshold"]
    assert counted.is_complete


@pytest.mark.parametrize("by", [ADA, CARL, EVE])
def test_only_another_root_makes_two(by: object) -> None:
    """Neither the same root again, nor a root of the new trust, nor a stranger counts."""
    workshop = Workshop()
    coup = workshop.trust(CARL_JOINS, ADA)
    workshop.endorse(coup, by)  # type: ignore[arg-type]

    counted = workshop.counted()

    assert counted.trust == TRUST
    assert codes(counted, coup) == ["threshold"]


def test_a_trust_by_no_root_is_refused_however_many_endorse_it() -> None:
    """Who is no root cannot even propose."""
    workshop = Workshop()
    coup = workshop.trust(CARL_JOINS, EVE)
    workshop.endorse(coup, ADA)
    workshop.endorse(coup, BOB)

    counted = workshop.counted()

    assert counted.trust == TRUST
    assert codes(counted, coup) == ["unknown_signer"]


def test_platforms_endorse_no_trust() -> None:
    """A role is no root."""
    workshop = Workshop(begins_with=trust("ada", "dora"))
    change = workshop.trust(CARL_JOINS, ADA)
    endorsement = workshop.endorse(change, BOB)

    counted = workshop.counted(trust("ada", "dora"))

    assert codes(counted, endorsement) == ["unknown_signer"]
    assert codes(counted, change) == ["threshold"]


def test_a_trust_of_another_workspace_does_not_follow() -> None:
    """Roots cannot be led elsewhere, not even by themselves."""
    workshop = Workshop()
    elsewhere = workshop.trust(replace(TRUST, workspace=OTHER_WORKSPACE), ADA)
    workshop.endorse(elsewhere, BOB)

    counted = workshop.counted()

    assert counted.trust == TRUST
    assert codes(counted, elsewhere) == ["threshold"]


def test_a_made_up_record_is_not_that_of_ones_own_file() -> None:
    """Whoever makes up a whole record with the same people has another trust."""
    workshop = Workshop(begins_with=trust("eve", threshold=1))
    workshop.waiver()

    counted = workshop.counted()

    assert counted.acts == ()
    assert gaps(counted) == ["trust"]


def test_a_copy_of_ones_own_file_is_no_place_for_invented_roots() -> None:
    """A root of the file must stand behind the act that repeats it."""
    workshop = Workshop(begins_with=trust("eve", threshold=1), who=None)
    workshop.people(people(person("eve", *Role)), EVE)
    workshop.trust(TRUST, EVE)
    waiver = workshop.waiver(EVE)

    counted = workshop.counted()

    assert waiver not in counted.acts
    assert gaps(counted) == ["trust"]


def test_a_trust_that_was_merely_seen_makes_no_history() -> None:
    """A stranger's trust and people among the ancestors silence nobody later."""
    workshop = Workshop()
    workshop.trust(trust("eve", threshold=1), EVE)
    workshop.people(people(person("eve", *Role)), EVE)
    finding = workshop.finding(CARL)
    change = workshop.trust(CARL_JOINS, ADA)
    workshop.endorse(change, BOB)

    counted = workshop.counted()

    assert counted.trust == CARL_JOINS
    assert finding in counted.acts
    assert counted.is_complete


def test_people_that_a_former_root_signed_are_history_only() -> None:
    """A root that is trusted now must say who is who before anything else counts."""
    workshop, _, _ = changed()
    before = workshop.finding(CARL)

    without = workshop.counted()
    workshop.endorse(workshop.people(EVERYBODY, BOB), CARL)
    counted = workshop.counted()

    assert before not in without.acts
    assert gaps(without) == ["people"]
    assert before in counted.acts
    assert counted.is_complete


def test_a_former_root_says_no_more_who_is_who() -> None:
    """Not after it was taken away, and not beside that either."""
    workshop, change, _ = changed()
    workshop.endorse(workshop.people(EVERYBODY, BOB), CARL)
    after = workshop.people(people(person("ada", *Role)), ADA)
    beside = workshop.people(
        people(person("ada", *Role)), ADA, heads=(workshop.sealed[1].act,), at=change.at + MINUTE
    )

    counted = workshop.counted()

    assert codes(counted, after) == ["unknown_signer"]
    assert codes(counted, beside) == ["unknown_signer"]


def test_a_new_trust_file_reads_the_past_too() -> None:
    """Where one who stays stands behind the first trust, nothing before is lost."""
    workshop, change, _ = changed()
    workshop.endorse(workshop.sealed[0].act, BOB)
    workshop.endorse(change, CARL)
    workshop.agreed_people(EVERYBODY, CARL)
    workshop.waiver()

    assert workshop.counted(CARL_ALONE).refusals == ()
    assert workshop.counted(CARL_ALONE).is_complete
    assert workshop.counted(CARL_ALONE).acts == workshop.counted(TRUST).acts


def test_a_past_takes_all_roots_of_the_file() -> None:
    """One root alone would write a trust of its own before a copy, and who was who under it."""
    workshop = Workshop(begins_with=trust("bob", "eve"), who=None)
    coup = workshop.people(people(person("bob", Role.PLATFORMS), person("eve", *Role)), BOB)
    workshop.endorse(coup, EVE)
    copy = workshop.trust(TRUST, BOB)
    waiver = workshop.waiver(EVE)
    alone = workshop.counted()
    workshop.endorse(copy, EVE)
    helped = workshop.counted()
    workshop.endorse(copy, ADA)

    assert (alone.acts, gaps(alone)) == ((), ["trust"])
    assert (helped.acts, gaps(helped)) == ((), ["trust"])
    assert waiver in workshop.counted().acts


@pytest.mark.parametrize("is_copy", [False, True])
def test_of_two_pasts_none_is_taken(is_copy: bool) -> None:  # noqa: FBT001 - A parameter.
    """Whoever may write files puts a trust of their own beside the first, for all to rest on."""
    workshop = Workshop()
    own = workshop.trust(CARL_JOINS if is_copy else trust("bob", "eve"), BOB, heads=())
    both = (workshop.sealed[-2].act, own)
    change = workshop.trust(CARL_JOINS, ADA, heads=both)
    workshop.endorse(change, BOB)

    counted = workshop.counted(CARL_JOINS)

    assert gaps(counted) == ["trust_conflict"]
    assert counted.trust == CARL_JOINS
    assert workshop.counted(TRUST).is_complete


def test_a_trust_beside_the_first_is_no_past_of_what_follows() -> None:
    """Not even once a trust that all agreed to rests on it: who is who under it counts never."""
    workshop = Workshop()
    real = workshop.sealed[-1].act
    own = workshop.trust(trust("bob", "eve"), BOB, heads=())
    coup = workshop.people(people(person("bob"), person("eve", *Role)), BOB, heads=(own,))
    endorsed = workshop.endorse(coup, EVE)
    seen = workshop.finding(heads=(real, endorsed))
    change = workshop.trust(CARL_JOINS, ADA)
    workshop.endorse(change, BOB)

    counted = workshop.counted()

    assert coup not in counted.acts
    assert seen in counted.acts
    assert counted.trust == CARL_JOINS
    assert counted.is_complete


def test_a_former_root_does_not_come_back_by_itself() -> None:
    """What took it away cannot be undone with its own signature."""
    workshop = Workshop(begins_with=CARL_JOINS)
    change = workshop.trust(TRUST, ADA)
    workshop.endorse(change, BOB)
    back = workshop.trust(CARL_JOINS, CARL)
    workshop.endorse(back, ADA)

    assert workshop.counted(CARL_JOINS).trust == TRUST
    assert workshop.counted(TRUST).trust == TRUST
    assert codes(workshop.counted(TRUST), back) == ["unknown_signer"]


def test_two_trusts_at_once_hold_until_somebody_says_which() -> None:
    """Where enough roots agreed to two, neither is taken by accident."""
    workshop = Workshop()
    base = workshop.sealed[-1].act
    one = workshop.trust(CARL_JOINS, ADA, heads=(base,))
    other = workshop.trust(CARL_ALONE, BOB, heads=(base,))
    workshop.endorse(one, BOB)
    workshop.endorse(other, ADA)

    counted = workshop.counted()

    assert counted.trust == TRUST
    assert gaps(counted) == ["trust_conflict"]
    assert codes(counted, one) == codes(counted, other) == ["trust_conflict"]
    assert workshop.counted(CARL_JOINS).trust == CARL_JOINS
    assert workshop.counted(CARL_JOINS).is_complete


def test_trust_goes_from_step_to_step() -> None:
    """Two changes after each other are followed both, whichever file one begins with."""
    workshop, change, _ = changed()
    workshop.endorse(workshop.sealed[0].act, BOB)
    workshop.endorse(change, CARL)
    second = workshop.trust(CARL_JOINS, CARL)
    workshop.endorse(second, BOB)
    workshop.agreed_people(EVERYBODY, ADA)

    for given in (TRUST, CARL_ALONE, CARL_JOINS):
        counted = workshop.counted(given)
        assert counted.trust == CARL_JOINS
        assert counted.is_complete


def test_alone_one_signature_is_enough() -> None:
    """One root with a threshold of one may take in others."""
    workshop = Workshop(begins_with=SOLO)
    workshop.trust(TRUST, ADA)

    assert workshop.counted(SOLO).trust == TRUST
    assert not workshop.counted(SOLO).is_solo
