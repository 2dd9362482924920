"""What was heard of one test so far, or of a package as a whole."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Kind, LogPart
from gonogo.acceptance.stream.explaining import Explanation
from gonogo.evidence import Outcome

_MARKED_CHARACTERS = 8000


class Log(Protocol):
    """Where what a test prints is kept."""

    def write(self, text: str) -> None:
        """Keep something that it printed."""
        ...

    def spill(self) -> None:
        """Get it out of memory."""
        ...

    @property
    def parts(self) -> tuple[LogPart, ...]:
        """Return where it is kept."""
        ...

    def read(self) -> Iterator[bytes]:
        """Yield all of it."""
        ...


class Story:
    """What was heard of one test."""

    __slots__ = (
        "began",
        "doubt",
        "end",
        "explanation",
        "has_failed",
        "is_paused",
        "is_running",
        "log",
        "marked",
        "outcome",
        "seconds",
        "started_at",
        "test",
    )

    def __init__(self, test: NamedTest, log: Log) -> None:
        self.test = test
        self.log = log
        self.began = False
        """Whether it was heard to begin."""
        self.is_running = False
        self.is_paused = False
        """Whether it waits for others, which have the word."""
        self.end = ""
        """The last action that ended it; empty: none did."""
        self.has_failed = False
        """Whether it was ever called failed, whatever was made of that."""
        self.outcome: Outcome | None = None
        """The gravest so far; None: none."""
        self.explanation = Explanation(Kind.NONE)
        """Of that outcome."""
        self.seconds = 0.0
        self.started_at: datetime | None = None
        self.marked = ""
        """What it printed that was marked as an error."""
        self.doubt = ""
        """Why nobody can be sure of what was heard of it; empty: somebody can."""

    def begin(self, at: datetime | None) -> None:
        """Take note that it begins."""
        self.began = self.is_running = True
        self.is_paused = False
        self.started_at = self.started_at or at

    def mark(self, output: str) -> None:
        """Take note of output that is marked as an error."""
        if len(self.marked) < _MARKED_CHARACTERS:
            self.marked += output

    def conclude(self, outcome: Outcome, explanation: Explanation) -> None:
        """Take note of an outcome; of several the gravest stays."""
        if self.outcome is None or outcome.gravity > self.outcome.gravity:
            self.outcome, self.explanation = outcome, explanation
