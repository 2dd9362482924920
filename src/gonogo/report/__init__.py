"""Report: one decision with its facts, as a page, as JSON and as text for a terminal.

And two reports on a release, of which the decision is the heart: as a page, as Markdown
and as JSON.

What puts a release together is imported when it is first used: it brings along everything
that verifies decisions, and most reports are not about one.
"""

from typing import TYPE_CHECKING

from gonogo.lazily import lazily
from gonogo.report.html import report_html
from gonogo.report.json import ReportFileError, parse_report, report_json
from gonogo.report.plot import Line, Plot, plots_from
from gonogo.report.release import ReleaseReport, ReportKind
from gonogo.report.release_formats import release_html, release_markdown
from gonogo.report.release_json import release_json
from gonogo.report.report import (
    ChainSummary,
    MixedReportError,
    NetworkSummary,
    Report,
    RunSummary,
    summarise,
)
from gonogo.report.text import print_report, report_text

if TYPE_CHECKING:
    from gonogo.report.releasing import Grounds, Surroundings, release_report

__getattr__ = lazily(
    __name__, dict.fromkeys(("Grounds", "Surroundings", "release_report"), "releasing")
)

__all__ = [
    "ChainSummary",
    "Grounds",
    "Line",
    "MixedReportError",
    "NetworkSummary",
    "Plot",
    "ReleaseReport",
    "Report",
    "ReportFileError",
    "ReportKind",
    "RunSummary",
    "Surroundings",
    "parse_report",
    "plots_from",
    "print_report",
    "release_html",
    "release_json",
    "release_markdown",
    "release_report",
    "report_html",
    "report_json",
    "report_text",
    "summarise",
]
