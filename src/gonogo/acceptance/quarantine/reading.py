"""Read a quarantine file. People write it, in a review; no tool of ours ever does.

    quarantine:
      - package: example.org/tests/base
        name: TestTransfer
        owner: protocol
        reason: waits for a receipt and gives up after one block
        until: 2026-12-24
        exit: 20
        link: https://…/issues/7

What only shows when time passes, such as an entry that is over, is no mistake of the file:
`believing` tells it. An empty list is a file that puts nothing into quarantine.
"""

from collections.abc import Iterator
from pathlib import Path

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.quarantine.entry import QuarantineEntry
from gonogo.acceptance.quarantine.schema import EntryRecord, QuarantineFile
from gonogo.documents import Document, DocumentError, Problem, parse_yaml, read_text, validate


def read_quarantine(path: Path) -> tuple[QuarantineEntry, ...]:
    """Return the entries of a file, in its order.

    Raises:
        DocumentError: it cannot be read, or is wrong; names every problem with its place.
    """
    return parse_quarantine(read_text(path), str(path))


def parse_quarantine(text: str, name: str) -> tuple[QuarantineEntry, ...]:
    """Return the entries of a text; `name` is what messages call it.

    Raises:
        DocumentError: it is wrong; names every problem with its place.
    """
    document = parse_yaml(text, name)
    records = validate(document, QuarantineFile).quarantine
    repeats = tuple(_repeats(document, records))
    if repeats:
        raise DocumentError(name, repeats)
    return tuple(_entry(document, position, each) for position, each in enumerate(records))


def _repeats(document: Document, records: list[EntryRecord]) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    for position, each in enumerate(records):
        known = first.setdefault((each.package, each.name), position)
        if known != position:
            path = ("quarantine", position, "name")
            where = document.place(("quarantine", known)).line
            message = f"the same test is in quarantine already, in line {where}"
            yield Problem(document.place(path), ".".join(map(str, path)), message)


def _entry(document: Document, position: int, record: EntryRecord) -> QuarantineEntry:
    return QuarantineEntry(
        test=NamedTest(record.package, record.name),
        owner=record.owner,
        reason=record.reason,
        until=record.until,
        exit=record.exit,
        link=record.link,
        place=document.place(("quarantine", position)),
    )
