"""What a report says, and how that is gathered: one test after the other, each once."""

from dataclasses import dataclass, replace
from datetime import datetime

from gonogo.acceptance.named_test import SUBTEST, NamedTest
from gonogo.acceptance.result import LONGEST_MESSAGE_CHARACTERS, Result
from gonogo.evidence import Outcome

MOST_TESTS = 1_000_000
"""More than these are not a report of acceptance tests, but something to fill a memory with."""

_MOST_FAULTS = 20
_ESCAPED = "%2F"


@dataclass(frozen=True)
class Ingested:
    """The results that a report tells, and what is wrong with it."""

    results: tuple[Result, ...]
    faults: tuple[str, ...]
    """Why it cannot be relied on; empty: it is whole, and agrees with itself."""
    tool: str = ""
    """What wrote it, where it says so."""
    started_at: datetime | None = None
    """When its tests began; None: it does not say, or not in which time zone."""


@dataclass(frozen=True)
class DeclaredCounts:
    """What a report says about how many tests it has; None: it does not say."""

    tests: int | None = None
    failed: int | None = None
    skipped: int | None = None


class Gathering:
    """Results as they are read, and what was found wrong on the way."""

    def __init__(self, *, tool: str = "") -> None:
        self.tool = tool
        self._results: list[Result] = []
        self._attempts: dict[NamedTest, int] = {}
        self._faults: list[str] = []
        self._unsaid = 0
        self._started_at: datetime | None = None

    def take(self, *attempts: Result) -> None:
        """Take all attempts at one test, in order."""
        test = attempts[0].test
        if len(self._attempts) >= MOST_TESTS:
            self.fault(f"it has more than {MOST_TESTS} tests, and the rest was not read")
            return
        before = self._attempts.get(test, 0)
        if before:
            self.fault(f"{test} is in it more than once")
        for number, attempt in enumerate(attempts, start=before + 1):
            self._results.append(attempt if number == 1 else replace(attempt, attempt=number))
        self._attempts[test] = before + len(attempts)

    def fault(self, text: str) -> None:
        """Note something that is wrong with the report."""
        if len(self._faults) < _MOST_FAULTS:
            self._faults.append(text)
        else:
            self._unsaid += 1

    def began(self, moment: datetime | None) -> None:
        """Take note of when something began; the earliest counts, and only with a time zone."""
        if moment is None or moment.tzinfo is None:
            return
        if self._started_at is None or moment < self._started_at:
            self._started_at = moment

    def ingested(self) -> Ingested:
        """Return all of it."""
        faults = list(self._faults)
        if not self._attempts:
            faults.append("there is no test in it")
        faults += [
            f"{test.top} is not in it, and a part of it is"
            for test in self._attempts
            if test.is_subtest and test.top not in self._attempts
        ][:_MOST_FAULTS]
        if self._unsaid:
            faults.append(f"and {self._unsaid} more faults")
        return Ingested(tuple(self._results), tuple(faults), self.tool, self._started_at)


def disagreements(declared: DeclaredCounts, outcomes: dict[Outcome, int], where: str) -> list[str]:
    """Return in which ways the counts that a report declares are not those of its tests.

    One declared failure that is not there is a failure that was lost. More failures than
    declared are not a fault: the tests themselves say so, and they are believed.
    """
    found = sum(outcomes.values())
    wrong = []
    if declared.tests is not None and declared.tests != found:
        wrong.append(f"{where} declares {declared.tests} tests and has {found}")
    bad = outcomes.get(Outcome.FAILED, 0) + outcomes.get(Outcome.ERRORED, 0)
    if declared.failed is not None and declared.failed > bad:
        wrong.append(f"{where} declares {declared.failed} failures and has {bad}")
    skipped = outcomes.get(Outcome.SKIPPED, 0)
    if declared.skipped is not None and declared.skipped > skipped:
        wrong.append(f"{where} declares {declared.skipped} skipped tests and has {skipped}")
    return wrong


def whole_name(name: str) -> str:
    """Return a name of which no part is taken for a subtest.

    Only tools of Go mean a subtest by a slash. For all others it is part of a name, such as
    `GET /fees`, and a test that counted as a subtest would not count at all.
    """
    return name.replace(SUBTEST, _ESCAPED)


def bounded(message: str) -> str:
    """Return as much of a message as a result holds."""
    return message.strip()[:LONGEST_MESSAGE_CHARACTERS]
