"""Where a report may be written: its ending names the format, and its directory is there."""

from collections.abc import Collection
from pathlib import Path

from gonogo.errors import GonogoError


class ReportPathError(GonogoError):
    """A report cannot be written there."""

    def __init__(self, path: Path, why: str, endings: Collection[str]) -> None:
        super().__init__(
            f"the report {path} cannot be written: {why}",
            hint=f"Give a path that ends in {_listed(endings, 'or')}, in a directory that is"
            " there.",
        )
        self.path = path


def require_path(path: Path, endings: Collection[str]) -> None:
    """Refuse a path for a report before anything is done for it.

    Raises:
        ReportPathError: it has another ending, or its directory is not there.
    """
    if path.suffix not in endings:
        raise ReportPathError(path, f"its ending is none of {_listed(endings, 'and')}", endings)
    if not path.absolute().parent.is_dir():
        raise ReportPathError(path, f"there is no directory {path.parent}", endings)


def _listed(endings: Collection[str], last: str) -> str:
    *first, final = endings
    return f"{', '.join(first)} {last} {final}"
