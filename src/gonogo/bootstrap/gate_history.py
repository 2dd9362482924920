"""What runs of gates leave in the history of tests, and whom that history excuses.

An attempt is begun before anything runs, so that one whose results never come shows. Results
that others bring are kept apart from those that were seen here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from gonogo.acceptance import GateRun
from gonogo.acceptance.attempting import Left
from gonogo.acceptance.history import Attempt, ResultHistory
from gonogo.acceptance.quarantine import QuarantineEntry, believed
from gonogo.clock import Clock
from gonogo.workflows import Occasion

_ELSEWHERE = " (elsewhere)"


@dataclass(frozen=True)
class GateHistory:
    """The history of tests, as runs of gates write and ask it."""

    results: ResultHistory
    clock: Clock
    broken: Callable[[str, datetime, datetime], tuple[str, ...]] = lambda *_: ()
    """Says what was broken on purpose of a network, from when until when."""

    def begin(self, gate: str, occasion: Occasion) -> None:
        """Note that a gate is going to be run."""
        self.results.begin(
            Attempt(
                run=occasion.run,
                gate=gate,
                started_at=self.clock.now(),
                network=occasion.network.name,
                candidate=occasion.candidate,
            )
        )

    def keep(self, left: Left, candidate: str) -> None:
        """Record what an attempt left; the candidate is empty where it ran for no network."""
        now = self.clock.now()
        faults = self.broken(left.network, left.started_at, now) if left.network else ()
        for run in left.runs:
            attempt = Attempt(
                run=left.terms.run,
                gate=run.gate,
                started_at=left.started_at,
                network=left.network,
                candidate=candidate,
                faults=faults,
            )
            self.results.record(attempt, run.results, now)

    def keep_brought(self, run: GateRun, occasion: Occasion, started_at: datetime) -> None:
        """Record what somebody brought for a run.

        Apart from what was seen here: a pass of which nobody knows where it was must not make a
        flake, which a quarantine excuses, of a test that always fails on this network.
        """
        attempt = Attempt(
            run=occasion.run,
            gate=run.gate,
            started_at=started_at,
            network=f"{occasion.network.name}{_ELSEWHERE}",
            candidate=occasion.candidate,
        )
        self.results.record(attempt, run.results, self.clock.now())

    def excused(
        self, left: Left, entries: Sequence[QuarantineEntry], candidate: str
    ) -> tuple[tuple[GateRun, ...], tuple[str, ...]]:
        """Return each run with those of its tests that are in quarantine, and why others are not.

        To be asked when the attempt is recorded: what it saw of a test counts as well.
        """
        tracks = self.results.tracks([each.test for each in entries])
        # Without a candidate nothing is known to be the same as before, so each run is its own.
        about = candidate or f"run:{left.terms.run}"
        found, doubts = believed(entries, tracks, self.clock.now(), about, network=left.network)
        runs = []
        for run in left.runs:
            tests = {each.test for each in run.selected}
            of_run = tuple(each for each in found if each.test in tests)
            runs.append(replace(run, quarantine=of_run))
        notes = (f"quarantine of {each.entry.test}: {each.message}" for each in doubts)
        return tuple(runs), tuple(dict.fromkeys(notes))
