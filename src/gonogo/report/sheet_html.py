"""A sheet as one HTML file that loads nothing and runs no script.

Every text is escaped where it is written, control characters are shown instead of
obeyed, and the file's own content policy forbids scripts and requests, should both
fail. Only addresses on the web become links.
"""

import functools
from typing import TYPE_CHECKING

from gonogo.report.html import ICONS, page_environment
from gonogo.report.numbers import numbers_of
from gonogo.report.sheet import Pictures, Sheet
from gonogo.report.svg import line_chart

if TYPE_CHECKING:
    import jinja2


def sheet_html(sheet: Sheet) -> str:
    """Return a sheet as a page."""
    plots = [
        plot
        for section in sheet.sections
        for block in section.blocks
        if isinstance(block, Pictures)
        for plot in block.plots
    ]
    charts = [line_chart(plot, f"plot-{number}") for number, plot in enumerate(plots)]
    return _template().render(sheet=sheet, icons=ICONS, charts=charts, numbers=numbers_of(plots))


@functools.cache
def _template() -> "jinja2.Template":
    environment = page_environment()
    environment.filters["kind"] = lambda block: type(block).__name__
    return environment.get_template("sheet.html.j2")
