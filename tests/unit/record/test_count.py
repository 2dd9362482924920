"""Which acts count: each rule, and those who try to get round it."""

from datetime import timedelta

import pytest

from gonogo.people import ActKind, Role
from gonogo.record import (
    BreakGlassBody,
    BreakGlassClosedBody,
    RefusalCode,
    count,
    file_name,
    gather,
)
from tests.unit.record.example import (
    ADA,
    BOB,
    CARL,
    DAY,
    DIGEST,
    EVE,
    EVERYBODY,
    LAB,
    MINUTE,
    OTHER_WORKSPACE,
    START,
    TRUST,
    Workshop,
    codes,
    gaps,
    key,
    people,
    person,
)


def test_what_the_right_people_signed_counts() -> None:
    """A record in which everything is well has nothing to say against anybody."""
    workshop = Workshop()
    found = workshop.finding()
    workshop.rating()
    workshop.endorse(found)
    workshop.run_started()

    counted = workshop.counted()

    assert [act.id for act in counted.acts] == [each.act.id for each in workshop.sealed]
    assert (counted.refusals, counted.gaps, counted.faults) == ((), (), ())
    assert counted.is_complete
    assert not counted.is_solo
    assert counted.people == (EVERYBODY,)


def test_an_act_of_another_workspace_is_refused() -> None:
    """A replay from elsewhere counts for nothing, whoever signed it."""
    workshop = Workshop()
    replayed = workshop.finding(workspace=OTHER_WORKSPACE, heads=())

    counted = workshop.counted()

    assert codes(counted, replayed) == ["other_workspace"]
    assert counted.is_complete


@pytest.mark.parametrize("position", range(5))
def test_whatever_is_removed_before_the_end_leaves_a_gap(position: int) -> None:
    """An act that another rests on cannot vanish without a trace."""
    workshop = Workshop()
    for _ in range(4):
        workshop.finding()
    files = workshop.files()
    files.pop(file_name(workshop.sealed[position].act.id))

    counted = count(gather(files.items()), TRUST, judged_at=workshop.now)

    assert "missing_heads" in gaps(counted)
    assert not counted.is_complete


def test_an_act_whose_head_is_gone_counts_all_the_same() -> None:
    """What is left is not silenced by what was taken away."""
    workshop = Workshop()
    gone, left = workshop.finding(title="Gone"), workshop.finding(title="Left")
    files = workshop.files()
    files.pop(file_name(gone.id))

    counted = count(gather(files.items()), TRUST, judged_at=workshop.now)

    assert left in counted.acts
    assert [(each.code, each.act) for each in counted.gaps] == [
        (RefusalCode.MISSING_HEADS, left.id)
    ]


@pytest.mark.parametrize(
    ("back", "is_refused"), [(timedelta(minutes=4), False), (timedelta(minutes=6), True)]
)
def test_nobody_signs_before_what_they_saw(back: timedelta, *, is_refused: bool) -> None:
    """Clocks may differ by five minutes, and by no more."""
    workshop = Workshop()
    before = workshop.finding()
    late = workshop.finding(at=before.at - back)

    counted = workshop.counted()

    assert codes(counted, late) == (["time"] if is_refused else [])


@pytest.mark.parametrize(
    ("ahead", "is_refused"), [(timedelta(minutes=4), False), (timedelta(minutes=6), True)]
)
def test_nobody_signs_in_the_future(ahead: timedelta, *, is_refused: bool) -> None:
    """What is dated after the time of judgement waits for its time."""
    workshop = Workshop()
    early = workshop.finding(at=workshop.now + ahead)

    counted = count(workshop.found(), TRUST, judged_at=workshop.now - MINUTE)
    later = count(workshop.found(), TRUST, judged_at=workshop.now + DAY)

    assert codes(counted, early) == (["time"] if is_refused else [])
    assert codes(later, early) == []


def test_somebody_unknown_counts_for_nothing() -> None:
    """A key that nobody named signs nothing, however well it signs."""
    workshop = Workshop()
    stranger = workshop.finding(EVE)

    counted = workshop.counted()

    assert codes(counted, stranger) == ["unknown_signer"]
    assert counted.is_complete


def test_nobody_is_known_before_people_were_signed() -> None:
    """What was signed before anybody was named does not count after."""
    workshop = Workshop(who=None)
    early = workshop.finding()
    workshop.agreed_people(EVERYBODY)

    counted = workshop.counted()

    assert codes(counted, early) == ["unknown_signer"]


def test_a_key_of_the_wrong_role_is_refused() -> None:
    """Somebody known who may not is told why, by name."""
    workshop = Workshop()
    waiver = workshop.waiver(CARL)
    runner = workshop.waiver(LAB)
    person_as_runner = workshop.run_started(ADA)

    counted = workshop.counted()

    assert [codes(counted, act) for act in (waiver, runner, person_as_runner)] == [["role"]] * 3
    (refusal,) = [each for each in counted.refusals if each.act == waiver.id]
    assert "carl" in refusal.explanation
    assert "waiver" in refusal.explanation


def test_a_role_that_came_later_permits_nothing_of_before() -> None:
    """Being made a platforms engineer does not bless what one signed as somebody else."""
    workshop = Workshop()
    before = workshop.waiver(CARL)
    workshop.agreed_people(
        people(person("ada", Role.PLATFORMS), person("carl", Role.PLATFORMS, Role.FEATURE))
    )
    after = workshop.waiver(CARL)

    counted = workshop.counted()

    assert codes(counted, before) == ["role"]
    assert codes(counted, after) == []


