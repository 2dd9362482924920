"""Clones that acted apart, put together in whatever order."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.people import ActKind
from gonogo.record import Found, count, gather
from tests.unit.record.acting import Step, acted, histories
from tests.unit.record.example import CARL, EVE, MINUTE, TRUST, finding


@settings(max_examples=60, deadline=None)
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


@settings(max_examples=60, deadline=None)
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


@settings(max_examples=60, deadline=None)
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


@settings(max_examples=50, deadline=None)
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
