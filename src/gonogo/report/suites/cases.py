"""Tests as a reader looks for them: each once, with its gates, its owner and its subtests."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gonogo.acceptance import GateRun, Kind, NamedTest, Result
from gonogo.acceptance.standing import Standing, standings
from gonogo.evidence import Outcome, gravest

_WHOLE_PACKAGE = "(package)"


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """Where a test stands in a gate."""

    gate: str
    suite: str = ""
    """Empty: in no suite."""


@dataclass(frozen=True, slots=True)
class Case:
    """A test, or a package as a whole that has something to tell."""

    test: NamedTest
    outcome: Outcome
    worst: Result | None
    """The result that says so; None: it was selected, and nothing was heard of it."""
    seats: tuple[Seat, ...]
    owner: str = ""
    timeout_seconds: float = 0.0
    """Zero: nobody said."""
    task: str = ""
    subtests: tuple[Result, ...] = ()
    """In the order in which they ended."""
    others: tuple[Result, ...] = ()
    """Other results of the same test, of other attempts at it."""
    is_quarantined: bool = False

    @property
    def name(self) -> str:
        """Return what the test is called in lists where nothing may be without a name."""
        return self.test.name or _WHOLE_PACKAGE

    @property
    def kind(self) -> Kind:
        """Return why it ended as it did."""
        return Kind.NEVER_RAN if self.worst is None else self.worst.kind

    @property
    def seconds(self) -> float:
        """Return how long it took; what is no time is none."""
        seconds = 0.0 if self.worst is None else self.worst.seconds
        return seconds if math.isfinite(seconds) else 0.0

    @property
    def message(self) -> str:
        """Return why, for a person; of a test that passed nothing."""
        if self.worst is None:
            return "it was selected, and nothing was ever heard of it"
        return self.worst.message.strip()


def cases_of(runs: Iterable[GateRun]) -> tuple[Case, ...]:
    """Return the tests of some gates, each once, sorted by name."""
    found: dict[NamedTest, Case] = {}
    for run in runs:
        for case in _of_gate(run):
            known = found.get(case.test)
            found[case.test] = case if known is None else _merged(known, case)
    return tuple(found[test] for test in sorted(found))


def _of_gate(run: GateRun) -> Iterable[Case]:
    selected = {each.test: each for each in run.selected}
    quarantine = {each.test for each in run.quarantine}
    heard: dict[NamedTest, list[Result]] = {}
    for result in run.results:
        heard.setdefault(result.test.top, []).append(result)
    for standing in standings(run):
        # A test of a package that was selected as a whole has that package's seat.
        seat = selected.get(standing.test) or selected.get(NamedTest(standing.test.package))
        results = heard.get(standing.test, [])
        yield Case(
            test=standing.test,
            outcome=standing.outcome,
            worst=standing.worst,
            seats=(Seat(run.gate, seat.suite if seat else ""),),
            owner=seat.owner if seat else "",
            timeout_seconds=seat.timeout_seconds if seat else 0.0,
            task=standing.task or (seat.task if seat else ""),
            subtests=tuple(each for each in results if each.test.is_subtest),
            others=_others(standing, results),
            is_quarantined=standing.test in quarantine,
        )


def _others(standing: Standing, results: Iterable[Result]) -> tuple[Result, ...]:
    return tuple(
        each for each in results if not each.test.is_subtest and each is not standing.worst
    )


def _merged(one: Case, other: Case) -> Case:
    """Return a test of several gates; what is gravest in any of them counts."""
    graver = one if gravest((one.outcome, other.outcome)) is one.outcome else other
    return replace(
        graver,
        seats=tuple(sorted({*one.seats, *other.seats})),
        owner=one.owner or other.owner,
        is_quarantined=one.is_quarantined or other.is_quarantined,
    )
