"""When we looked, and whether anything of the network answered: the ticks, kept as readings.

One line a tick, in the form of all readings: `t`, when it began; `d`, how much later
than it was due; and in `a` how much time had passed by the clock on the wall, how many
endpoints were asked at this tick and how many of them answered anything at all, and
when the first and the last of those answers came. The last line is the window's end.

Answers are counted over all chains of a network: one that is silent while another
answers is down; all silent at once were not seen. `unseen` draws the conclusions.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from gonogo.checks.readings import Reading, Recorder, read
from gonogo.clock import Clock

TICKS = "ticks.jsonl"
_OURSELVES = "gonogo"


class Looked(msgspec.Struct, frozen=True):
    """What is kept of one tick beside its time."""

    wall: float
    """Seconds since the window began by the clock on the wall, which runs while a machine sleeps
    and can be set; the time of all readings is monotonic, which may stand still meanwhile."""
    asked: int
    """Endpoints that were asked at this tick and have answered or failed."""
    answered: int
    """Those of them that answered anything, be it nonsense."""
    heard: tuple[float, float] | None
    """When the first and the last of these answers came."""


@dataclass
class _Tally:
    asked: int = 0
    answered: int = 0
    first: float | None = None
    last: float = 0.0


class Attendance:
    """Counts who answers at which tick; one for all chains that are observed at once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._opened = clock.monotonic()
        self._opened_at = clock.now()
        self._tallies: dict[int, _Tally] = {}

    def elapsed(self) -> float:
        """Return the seconds since the window began."""
        return self._clock.monotonic() - self._opened

    def wall(self) -> float:
        """Return the same by the clock on the wall."""
        return (self._clock.now() - self._opened_at).total_seconds()

    def hear(self, tick: int) -> None:
        """Note that something came back just now to a question of this tick."""
        tally = self._tallies.setdefault(tick, _Tally())
        now = self.elapsed()
        tally.first = now if tally.first is None else tally.first
        tally.last = now

    def conclude(self, tick: int, *, is_answered: bool) -> None:
        """Note that one endpoint has been asked everything of this tick."""
        # Not counted before: who has not failed yet is not silent.
        tally = self._tallies.setdefault(tick, _Tally())
        tally.asked += 1
        tally.answered += is_answered

    def at(self, tick: int, wall: float) -> Looked:
        """Return what is kept of a tick, as far as it is known now."""
        tally = self._tallies.get(tick, _Tally())
        heard = None if tally.first is None else (round(tally.first, 3), round(tally.last, 3))
        return Looked(round(wall, 3), tally.asked, tally.answered, heard)


class TickLog:
    """The ticks of one window."""

    def __init__(self, attendance: Attendance) -> None:
        self._attendance = attendance
        self._ticks: list[tuple[int, float, float, float]] = []

    def begin(self, tick: int, due: float) -> None:
        """Note that a tick begins now that was due then."""
        now = self._attendance.elapsed()
        self._ticks.append((tick, round(now, 3), round(now - due, 3), self._attendance.wall()))

    def content(self) -> bytes:
        """Return the ticks as readings."""
        recorder = Recorder()
        for tick, began, late, wall in self._ticks:
            looked = self._attendance.at(tick, wall)
            recorder.add(Reading(tick, began, late, _OURSELVES, a=looked))
        return recorder.content()


@dataclass(frozen=True)
class TickLine:
    """One tick, read back."""

    began: float
    late: float
    looked: Looked


def ticks_in(content: bytes) -> Iterator[TickLine]:
    """Read ticks back.

    Raises:
        UnreadableReadingsError: a line is not a tick, or is cut off.
    """
    for reading in read(TICKS, content, Looked):
        if isinstance(reading.a, Looked):
            yield TickLine(reading.t, reading.d, reading.a)
