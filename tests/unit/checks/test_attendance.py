"""What is kept of when we looked and who answered."""

import pytest

from gonogo.checks import UnreadableReadingsError
from gonogo.checks.attendance import Attendance, Looked, TickLog, ticks_in
from tests.simulator.clock import HandClock


def test_a_tick_tells_how_late_it_was_and_who_answered() -> None:
    """Times, lateness, the clock on the wall and the answers of all chains come back."""
    clock = HandClock()
    attendance = Attendance(clock)
    log, other = TickLog(attendance), TickLog(attendance)

    log.begin(0, 0.0)
    other.begin(0, 0.0)
    clock.seconds = 0.5
    attendance.hear(0)
    attendance.conclude(0, is_answered=True)
    clock.seconds, clock.ahead_seconds = 3.0, 60.0
    attendance.conclude(0, is_answered=False)
    log.begin(1, 1.0)

    first, last = ticks_in(log.content())
    assert (first.began, first.late) == (0.0, 0.0)
    assert first.looked == Looked(0.0, 2, 1, (0.5, 0.5))
    assert (last.began, last.late) == (3.0, 2.0)
    assert last.looked == Looked(63.0, 0, 0, None)
    assert next(ticks_in(other.content())).looked == first.looked


def test_who_has_not_failed_yet_is_not_silent() -> None:
    """An endpoint that is still being asked counts neither way."""
    attendance = Attendance(HandClock())
    log = TickLog(attendance)

    log.begin(0, 0.0)

    assert next(ticks_in(log.content())).looked.asked == 0


@pytest.mark.parametrize("content", [b"{}\n", b'{"k":0', b'{"k":0,"t":0,"d":0,"n":"x","a":{}}\n'])
def test_what_is_no_tick_is_not_read(content: bytes) -> None:
    """Ticks that were altered or cut off are no ticks."""
    with pytest.raises(UnreadableReadingsError):
        list(ticks_in(content))
