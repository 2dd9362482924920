"""Read a report of any format that we know, told by its name or by how it begins."""

from pathlib import Path
from typing import BinaryIO

from gonogo.acceptance.ingest.ctrf import read_ctrf
from gonogo.acceptance.ingest.go_json import read_go_json
from gonogo.acceptance.ingest.ingested import Ingested
from gonogo.acceptance.ingest.junit import read_junit
from gonogo.documents import nearest
from gonogo.errors import GonogoError

_READERS = {"junit": read_junit, "ctrf": read_ctrf, "go-json": read_go_json}
FORMATS = tuple(_READERS)

_BEGINNING_BYTES = 4096
# Some writers put a byte order mark before it, which is no part of any format.
_MARK = b"\xef\xbb\xbf"


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


def format_of(beginning: bytes) -> str:
    """Return the format of a report that begins like this; empty: it is none that we know."""
    text = beginning.removeprefix(_MARK).lstrip()
    if text.startswith(b"<"):
        return "junit"
    # Events are one a line, and each says what happened.
    if text.startswith(b"{") and b'"Action"' in text.partition(b"\n")[0]:
        return "go-json"
    return "ctrf" if text.startswith(b"{") else ""


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
        with path.open("rb") as stream:
            return _read(stream, format_name)
    except OSError as error:
        return Ingested((), (f"it cannot be read: {error.strerror}",))


def _read(stream: BinaryIO, format_name: str) -> Ingested:
    beginning = stream.read(_BEGINNING_BYTES)
    stream.seek(0)
    if not beginning.strip():
        return Ingested((), ("it is empty",))
    name = format_name or format_of(beginning)
    if not name:
        return Ingested((), (f"it is none of {', '.join(FORMATS)}",))
    return _READERS[name](stream)
