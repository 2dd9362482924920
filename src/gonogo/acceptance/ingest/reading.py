"""Read a report of any format that we know, told by its name or by how it begins."""

from pathlib import Path

from gonogo.acceptance.ingest.ctrf import read_ctrf
from gonogo.acceptance.ingest.go_json import read_go_json
from gonogo.acceptance.ingest.ingested import Ingested
from gonogo.acceptance.ingest.junit import read_junit
from gonogo.acceptance.ingest.recognising import recognise
from gonogo.documents import nearest
from gonogo.errors import GonogoError

_READERS = {"junit": read_junit, "ctrf": read_ctrf, "go-json": read_go_json}
FORMATS = tuple(_READERS)


class UnknownFormatError(GonogoError):
    """Nobody knows how to read a report of this format."""

    def __init__(self, name: str) -> None:
        near = nearest(name, FORMATS)
        meant = f"Did you mean {near!r}? " if near else ""
        super().__init__(
            f"there is no format {name!r} of reports",
            hint=f"{meant}There are {', '.join(FORMATS)}.",
        )
        self.name = name


def read_report(path: Path, format_name: str = "") -> Ingested:
    """Read a file, and say as a fault what is wrong with it.

    Args:
        path: The file.
        format_name: One of `FORMATS`; empty: whatever it begins like.

    Raises:
        UnknownFormatError: there is no such format.
    """
    if format_name and format_name not in _READERS:
        raise UnknownFormatError(format_name)
    try:
        found = recognise(path)
        # Whoever names a format learns what is wrong with the file as one of that format.
        name = format_name or found.format_name
        if not name or found.is_empty:
            return Ingested((), (found.why_not,))
        with path.open("rb") as stream:
            return _READERS[name](stream)
    except OSError as error:
        return Ingested((), (f"it cannot be read: {error.strerror}",))
