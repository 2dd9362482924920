"""One line of a stream as `go test -json` writes it, decoded; and what is no such line.

A block of lines is decoded at once, which is several times faster than line by line. Where
that fails the lines are looked at one by one, so that one bad line costs nothing but itself.

What begins like an event and cannot be understood is garbage: something was said about a test,
and nobody knows what. What does not begin like one is text, such as what `go` says about a
build. Both are kept; only garbage is a fault.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import msgspec
from ahocorasick_rs import BytesAhoCorasick

Action = Literal[
    "start",
    "run",
    "pause",
    "cont",
    "pass",
    "fail",
    "skip",
    "bench",
    "output",
    "attr",
    "artifacts",
    "build-output",
    "build-fail",
]


class Told(msgspec.Struct, gc=False, frozen=True):
    """What our own runners say of an end, beyond what `go test` can say."""

    kind: str = ""
    message: str = ""


class Event(msgspec.Struct, rename="pascal", gc=False):
    """What happened to a test, or to a package where `test` is empty."""

    action: Action
    time: str = ""
    package: str = ""
    test: str = ""
    output: str = ""
    output_type: str = ""
    """`error` or `error-continue` where newer Go marks what an assertion printed."""
    elapsed: float | None = None
    failed_build: str = ""
    import_path: str = ""
    gonogo: Told | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A line that is no event and does not look like one."""

    line: bytes


@dataclass(frozen=True, slots=True)
class Garbage:
    """A line that should be an event and is none that is known."""

    line: bytes
    why: str
    package: str = ""
    test: str = ""


_DECODER = msgspec.json.Decoder(Event)
# A vectorised search, forty times as fast as `in` is where every line has a line's end.
_EMPTY_LINE = BytesAhoCorasick([b"\n\n"])
# Surrogates that stand for no byte: half a character, which nothing can be encoded as.
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_LOOSE = ("Package", "Test")
_DEEP = re.compile(rb"[\[{]{500}")


def decode_block(block: bytes) -> list[Event] | None:
    """Decode whole lines; return None where a single one of them is no event."""
    # Empty lines would be passed over, and be lines without an event.
    if block.startswith(b"\n") or _EMPTY_LINE.find_matches_as_indexes(block):
        return None
    try:
        return _DECODER.decode_lines(block)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def decode_line(line: bytes) -> Event | Text | Garbage:
    """Decode one line, whatever it is."""
    if not line.lstrip().startswith(b"{"):
        return Text(line)
    try:
        return _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _second_look(line, str(error))


def _second_look(line: bytes, why: str) -> Event | Garbage:
    """Save output that is no valid UTF-8, and learn which test a bad line is about."""
    # Where a library has raised Python's limit, the decoder would end the process by these.
    if _DEEP.search(line):
        return Garbage(line, why)
    try:
        # What cannot be decoded stays in the text as lone surrogates, and gets back from there.
        loose = json.loads(line.decode("utf-8", "surrogateescape"))
    except (ValueError, RecursionError):
        return Garbage(line, why)
    about = [_name(loose.get(key)) for key in _LOOSE]
    output = loose.get("Output")
    if loose.get("Action") != "output" or not isinstance(output, str) or None in about:
        return Garbage(line, why, *(name or "" for name in about))
    return Event("output", package=about[0] or "", test=about[1] or "", output=output)


def _name(value: object) -> str | None:
    """Return the name of a package or test; None: it is none."""
    if value is None:
        return ""
    return value if isinstance(value, str) and value.isascii() else None


def encode_output(package: str, text: bytes) -> bytes:
    """Return the line of an event that says that a package printed something."""
    event = {"Action": "output", "Package": package, "Output": text.decode("utf-8", "replace")}
    return msgspec.json.encode(event) + b"\n"


def with_output(line: bytes, output: str) -> bytes:
    """Return the line of an event with another output, and everything else as it was."""
    fields = json.loads(line)
    fields["Output"] = output
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace") + b"\n"


def bytes_of(outputs: Iterable[str]) -> bytes:
    """Return what was printed, byte for byte also where it was no valid UTF-8."""
    text = "".join(outputs)
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return _NO_BYTE.sub("\N{REPLACEMENT CHARACTER}", text).encode("utf-8", "surrogateescape")


def text_of(data: bytes) -> str:
    """Return some bytes as text that `bytes_of` makes the same bytes of."""
    return data.decode("utf-8", "surrogateescape")
