"""Standard output and error, whatever the terminal can show and however they end.

Three things must not turn a verdict into a fault of ours: an encoding that lacks
our marks, which are spelt in ASCII then; output that cannot be written, which is
an error that says so; and a reader who went away. Progress goes to standard
error, and no run is lost because it cannot be shown.
"""

import codecs
import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

from gonogo.errors import GonogoError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_SPELLING = "gonogo.spelling"
_SPELT = {
    "✓": "+",
    "✗": "x",
    "…": "...",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "“": '"',
    "”": '"',
    "≥": ">=",
    "≤": "<=",
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{NO-BREAK SPACE}": " ",
}


class OutputError(GonogoError):
    """What was to be shown could not be written."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"the output could not be written: {why}",
            hint="Write it where there is room. What was recorded stays: gonogo show latest",
        )
        self.why = why


class _Output(io.FileIO):
    """Standard output; what goes wrong with it is told as that."""

    def write(self, content: "ReadableBuffer", /) -> int:
        try:
            return super().write(content)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(error.strerror or str(error)) from error


class _Progress(io.FileIO):
    """Standard error; where it cannot be written, nothing is shown."""

    def write(self, content: "ReadableBuffer", /) -> int:
        with contextlib.suppress(OSError):
            return super().write(content)
        return memoryview(content).nbytes


class _Text(io.TextIOWrapper):
    """Text in an encoding that a person chose, be it ASCII.

    click takes ASCII for a mistake and writes UTF-8 instead. Whoever asked for ASCII
    would see garbage, so it is told a name that it does not know.
    """

    @property
    def encoding(self) -> str:  # type: ignore[override]  # Nobody sets it, though stubs say so.
        """Return the encoding's name."""
        name = super().encoding
        return "ascii as told" if codecs.lookup(name).name == "ascii" else name


def prepare() -> None:
    """Put our streams in the place of the process's own, which must be files.

    A stream that was closed before we began shows nothing, as if it were /dev/null.
    """
    codecs.register_error(_SPELLING, _spell)
    sys.stdout = _stream(sys.stdout, _Output, 1)
    sys.stderr = _stream(sys.stderr, _Progress, 2)


def discard_output() -> None:
    """Let the rest of standard output go nowhere, so that nothing stumbles over it again."""
    # Also what is still buffered, which the interpreter writes at its end.
    null = os.open(os.devnull, os.O_WRONLY)
    with contextlib.suppress(OSError, ValueError):
        os.dup2(null, sys.stdout.fileno())
    os.close(null)


def _stream(old: TextIO | None, kind: type[io.FileIO], descriptor: int) -> TextIO:
    if old is None:
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - Until the end.
    raw = kind(descriptor, "wb", closefd=False)
    buffer = io.BufferedWriter(raw)
    # By the line where somebody watches, so that progress is seen when it is made.
    is_watched = kind is _Progress or raw.isatty()
    return _Text(buffer, encoding=old.encoding, errors=_SPELLING, line_buffering=is_watched)


def _spell(error: UnicodeError) -> tuple[str, int]:
    """Spell what an encoding lacks: our marks as people would, the rest as escapes."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    escaped = (each.encode("ascii", "backslashreplace").decode("ascii") for each in lacking)
    pairs = zip(lacking, escaped, strict=True)
    return "".join(_SPELT.get(each, escape) for each, escape in pairs), error.end
