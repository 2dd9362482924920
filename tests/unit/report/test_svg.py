"""Charts as SVG: true, small, and readable without colours or eyes."""

import math
from xml.etree import ElementTree as ET

import pytest

from gonogo.report import Line, Plot
from gonogo.report.svg import describe, line_chart, stretches, thinned, time_ticks, value_ticks

SVG = "{http://www.w3.org/2000/svg}"


def drawn(plot: Plot) -> ET.Element:
    chart = line_chart(plot, "plot-0").replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    return ET.fromstring(chart)  # noqa: S314 - we drew it ourselves.


def strokes(plot: Plot) -> list[str]:
    found = drawn(plot).iter(f"{SVG}path")
    return [path.attrib["d"] for path in found if path.attrib["class"].startswith("line ")]


STEADY = Line("safe", ((0.0, 10.0), (6.0, 15.0), (12.0, 20.0)))


def test_a_chart_says_in_words_what_it_shows() -> None:
    """Title and description are there for those who do not see the lines."""
    chart = drawn(Plot("Heads", "blocks", (STEADY,)))

    assert chart.attrib["aria-labelledby"] == "plot-0-title plot-0-desc"
    assert chart.findtext(f"{SVG}title") == "Heads"
    assert "from 10 blocks to 20 blocks, lowest 10, highest 20" in str(chart.findtext(f"{SVG}desc"))


def test_an_unknown_reading_breaks_the_line() -> None:
    """A gap is a fact: nothing is drawn across it, and it is told in words."""
    broken = Line("safe", ((0.0, 1.0), (1.0, 2.0), (2.0, None), (3.0, math.nan), (4.0, 3.0)))

    assert stretches(broken) == [[(0.0, 1.0), (1.0, 2.0)], [(4.0, 3.0)]]
    assert strokes(Plot("p", "blocks", (broken,)))[0].count("M") == 2
    assert "2 readings are unknown" in describe(Plot("p", "blocks", (broken,)))


@pytest.mark.parametrize(
    "points",
    [
        (),
        ((0.0, None),),
        ((0.0, 5.0),),
        ((0.0, 0.0), (0.0, 0.0)),
        ((0.0, 1e300), (1.0, -1e300)),
        ((math.inf, 1.0), (math.nan, 2.0)),
        ((0.0, 15123456.0), (1800.0, 15124356.0)),
        ((0.0, 1e-9), (1.0, 2e-9)),
        ((0.0, 1e17), (1.0, 1e17 + 16)),
        ((0.0, 1.0), (1e12, 2.0)),
    ],
)
def test_any_series_can_be_drawn(points: tuple[tuple[float, float | None], ...]) -> None:
    """Empty, flat, single, huge and broken series give a chart without nonsense in it."""
    chart = line_chart(Plot("p", "blocks", (Line("line", points),)), "plot-0")

    assert drawn(Plot("p", "blocks", (Line("line", points),))) is not None
    assert "nan" not in chart
    assert "inf" not in chart
    assert len(chart) < 20_000


def test_long_series_are_thinned_and_keep_their_extremes() -> None:
    """A million readings make a small chart that still shows the one outlier."""
    points = tuple((at / 10, math.sin(at / 999)) for at in range(200_000))
    spiked = (*points[:77_777], (7777.75, 50.0), *points[77_777:])

    kept = thinned([(at, float(value)) for at, value in spiked], 20_000 / 240)

    assert (7777.75, 50.0) in kept
    assert (kept[0], kept[-1]) == (spiked[0], spiked[-1])
    assert len(line_chart(Plot("p", "x", (Line("l", spiked),)), "plot-0")) < 30_000


def test_lines_differ_by_more_than_colour() -> None:
    """Each line has a class of its own, which brings dashes as well."""
    chart = line_chart(Plot("p", "x", (STEADY, Line("unsafe", STEADY.points))), "plot-0")

    assert 'class="line line-0"' in chart
    assert 'class="line line-1"' in chart


def test_long_names_are_cut_in_the_legend_and_kept_as_its_title() -> None:
    """A legend never grows out of its picture."""
    name = "sequencer-of-a-network-with-a-very-long-name-0"
    chart = line_chart(Plot("p", "x", (Line(name, STEADY.points),)), "plot-0")

    assert f"<title>{name}</title>{name[:31]}…</text>" in chart


@pytest.mark.parametrize("low", [-1e9, -3.3, 0, 0.001, 15_123_456])
@pytest.mark.parametrize("span", [0, 1e-3, 1, 7, 12345.6])
def test_ticks_are_few_and_enclose_the_readings(low: float, span: float) -> None:
    """An axis has a handful of values, the outer ones outside of what was read."""
    ticks = value_ticks([low, low + span])

    assert 2 <= len(ticks) <= 8
    assert ticks[0] <= low
    assert low + span <= ticks[-1]


@pytest.mark.parametrize("seconds", [1, 12, 60, 1800, 86400, 1e7])
def test_times_on_the_axis_are_few(seconds: float) -> None:
    """Half a minute and half a year both fit under a chart."""
    assert 1 <= len(time_ticks(0, seconds)) <= 8


@pytest.mark.parametrize("values", [[0.0], [0.0, 0.0], [0.0, 1.0], [3.0, 4.0]])
def test_counts_have_whole_ticks_and_none_below_zero(values: list[float]) -> None:
    """Nobody has half a pending transaction, or fewer than none."""
    ticks = value_ticks(values)

    assert all(tick == int(tick) >= 0 for tick in ticks)
