"""Reports on a release in files: the ending names the format."""

from pathlib import Path

from gonogo import digest
from gonogo.errors import GonogoError
from gonogo.project import write_output
from gonogo.report import (
    ReleaseReport,
    ReportKind,
    release_html,
    release_json,
    release_markdown,
)


class ReleasePathError(GonogoError):
    """A report on a release cannot be written there."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"the report {path} cannot be written: {why}",
            hint="Give a path that ends in .html, .md or .json, in a directory that is there.",
        )
        self.path = path


def require_release_path(path: Path) -> None:
    """Refuse a path for a report before anything is judged for it.

    Raises:
        ReleasePathError: it has another ending, or its directory is not there.
    """
    if path.suffix not in _FORMATS:
        raise ReleasePathError(path, "its ending is none of .html, .md and .json")
    if not path.absolute().parent.is_dir():
        raise ReleasePathError(path, f"there is no directory {path.parent}")


def write_release_report(report: ReleaseReport, kind: ReportKind, path: Path) -> str:
    """Write a report in the format that the path's ending names; return the file's digest.

    Raises:
        ReleasePathError: its ending names no format.
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
