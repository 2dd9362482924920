"""Read JUnit XML, in one pass and in little memory, from whoever wrote it.

The parser is expat, fed a piece at a time; no tree is ever built. A document type is refused
where it begins, and so are all entities of its own: what expands without end, or fetches from
a file or network, is never even looked at. A report that stops in the middle is a fault, and
what it said until then is kept.

A test's package is its `classname`; without one, what its suite is called. `failure` is a
failed assertion and `error` a crash, and both are failures.
"""

import contextlib
import xml.parsers.expat
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from gonogo.acceptance.ingest.ingested import (
    DeclaredCounts,
    Gathering,
    Ingested,
    disagreements,
    whole_name,
)
from gonogo.acceptance.ingest.junit_case import ENDINGS, HARMLESS, Case
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import LONGEST_MESSAGE_CHARACTERS, Kind, Result
from gonogo.evidence import Outcome

_PIECE_BYTES = 1 << 16
_LONGEST_TAG_BYTES = 8 << 20
# Nobody puts suites into suites a hundred times, but to hurt whoever reads them.
_DEEPEST = 100
_GO = "go.version"


class _RefusedError(Exception):
    """Something in the XML that is not read on with."""


@dataclass
class _Suite:
    """A suite while it is read."""

    name: str
    declared: DeclaredCounts
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    """Of all test cases in it, those of its inner suites among them."""


def read_junit(stream: BinaryIO) -> Ingested:
    """Read a report of JUnit XML. Never raises for what is in it."""
    reader = _Reader()
    try:
        while piece := stream.read(_PIECE_BYTES):
            reader.feed(piece)
        reader.end()
    except xml.parsers.expat.ExpatError as error:
        words = xml.parsers.expat.ErrorString(error.code)
        reader.gathering.fault(f"its XML breaks off or is none, line {error.lineno}: {words}")
    except _RefusedError as error:
        reader.gathering.fault(str(error))
    return reader.gathering.ingested()


