"""Line charts as SVG, drawn here so that a report needs neither scripts nor servers.

A chart tells its lines apart by colour and by dashes, so it survives a printer
without colours; it has a title and a description in words for those who do not
see it. Where a reading is unknown the line is broken: a gap is a fact. Long
series are thinned to what a screen can show, and their extremes are kept.

Colours come from the page's style sheet (`.line-0` and on, `.axis`, `.grid`).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from gonogo.report.plot import Line, Plot, is_known
from gonogo.report.quantity import duration, number, quantity, visible

WIDTH = 420
HEIGHT = 160
COLOURS = 8

_TOP = 12
_RIGHT = 14
_AXIS_HEIGHT = 30
_LEGEND_ROW = 18
_CHARACTER_WIDTH = 6.4
_NAME_LENGTH = 32
_BUCKETS = 240
_MARK_RADIUS = 2.2
_TICKS_ACROSS = 6
_TICKS_UP = 4

# Steps that people count time in, in seconds.
_TIME_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400)

_Known = tuple[float, float]


@dataclass(frozen=True)
class _Scale:
    """Maps readings to places in the picture."""

    low: _Known
    high: _Known
    left: float

    def x(self, seconds: float) -> float:
        """Return how far to the right a time stands."""
        span = self.high[0] - self.low[0]
        return self.left + (seconds - self.low[0]) / span * (WIDTH - _RIGHT - self.left)

    def y(self, value: float) -> float:
        """Return how far down a value stands: pictures count from the top."""
        span = self.high[1] - self.low[1]
        return HEIGHT - (value - self.low[1]) / span * (HEIGHT - _TOP)


def line_chart(plot: Plot, identifier: str) -> str:
    """Draw a plot, with every name escaped, so that it can stand in a page as it is.

    The identifier tells its parts from those of other charts on the same page.
    """
    known = [point for line in plot.lines for stretch in stretches(line) for point in stretch]
    ticks = value_ticks([value for _, value in known] or [0.0])
    left = max(len(number(tick)) for tick in ticks) * _CHARACTER_WIDTH + 12
    start = min((x for x, _ in known), default=0.0)
    end = max((x for x, _ in known), default=0.0)
    scale = _Scale((start, ticks[0]), (max(end, start + 1), ticks[-1]), left)
    legend, legend_height = _legend(plot.lines, left)
    height = HEIGHT + _AXIS_HEIGHT + legend_height
    return "".join(
        (
            f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {height:.0f}"',
            f' aria-labelledby="{identifier}-title {identifier}-desc">',
            f'<title id="{identifier}-title">{_text(plot.title)}</title>',
            f'<desc id="{identifier}-desc">{_text(describe(plot))}</desc>',
            *_axes(scale, ticks),
            *(_drawn(line, index, scale) for index, line in enumerate(plot.lines)),
            *legend,
            "</svg>",
        )
    )


def describe(plot: Plot) -> str:
    """Say in words what a plot shows: for each line its ends, extremes and gaps."""
    return " ".join(_line_in_words(line, plot.unit) for line in plot.lines)


def stretches(line: Line) -> list[list[_Known]]:
    """Split a line at its unknown readings."""
    found: list[list[_Known]] = [[]]
    for seconds, value in line.points:
        if value is None or not is_known(value) or not math.isfinite(seconds):
            found.append([])
        else:
            found[-1].append((seconds, value))
    return [stretch for stretch in found if stretch]


def thinned(stretch: Sequence[_Known], bucket_seconds: float) -> list[_Known]:
    """Keep of each bucket of time its first, lowest, highest and last reading, in order."""
    buckets: dict[int, list[_Known]] = {}
    for point in stretch:
        buckets.setdefault(int(point[0] // bucket_seconds), []).append(point)
    kept: list[_Known] = []
    for points in buckets.values():
        lowest = min(range(len(points)), key=lambda index: points[index][1])
        highest = max(range(len(points)), key=lambda index: points[index][1])
        kept += [points[index] for index in sorted({0, lowest, highest, len(points) - 1})]
    return kept


def value_ticks(values: Sequence[float]) -> list[float]:
    """Return round values that enclose the readings.

    A flat line stays off the upper edge, counts have whole ticks, and nothing
    that was never below zero gets an axis that is.
    """
    low, high = min(values), max(values)
    if high == low:
        low, high = (low if low >= 0 else low - 1), high + 1
    rough = (high - low) / _TICKS_UP
    magnitude = 10.0 ** math.floor(math.log10(rough))
    step = next(magnitude * nice for nice in (1, 2, 2.5, 5, 10) if magnitude * nice >= rough)
    if all(value == int(value) for value in values):
        step = max(1.0, step)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(index * step, 9) for index in range(first, last + 1)]


def time_ticks(low: float, high: float) -> list[float]:
    """Return times that people would write on an axis."""
    rough = (high - low) / _TICKS_ACROSS
    step = next((step for step in _TIME_STEPS if step >= rough), math.ceil(rough / 86400) * 86400)
    return [float(at) for at in range(math.ceil(low / step) * step, math.floor(high) + 1, step)]


def _axes(scale: _Scale, ticks: Sequence[float]) -> Iterator[str]:
    for tick in ticks:
        y = scale.y(tick)
        yield f'<path class="grid" d="M{scale.left:.0f} {y:.1f}H{WIDTH - _RIGHT}"/>'
        yield (
            f'<text class="axis" x="{scale.left - 6:.0f}" y="{y + 4:.1f}"'
            f' text-anchor="end">{number(tick)}</text>'
        )
    for tick in time_ticks(scale.low[0], scale.high[0]):
        x = scale.x(tick)
        yield f'<path class="tick" d="M{x:.1f} {HEIGHT}v5"/>'
        yield (
            f'<text class="axis" x="{x:.1f}" y="{HEIGHT + 18}"'
            f' text-anchor="middle">{duration(tick)}</text>'
        )


def _drawn(line: Line, index: int, scale: _Scale) -> str:
    bucket = (scale.high[0] - scale.low[0]) / _BUCKETS
    strokes = []
    for stretch in stretches(line):
        points = [(scale.x(x), scale.y(y)) for x, y in thinned(stretch, bucket)]
        if len(points) == 1:
            # A single reading has no line, and must be seen all the same.
            x, y = points[0]
            strokes.append(f"M{x - _MARK_RADIUS:.1f} {y:.1f}h{2 * _MARK_RADIUS:.1f}")
        else:
            strokes.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points))
    return f'<path class="line line-{index % COLOURS}" d="{"".join(strokes)}"/>'


def _legend(lines: Sequence[Line], left: float) -> tuple[list[str], float]:
    entries = []
    x, y = left, HEIGHT + _AXIS_HEIGHT + 8.0
    for index, line in enumerate(lines):
        name = visible(line.name)
        shown = name if len(name) <= _NAME_LENGTH else f"{name[: _NAME_LENGTH - 1]}…"
        width = 34 + len(shown) * _CHARACTER_WIDTH + 14
        if x + width > WIDTH and x > left:
            x, y = left, y + _LEGEND_ROW
        entries.append(
            f'<path class="line line-{index % COLOURS}" d="M{x:.0f} {y - 4:.0f}h26"/>'
            f'<text class="legend" x="{x + 32:.0f}" y="{y:.0f}">'
            f"<title>{escape(name)}</title>{escape(shown)}</text>"
        )
        x += width
    return entries, y - HEIGHT - _AXIS_HEIGHT + 6


def _text(text: str) -> str:
    return escape(visible(text))


def _line_in_words(line: Line, unit: str) -> str:
    known = [value for stretch in stretches(line) for _, value in stretch]
    unknown = len(line.points) - len(known)
    gaps = f" {unknown} readings are unknown." if unknown else ""
    name = visible(line.name)
    if not known:
        return f"{name}: nothing is known.{gaps}"
    ends = f"from {quantity(known[0], unit)} to {quantity(known[-1], unit)}"
    extremes = f"lowest {number(min(known))}, highest {number(max(known))}"
    return f"{name}: {ends}, {extremes}, {len(known)} readings.{gaps}"
