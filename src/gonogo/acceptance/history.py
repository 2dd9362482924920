"""What became of tests before: the interface of the history, and what it answers.

An attempt at a gate is recorded when it starts, so that one whose results never came shows.
What is recorded first stays: recording an attempt twice changes nothing. Rates and tracks
are of top-level tests; subtests are kept and can be asked for by name.

Attempts of one test on one candidate and network belong together. Where nobody named a
candidate, one run is taken for one candidate, since nothing changes underneath it.

These are statistics to look at and to plan by. Verdicts rest on evidence, which is kept
elsewhere; only whether a quarantine is believed is asked here (`quarantine`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Kind, LogPart, Result
from gonogo.evidence import Outcome

DAYS_COMPARED = 14
"""How many days rates are of, where nobody says otherwise."""
RUNS_IN_GRID = 100
LONGEST_KEPT_MESSAGE_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at one gate. Its run, gate and number name it."""

    run: str
    """The id of the run."""
    gate: str
    started_at: datetime
    """Aware of its zone; of a run elsewhere when that ran, not when it was brought here."""
    number: int = 1
    """Counts from 1 where a run repeats a gate."""
    network: str = ""
    """Empty: none was named."""
    candidate: str = ""
    """The digest of what was tested; empty: nobody named it."""
    ended_at: datetime | None = None
    """None: its results never came, or not yet."""
    faults: tuple[str, ...] = ()
    """What was broken on purpose meanwhile, as the bench itself says. What became of tests then
    says nothing about them: it is kept, and is in no rate and no track."""

    @property
    def subject(self) -> str:
        """Return what it counts for: the candidate, or the run that stands for one."""
        return self.candidate or f"run:{self.run}"


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a test ended how."""

    passed: int = 0
    failed: int = 0
    errored: int = 0
    skipped: int = 0
    """How often it was not asked: skipped, precluded, or not applicable."""

    @property
    def attempts(self) -> int:
        """Return how often it passed or failed; whatever else it did says nothing."""
        return self.passed + self.failed

    @property
    def pass_rate(self) -> float | None:
        """Return how many of its attempts passed, from 0 to 1; None: there were none."""
        return self.passed / self.attempts if self.attempts else None


@dataclass(frozen=True, slots=True)
class Rates:
    """How one top-level test did lately, and before; over all candidates."""

    test: NamedTest
    recent: Tally
    before: Tally


@dataclass(frozen=True, slots=True)
class PastResult:
    """What became of one test in one attempt, as the history kept it."""

    attempt: Attempt
    test: NamedTest
    outcome: Outcome
    kind: Kind
    seconds: float
    message: str = ""
    """At most `LONGEST_KEPT_MESSAGE_CHARACTERS` of it."""
    repeat: int = 1
    """Counts from 1 where the attempt at the gate had more than one result of the test."""
    log: LogPart | None = None
    """From the first to the last byte that it printed; None: it printed nothing."""


@dataclass(frozen=True, slots=True)
class Track:
    """What became of one top-level test on one candidate and network, oldest first."""

    test: NamedTest
    network: str
    candidate: str
    """As `Attempt.subject` says it."""
    outcomes: tuple[Outcome, ...]
    last_at: datetime
    """When the newest attempt started."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """A top-level test, and its outcome in each attempt of the grid."""

    test: NamedTest
    cells: tuple[Outcome | None, ...]
    """The worst, where an attempt had several; None: the attempt had no result of it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The newest attempts at a gate, oldest first, against its tests."""

    attempts: tuple[Attempt, ...]
    rows: tuple[GridRow, ...]


class ResultHistory(Protocol):
    """Where results of tests are kept. `tests/contract/store/` says what holds for all."""

    def begin(self, attempt: Attempt) -> None:
        """Record that an attempt starts; again changes nothing."""
        ...

    def record(self, attempt: Attempt, results: Sequence[Result], ended_at: datetime) -> None:
        """Record what an attempt came to, with everything that follows, at once or not at all.

        An attempt that was never begun is begun. The first recording stays. Of several
        results of one test with one number all are kept, numbered onwards.
        """
        ...

    def seconds_of(self, tests: Collection[NamedTest]) -> Mapping[NamedTest, float]:
        """Return how long tests take that passed: the median of the last few passes, for each."""
        ...

    def rates(
        self,
        now: datetime,
        days: int = DAYS_COMPARED,
        *,
        gate: str | None = None,
        network: str | None = None,
    ) -> tuple[Rates, ...]:
        """Compare the last days with as many before them, whole days of UTC, today included."""
        ...

    def grid(self, gate: str, runs: int = RUNS_IN_GRID, *, network: str | None = None) -> Grid:
        """Return the newest attempts at a gate against its tests; tests in order of name."""
        ...

    def of_test(
        self,
        test: NamedTest,
        limit: int,
        *,
        gate: str | None = None,
        network: str | None = None,
    ) -> tuple[PastResult, ...]:
        """Return the newest results of a test or subtest, newest first."""
        ...

    def latest(
        self, gate: str | None = None, *, network: str | None = None
    ) -> tuple[PastResult, ...]:
        """Return the newest result of each top-level test, without its message, by name."""
        ...

    def tracks(self, tests: Collection[NamedTest]) -> Mapping[NamedTest, tuple[Track, ...]]:
        """Return the tracks of top-level tests, the one that was tried last at the end."""
        ...

    def troubled(self, now: datetime, days: int = DAYS_COMPARED) -> tuple[Track, ...]:
        """Return, whole, every track that has a failure of the last days, by name."""
        ...

    def unended(self) -> tuple[Attempt, ...]:
        """Return the attempts whose results never came, or not yet, oldest first."""
        ...

    def names(self) -> tuple[NamedTest, ...]:
        """Return every test and subtest that ever had a result, in order."""
        ...

    def tried(self) -> tuple[tuple[str, str], ...]:
        """Return of which gates there were ever attempts on which networks, in order."""
        ...

    def retain(self, before: datetime) -> int:
        """Forget the attempts that started before; return how many. Others can write meanwhile."""
        ...

    def rebuild(self) -> None:
        """Make everything anew that follows from the results; it never should change anything."""
        ...
