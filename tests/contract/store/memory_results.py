"""Results of tests in memory: what the interface promises, in the fewest words."""

# ruff: noqa: D102 - The interface says what each of these does.

import statistics
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from gonogo.acceptance import (
    DAYS_COMPARED,
    LONGEST_KEPT_MESSAGE_CHARACTERS,
    RUNS_IN_GRID,
    Attempt,
    Grid,
    GridRow,
    LogPart,
    NamedTest,
    PastResult,
    Rates,
    Result,
    Track,
)
from gonogo.acceptance.stability import tally_of
from gonogo.evidence import Outcome


def is_top(test: NamedTest) -> bool:
    return bool(test.name) and "/" not in test.name


class MemoryResults:
    """A history of results that forgets when the process ends."""

    def __init__(self) -> None:
        self._attempts: dict[tuple[str, str, str, int], Attempt] = {}
        self._results: list[PastResult] = []
        self._names: set[NamedTest] = set()

    def begin(self, attempt: Attempt) -> None:
        key = (attempt.run, attempt.gate, attempt.network, attempt.number)
        self._attempts.setdefault(key, replace(attempt, ended_at=None, faults=()))

    def record(self, attempt: Attempt, results: Sequence[Result], ended_at: datetime) -> None:
        self.begin(attempt)
        key = (attempt.run, attempt.gate, attempt.network, attempt.number)
        if self._attempts[key].ended_at is not None:
            return
        told = {"ended_at": ended_at, "faults": attempt.faults}
        ended = self._attempts[key] = replace(self._attempts[key], **told)  # type: ignore[arg-type]  # as they are called
        taken: set[tuple[NamedTest, int]] = set()
        for result in results:
            number = result.attempt
            while (result.test, number) in taken:
                number += 1
            taken.add((result.test, number))
            self._names.add(result.test)
            self._results.append(_past(ended, result, number))

    def _ordered(self, gate: str | None = None, network: str | None = None) -> list[PastResult]:
        begun = list(self._attempts.values())
        return sorted(
            (
                each
                for each in self._results
                if gate in (None, each.attempt.gate) and network in (None, each.attempt.network)
            ),
            key=lambda each: (each.attempt.started_at, begun.index(each.attempt), each.repeat),
        )

    def seconds_of(self, tests: Collection[NamedTest]) -> Mapping[NamedTest, float]:
        passes = defaultdict(list)
        for gate, network in {(each.gate, each.network) for each in self._attempts.values()}:
            newest = self.grid(gate, 20, network=network).attempts
            for each in self._ordered(gate, network):
                if each.test in tests and each.attempt in newest and each.outcome is Outcome.PASSED:
                    passes[each.test].append(each.seconds)
        return {test: statistics.median(took) for test, took in passes.items()}

    def rates(
        self,
        now: datetime,
        days: int = DAYS_COMPARED,
        *,
        gate: str | None = None,
        network: str | None = None,
    ) -> tuple[Rates, ...]:
        middle = now.astimezone(UTC).date() - timedelta(days=days - 1)
        first, last = middle - timedelta(days=days), now.astimezone(UTC).date()
        found: dict[NamedTest, tuple[list[Outcome], list[Outcome]]] = defaultdict(lambda: ([], []))
        for each in self._ordered(gate, network):
            day = each.attempt.started_at.astimezone(UTC).date()
            if is_top(each.test) and first <= day <= last and not each.attempt.faults:
                found[each.test][day < middle].append(each.outcome)
        return tuple(
            Rates(test, tally_of(recent), tally_of(before))
            for test, (recent, before) in sorted(found.items())
        )

    def grid(self, gate: str, runs: int = RUNS_IN_GRID, *, network: str | None = None) -> Grid:
        begun = [
            each
            for each in self._attempts.values()
            if each.gate == gate and network in (None, each.network)
        ]
        attempts = sorted(begun, key=lambda each: each.started_at)[-runs:]
        found: dict[NamedTest, list[Outcome | None]] = defaultdict(lambda: [None] * len(attempts))
        for each in self._ordered(gate, network):
            if is_top(each.test) and each.attempt in attempts:
                cells, place = found[each.test], attempts.index(each.attempt)
                known = cells[place] or each.outcome
                cells[place] = max(known, each.outcome, key=lambda one: one.gravity)
        rows = (GridRow(test, tuple(cells)) for test, cells in sorted(found.items()))
        return Grid(tuple(attempts), tuple(rows))

    def of_test(
        self,
        test: NamedTest,
        limit: int,
        *,
        gate: str | None = None,
        network: str | None = None,
    ) -> tuple[PastResult, ...]:
        found = [each for each in self._ordered(gate, network) if each.test == test]
        return tuple(found[::-1][:limit])

    def latest(
        self, gate: str | None = None, *, network: str | None = None
    ) -> tuple[PastResult, ...]:
        newest = {each.test: each for each in self._ordered(gate, network) if is_top(each.test)}
        return tuple(newest[test] for test in sorted(newest))

    def _all_tracks(self) -> Iterator[Track]:
        found = defaultdict(list)
        for each in self._ordered():
            if is_top(each.test) and not each.attempt.faults:
                key = (each.test, each.attempt.network, each.attempt.subject)
                found[key].append(each)
        for key, past in found.items():
            outcomes = tuple(each.outcome for each in past)
            yield Track(*key, outcomes, past[-1].attempt.started_at)

    def tracks(self, tests: Collection[NamedTest]) -> Mapping[NamedTest, tuple[Track, ...]]:
        asked, by_test = {test.top for test in tests}, defaultdict(list)
        for track in self._all_tracks():
            if track.test in asked:
                by_test[track.test].append(track)
        return {
            test: tuple(
                sorted(found, key=lambda each: (each.last_at, each.network, each.candidate))
            )
            for test, found in by_test.items()
        }

    def troubled(self, now: datetime, days: int = DAYS_COMPARED) -> tuple[Track, ...]:
        first = now.astimezone(UTC).date() - timedelta(days=days - 1)
        failed = {
            (each.test, each.attempt.network, each.attempt.subject)
            for each in self._results
            if each.outcome is Outcome.FAILED
            and not each.attempt.faults
            and each.attempt.started_at.astimezone(UTC).date() >= first
        }
        found = (
            each
            for each in self._all_tracks()
            if (each.test, each.network, each.candidate) in failed
        )
        return tuple(sorted(found, key=lambda each: (each.test, each.last_at)))

    def unended(self) -> tuple[Attempt, ...]:
        left = (each for each in self._attempts.values() if each.ended_at is None)
        return tuple(sorted(left, key=lambda each: each.started_at))

    def names(self) -> tuple[NamedTest, ...]:
        return tuple(sorted(self._names))

    def tried(self) -> tuple[tuple[str, str], ...]:
        return tuple(sorted({(each.gate, each.network) for each in self._attempts.values()}))

    def retain(self, before: datetime) -> int:
        gone = [key for key, each in self._attempts.items() if each.started_at < before]
        for key in gone:
            attempt = self._attempts.pop(key)
            self._results = [each for each in self._results if each.attempt != attempt]
        return len(gone)

    def rebuild(self) -> None:
        pass


def _past(attempt: Attempt, result: Result, number: int) -> PastResult:
    log = None
    if result.log:
        first = min(part.offset for part in result.log)
        log = LogPart(first, max(part.offset + part.length for part in result.log) - first)
    message = result.message[:LONGEST_KEPT_MESSAGE_CHARACTERS]
    return PastResult(
        attempt, result.test, result.outcome, result.kind, result.seconds, message, number, log
    )
