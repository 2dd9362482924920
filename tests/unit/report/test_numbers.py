"""Plots in numbers, for those who see no pictures."""

import math

import pytest

from gonogo.report import Line, Plot
from gonogo.report.numbers import numbers_of
from gonogo.report.plot import Point
from gonogo.report.sheet import written


def row(*points: Point) -> list[str]:
    (cells,) = numbers_of([Plot("Heads", "blocks", (Line("safe", points),))]).rows
    return [written(cell) for cell in cells]


def test_a_line_is_told_by_its_ends_and_extremes() -> None:
    """In the order in which it was read, and with what could not be read."""
    told = row((0.0, 5.0), (1.0, 9.0), (2.0, None), (3.0, 2.0), (4.0, 7.0))

    assert told == ["Heads, in blocks", "safe", "5", "7", "2", "9", "1"]


@pytest.mark.parametrize("points", [(), ((0.0, None), (1.0, None)), ((0.0, math.nan),)])
def test_a_line_of_which_nothing_is_known_is_no_zero(points: tuple[Point, ...]) -> None:
    """Each of its numbers is unknown."""
    assert row(*points)[2:] == ["unknown"] * 4 + [str(len(points))]


def test_each_line_of_each_plot_has_its_row() -> None:
    """Whoever reads the numbers misses no line."""
    plots = [Plot(name, "s", (Line("a", ()), Line("b", ()))) for name in ("one", "two")]

    rows = [(written(cells[0]), written(cells[1])) for cells in numbers_of(plots).rows]

    assert rows == [("one, in s", "a"), ("one, in s", "b"), ("two, in s", "a"), ("two, in s", "b")]
