"""What runs gates for the runs of a workspace: tools, doors, history and reports put together.

Everything heavy is imported when a gate is run; most runs have none.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gonogo.acceptance import GateRun, Suites
from gonogo.clock import Clock
from gonogo.project import WorkspaceNetworks
from gonogo.workflows import Occasion

if TYPE_CHECKING:
    from gonogo.acceptance.attempting import Group, Left, Planned, SuiteRun, Venue
    from gonogo.acceptance.environment import Inherited, Terms
    from gonogo.acceptance.history import ResultHistory
    from gonogo.acceptance.live import OnLive
    from gonogo.acceptance.quarantine import QuarantineEntry
    from gonogo.acceptance.runner import Runner
    from gonogo.acceptance.task import Surroundings
    from gonogo.bootstrap.gate_history import GateHistory

_TESTS = "tests"
_Asked = tuple[tuple[str, ...], Suites]
_STATE = "gates"
_CACHE = "cache"
_FUNDER_KEY = "GONOGO_FUNDER_KEY"


@dataclass(frozen=True)
class WorkspaceGates:
    """Runs gates, and leaves what they leave in a workspace."""

    workspace: Path
    networks: WorkspaceNetworks
    results: "ResultHistory"
    clock: Clock
    on_live: "OnLive"
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ), repr=False)
    _planned: "list[tuple[_Asked, tuple[Planned, ...]]]" = field(default_factory=list, init=False)
    """What was planned to see whether it can be run, until it is."""
    _notes: list[str] = field(default_factory=list, init=False)
    """What whoever asked for it should know, told at the end."""

    @property
    def history(self) -> "GateHistory":
        """Return where their results are recorded."""
        from gonogo.bootstrap.bench_faults import broken_on_purpose  # noqa: PLC0415
        from gonogo.bootstrap.gate_history import GateHistory  # noqa: PLC0415

        broken = partial(broken_on_purpose, self.networks.benches)
        return GateHistory(self.results, self.clock, broken)

    async def require(self, gates: Sequence[str], suites: Suites) -> None:
        """Refuse gates that cannot be run.

        Raises:
            GonogoError: a gate, its file, its tests or its tool is not there.
        """
        self._planned.append(((tuple(gates), suites), await self.plan(gates, suites)))

    async def _plan_to_run(self, gates: Sequence[str], suites: Suites) -> "tuple[Planned, ...]":
        """Return the plan that was just made, once, or make one: looking for tests takes a while.

        A runner serves one run, so a plan does too.
        """
        while self._planned:
            asked, planned = self._planned.pop()
            if asked == (tuple(gates), suites):
                return planned
        return await self.plan(gates, suites)

    async def plan(self, gates: Sequence[str], suites: Suites) -> "tuple[Planned, ...]":
        """Return how gates would be run.

        Raises:
            GonogoError: a gate, its file, its tests or its tool is not there.
        """
        from gonogo.acceptance.attempting import plan_gates  # noqa: PLC0415
        from gonogo.acceptance.environment import hide_this_process  # noqa: PLC0415

        # To look for tests may run what stands in their files, and everything else comes after it.
        hide_this_process()
        if suites.quarantine is not None:
            # It counts once all has run, which is late to hear that it cannot be read.
            _read_quarantine(suites.quarantine)
        terms, inherited = self.terms_of("plan", suites), self._inherited(suites)
        with tempfile.TemporaryDirectory(prefix="gonogo-plan-") as workplace:

            def bare(group: "Group") -> "Surroundings":
                return _bare(terms, inherited, group.directory, Path(workplace))

            planned = await plan_gates(gates, suites, runner_of=self._runner_of, bare=bare)
        self._notes.extend(note for each in planned for note in each.plan.notes)
        return planned

    async def run(
        self, gates: Sequence[str], occasion: Occasion, *, on_run: Callable[[GateRun], None]
    ) -> None:
        """Run gates for a run, and hand over what each left.

        Raises:
            GonogoError: they cannot be run.
        """
        from gonogo.acceptance.attempting import Venue  # noqa: PLC0415
        from gonogo.acceptance.proxy import find_descriptor  # noqa: PLC0415

        suites, network = occasion.suites, occasion.network
        # Withdrawals of an earlier deployment can never be finished on this one.
        state = self.workspace / _STATE / network.name / occasion.deployment.rpartition(":")[2][:16]
        # Keys of accounts that hold a little money lie there.
        state.mkdir(parents=True, exist_ok=True, mode=0o700)
        terms = replace(
            self.terms_of(occasion.run, suites),
            state_directory=state,
            funder_key=self._funder_key(occasion),
        )
        path = self.networks.path_of(network.name)
        venue = Venue(network, None if path is None else find_descriptor(path))
        suite_run = await self._suite_run(gates, suites, terms, venue)
        # Before anything runs: an attempt whose results never come must show.
        for run in suite_run.gates:
            self.history.begin(run, occasion)
        await self._carry_out(suite_run, suites, on_run, occasion)

    async def run_locally(
        self,
        gates: Sequence[str],
        suites: Suites,
        run_id: str,
        *,
        on_run: Callable[[GateRun], None],
    ) -> None:
        """Run gates for no network, record no evidence, and hand over what each left.

        What is left is also handed over when this is cancelled, before it raises on.

        Raises:
            GonogoError: they cannot be run.
        """
        suite_run = await self._suite_run(gates, suites, self.terms_of(run_id, suites), None)
        await self._carry_out(suite_run, suites, on_run, None)

    async def _suite_run(
        self, gates: Sequence[str], suites: Suites, terms: "Terms", venue: "Venue | None"
    ) -> "SuiteRun":
        from gonogo.acceptance.attempting import SuiteRun  # noqa: PLC0415

        suite_run = SuiteRun(
            planned=await self._plan_to_run(gates, suites),
            terms=terms,
            inherited=self._inherited(suites),
            directory=self.directory_of(terms.run, suites),
            workplace=_workplace(),
            venue=venue,
            clock=self.clock,
            jobs=suites.jobs,
            seconds_of=self.results.seconds_of,
            on_live=self.on_live,
            environ=self.environ,
        )
        return replace(suite_run, on_begun=lambda: self._leave_environment(suite_run, suites))

    def _leave_environment(self, suite_run: "SuiteRun", suites: Suites) -> None:
        from gonogo.bootstrap.gate_reports import leave_environment  # noqa: PLC0415

        self._notes.extend(leave_environment(suite_run, suites))

    async def _carry_out(
        self,
        suite_run: "SuiteRun",
        suites: Suites,
        on_run: Callable[[GateRun], None],
        occasion: Occasion | None,
    ) -> None:
        """Carry it out; results are recorded and handed over first, and told to readers last."""
        await suite_run.carry_out(lambda left: self._hand_over(left, suites, on_run, occasion))

    def keep_left(self, occasion: Occasion, *, on_run: Callable[[GateRun], None]) -> None:
        """Hand over what a run's attempt left that was cut off and is not gone on with.

        Its secrets go at once: no other attempt may come that would clear them away.
        """
        from gonogo.acceptance.environment import remove_leftovers  # noqa: PLC0415
        from gonogo.bootstrap.gate_left import left_behind, secrets_about  # noqa: PLC0415

        remove_leftovers(_workplace())
        shutil.rmtree(_workplace() / occasion.run, ignore_errors=True)
        left = left_behind(
            self.directory_of(occasion.run, occasion.suites),
            occasion,
            self.terms_of(occasion.run, occasion.suites),
            secrets_about(occasion, self.networks, self.environ),
        )
        if left is not None:
            self._hand_over(left, occasion.suites, on_run, occasion)

    def _hand_over(
        self,
        left: "Left",
        suites: Suites,
        on_run: Callable[[GateRun], None],
        occasion: Occasion | None,
    ) -> None:
        runs = self._kept(left, suites, candidate=occasion.candidate if occasion else "")
        for run in runs:
            on_run(run)
        self._report(left, runs, suites, occasion)

    def directory_of(self, run_id: str, suites: Suites) -> Path:
        """Return where a run leaves what its tests leave."""
        if suites.log_directory is not None:
            return Path(suites.log_directory) / f"testrun-{run_id}"
        return self.workspace / _TESTS / run_id

    def _kept(self, left: "Left", suites: Suites, *, candidate: str) -> tuple[GateRun, ...]:
        """Record what was left in the history, and return it with what is in quarantine."""
        self.history.keep(left, candidate)
        if suites.quarantine is None:
            return left.runs
        entries = _read_quarantine(suites.quarantine)
        runs, notes = self.history.excused(left, entries, candidate)
        self._notes.extend(notes)
        return runs

    def _report(
        self, left: "Left", runs: Sequence[GateRun], suites: Suites, occasion: Occasion | None
    ) -> None:
        """Write what is for readers; by now all results are recorded, whatever becomes of it."""
        from gonogo.acceptance import SuitesLeft  # noqa: PLC0415
        from gonogo.bootstrap.gate_reports import leave_reports  # noqa: PLC0415

        faults = leave_reports(left, runs, suites, occasion, now=self.clock.now())
        self.on_live(SuitesLeft(str(left.directory), faults, tuple(dict.fromkeys(self._notes))))

    def _funder_key(self, occasion: Occasion) -> str | None:
        """Return whose money the tests spend: the caller's own, or that of a wallet lent to us."""
        own = self.environ.get(_FUNDER_KEY, "").strip()
        lent = None if occasion.wallet is None else occasion.wallet.private_key
        return own or lent

    def _runner_of(self, group: "Group", suites: Suites) -> "Runner":
        from gonogo.bootstrap.gate_runners import runner_of  # noqa: PLC0415

        # Most of the time that `go test` takes is spent on linking what did not change.
        return runner_of(group, suites, kept=self.workspace / _CACHE / "go-tests")

    def terms_of(self, run: str, suites: Suites) -> "Terms":
        """Return what a run promises to all its tests."""
        from gonogo.acceptance.environment import Terms  # noqa: PLC0415

        return Terms(
            run=run,
            allows_skips=suites.allows_skips,
            log_level=suites.log_level,
            budget_wei=suites.budget_wei,
        )

    def _inherited(self, suites: Suites) -> "Inherited":
        from gonogo.acceptance.environment import inherited  # noqa: PLC0415

        return inherited(self.environ, passed=suites.passed_variables)


def _read_quarantine(file: str) -> "tuple[QuarantineEntry, ...]":
    from gonogo.acceptance.quarantine import read_quarantine  # noqa: PLC0415

    return read_quarantine(Path(file))


def _bare(
    terms: "Terms", inherited: "Inherited", directory: Path, workplace: Path
) -> "Surroundings":
    from gonogo.acceptance.environment import variables_of  # noqa: PLC0415
    from gonogo.acceptance.task import Surroundings  # noqa: PLC0415

    return Surroundings(directory, workplace, variables_of(terms, inherited, None))


def _workplace() -> Path:
    """Return where to build and where secrets lie meanwhile: on this machine, of this user."""
    return Path(tempfile.gettempdir()) / f"gonogo-{os.getuid()}"
