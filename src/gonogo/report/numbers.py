"""Plots in numbers, for formats that draw nothing and readers who see no pictures."""

from collections.abc import Iterable

from gonogo.report.plot import Line, Plot, is_known
from gonogo.report.quantity import number
from gonogo.report.sheet import Table, Text, plain


def numbers_of(plots: Iterable[Plot]) -> Table:
    """Return of each line where it began, where it ended, and how far it went."""
    rows = [
        (plain(f"{plot.title}, in {plot.unit}"), plain(line.name), *_numbers(line))
        for plot in plots
        for line in plot.lines
    ]
    head = ("Plot", "Line", "First", "Last", "Least", "Most", "Not read")
    return Table(head, tuple(rows), caption="The same in numbers")


def _numbers(line: Line) -> tuple[Text, ...]:
    known = [value for _, value in line.points if value is not None and is_known(value)]
    gaps = plain(str(len(line.points) - len(known)))
    if not known:
        return (*(plain("unknown"),) * 4, gaps)
    ends = (known[0], known[-1], min(known), max(known))
    return (*(plain(number(value)) for value in ends), gaps)
