"""Read a validators file: op-acceptor's `acceptance-tests.yaml`, as it is.

Everything that is wrong with it is told at once, each with its place and, where a word is
unknown, the nearest known one. A file with a mistake anywhere is not used at all: what was
misspelt in one gate may be what another gate inherits.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from gonogo.acceptance.gate import Entry, Gate, Suite, Validators
from gonogo.documents import Document, DocumentError, Problem, parse_yaml_as_text, read_text
from gonogo.documents import validate as validate_document

if TYPE_CHECKING:
    from gonogo.acceptance.validators.schema import Step, TheEntry, TheFile, TheGate, TheSuite

_OWNER = "owner"


def read_validators(path: Path) -> Validators:
    """Return the gates that a file declares.

    Raises:
        DocumentError: it cannot be read, or anything in it is wrong.
    """
    return parse_validators(read_text(path), str(path))


def parse_validators(text: str, name: str) -> Validators:
    """Return the gates that a text declares; `name` is what messages call it.

    Raises:
        DocumentError: lists everything that is wrong, with place and nearest name.
    """
    # Imported here, because pydantic takes longer to come up than most commands run.
    from gonogo.acceptance.validators.mistakes import mistakes  # noqa: PLC0415
    from gonogo.acceptance.validators.schema import TheFile  # noqa: PLC0415

    # Numbers stay as they are written: a gate may well be called 7702.
    document = parse_yaml_as_text(text, name)
    file = validate_document(document, TheFile)
    problems = [
        Problem(document.key_place(path), ".".join(map(str, path)), message)
        for path, message in dict.fromkeys(mistakes(file))
    ]
    if problems:
        raise DocumentError(name, sorted(problems, key=_position))
    return Validators(name, tuple(_gates(document, file)))


def _position(problem: Problem) -> tuple[int, int]:
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)


def _gates(document: Document, file: "TheFile") -> Iterator[Gate]:
    for position, gate in enumerate(file.gates):
        path = ("gates", position)
        # What is in no suite comes first.
        own, *suites = (
            Suite(
                name,
                suite.description,
                _entries(document, (*path, *below), gate, suite),
                document.place((*path, *below)),
            )
            for below, name, suite in gate.lists()
        )
        yield Gate(
            id=gate.id,
            description=gate.description,
            inherits=tuple(gate.inherits),
            entries=own.entries,
            suites=tuple(suites),
            owner=_owner(gate),
            runner=gate.runner or "",
            command=tuple(gate.command or ()),
            report=gate.report or "",
            place=document.place(path),
        )


def _entries(
    document: Document, path: "tuple[Step, ...]", gate: "TheGate", suite: "TheSuite"
) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            entry.package,
            entry.test,
            entry.timeout,
            _owner(entry) or _owner(suite) or _owner(gate),
            _metadata(entry),
            document.place((*path, "tests", position)),
        )
        for position, entry in enumerate(suite.tests)
    )


def _owner(of: "TheEntry | TheSuite | TheGate") -> str:
    return of.owner or _text(of.metadata.get(_OWNER))


def _metadata(entry: "TheEntry") -> tuple[tuple[str, str], ...]:
    told = {key: _text(value) for key, value in entry.metadata.items() if key != _OWNER}
    if entry.description:
        told.setdefault("description", entry.description)
    return tuple(sorted(told.items()))


def _text(value: Any) -> str:
    """Return what somebody noted, as one text, whatever form it was given."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    return msgspec.json.encode(value).decode()
