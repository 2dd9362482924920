"""How far a node is from the sequencers, and what only looks far."""

import pytest

from gonogo.checks.distance import Distance, Front
from gonogo.checks.readings import Reading
from gonogo.rpc import Hash, Header, Quantity


def front(*answers: tuple[float, float, int]) -> Front:
    """Return what sequencers said: asked, answered, height."""
    made = Front()
    for asked, answered, height in answers:
        made.add(asked, answered, height)
    return made


def said(height: int, *, at: float, took: float = 0.5) -> Reading[Header]:
    header = Header(
        number=Quantity(height),
        hash=Hash("0x" + "aa" * 32),
        parent_hash=Hash("0x" + "bb" * 32),
        timestamp=Quantity(0),
    )
    return Reading(0, at, took, "verifier-0", a=header)


def distance(known: Front, *readings: Reading[Header]) -> Distance:
    made = Distance()
    for reading in readings:
        made.add(known, reading)
    return made


STEADY = front((0.0, 0.1, 10), (2.0, 2.1, 11), (4.0, 4.1, 12))


@pytest.mark.parametrize(
    ("reading", "behind", "ahead"),
    [
        (said(10, at=1.0), 0, 0),
        (said(8, at=1.0), 2, 0),
        (said(13, at=1.0), 0, 2),
        (said(11, at=1.0), 0, 0),
        (said(10, at=2.2, took=0.5), 0, 0),
        (said(10, at=3.0, took=0.5), 1, 0),
        (said(99, at=5.0), 0, 0),
        (said(0, at=0.05, took=0.05), 0, 0),
    ],
    ids=[
        "level",
        "behind",
        "ahead",
        "a block between two readings",
        "asked before the sequencer answered",
        "asked after the sequencer answered",
        "nobody was asked afterwards",
        "nobody had answered before",
    ],
)
def test_only_what_was_known_before_and_asked_after_counts(
    reading: Reading[Header], behind: int, ahead: int
) -> None:
    """So that a block that is built between two readings makes nobody look away."""
    found = distance(STEADY, reading)

    assert (found.behind, found.ahead) == (behind, ahead)


def test_times_that_differ_by_a_rounding_may_have_come_in_either_order() -> None:
    """Two readings of one millisecond say nothing about which was first."""
    known = front((1.001, 1.1, 10))

    assert distance(known, said(12, at=1.0, took=0.0)).ahead == 0
    assert distance(known, said(12, at=0.9, took=0.0)).ahead == 2


def test_of_several_sequencers_the_highest_counts() -> None:
    """One that fell back, or answers late, makes nobody look ahead."""
    known = front((0.0, 0.1, 10), (1.0, 1.1, 7), (0.5, 1.2, 8))

    assert known.before(1.15) == known.before(2.0) == 10
    assert known.after(0.9) == 10
    assert [*known.asked] == sorted(known.asked)


def test_the_worst_moment_is_kept() -> None:
    """With when it was; catching up later does not undo it."""
    found = distance(STEADY, said(5, at=1.0), said(11, at=3.0), said(12, at=5.0))

    assert (found.behind, found.behind_at) == (5, 1.0)
    assert found.compared == 3
    assert found.lag.points() == ((1.0, 5), (3.0, 0), (5.0, 0))


def test_silence_is_counted_to_both_ends() -> None:
    """A node that was heard once in a long window was hardly seen."""
    found = distance(STEADY, said(10, at=2.0), said(10, at=5.0))

    assert found.silence(10.0) == 5.0
    assert found.silence(6.0) == 3.0
    assert distance(STEADY).silence(10.0) == 10.0


@pytest.mark.parametrize(("window", "silence"), [(4.1, 2.0), (10.0, 5.9), (1.0, 2.0)])
def test_silence_of_sequencers_is_counted_too(window: float, silence: float) -> None:
    """Without them nobody is far from anything."""
    assert STEADY.silence(window) == pytest.approx(silence)
