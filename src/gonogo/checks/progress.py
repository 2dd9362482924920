"""How a number that should grow did grow: the one place where stalls are judged.

Time without progress is counted between the moments at which we saw the number
grow, by our own sample times. The stretch from the window's start to the first
growth counts, and so does the one from the last growth to the window's end: a
head that stopped shortly before the end is a head that stopped.

Where nobody answered, nothing is known. A stretch of silence neither proves a
stall nor rules one out, so it is reported as unknown as soon as a stall longer
than the limit would fit into it. A number that falls back is never progress.
"""

import enum
from dataclasses import dataclass, field

MOST_POINTS = 300


class Pace(enum.Enum):
    """How a number did over a window."""

    STEADY = "steady"  #: It never stood still for longer than the limit.
    STALLED = "stalled"  #: It stood still for longer than the limit.
    FELL_BACK = "fell back"  #: It was smaller than it had been.
    UNKNOWN = "unknown"  #: There was a silence into which a stall would fit.
    SILENT = "silent"  #: Not one usable answer came.
    DISORDERED = "disordered"  #: The samples' times run backwards: nothing can be said.


@dataclass(frozen=True)
class Progress:
    """What can be said about a number over a window."""

    pace: Pace
    first: int | None = None
    last: int | None = None
    readings: int = 0
    unanswered: int = 0
    longest_stall_seconds: float = 0.0
    """The longest time between two moments at which it was seen to grow, silences included."""
    stalled_from_seconds: float = 0.0
    """When that stretch began."""
    longest_silence_seconds: float = 0.0
    """The longest time between two usable answers, or to either end of the window."""
    fell_from: int | None = None
    fell_to: int | None = None
    points: tuple[tuple[float, float], ...] = ()

    @property
    def growth(self) -> int:
        """Return by how much it grew from the first to the last usable answer."""
        return 0 if self.first is None or self.last is None else self.last - self.first


class Thinned:
    """A curve kept at no more than a few hundred points, however long it is.

    Whenever it grows too long every second point is dropped and from then on only
    every second one is taken, so the points stay evenly spread; the last is kept.
    """

    def __init__(self) -> None:
        self._points: list[tuple[float, float]] = []
        self._step = 1
        self._seen = 0
        self._last: tuple[float, float] | None = None

    def add(self, seconds: float, value: float) -> None:
        """Add a point, later than all before it."""
        self._last = (round(seconds, 3), value)
        if self._seen % self._step == 0:
            self._points.append(self._last)
            if len(self._points) >= MOST_POINTS:
                self._points = self._points[::2]
                self._step *= 2
        self._seen += 1

    def points(self) -> tuple[tuple[float, float], ...]:
        """Return the points, the first and the last of all among them."""
        if self._last is None or (self._points and self._points[-1] == self._last):
            return tuple(self._points)
        return (*self._points, self._last)


@dataclass
class Meter:
    """Takes an endpoint's samples in their order; small, so that a million cost little.

    A number that never grew is not steady, however short the window was: a window
    shorter than the limit shows nothing and is unknown.
    """

    limit_seconds: float
    can_fall: bool = False
    latest: float = 0.0
    """When the latest sample was taken, answered or not."""
    heard: float = 0.0
    """When the latest usable answer came; the window's start before there was one."""
    grew: float = 0.0
    """When it was last seen to grow; the window's start before it did."""
    first_heard: float = 0.0
    """When the first usable answer came."""
    is_silent: bool = False
    """Whether a sample since the latest usable answer had no value."""
    began_silent: bool = False
    """Whether the window began with samples that had no value."""
    has_grown: bool = False
    has_stalled: bool = False
    is_unknown: bool = False
    is_disordered: bool = False
    fell: tuple[int, int] | None = None
    first: int | None = None
    last: int | None = None
    peak: int = -1
    """The largest value so far: what lies below it was reached before and is no progress."""
    readings: int = 0
    unanswered: int = 0
    stall: float = 0.0
    stall_from: float = 0.0
    silence: float = 0.0
    thinned: Thinned = field(default_factory=Thinned)

    def add(self, seconds: float, value: int | None) -> None:
        """Take a sample; a value of None: it was asked and gave no usable answer."""
        self.is_disordered |= seconds < self.latest
        self.latest = max(self.latest, seconds)
        if value is None:
            self.unanswered += 1
            self.is_silent = True
            return
        if self.last is None:
            self.first = value
            self.began_silent = self.is_silent
            self.first_heard = seconds
        elif value != self.last:
            self._change(seconds, self.last, value)
        self.silence = max(self.silence, seconds - self.heard)
        self.last = value
        self.heard = seconds
        self.is_silent = False
        self.readings += 1
        self.peak = max(self.peak, value)
        self.thinned.add(seconds, value)

    def _change(self, now: float, before: int, after: int) -> None:
        if after < before:
            self.fell = self.fell or (before, after)
        elif after > self.peak:
            self._close(now)
            self.grew = now
            self.has_grown = True

    def _close(self, now: float) -> None:
        """Judge the stretch since the number last grew, which ends now."""
        stretch = now - self.grew
        if stretch > self.stall:
            self.stall, self.stall_from = stretch, self.grew
        if stretch <= self.limit_seconds:
            return
        # From an answer to another that is not higher it stood still, silent in between or not.
        known_since = max(self.grew, self.first_heard)
        if self.heard - known_since > self.limit_seconds or not self._is_blind(now):
            self.has_stalled = True
        else:
            self.is_unknown = True

    def _is_blind(self, now: float) -> bool:
        """Say whether a silence at either end of the stretch leaves room for growth."""
        before = 0.0 if self.has_grown else self.first_heard
        began_silent = self.began_silent and not self.has_grown
        is_long = max(before, now - self.heard) > self.limit_seconds
        return self.is_silent or began_silent or is_long

    def progress(self, window_seconds: float) -> Progress:
        """Return what the samples say about a window; no sample may be added after it."""
        end = max(window_seconds, self.latest)
        self.silence = max(self.silence, end - self.heard)
        self._close(end)
        return Progress(
            self._pace(),
            first=self.first,
            last=self.last,
            readings=self.readings,
            unanswered=self.unanswered,
            longest_stall_seconds=self.stall,
            stalled_from_seconds=self.stall_from,
            longest_silence_seconds=self.silence,
            fell_from=self.fell[0] if self.fell else None,
            fell_to=self.fell[1] if self.fell else None,
            points=self.thinned.points(),
        )

    def _pace(self) -> Pace:
        if self.is_disordered:
            return Pace.DISORDERED
        if self.readings == 0:
            return Pace.SILENT
        if self.fell is not None and not self.can_fall:
            return Pace.FELL_BACK
        if self.has_stalled:
            return Pace.STALLED
        if self.is_unknown or not self.has_grown:
            return Pace.UNKNOWN
        return Pace.STEADY
