"""The order of acts, and what came last before each."""

from datetime import timedelta

from gonogo.record import Act, History, heads_at
from tests.unit.record.example import (
    CARL,
    MINUTE,
    OTHER_WORKSPACE,
    WORKSPACE,
    Workshop,
)


def fork() -> tuple[Workshop, Act, Act, Act, Act]:
    """Return a record with two acts signed apart between a base and what joins them."""
    workshop = Workshop()
    base = workshop.finding(title="Base")
    left = workshop.finding(title="Left", heads=(base,))
    right = workshop.finding(title="Right", heads=(base,))
    join = workshop.finding(title="Join", heads=(left, right))
    return workshop, base, left, right, join


def test_every_act_comes_after_its_heads() -> None:
    """Also where clocks say otherwise."""
    workshop, base, *_ = fork()
    early = workshop.finding(title="Early", heads=(base,), at=base.at - timedelta(minutes=3))

    order = [act.id for act in History(workshop.found().acts).order]

    assert order.index(base.id) < order.index(early.id)
    assert len(order) == len(workshop.sealed)


def test_ancestors_are_all_that_was_seen() -> None:
    """What was signed apart is no ancestor of the other."""
    workshop, base, left, right, join = fork()
    history = History(workshop.found().acts)

    assert {base.id, left.id, right.id} < history.ancestors([join.id])
    assert right.id not in history.ancestors([left.id])
    assert join.id not in history.ancestors([join.id])
    assert history.ancestors(["sha256:unknown"]) == frozenset()


def test_tips_are_what_nobody_rests_on() -> None:
    """Two clones that acted apart have two, until somebody sees both."""
    workshop, _, left, right, join = fork()
    acts = workshop.found().acts

    assert History(acts).tips() == (join.id,)
    assert History(act for act in acts if act != join).tips() == tuple(sorted((left.id, right.id)))


def test_the_last_before_an_act_are_those_that_no_other_surpasses() -> None:
    """One after the other the later stands; apart both do."""
    workshop, base, left, right, join = fork()
    history = History(workshop.found().acts)
    lasts = history.lasts([base.id, left.id, right.id])

    assert lasts.before(join.id) == {left.id, right.id}
    assert lasts.before(left.id) == {base.id}
    assert lasts.before(base.id) == frozenset()
    assert lasts.of_all == {left.id, right.id}


def test_acts_behind_a_gap_are_torn() -> None:
    """Everything that rests on what is gone is known to be incomplete."""
    workshop, base, left, right, join = fork()
    history = History(act for act in workshop.found().acts if act != left)

    assert history.torn == {join.id}
    assert history.missing(join) == [left.id]
    assert base.id not in history.torn
    assert right.id not in history.torn


def test_heads_are_of_this_workspace_and_not_of_the_future() -> None:
    """What rests on a future act is left out too, and what is below it is not."""
    workshop, *_, join = fork()
    future = workshop.finding(title="Future", at=workshop.now + 20 * MINUTE)
    workshop.finding(title="On it", heads=(future,), at=workshop.now)
    workshop.finding(CARL, workspace=OTHER_WORKSPACE, heads=())

    heads = heads_at(workshop.found().acts, workspace=WORKSPACE, at=workshop.now)

    assert heads == (join.id,)
