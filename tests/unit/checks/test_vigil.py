"""How long we ourselves stood still."""

import pytest

from gonogo.checks.vigil import Vigil
from tests.simulator.clock import HandClock


@pytest.mark.parametrize(("held_up", "stood_still"), [(0, 0), (1, 0), (1.1, 1.6), (40, 40.5)])
async def test_a_sleep_that_lasts_too_long_was_ours(held_up: float, stood_still: float) -> None:
    """A little late is a busy machine; more is a process that stood still."""
    clock = HandClock()
    watching = Vigil(clock).start()
    clock.held_up_seconds = held_up

    await watching.vigil.sleep(0.5)

    assert watching.stood_still_seconds == pytest.approx(stood_still)
    assert watching.seconds == pytest.approx(0.5 + held_up)


def test_one_pause_that_holds_up_several_waits_counts_once() -> None:
    """Ten calls that were under way when we were stopped were all held up by one pause."""
    clock = HandClock()
    vigil = Vigil(clock)
    clock.seconds = 41.0

    for began in range(10):
        vigil.end(float(began), 5.0)

    assert vigil.held_up_seconds == 41.0


def test_a_pause_before_it_was_measured_does_not_count() -> None:
    """Only what fell into the time that is measured excuses it."""
    clock = HandClock()
    vigil = Vigil(clock)
    clock.seconds, clock.ahead_seconds = 41.0, 300.0
    vigil.end(0.0, 5.0)

    watching = vigil.start()

    assert (watching.seconds, watching.stood_still_seconds) == (0.0, 0.0)


def test_sleep_of_the_machine_is_told_by_the_wall() -> None:
    """Monotonic time may not run meanwhile, but the time that passed is no less for it."""
    clock = HandClock()
    vigil = Vigil(clock)
    watching = vigil.start()
    clock.seconds, clock.ahead_seconds = 2.0, 3600.0

    vigil.end(0.0, 5.0)

    assert watching.seconds == 3602.0
    assert watching.stood_still_seconds == 3600.0


def test_a_clock_that_is_slewed_or_set_back_tells_no_sleep() -> None:
    """Many small corrections are no nap, and neither is a large one backwards."""
    clock = HandClock()
    vigil = Vigil(clock)
    watching = vigil.start()

    for ahead in (0.5, 1.0, 1.5, 2.0, -100.0):
        clock.ahead_seconds = ahead
        vigil.end(0.0, 5.0)

    assert watching.stood_still_seconds == 0.0
