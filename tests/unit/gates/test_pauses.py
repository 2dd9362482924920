"""What counts as having stood still, and since when."""

import pytest

from gonogo.gates.pauses import Pauses
from tests.simulator.clock import HandClock


@pytest.mark.parametrize(
    ("passed", "ahead", "found"),
    [
        (0.3, 0.0, 0.0),
        (2.9, 0.0, 0.0),
        (4.0, 0.0, 4.0),
        (0.3, 600.0, 600.3),
        (0.3, -30.0, 29.7),
        (4.0, -4.0, 4.0),
    ],
    ids=["a look late", "a busy machine", "stopped", "a machine asleep", "set back", "both"],
)
def test_what_is_a_pause(passed: float, ahead: float, found: float) -> None:
    """Longer than any load makes it, by whichever of the two clocks."""
    clock = HandClock()
    pauses = Pauses(clock)
    begin = pauses.begin()
    clock.seconds += passed
    clock.ahead_seconds += ahead

    # Nobody looked meanwhile: who asks is the first to be awake.
    assert pauses.longest_since(begin) == pytest.approx(found)


def test_only_what_was_since_then_counts() -> None:
    """A pause before a test says nothing about what the test saw, and of several the longest."""
    clock = HandClock()
    pauses = Pauses(clock)
    clock.seconds += 60
    begin = pauses.begin()
    before = pauses.longest_since(begin)
    for seconds in (5, 9, 4):
        clock.seconds += seconds
        pauses.look()

    assert (before, pauses.longest_since(begin)) == (0.0, 9.0)


def test_a_long_run_is_no_pause() -> None:
    """Many looks in time are none, however long they take together."""
    clock = HandClock()
    pauses = Pauses(clock)
    begin = pauses.begin()
    for _ in range(1000):
        clock.seconds += 1
        pauses.look()

    assert pauses.longest_since(begin) == 0.0
