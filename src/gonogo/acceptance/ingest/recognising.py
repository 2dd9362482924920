"""Which format a file is of, told by its first megabyte; or that it is no report at all.

The border: a file in which a report begins is one, however it goes on. An XML document is one by
its outermost element, a JSON document by its `results`, and lines are by their first event. What
is cut off or broken after that is read, and what is wrong with it is a fault. Where nothing says
that somebody meant to report on tests, such as in a page of a server that asks for a password,
there is nothing to be recorded.
"""

import contextlib
import re
import xml.parsers.expat
from dataclasses import dataclass
from pathlib import Path

import msgspec

from gonogo.documents import DocumentError, Place, Problem

_BEGINNING_BYTES = 1 << 20
_ROOTS = frozenset({"testsuites", "testsuite"})
# Some writers put a byte order mark before it, which is no part of any format.
_MARK = b"\xef\xbb\xbf"
_XML_BEGINNINGS = (b"<", b"\xff\xfe", b"\xfe\xff")
_EVENT = re.compile(
    rb'^[ \t]*\{\s*"(?:Time|Action|Package|ImportPath|Test|Output|Elapsed|FailedBuild)"\s*:'
    rb'[^\n]*?"Action"\s*:\s*"',
    re.MULTILINE,
)
_EVENT_FIRST = re.compile(rb'\{\s*"Action"\s*:')
_RESULTS = re.compile(rb'"results"\s*:\s*\{|"reportFormat"\s*:\s*"CTRF"')
_OF_CTRF = frozenset({"tests", "summary"})
_SUFFIXES = {
    ".xml": ("junit",),
    ".json": ("ctrf", "go-json"),
    ".jsonl": ("go-json",),
    ".ndjson": ("go-json",),
}
_SHOWN_CHARACTERS = 40


class NoReportError(DocumentError):
    """A file is no report of tests, or of another format than it is said to be."""


@dataclass(frozen=True)
class Recognised:
    """What a file is taken for."""

    format_name: str
    """Empty: it is no report."""
    why_not: str = ""
    place: Place | None = None
    """Where that shows; None: in the whole of it."""
    is_empty: bool = False


class _Document(msgspec.Struct, rename="camel"):
    """A JSON document, as far as it takes to know it for CTRF."""

    results: dict[str, msgspec.Raw] = {}
    report_format: str = ""


class _RootSeenError(Exception):
    """The outermost element of an XML document is known, and no more is looked at."""


def recognise(path: Path) -> Recognised:
    """Say which format a file is of.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        beginning = stream.read(_BEGINNING_BYTES)
        is_whole = not stream.read(1)
    return recognise_text(beginning, is_whole=is_whole)


def recognise_text(beginning: bytes, *, is_whole: bool) -> Recognised:
    """Say which format a file is of that begins like this."""
    text = beginning.removeprefix(_MARK)
    begun = text.lstrip()
    if not begun:
        return Recognised("", "it is empty", is_empty=True)
    if begun.startswith(_XML_BEGINNINGS):
        return _of_xml(text if text.startswith(_XML_BEGINNINGS) else begun)
    if _EVENT.search(text) or _EVENT_FIRST.match(begun):
        return Recognised("go-json")
    if begun.startswith(b"{") and _is_ctrf(begun, is_whole=is_whole):
        return Recognised("ctrf")
    what = "is JSON without `results` of tests" if begun.startswith(b"{") else "begins like text"
    skipped = text[: len(text) - len(begun)]
    place = Place(skipped.count(b"\n") + 1, len(skipped) - skipped.rfind(b"\n"))
    return Recognised("", f"it {what}, and is none of junit, ctrf, go-json", place)


def require_report(path: Path, format_name: str = "") -> None:
    """Refuse a file that is no report, or is not what its name or somebody says of it.

    Who says the format knows better than a name does.

    Args:
        path: The file.
        format_name: What it is said to be; empty: whatever its name says.

    Raises:
        NoReportError: nothing of it can be taken for a report of that format.
    """
    if not path.is_file():
        raise _refusal(path, "it is no ordinary file", hint="Write it to a file first.")
    try:
        found = recognise(path)
    except OSError as error:
        raise _refusal(path, f"it cannot be read: {error.strerror}", hint=None) from error
    if not found.format_name:
        hint = "Look whether the tests wrote it, and name the file in which their results are."
        raise _refusal(path, found.why_not, found.place, hint=hint)
    if format_name and format_name != found.format_name:
        words = f"it is said to be {format_name}, and begins like {found.format_name}"
        raise _refusal(path, words, hint=f"Leave out --format, or say {found.format_name}.")
    expected = _SUFFIXES.get(path.suffix.lower(), (found.format_name,))
    if not format_name and found.format_name not in expected:
        words = f"it is called {path.suffix}, and begins like {found.format_name}"
        hint = f"Is it the right file? If so, say --format {found.format_name}."
        raise _refusal(path, words, hint=hint)


def _refusal(
    path: Path, words: str, place: Place | None = None, *, hint: str | None
) -> NoReportError:
    return NoReportError(str(path), [Problem(place or Place(1, 1), "", words)], hint=hint)


def _is_ctrf(text: bytes, *, is_whole: bool) -> bool:
    if is_whole:
        try:
            document = msgspec.json.decode(text, type=_Document)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            # It is cut off or broken, and all that can be asked is how it begins.
            pass
        else:
            return document.report_format == "CTRF" or not _OF_CTRF.isdisjoint(document.results)
    return _RESULTS.search(text) is not None


def _of_xml(text: bytes) -> Recognised:
    """Look for the outermost element, or for what a document type says that it is."""
    parser = xml.parsers.expat.ParserCreate()
    seen: list[str] = []

    def see(name: str, *_: object) -> None:
        seen.append(name)
        raise _RootSeenError

    parser.StartElementHandler = parser.StartDoctypeDeclHandler = see
    with contextlib.suppress(xml.parsers.expat.ExpatError, _RootSeenError):
        parser.Parse(text, False)  # noqa: FBT003 - Its signature.
    if seen and seen[0] in _ROOTS:
        return Recognised("junit")
    place = Place(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
    what = f"begins with <{seen[0][:_SHOWN_CHARACTERS]}>" if seen else "is XML without any element"
    return Recognised("", f"it {what}, so it is no JUnit", place)
