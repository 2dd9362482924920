"""Report: one decision with its facts, as a page, as JSON and as text for a terminal."""

from gonogo.report.html import report_html
from gonogo.report.json import ReportFileError, parse_report, report_json
from gonogo.report.plot import Line, Plot, plots_from
from gonogo.report.report import (
    ChainSummary,
    MixedReportError,
    NetworkSummary,
    Report,
    RunSummary,
    summarise,
)
from gonogo.report.text import print_report, report_text

__all__ = [
    "ChainSummary",
    "Line",
    "MixedReportError",
    "NetworkSummary",
    "Plot",
    "Report",
    "ReportFileError",
    "RunSummary",
    "parse_report",
    "plots_from",
    "print_report",
    "report_html",
    "report_json",
    "report_text",
    "summarise",
]
