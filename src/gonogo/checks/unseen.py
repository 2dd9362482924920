"""What of a window nobody saw, and how it is kept from being held against the network.

A stretch of a window was not seen when we ourselves stood still (stopped, starved, or
asleep with the whole machine), and when no endpoint of the whole network answered.

- We stood still between two ticks of which the second began more than a second later
  than it was due; asking goes on beside the ticks and delays none, so such a delay is ours.
- So we did while a call lasted more than a second longer than its time limit.
- The machine slept, or its clock was set, between two ticks between which the clock on
  the wall went more than a second further than the monotonic one.
- The network was not seen from the last answer of anybody to the next, when in between
  there is a tick at which everybody who was asked failed to answer.

Readings are judged twice if need be. With the time that was not seen counted in, what
passes has passed: no check tolerated less than what was hidden from it. With that time
cut out, and with the calls that failed in it, what fails has failed by what was seen.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import msgspec

from gonogo.checks.attendance import TickLine
from gonogo.checks.facts import Facts
from gonogo.checks.readings import Reading, Recorder, read

LEEWAY_SECONDS = 1.0
"""How late we may be: a busy machine is, and no check tolerates so little."""

# What is left of a stretch that is cut out: nobody may take the last answer before it for
# one that came at the same moment as the first after it.
_SEAM_SECONDS = 0.01


@dataclass(frozen=True)
class Stretch:
    """A part of a window that nobody saw."""

    start: float
    end: float
    is_ours: bool
    slept_seconds: float = 0.0
    """What passed on the wall beyond the readings' own time."""

    @property
    def seconds(self) -> float:
        """Return how long it lasted, sleep included."""
        return self.end - self.start + self.slept_seconds


def unseen(
    ticks: Sequence[TickLine], readings: Iterable[tuple[str, bytes]], facts: Facts
) -> tuple[Stretch, ...]:
    """Return what was not seen, in order and without overlap."""
    found = [*_between_ticks(ticks), *_unanswered(ticks), *_overlong(readings, facts)]
    merged: list[Stretch] = []
    for stretch in sorted(found, key=lambda each: (each.start, each.end)):
        if merged and stretch.start <= merged[-1].end:
            last = merged.pop()
            stretch = Stretch(  # noqa: PLW2901 - what it has become.
                last.start,
                max(last.end, stretch.end),
                # What we did ourselves explains the silence, and never the other way round.
                last.is_ours or stretch.is_ours,
                last.slept_seconds + stretch.slept_seconds,
            )
        merged.append(stretch)
    return tuple(merged)


def _between_ticks(ticks: Sequence[TickLine]) -> Iterator[Stretch]:
    for earlier, later in pairwise(ticks):
        slept = _slept(earlier, later)
        if slept or later.late > LEEWAY_SECONDS:
            yield Stretch(earlier.began, later.began, is_ours=True, slept_seconds=slept)


def _slept(earlier: TickLine, later: TickLine) -> float:
    passed = later.looked.wall - earlier.looked.wall
    slept = passed - (later.began - earlier.began)
    return slept if slept > LEEWAY_SECONDS else 0.0


def _unanswered(ticks: Sequence[TickLine]) -> Iterator[Stretch]:
    heard, is_silent = 0.0, False
    for tick in ticks:
        if tick.looked.heard is None:
            is_silent |= tick.looked.asked > 0
            continue
        first, last = tick.looked.heard
        if is_silent and first > heard:
            yield Stretch(heard, first, is_ours=False)
        heard, is_silent = max(heard, last), False
    if is_silent:
        yield Stretch(heard, max(heard, ticks[-1].began), is_ours=False)


def _overlong(readings: Iterable[tuple[str, bytes]], facts: Facts) -> Iterator[Stretch]:
    if facts.time_limit_seconds is None:
        return
    limit = facts.time_limit_seconds + LEEWAY_SECONDS
    for name, content in readings:
        for reading in read(name, content, msgspec.Raw):
            if reading.d > limit:
                yield Stretch(max(0.0, reading.asked_at), reading.t, is_ours=True)


def with_sleep(
    readings: Mapping[str, bytes], names: Iterable[str], facts: Facts, ticks: Sequence[TickLine]
) -> tuple[Mapping[str, bytes], Facts]:
    """Return readings and facts in the time that really passed."""
    naps = [(later.began, _slept(earlier, later)) for earlier, later in pairwise(ticks)]
    if not any(slept for _, slept in naps):
        return readings, facts

    def really(second: float) -> float:
        return second + sum(slept for woke, slept in naps if woke <= second)

    return _retimed(readings, names, facts, really, ())


def without(
    stretches: Sequence[Stretch], readings: Mapping[str, bytes], names: Iterable[str], facts: Facts
) -> tuple[Mapping[str, bytes], Facts]:
    """Return readings and facts with these stretches cut out."""

    def counted(second: float) -> float:
        return second - sum(_share(each, second) for each in stretches)

    return _retimed(readings, names, facts, counted, stretches)


def _share(stretch: Stretch, second: float) -> float:
    """Return how much of a stretch is cut out of the time before this moment."""
    whole = stretch.end - stretch.start
    passed = max(0.0, min(second, stretch.end) - stretch.start)
    return passed * max(0.0, 1 - _SEAM_SECONDS / whole) if whole else 0.0


def _retimed(
    readings: Mapping[str, bytes],
    names: Iterable[str],
    facts: Facts,
    moved: Callable[[float], float],
    dropped: Sequence[Stretch],
) -> tuple[Mapping[str, bytes], Facts]:
    changed = dict(readings)
    for name in names:
        recorder = Recorder()
        for reading in read(name, readings[name], msgspec.Raw):
            if reading.e is None or not _is_within(reading, dropped):
                time = round(moved(reading.t), 3)
                took = round(time - moved(reading.asked_at), 3)
                recorder.add(msgspec.structs.replace(reading, t=time, d=took, o=reading.came_at))
        changed[name] = recorder.content()
    window = round(moved(facts.window_seconds), 3)
    return changed, msgspec.structs.replace(facts, window_seconds=window)


def _is_within(reading: Reading[msgspec.Raw], stretches: Sequence[Stretch]) -> bool:
    return any(each.start < reading.t and reading.asked_at < each.end for each in stretches)


def in_words(stretches: Sequence[Stretch]) -> str:
    """Return what was not seen and why, as the beginning of a sentence."""
    parts = []
    for is_ours in (True, False):
        found = [each for each in stretches if each.is_ours is is_ours]
        if found:
            parts.append(_told(found, "gonogo itself stood still" if is_ours else _NOBODY))
    return " and ".join(parts)


_NOBODY = "no endpoint of the whole network answered"


def _told(found: Sequence[Stretch], what: str) -> str:
    longest = max(found, key=lambda each: each.seconds)
    words = f"{what} for {longest.seconds:.0f} s from second {longest.start:.1f} of the window"
    if longest.slept_seconds:
        words += " by the clock on the wall (the machine slept, or its clock was set)"
    if len(found) > 1:
        total = sum(each.seconds for each in found)
        words += f" ({len(found)} times, {total:.0f} s in all)"
    return words
