"""The one place that asks the machine for the time."""

from datetime import UTC

from gonogo.clock import SystemClock


def test_the_time_of_day_knows_its_zone() -> None:
    """A time without a zone could be compared wrongly, so there is none."""
    assert SystemClock().now().tzinfo is UTC


def test_monotonic_time_never_falls() -> None:
    """Differences of monotonic time are never negative."""
    clock = SystemClock()

    assert clock.monotonic() <= clock.monotonic()


async def test_a_negative_sleep_returns_at_once() -> None:
    """A deadline that has passed is no reason to fail."""
    clock = SystemClock()
    before = clock.monotonic()

    await clock.sleep(-10.0)

    assert clock.monotonic() - before < 1.0
