"""A sheet: what a report says, before it is of any format.

Sections hold blocks, and blocks hold text whose pieces know what they are. A format
decides how a piece looks and never what it says; so a page and a Markdown file of one
sheet say the same. Every text may be foreign: each format makes it harmless itself.
"""

import enum
import re
from dataclasses import dataclass

from gonogo.report.plot import Plot

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_ADDRESS = re.compile(r"https?://[!-~]+")


class Mark(enum.Enum):
    """What a piece of text is."""

    PLAIN = "plain"  #: Ordinary text.
    QUIET = "quiet"  #: What matters less.
    STRONG = "strong"  #: What must not be missed.
    CODE = "code"  #: A name or a command, to be typed as it stands.
    DIGEST = "digest"  #: A digest, which may be shown in short.
    LINK = "link"  #: The address of a page on the web.
    BREAK = "break"  #: The end of a line; says nothing.


@dataclass(frozen=True)
class Piece:
    """Some text of one kind."""

    text: str
    mark: Mark = Mark.PLAIN


Text = tuple[Piece, ...]


@dataclass(frozen=True)
class Paragraph:
    """A few sentences."""

    text: Text


@dataclass(frozen=True)
class Bullets:
    """A list without order."""

    items: tuple[Text, ...]


@dataclass(frozen=True)
class Facts:
    """Names and what they are."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True)
class Table:
    """Rows of the same form."""

    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    tones: tuple[str, ...] = ()
    """Of each row the answer that it stands for; empty: they stand for none."""


@dataclass(frozen=True)
class Card:
    """Something that a reader must understand by itself."""

    tone: str
    """The answer that it stands for: `unmet`, `unknown`, `conditional`, `met`."""
    word: str
    """What it comes to, in a word."""
    title: str
    beside: Text
    rows: tuple[tuple[str, Text], ...]
    table: Table | None = None


@dataclass(frozen=True)
class Commands:
    """Lines to type."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Tally:
    """How many of what; the word is the tone too."""

    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Pictures:
    """Plots, each with its numbers beside it for formats that draw nothing."""

    plots: tuple[Plot, ...]


Block = Paragraph | Bullets | Facts | Table | Card | Commands | Tally | Pictures


@dataclass(frozen=True)
class Section:
    """Something that can be found in the list of contents."""

    anchor: str
    title: str
    lead: str
    """What it is about, in a sentence."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Sheet:
    """A whole report."""

    title: str
    verdict: str
    network: str
    sentence: str
    stamps: tuple[str, ...]
    """What a reader must see with the verdict: `signed`, `SOLO`, `expired`."""
    is_fallen: bool
    """Whether it was signed, and something took its force since, or makes it doubtful."""
    warnings: tuple[str, ...]
    sections: tuple[Section, ...]
    tool_version: str


def section(anchor: str, title: str, lead: str, *blocks: Block) -> Section:
    """Return a section; one with nothing to tell says so, or it would look forgotten."""
    return Section(anchor, title, lead, blocks or (Paragraph(quiet("None.")),))


def plain(text: str) -> Text:
    """Return ordinary text; nothing of nothing."""
    return (Piece(text),) if text else ()


def quiet(text: str) -> Text:
    """Return text that matters less."""
    return (Piece(text, Mark.QUIET),)


def strong(text: str) -> Text:
    """Return text that must not be missed."""
    return (Piece(text, Mark.STRONG),)


def code(text: str) -> Text:
    """Return a name, or a command."""
    return (Piece(text, Mark.CODE),)


def named(text: str) -> Text:
    """Return the name of something: a digest where it is one, else a name."""
    return (Piece(text, Mark.DIGEST if _DIGEST.fullmatch(text) else Mark.CODE),)


def link(address: str) -> Text:
    """Return an address as a link, if it leads to the web; any other is only shown."""
    return (Piece(address, Mark.LINK if _ADDRESS.fullmatch(address) else Mark.PLAIN),)


def prose(text: str) -> Text:
    """Return a sentence; what stands between backticks in it is to be typed."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        # A backtick without its partner marks nothing.
        return plain(text)
    return tuple(
        Piece(piece, Mark.CODE if at % 2 else Mark.PLAIN)
        for at, piece in enumerate(pieces)
        if piece
    )


def together(*texts: Text, by: str = ", ") -> Text:
    """Return texts one after the other, apart by something; empty ones are left out."""
    found = [text for text in texts if text]
    joined: list[Piece] = []
    for at, text in enumerate(found):
        joined += [*(plain(by) if at else ()), *text]
    return tuple(joined)


def lines(*texts: Text) -> Text:
    """Return texts below each other; empty ones are left out."""
    found = [text for text in texts if text]
    joined: list[Piece] = []
    for at, text in enumerate(found):
        joined += [*((Piece("", Mark.BREAK),) if at else ()), *text]
    return tuple(joined)


def written(text: Text) -> str:
    """Return what a text says, without how."""
    return "".join("\n" if piece.mark is Mark.BREAK else piece.text for piece in text)
