"""Carry an attempt out: doors, processes, what they said, and what is left of each gate.

An attempt has a directory of its own, in which everything is written as it happens. Begun
again in the same directory it goes on where it stopped. Whoever cancels it is handed what it
left first: results that were seen are not lost because the rest was not waited for.
"""

import asyncio
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gonogo.acceptance.attempting.around import Around
from gonogo.acceptance.attempting.expecting import (
    SecondsOf,
    SecondsOfTask,
    expected,
    expected_in_all,
)
from gonogo.acceptance.attempting.gathering import gather
from gonogo.acceptance.attempting.kept_plan import keep_plan, kept_plan, read_plan
from gonogo.acceptance.attempting.planning import Planned
from gonogo.acceptance.carrying import Carrier, Journal, Past, read_journal, workers
from gonogo.acceptance.environment import (
    Inherited,
    Terms,
    secret_files,
    secrets_of,
)
from gonogo.acceptance.gate_run import GateRun
from gonogo.acceptance.live import CaseBegan, CaseEnded, OnLive, SuitesBegan
from gonogo.acceptance.process import one_guard
from gonogo.acceptance.result import Result
from gonogo.acceptance.stream import Recording
from gonogo.clock import Clock
from gonogo.evidence import Outcome
from gonogo.networks import Network

if TYPE_CHECKING:
    from gonogo.acceptance.proxy import Proxy


@dataclass(frozen=True)
class Venue:
    """The network that an attempt is about."""

    network: Network
    descriptor: Mapping[str, Any] | None = field(default=None, repr=False)
    """The document that it was loaded from; None: it was described by other files."""


@dataclass(frozen=True)
class Left:
    """What an attempt left."""

    directory: Path
    runs: tuple[GateRun, ...]
    """One for each gate."""
    started_at: datetime
    seconds: float
    """Of this process; of one that was gone on with, without the time before."""
    terms: Terms
    inherited: Inherited
    secrets: tuple[str, ...] = field(repr=False)
    network: str = ""
    """Empty: it ran without one."""


