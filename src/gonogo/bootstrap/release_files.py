"""Reports on a release in files: the ending names the format."""

from pathlib import Path

from gonogo import digest
from gonogo.bootstrap.report_paths import require_path
from gonogo.project import write_output
from gonogo.report import (
    ReleaseReport,
    ReportKind,
    release_html,
    release_json,
    release_markdown,
)


def require_release_path(path: Path) -> None:
    """Refuse a path for a report before anything is judged for it.

    Raises:
        ReportPathError: it has another ending, or its directory is not there.
    """
    require_path(path, _FORMATS)


def write_release_report(report: ReleaseReport, kind: ReportKind, path: Path) -> str:
    """Write a report in the format that the path's ending names; return the file's digest.

    Raises:
        ReportPathError: its ending names no format.
        OutputFileError: it cannot be written.
    """
    require_release_path(path)
    content = _FORMATS[path.suffix](report, kind)
    write_output(path, content)
    return digest.of_bytes(content)


_FORMATS = {
    ".html": lambda report, kind: release_html(report, kind).encode(),
    ".md": lambda report, kind: release_markdown(report, kind).encode(),
    ".json": release_json,
}