class _Reader:
    """Follows the XML from tag to tag."""

    def __init__(self) -> None:
        self.gathering = Gathering(tool="junit")
        self._parser = xml.parsers.expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._finish
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse
        self._fed = 0
        self._open: list[str] = []
        self._suites: list[_Suite] = []
        self._case: Case | None = None
        self._words: list[str] | None = None
        self._kept = 0
        self._message = ""
        self._is_of_go = False

    def feed(self, piece: bytes) -> None:
        """Read on by some bytes, cut anywhere.

        Raises:
            ExpatError: it is no XML any more.
            _RefusedError: it is XML that is not read on with.
        """
        self._parser.Parse(piece, False)  # noqa: FBT003 - Its signature.
        self._fed += len(piece)
        # expat keeps a tag until it is whole, and one without an end would fill the memory.
        if self._fed - self._parser.CurrentByteIndex > _LONGEST_TAG_BYTES:
            raise _RefusedError("a tag of it is too long to be one")

    def end(self) -> None:
        """Say that there is no more; raises as `feed` does where that is too early."""
        self._parser.Parse(b"", True)  # noqa: FBT003 - Its signature.

    def _refuse(self, *_: object) -> None:
        raise _RefusedError("it has a document type or entities of its own, which no report needs")

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            raise _RefusedError("it is nested too deeply")
        parent = self._open[-1] if self._open else ""
        self._open.append(name)
        if name in {"testsuites", "testsuite"} and self._case is None:
            self._suites.append(self._suite(attributes))
            self.gathering.began(_moment(attributes.get("timestamp", "")))
        elif not self._suites:
            raise _RefusedError(f"it begins with <{name}>, so it is no JUnit")
        elif name == "testcase" and self._case is None:
            self._begin_case(attributes)
        elif name == "property" and attributes.get("name") == _GO:
            self._is_of_go = True
        elif self._case is not None and parent == "testcase":
            self._begin_child(name, attributes)
        elif parent in {"testsuites", "testsuite"} and name in ENDINGS:
            self._of_suite(name, attributes)

    def _begin_case(self, attributes: dict[str, str]) -> None:
        suite = next((suite.name for suite in reversed(self._suites) if suite.name), "")
        name = attributes.get("name", "")
        if not name:
            self.gathering.fault(f"a test case of {suite or 'it'} has no name")
            name = "(without a name)"
        package = attributes.get("classname") or suite or attributes.get("file", "")
        name = name if self._is_of_go else whole_name(name)
        self._case = Case(NamedTest(package, name), attributes)

    def _begin_child(self, name: str, attributes: dict[str, str]) -> None:
        if name in ENDINGS:
            self._message = attributes.get("message", "")
            self._words, self._kept = [], 0
        elif name not in HARMLESS and self._case is not None:
            self._case.unknown.append(name)

    def _of_suite(self, name: str, attributes: dict[str, str]) -> None:
        """Take a failure that is of no test: what a suite sets up before it broke."""
        message = attributes.get("message", "") or f"the suite has a <{name}> of its own"
        outcome = Outcome.SKIPPED if name == "skipped" else Outcome.FAILED
        kind = Kind.SKIPPED if name == "skipped" else Kind.CRASH
        package = NamedTest(self._suites[-1].name or "(without a name)")
        self.gathering.take(
            Result(package, outcome, kind, 0.0, message[:LONGEST_MESSAGE_CHARACTERS])
        )

    def _text(self, text: str) -> None:
        # Only as much is kept as a message can hold; a report may carry whole logs.
        if self._words is not None and self._kept < LONGEST_MESSAGE_CHARACTERS:
            self._words.append(text[:LONGEST_MESSAGE_CHARACTERS])
            self._kept += len(text)

    def _finish(self, name: str) -> None:
        self._open.pop()
        if self._case is not None and self._words is not None and name in ENDINGS:
            text = "".join(self._words).strip()
            self._case.endings.append((name, self._message or text))
            self._words = None
        elif name == "testcase" and self._case is not None and "testcase" not in self._open:
            self._finish_case(self._case)
        elif name in {"testsuites", "testsuite"} and self._case is None:
            self._finish_suite(self._suites.pop(), name)

    def _finish_case(self, case: Case) -> None:
        attempts = case.attempts()
        if case.strange:
            self.gathering.fault(case.strange)
        self.gathering.take(*attempts)
        has_flaked = any(ending.startswith("flaky") for ending, _ in case.endings)
        # Suites count a case that came to pass as passed, and any other by its first attempt.
        outcome = (attempts[-1] if has_flaked else attempts[0]).outcome
        for suite in self._suites:
            suite.outcomes[outcome] += 1
        self._case = None

    def _suite(self, attributes: dict[str, str]) -> _Suite:
        name = attributes.get("name", "")
        bad = [self._count(attributes, word, name) for word in ("failures", "errors")]
        declared = DeclaredCounts(
            tests=self._count(attributes, "tests", name),
            failed=None if bad == [None, None] else sum(count or 0 for count in bad),
            skipped=self._count(attributes, "skipped", name),
        )
        return _Suite(name, declared)

    def _finish_suite(self, suite: _Suite, element: str) -> None:
        where = f"the suite {suite.name!r}" if suite.name else f"a <{element}>"
        for wrong in disagreements(suite.declared, suite.outcomes, where):
            self.gathering.fault(wrong)

    def _count(self, attributes: dict[str, str], word: str, suite: str) -> int | None:
        said = attributes.get(word, "").strip()
        if said and not (said.isascii() and said.isdigit() and len(said) < len("1000000000")):
            self.gathering.fault(f"the suite {suite!r} declares {word}={said[:20]!r}")
            return None
        return int(said) if said else None


def _moment(text: str) -> datetime | None:
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(text)
    return None
