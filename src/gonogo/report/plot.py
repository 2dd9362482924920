"""Plots: what a run saw over time, grouped so that a person sees what matters.

A check hands on series; here they become a few pictures. The heads of one node
share a picture, so that a safe head that stands still under a moving unsafe head
is seen at once. How far the safe head trails, and how far a node is behind the
foremost one, are pictures of their own with one line for each node.
"""

import bisect
import itertools
import math
import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

# More lines than this cannot be told apart, whatever the colours.
LINES_PER_PLOT = 8

# Readings come at a steady pace; so long a pause in them means that some did not come.
_PAUSES_TO_A_GAP = 3.5
_FEWEST_PAUSES = 4

_L2_HEADS = ("unsafe head", "safe head", "finalized head")
_L1_HEADS = ("L1 head", "L1 origin of derivation", "finalized L1 head")
_BEHIND = "blocks behind the sequencer"

Point = tuple[float, float | None]
"""Seconds since the start, and the value then; None: it could not be read."""


class Series(Protocol):
    """What a check observed over time, under one name and in one unit."""

    @property
    def name(self) -> str:
        """What is plotted and of whom, such as `safe head of verifier-0`."""
        ...

    @property
    def unit(self) -> str:
        """What is counted, such as `block`."""
        ...

    @property
    def points(self) -> Sequence[Point]:
        """The readings, in the order of their time."""
        ...


