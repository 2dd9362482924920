"""Clones that acted apart, put together in whatever order."""

import random
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.people import ActKind, Role
from gonogo.record import Act, Found, count, gather
from tests.unit.record.example import (
    ADA,
    BOB,
    CARL,
    DAY,
    EVE,
    EVERYBODY,
    LAB,
    MINUTE,
    OTHER_WORKSPACE,
    TRUST,
    Workshop,
    finding,
    people,
    person,
    trust,
)

Step = tuple[int, int, list[int]]
SIGNERS = (ADA, BOB, CARL, EVE, LAB)
OTHER_PEOPLE = people(person("ada", Role.PLATFORMS), person("carl", Role.PLATFORMS))


def _finding(workshop: Workshop, by: int, heads: tuple[Act, ...]) -> None:
    workshop.finding(SIGNERS[by], heads=heads)


def _replay(workshop: Workshop, by: int, heads: tuple[Act, ...]) -> None:
    workshop.finding(SIGNERS[by], heads=heads, workspace=OTHER_WORKSPACE)


def _past(workshop: Workshop, by: int, heads: tuple[Act, ...]) -> None:
    workshop.finding(SIGNERS[by], heads=heads, at=workshop.now - DAY)


def _people(workshop: Workshop, by: int, heads: tuple[Act, ...]) -> None:
    workshop.people((EVERYBODY, OTHER_PEOPLE)[by % 2], SIGNERS[by], heads=heads)


def _trust(workshop: Workshop, by: int, heads: tuple[Act, ...]) -> None:
    workshop.trust(trust("ada", "bob", "carl"), SIGNERS[by], heads=heads)


def _endorsement(workshop: Workshop, by: int, heads: tuple[Act, ...]) -> None:
    del heads
    workshop.endorse(workshop.sealed[-1].act, SIGNERS[by])


STEPS: tuple[Callable[[Workshop, int, tuple[Act, ...]], None], ...] = (
    _finding,
    _replay,
    _past,
    _people,
    _trust,
    _endorsement,
)

histories = st.lists(
    st.tuples(
        st.integers(0, len(STEPS) - 1),
        st.integers(0, len(SIGNERS) - 1),
        st.lists(st.integers(0, 100), min_size=1, max_size=3),
    ),
    max_size=12,
)


def acted(steps: list[Step]) -> Workshop:
    """Return a record in which all kinds of people did all kinds of things."""
    workshop = Workshop()
    for step, by, seen in steps:
        heads = {each % len(workshop.sealed) for each in seen}
        STEPS[step](workshop, by, tuple(workshop.sealed[each].act for each in sorted(heads)))
    return workshop


@settings(max_examples=150, deadline=None)
@given(histories, st.randoms(use_true_random=False))
def test_the_order_in_which_acts_are_given_does_not_matter(
    steps: list[Step], chance: random.Random
) -> None:
    """Files found in another order give the same answer."""
    workshop = acted(steps)
    files = list(workshop.files().items())
    shuffled = chance.sample(files, len(files))

    one = count(gather(files), TRUST, judged_at=workshop.now)
    other = count(gather(shuffled), TRUST, judged_at=workshop.now)

    assert one == other
    assert one.people == other.people


@settings(max_examples=150, deadline=None)
@given(histories, st.randoms(use_true_random=False))
def test_clones_agree_however_they_are_put_together(
    steps: list[Step], chance: random.Random
) -> None:
    """A union is the same in any order, and the same as everything at once."""
    workshop = acted(steps)
    files = list(workshop.files().items())
    whole = gather(files)
    mine = gather(chance.sample(files, chance.randint(0, len(files))))
    yours = gather(chance.sample(files, chance.randint(0, len(files))))

    assert mine.union(yours) == yours.union(mine)
    assert mine.union(mine) == mine
    assert mine.union(yours).union(whole) == whole
    assert Found().union(mine) == mine


@settings(max_examples=150, deadline=None)
@given(histories, st.integers(0, 100))
def test_no_act_that_another_rests_on_vanishes_unseen(steps: list[Step], which: int) -> None:
    """Taking anything but a tip away leaves a gap."""
    workshop = acted(steps)
    workshop.sign(ActKind.FINDING, finding(), CARL)
    acts = [each.act for each in workshop.sealed]
    gone = acts[which % len(acts)]
    is_tip = not any(gone.id in act.heads and act.workspace == TRUST.workspace for act in acts)
    files = {name: content for name, content in workshop.files().items() if gone.id[7:] not in name}

    counted = count(gather(files.items()), TRUST, judged_at=workshop.now)

    assert is_tip or not counted.is_complete


@settings(max_examples=100, deadline=None)
@given(histories)
def test_what_nobody_may_sign_changes_nothing_for_the_others(steps: list[Step]) -> None:
    """A stranger who adds acts neither adds to nor takes from what counts."""
    workshop = acted(steps)
    before = workshop.counted()
    for body in ("One", "Other"):
        workshop.sign(ActKind.FINDING, finding(body), EVE, heads=(workshop.sealed[-1].act,))

    after = count(workshop.found(), TRUST, judged_at=workshop.now + MINUTE)

    assert {act.id for act in before.acts} <= {act.id for act in after.acts}
    assert len(after.refusals) >= len(before.refusals)