@dataclass(frozen=True)
class SuiteRun:
    """One attempt at some gates."""

    planned: tuple[Planned, ...]
    terms: Terms
    inherited: Inherited
    directory: Path
    """Where everything is left; made when it is not there."""
    workplace: Path
    """Where files are built and secrets lie while it goes on; on this machine."""
    venue: Venue | None
    """None: the tests run for no network."""
    clock: Clock
    jobs: int = 0
    """How many tasks run side by side; zero: as many as the machine bears."""
    seconds_of: SecondsOf = lambda _tests: {}
    on_live: OnLive = lambda _live: None
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)
    """All variables of the caller, to know which of them are secret."""
    on_begun: Callable[[], None] = lambda: None
    """Told when it is certain what runs, and nothing has run."""

    async def carry_out(self, on_left: Callable[[Left], None]) -> None:
        """Run everything that is not done yet, and hand over what is left, also when cancelled.

        Raises:
            ChangedPlanError: the directory is another attempt's.
            GonogoError: nothing can be run.
            OSError: what happened cannot be written down.
        """
        self.directory.mkdir(parents=True, exist_ok=True)
        keep_plan(self.directory, kept_plan(self.planned))
        self.on_begun()
        course = _Course(self)
        started_at, began = self.clock.now(), self.clock.monotonic()

        def hand_over(*, is_interrupted: bool) -> None:
            on_left(
                Left(
                    directory=self.directory,
                    runs=self._gathered(course, is_interrupted=is_interrupted),
                    started_at=started_at,
                    seconds=self.clock.monotonic() - began,
                    terms=self.terms,
                    inherited=self.inherited,
                    secrets=self.secrets,
                    network="" if self.venue is None else self.venue.network.name,
                )
            )

        try:
            await course.run()
        except (asyncio.CancelledError, KeyboardInterrupt):
            hand_over(is_interrupted=True)
            raise
        # Where something else ended it, nothing is handed over: what was seen is in the journal,
        # and whoever mends what was wrong can go on from there.
        hand_over(is_interrupted=False)

    def _gathered(self, course: "_Course", *, is_interrupted: bool) -> tuple[GateRun, ...]:
        runs = gather(
            kept_plan(self.planned),
            course.past or read_journal(self.directory),
            is_interrupted=is_interrupted,
            is_local=self.venue is None,
        )
        return tuple(replace(run, faults=(*run.faults, *course.faults)) for run in runs)

    @property
    def gates(self) -> tuple[str, ...]:
        """Return the gates that are attempted."""
        return tuple(gate.gate.id for each in self.planned for gate in each.plan.gates)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Return what must never be seen, the longest first."""
        others = (self.terms.funder_key,) if self.terms.funder_key else ()
        network = None if self.venue is None else self.venue.network
        descriptor = None if self.venue is None else self.venue.descriptor
        return secrets_of(network, self.environ, descriptor=descriptor, others=others)


def left_in(directory: Path, *, is_local: bool) -> tuple[GateRun, ...]:
    """Return what an attempt left that was cut off and is not gone on with; of none, nothing."""
    plan, past = read_plan(directory), read_journal(directory)
    if plan is None:
        return ()
    return gather(
        plan,
        past,
        is_interrupted=not past.is_finished,
        is_local=is_local,
    )


class _Course:
    """The course of one attempt in this process."""

    def __init__(self, attempt: SuiteRun) -> None:
        self.attempt = attempt
        self.faults: list[str] = []
        """What could not be written down."""
        self.past: Past | None = None
        """What was done, before and by this process; None: it did not come that far."""

    async def run(self) -> None:
        """Carry out what is not done yet."""
        attempt = self.attempt
        async with AsyncExitStack() as exits:
            exits.enter_context(one_guard())
            workplace = attempt.workplace / attempt.terms.run
            exits.callback(shutil.rmtree, workplace, ignore_errors=True)
            workplace.mkdir(parents=True, exist_ok=True)
            journal = exits.enter_context(Journal(attempt.directory))
            self.past = journal.past
            recording = exits.enter_context(self._recording(journal))
            # When the files are closed, and not now: until then anything may become a fault.
            exits.callback(lambda: self.faults.extend(recording.faults))
            files = exits.enter_context(secret_files(attempt.workplace))
            proxy = await self._proxy(exits)
            guesses = [expected(each, attempt.seconds_of) for each in attempt.planned]
            self._tell_beginning(guesses)
            for each, seconds_of in zip(attempt.planned, guesses, strict=True):
                around = Around(
                    planned=each,
                    inherited=attempt.inherited,
                    promised=attempt.terms,
                    kept=attempt.directory,
                    workplace=workplace,
                    files=files,
                    proxy=proxy,
                )
                carrier = self._carrier(around, journal, recording, seconds_of)
                await carrier.carry_out(each.plan.tasks, each.selected)
            journal.finished()

    def _recording(self, journal: Journal) -> Recording:
        attempt = self.attempt

        def heard(result: Result) -> None:
            # On the disk before its process has ended: a kill must not take a failure back.
            if result.outcome is Outcome.FAILED:
                journal.heard(result)
            attempt.on_live(CaseEnded(result))

        return Recording(
            attempt.directory,
            secrets=attempt.secrets,
            on_result=heard,
            on_began=lambda test, task: attempt.on_live(CaseBegan(test, task)),
            clock=attempt.clock,
        )

    async def _proxy(self, exits: AsyncExitStack) -> "Proxy | None":
        """Return what leads to the network, open until the attempt ends."""
        venue = self.attempt.venue
        if venue is None:
            return None
        # Brings an HTTP server along.
        from gonogo.acceptance.proxy import Proxy  # noqa: PLC0415

        return await exits.enter_async_context(
            Proxy(venue.network, descriptor=venue.descriptor, secrets=self.attempt.secrets)
        )

    def _carrier(
        self, around: Around, journal: Journal, recording: Recording, seconds_of: SecondsOfTask
    ) -> Carrier:
        return Carrier(
            runner=around.planned.runner,
            sink_of=recording.sink,
            journal=journal,
            past=journal.past,
            bare=around.bare,
            around=around.of_task,
            jobs=self._jobs(around.planned),
            seconds_of=seconds_of,
            calls_of=around.calls_of,
            on_live=self.attempt.on_live,
        )

    def _jobs(self, planned: Planned) -> int:
        tasks = len(planned.plan.tasks)
        return min(self.attempt.jobs, tasks) or workers(os.cpu_count() or 1, tasks)

    def _tell_beginning(self, guesses: Sequence[SecondsOfTask]) -> None:
        attempt = self.attempt
        attempt.on_live(
            SuitesBegan(
                gates=attempt.gates,
                tests=sum(len(each.plan.selected) for each in attempt.planned),
                tasks=sum(len(each.plan.tasks) for each in attempt.planned),
                jobs=max(map(self._jobs, attempt.planned), default=1),
                expected_seconds=expected_in_all(attempt.planned, guesses),
                directory=str(attempt.directory),
            )
        )
