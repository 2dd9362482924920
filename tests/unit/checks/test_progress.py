"""How stalls are measured, and what fools nobody."""

import pytest

from gonogo.checks.progress import MOST_POINTS, Meter, Pace, Progress, Thinned

LIMIT_SECONDS = 3.0


def progress(values: list[int | None], *, window_seconds: float | None = None) -> Progress:
    meter = Meter(LIMIT_SECONDS)
    for second, value in enumerate(values):
        meter.add(float(second), value)
    return meter.progress(len(values) - 1.0 if window_seconds is None else window_seconds)


@pytest.mark.parametrize(
    ("values", "pace"),
    [
        pytest.param([], Pace.SILENT, id="nothing at all"),
        pytest.param([None] * 10, Pace.SILENT, id="no usable answer"),
        pytest.param([5], Pace.UNKNOWN, id="one reading"),
        pytest.param([5, 5], Pace.UNKNOWN, id="no growth in a window shorter than the limit"),
        pytest.param([5] * 10, Pace.STALLED, id="no growth"),
        pytest.param(list(range(10)), Pace.STEADY, id="growth at every reading"),
        pytest.param([0, 0, 0, 1, 1, 1, 2, 2, 2, 3], Pace.STEADY, id="growth within the limit"),
        pytest.param([0, 1, 2, 3, 4, 5, 5, 5, 5, 5], Pace.STALLED, id="stall at the end"),
        pytest.param([0, 0, 0, 0, 0, 1, 2, 3, 4, 5], Pace.STALLED, id="stall at the start"),
        pytest.param([0, 1, 2, 2, 2, 2, 2, 3, 4, 5], Pace.STALLED, id="stall in the middle"),
        pytest.param([0, 1, 2, 2, 2, 2, 2, 90, 91, 92], Pace.STALLED, id="a jump after a stall"),
        pytest.param([0, 1, 2, 1, 2, 3, 4, 5, 6, 7], Pace.FELL_BACK, id="a fall"),
        pytest.param([0, 5, 1, 5, 1, 5, 1, 5, 1, 5], Pace.FELL_BACK, id="back and forth"),
        pytest.param([0, 1, 2, None, 4, 5, 6, 7, 8, 9], Pace.STEADY, id="a short silence"),
        pytest.param([0, 1, None, None, None, None, 8, 9], Pace.UNKNOWN, id="a long silence"),
        pytest.param([0, 1, 2, 3, None, None, None, None], Pace.UNKNOWN, id="silent at the end"),
        pytest.param([None, None, None, None, 1, 2, 3, 4], Pace.UNKNOWN, id="silent at the start"),
        pytest.param([1, 1, 1, None, 1, 1, 2, 3, 4, 5], Pace.STALLED, id="a stall with a silence"),
        pytest.param([1, 1, None, None, None, 2, 3], Pace.UNKNOWN, id="silence where it may stall"),
    ],
)
def test_pace(values: list[int | None], pace: Pace) -> None:
    """Only growth that was seen throughout the window is steady."""
    assert progress(values).pace is pace


def test_the_stretch_to_the_end_of_the_window_counts() -> None:
    """Readings that stop before the window's end leave its end unknown."""
    seen = progress([0, 1, 2, 3], window_seconds=30.0)

    assert seen.pace is Pace.UNKNOWN
    assert seen.longest_silence_seconds == 27.0


def test_times_that_run_backwards_are_no_evidence() -> None:
    """Samples out of order cannot be judged, however well the number grew."""
    meter = Meter(LIMIT_SECONDS)
    for second, value in ((0.0, 1), (2.0, 2), (1.0, 3), (3.0, 4)):
        meter.add(second, value)

    assert meter.progress(3.0).pace is Pace.DISORDERED


def test_a_stuck_clock_shows_no_progress() -> None:
    """Samples at one moment cover no time, so the window stays unseen."""
    meter = Meter(LIMIT_SECONDS)
    for value in range(100):
        meter.add(0.0, value)

    assert meter.progress(60.0).pace is Pace.UNKNOWN


def test_a_number_that_may_fall_must_pass_its_peak_again() -> None:
    """Climbing back to where it was is no progress."""
    meter = Meter(LIMIT_SECONDS, can_fall=True)
    for second, value in enumerate((5, 6, 1, 2, 3, 4, 5, 7)):
        meter.add(float(second), value)

    assert meter.progress(7.0).pace is Pace.STALLED


def test_growth_may_fall_and_go_on() -> None:
    """A number that may fall and soon passes its peak is steady."""
    meter = Meter(LIMIT_SECONDS, can_fall=True)
    for second, value in enumerate((5, 6, 1, 7, 8)):
        meter.add(float(second), value)

    assert meter.progress(4.0).pace is Pace.STEADY


def test_curves_stay_small() -> None:
    """A long curve keeps a few hundred points, its first and its last among them."""
    thinned = Thinned()
    for second in range(100_000):
        thinned.add(float(second), second)

    points = thinned.points()

    assert len(points) <= MOST_POINTS
    assert points[0] == (0.0, 0)
    assert points[-1] == (99_999.0, 99_999)
