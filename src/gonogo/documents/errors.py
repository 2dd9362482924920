"""What can be wrong with a document, and where.

Messages never repeat a value of the document: it may be a key that somebody
wrote into the wrong place. Names of keys are repeated, since those are what a
person looks for.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from gonogo.errors import GonogoError
from gonogo.printable import printable

_SHOWN_PROBLEMS = 50
_SHOWN_CHARACTERS = 300


@dataclass(frozen=True)
class Place:
    """Where something stands in a text, both counted from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a document."""

    place: Place | None
    """None: it concerns the file as a whole, which could not be read."""
    path: str
    """The keys on the way, such as `chains.0.name`; empty for the whole document."""
    message: str

    def describe(self, name: str) -> str:
        """Return `file:line:column path: message`, as far as each is known."""
        where = name if self.place is None else f"{name}:{self.place}"
        path = printable(self.path[:_SHOWN_CHARACTERS], "?")
        return f"{where} {path}: {self.message}" if path else f"{where}: {self.message}"


class DocumentError(GonogoError):
    """A document cannot be used; lists everything that is wrong with it."""

    def __init__(self, name: str, problems: Iterable[Problem], *, hint: str | None = None) -> None:
        self.name = name
        self.problems = tuple(problems)
        lines = [problem.describe(name) for problem in self.problems[:_SHOWN_PROBLEMS]]
        if len(self.problems) > _SHOWN_PROBLEMS:
            lines.append(f"{name}: and {len(self.problems) - _SHOWN_PROBLEMS} more problems")
        super().__init__(
            "\n".join(lines),
            hint=hint or "Correct the file at the place named, then try again.",
        )