@dataclass(frozen=True)
class Line:
    """One line of a plot."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Plot:
    """A picture of one or more lines that share a unit."""

    title: str
    unit: str
    lines: tuple[Line, ...]


def plots_from(series: Iterable[Series], chain: str | None = None) -> tuple[Plot, ...]:
    """Group the series of one chain into plots: heads by node, lags, then whatever else there is.

    A series without a single known value makes no line: there is nothing to
    draw, and the answers say that nothing was seen. Of two series with the same
    name and unit the one with more readings is taken, because several checks
    may have watched the same head. A chain's name, where given, ends each title.
    """
    curves = [_Curve(*_what_and_whose(one.name), one.unit, one) for one in _distinct(series)]
    plots = (
        *_by_node("Heads of", curves, _L2_HEADS),
        *_lag_plots(curves),
        *_by_node("L1 as seen by", curves, _L1_HEADS),
        *_by_subject(curves, besides={*_L2_HEADS, *_L1_HEADS, _BEHIND}),
    )
    if chain is None:
        return plots
    return tuple(replace(plot, title=f"{plot.title} on {chain}") for plot in plots)


def is_known(value: float | None) -> bool:
    """Say whether a reading has a value that can be drawn."""
    return value is not None and math.isfinite(value)


class _Curve:
    """A series, with its name taken apart: what it counts, and whose."""

    def __init__(self, what: str, whose: str, unit: str, series: Series) -> None:
        self.what = what
        self.whose = whose
        self.unit = unit
        self.points = _with_gaps(series.points)


def _what_and_whose(name: str) -> tuple[str, str]:
    if found := re.fullmatch(r"blocks that (.+) is behind", name):
        return _BEHIND, found[1]
    if found := re.fullmatch(r"(.+) (?:of|at) (.+)", name):
        return found[1], found[2]
    return name, name


def _distinct(series: Iterable[Series]) -> Iterable[Series]:
    chosen: dict[tuple[str, str], Series] = {}
    for one in series:
        if not any(is_known(value) for _, value in one.points):
            continue
        other = chosen.get((one.name, one.unit))
        if other is None or len(one.points) > len(other.points):
            chosen[one.name, one.unit] = one
    return chosen.values()


def _plain(point: Point) -> Point:
    # Readings may be numbers with a type of their own, which no format could write.
    at, value = point
    return float(at), None if value is None else float(value)


def _with_gaps(points: Sequence[Point]) -> tuple[Point, ...]:
    """Put an unknown reading where readings stayed away for much longer than usual."""
    ordered = sorted((_plain(point) for point in points), key=lambda point: point[0])
    pauses = [later[0] - earlier[0] for earlier, later in itertools.pairwise(ordered)]
    if len(pauses) < _FEWEST_PAUSES:
        return tuple(ordered)
    longest = _PAUSES_TO_A_GAP * statistics.median(pauses)
    found: list[Point] = ordered[:1]
    for point, pause in zip(ordered[1:], pauses, strict=True):
        if pause > longest > 0:
            found.append((point[0] - pause / 2, None))
        found.append(point)
    return tuple(found)


def _by_node(title: str, curves: Sequence[_Curve], kinds: tuple[str, ...]) -> Iterable[Plot]:
    nodes: dict[str, dict[str, _Curve]] = {}
    for curve in curves:
        if curve.what in kinds:
            nodes.setdefault(curve.whose, {})[curve.what] = curve
    for node, found in nodes.items():
        lines = tuple(Line(kind, found[kind].points) for kind in kinds if kind in found)
        yield Plot(f"{title} {node}", "blocks", lines)


def _by_subject(curves: Sequence[_Curve], besides: set[str]) -> Iterable[Plot]:
    subjects: dict[tuple[str, str], list[Line]] = {}
    for curve in curves:
        if curve.what not in besides:
            line = Line(curve.whose, curve.points)
            subjects.setdefault((curve.what, curve.unit), []).append(line)
    for (what, unit), lines in subjects.items():
        yield from _sheets(what[:1].upper() + what[1:], unit, lines)


def _lag_plots(curves: Sequence[_Curve]) -> Iterable[Plot]:
    unsafe = {curve.whose: curve.points for curve in curves if curve.what == "unsafe head"}
    trailing = [
        Line(curve.whose, _behind(_History(unsafe[curve.whose]), curve.points))
        for curve in curves
        if curve.what == "safe head" and curve.whose in unsafe
    ]
    yield from _sheets("Safe head behind the unsafe head", "blocks", trailing)
    measured = [Line(curve.whose, curve.points) for curve in curves if curve.what == _BEHIND]
    if measured:
        yield from _sheets(_BEHIND.capitalize(), "blocks", measured)
    elif len(unsafe) > 1:
        foremost = _History(_foremost(unsafe))
        lines = [Line(node, _behind(foremost, points)) for node, points in unsafe.items()]
        yield from _sheets("Unsafe head behind the foremost node", "blocks", lines)


class _History:
    """Readings to be looked up by time: the last one made until then counts."""

    def __init__(self, points: Iterable[Point]) -> None:
        self._points = sorted(points, key=lambda point: point[0])
        self._times = [at for at, _ in self._points]

    def at(self, seconds: float) -> float | None:
        """Return the last reading until then; None: there was none, or it failed."""
        index = bisect.bisect_right(self._times, seconds)
        return self._points[index - 1][1] if index else None


def _foremost(heads: dict[str, tuple[Point, ...]]) -> Iterable[Point]:
    # Nodes are read one after the other, so each is taken at its last known reading.
    latest: dict[str, float] = {}
    readings = [(at, node, value) for node, points in heads.items() for at, value in points]
    for at, node, value in sorted(readings, key=lambda reading: reading[0]):
        if value is not None and is_known(value):
            latest[node] = value
        if latest:
            yield at, max(latest.values())


def _behind(leader: _History, points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple((at, _minus(leader.at(at), value)) for at, value in points)


def _minus(left: float | None, right: float | None) -> float | None:
    return None if left is None or right is None else left - right


def _sheets(title: str, unit: str, lines: Sequence[Line]) -> Iterable[Plot]:
    drawable = [line for line in lines if any(is_known(value) for _, value in line.points)]
    sheets = math.ceil(len(drawable) / LINES_PER_PLOT)
    for sheet in range(sheets):
        chosen = tuple(drawable[sheet * LINES_PER_PLOT :][:LINES_PER_PLOT])
        suffix = f" ({sheet + 1} of {sheets})" if sheets > 1 else ""
        yield Plot(title + suffix, unit, chosen)
