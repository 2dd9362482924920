"""The reports on a release in the formats for people."""

from gonogo.report.release import ReleaseReport, ReportKind
from gonogo.report.release_sheet import release_sheet
from gonogo.report.sheet_html import sheet_html
from gonogo.report.sheet_markdown import sheet_markdown


def release_html(report: ReleaseReport, kind: ReportKind) -> str:
    """Return the report as a page that is complete in itself."""
    return sheet_html(release_sheet(report, kind))


def release_markdown(report: ReleaseReport, kind: ReportKind) -> str:
    """Return the report as Markdown."""
    return sheet_markdown(release_sheet(report, kind))