def test_a_role_that_was_taken_away_permits_nothing_more() -> None:
    """Also what was signed beside the act that took it away, by whoever had not seen it."""
    workshop = Workshop()
    people_act = workshop.sealed[-1].act
    workshop.agreed_people(people(person("ada", Role.PLATFORMS), person("bob", Role.FEATURE)))
    beside = workshop.sign(ActKind.BREAK_GLASS, _break_glass(), BOB, heads=(people_act,))
    waiver = workshop.waiver(BOB)

    counted = workshop.counted()

    assert codes(counted, beside) == ["role"]
    assert codes(counted, waiver) == ["role"]


def test_people_that_were_signed_apart_must_both_permit() -> None:
    """Two clones that changed people at once agree on the stricter."""
    workshop = Workshop()
    base = workshop.sealed[-1].act
    workshop.agreed_people(
        people(person("ada", Role.PLATFORMS), person("carl", Role.PLATFORMS)), heads=(base,)
    )
    workshop.agreed_people(
        people(person("ada", Role.PLATFORMS), person("carl")), BOB, heads=(base,)
    )
    both = workshop.sealed[-1].act, workshop.sealed[-2].act
    one, other = (
        workshop.sign(ActKind.BREAK_GLASS_CLOSED, _closed(), by, heads=both) for by in (ADA, CARL)
    )

    counted = workshop.counted()

    assert codes(counted, one) == []
    assert codes(counted, other) == ["role"]


def test_people_by_somebody_who_is_no_root_are_refused() -> None:
    """Nobody appoints themselves."""
    workshop = Workshop()
    coup = workshop.people(people(person("carl", *Role)), CARL)
    waiver = workshop.waiver(CARL)

    counted = workshop.counted()

    assert codes(counted, coup) == ["unknown_signer"]
    assert codes(counted, waiver) == ["role"]
    assert counted.people == (EVERYBODY,)


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        (-2 * MINUTE, ["key_validity"]),
        (timedelta(), []),
        (9 * MINUTE, []),
        (10 * MINUTE, ["time", "key_validity"]),
    ],
)
def test_a_key_signs_from_its_first_moment_until_its_last(
    offset: timedelta, expected: list[str]
) -> None:
    """`from` is included, `until` is not."""
    workshop = Workshop(who=None)
    start = workshop.now + 5 * MINUTE
    until = start + 10 * MINUTE
    new = key(CARL, start=start, until=until)
    workshop.agreed_people(people(person("ada", Role.PLATFORMS), person("carl", keys=(new,))))
    act = workshop.finding(at=start + offset)

    counted = count(workshop.found(), TRUST, judged_at=until - 6 * MINUTE)

    assert codes(counted, act) == expected


def test_an_old_key_cannot_sign_into_the_past() -> None:
    """Whoever finds a key that ran out can date an act, but no root has seen it."""
    workshop = Workshop(who=None)
    until = workshop.now + DAY
    old = person("carl", keys=(key(CARL, until=until),))
    base = workshop.agreed_people(people(person("ada", Role.PLATFORMS), old))
    seen = workshop.finding(title="Seen")
    workshop.agreed_people(people(person("ada", Role.PLATFORMS), old))
    workshop.now = until + DAY
    forged = workshop.finding(title="Forged", heads=(base,), at=START + 10 * MINUTE)

    counted = workshop.counted()

    assert codes(counted, seen) == []
    assert codes(counted, forged) == ["unwitnessed"]
    assert gaps(counted) == ["unwitnessed"]


def test_a_key_that_runs_out_takes_no_failure_with_it_unnoticed() -> None:
    """What a runner measured and no root saw in time holds, rather than vanish."""
    workshop = Workshop(who=None)
    until = workshop.now + DAY
    workshop.agreed_people(
        people(person("ada", Role.PLATFORMS), runner_keys=(key(LAB, until=until),))
    )
    measured = workshop.run_started()

    in_time = count(workshop.found(), TRUST, judged_at=until - 6 * MINUTE)
    after = count(workshop.found(), TRUST, judged_at=until - 5 * MINUTE)

    assert measured in in_time.acts
    assert in_time.is_complete
    assert measured not in after.acts
    assert not after.is_complete


def test_a_root_brings_back_what_a_key_signed_by_letting_it_live_longer() -> None:
    """The remedy that the refusal names is one."""
    workshop = Workshop(who=None)
    until = workshop.now + DAY
    ada = person("ada", Role.PLATFORMS)
    workshop.agreed_people(people(ada, runner_keys=(key(LAB, until=until),)))
    measured = workshop.run_started()
    workshop.now = until + DAY
    workshop.agreed_people(people(ada, runner_keys=(key(LAB, until=until + 3 * DAY),)))

    assert measured in workshop.counted().acts
    assert measured in workshop.counted(after=30 * DAY).acts


def test_a_key_that_is_ended_early_keeps_what_was_seen_until_then() -> None:
    """A root that says today that a key was lost last week knows what it saw of it."""
    workshop = Workshop()
    base = workshop.sealed[-1].act
    seen = workshop.finding(title="Seen")
    workshop.now += DAY
    lost = person("carl", Role.FEATURE, keys=(key(CARL, until=seen.at + MINUTE),))
    workshop.agreed_people(people(person("ada", Role.PLATFORMS), lost))
    forged = workshop.finding(title="Forged", heads=(base,), at=seen.at)
    late = workshop.finding(title="Late")

    counted = workshop.counted()

    assert codes(counted, seen) == []
    assert codes(counted, forged) == ["unwitnessed"]
    assert codes(counted, late) == ["key_validity"]


def _break_glass() -> BreakGlassBody:
    return BreakGlassBody("alpha", "promote:alphanet", DIGEST, DIGEST, "On fire", START + DAY)


def _closed() -> BreakGlassClosedBody:
    return BreakGlassClosedBody(DIGEST, "We learnt")
