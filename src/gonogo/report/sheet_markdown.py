"""A sheet as Markdown that GitHub renders: headings, tables, and no surprises.

What people and networks wrote is shown as text. It cannot become a heading, a table
cell, a mention, a picture or markup, because every character that could is escaped, and
it never begins or ends a line by itself. The few HTML elements are our own.
"""

import html
import re
from collections.abc import Iterable, Iterator

from gonogo.report.numbers import numbers_of
from gonogo.report.quantity import short, visible
from gonogo.report.sheet import (
    Block,
    Bullets,
    Card,
    Commands,
    Facts,
    Mark,
    Paragraph,
    Pictures,
    Piece,
    Section,
    Sheet,
    Table,
    Tally,
    Text,
)

# What means something wherever it stands; a list, a heading or a rule only begins a line.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~$&])")
_BEGINNING = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))")
_LINKING = re.compile(r"([@#]|\bwww(?=\.)|:(?=//)|\bGH(?=-))", re.IGNORECASE)
_WORDLESS = "\u200b"


def sheet_markdown(sheet: Sheet) -> str:
    """Return a sheet as Markdown."""
    parts = [
        *_head(sheet),
        *(part for section in sheet.sections for part in _section(section)),
        f"---\n\ngonogo {escaped(sheet.tool_version)}.",
    ]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Return foreign text as Markdown that shows exactly it, in one line."""
    safe = _SPECIAL.sub(r"\\\1", visible(text))
    safe = _BEGINNING.sub(_begun, safe)
    # Mentions, addresses and references become links wherever they stand.
    return _LINKING.sub(f"\\1{_WORDLESS}", safe)


def _begun(found: re.Match[str]) -> str:
    space, what = found.groups()
    # A number makes a list by what follows it, and a digit cannot be escaped.
    return f"{space}{what}{_WORDLESS}" if what.isdigit() else f"{space}\\{what}"


def _head(sheet: Sheet) -> Iterator[str]:
    yield f"# {escaped(sheet.title)}: {escaped(sheet.network)}"
    verdict = escaped(sheet.verdict.upper())
    verdict = f"~~{verdict}~~" if sheet.is_fallen else verdict
    yield f"**{verdict}** · " + " · ".join(f"**{escaped(stamp)}**" for stamp in sheet.stamps)
    yield escaped(sheet.sentence)
    for warning in sheet.warnings:
        yield f"> **{escaped(warning)}**"
    yield "\n".join(
        f"- [{escaped(section.title)}](#{_anchor(section.title)})" for section in sheet.sections
    )


def _anchor(title: str) -> str:
    # As GitHub names headings; titles of sections are ours.
    return re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-")


def _section(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.title)}"
    yield f"*{escaped(section.lead)}*"
    for block in section.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield _text(text)
        case Bullets(items):
            yield "\n".join(f"- {_text(item)}" for item in items)
        case Facts(rows):
            yield _facts(rows)
        case Table():
            yield from _captioned(block)
        case Card():
            yield from _card(block)
        case Commands(lines):
            # A line of ours holds names that were quoted for the shell; none ends the block.
            yield "\n".join(["~~~~~~sh", *map(visible, lines), "~~~~~~"])
        case Tally(counts):
            yield " · ".join(f"**{count}** {escaped(word)}" for word, count in counts)
        case Pictures(plots):
            yield from _captioned(numbers_of(plots))


def _card(card: Card) -> Iterator[str]:
    yield f"### {escaped(card.word)}: {escaped(card.title)}"
    if card.beside:
        yield _text(card.beside)
    yield _facts(card.rows)
    if card.table:
        yield from _captioned(card.table)


def _facts(rows: Iterable[tuple[str, Text]]) -> str:
    # A list and no table: GitHub's tables need a head, and there is nothing to put into it.
    return "\n".join(f"- **{escaped(name)}**: {_text(text)}" for name, text in rows)


def _captioned(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"**{escaped(table.caption)}**"
    yield "\n".join(
        [
            _row(escaped(name) or " " for name in table.head),
            _row("---" for _ in table.head),
            *(_row(map(_text, cells)) for cells in table.rows),
        ]
    )


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(text: Text) -> str:
    return "".join(map(_piece, text)).strip()


def _piece(piece: Piece) -> str:
    match piece.mark:
        case Mark.BREAK:
            return "<br>"
        case Mark.STRONG:
            return f"<b>{escaped(piece.text)}</b>"
        case Mark.CODE:
            return f"<code>{escaped(piece.text)}</code>"
        case Mark.DIGEST:
            title = html.escape(visible(piece.text))
            return f'<code title="{title}">{escaped(short(piece.text))}</code>'
        case Mark.LINK:
            return f"[{escaped(piece.text)}](<{_target(piece.text)}>)"
        case _:
            return escaped(piece.text)


def _target(address: str) -> str:
    """Return an address so that nothing in it ends the link, or the cell that it is in."""
    return re.sub(r"[^A-Za-z0-9:/?#@!$&'*+,;=._~%-]", lambda one: f"%{ord(one[0]):02X}", address)
