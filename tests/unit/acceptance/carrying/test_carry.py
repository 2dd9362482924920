"""Carrying tasks out: each once, some at a time, and none lost through another."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gonogo.acceptance import (
    CallCount,
    Cut,
    Ending,
    Kind,
    Live,
    NamedTest,
    Result,
    Runner,
    Sink,
    Surroundings,
    Task,
    TaskBegan,
    TaskEnded,
)
from gonogo.acceptance.carrying import Carried, Carrier, Done, Journal, read_journal
from gonogo.acceptance.runners.command import CommandRunner
from gonogo.acceptance.stream import Recording
from gonogo.evidence import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

# Each package is a behaviour; all tell of one test, called as its package is.
SCRIPT = """
case $1 in
fails) end='<failure>no</failure>' ;;
waits) touch waiting; exec sleep 60 ;;
meets-*) touch $1; until [ -e meets-left ] && [ -e meets-right ]; do sleep 0.02; done ;;
esac
echo "<testsuite tests='1'><testcase classname='$1' name='test'>$end</testcase></testsuite>" >$2
[ -z "$end" ]
"""
ROUND = CallCount("", "eris-0", "sequencer-0 el", "eth_chainId", 1, 1, 0)


class Unready(CommandRunner):
    """A tool that cannot build one package, and itself breaks at another."""

    async def prepare(
        self, tasks: Sequence[Task], surroundings: Surroundings, sinks: Mapping[str, Sink]
    ) -> Mapping[str, str]:
        """Build all but one."""
        del surroundings, sinks
        return {task.id: "it has no types" for task in tasks if task.package == "unbuilt"}

    async def run(self, task: Task, surroundings: Surroundings, sink: Sink) -> Ending:
        """Run all but one."""
        if task.package == "breaks":
            raise LookupError(task.package)
        return await super().run(task, surroundings, sink)


def shell(of: type[CommandRunner] = CommandRunner) -> Runner:
    return of(command=("/bin/sh", "-c", SCRIPT, "sh", "{package}", "{report}"))


def task(package: str) -> Task:
    return Task(f"001-{package}", package, timeout_seconds=60.0)


@dataclass
class Ground:
    """A run directory, and what was told while tasks were carried out."""

    directory: Path
    told: list[Live] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    @asynccontextmanager
    async def around(self, task: Task) -> AsyncIterator[Surroundings]:
        """Open the doors of a task."""
        self.opened.append(task.id)
        yield self.surroundings

    @property
    def surroundings(self) -> Surroundings:
        """What processes have around them."""
        return Surroundings(self.directory, self.directory, {"PATH": "/usr/bin:/bin"})

    @contextmanager
    def carrier(
        self,
        runner: Runner | None = None,
        *,
        jobs: int = 1,
        seconds: Mapping[str, float] | None = None,
    ) -> "Iterator[Carrier]":
        """Return what carries tasks out in this directory."""
        with Journal(self.directory) as journal, Recording(self.directory, secrets=()) as recording:
            yield Carrier(
                runner=runner or shell(),
                sink_of=recording.sink,
                journal=journal,
                past=journal.past,
                bare=self.surroundings,
                around=self.around,
                jobs=jobs,
                seconds_of=lambda task: (seconds or {}).get(task.package),
                calls_of=lambda _task: (ROUND,),
                on_live=self.told.append,
            )

    async def carry(self, *packages: str, **how: object) -> Carried:
        """Carry out tasks, of each of which one test is expected."""
        with self.carrier(**how) as carrier:  # type: ignore[arg-type]
            return await carrier.carry_out(*expected(packages))

    @property
    def begun(self) -> list[str]:
        """The packages whose tasks began, in order."""
        return [each.task.package for each in self.told if isinstance(each, TaskBegan)]


def expected(packages: Sequence[str]) -> tuple[list[Task], dict[str, list[NamedTest]]]:
    tasks = [task(package) for package in packages]
    return tasks, {each.id: [NamedTest(each.package, "test")] for each in tasks}


def outcomes(carried: Carried) -> dict[str, tuple[Outcome, Kind]]:
    return {
        each.test.package: (each.outcome, each.kind)
        for each in carried.results
        if not each.test.is_package
    }


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(tmp_path)


async def test_every_task_is_carried_out_and_written_down(ground: Ground) -> None:
    """With its results and calls, each through doors of its own."""
    carried = await ground.carry("passes", "fails")

    assert outcomes(carried) == {
        "passes": (Outcome.PASSED, Kind.NONE),
        "fails": (Outcome.FAILED, Kind.ASSERTION),
    }
    assert carried.calls == (ROUND, ROUND)
    assert sorted(ground.opened) == ["001-fails", "001-passes"]
    assert read_journal(ground.directory).done == carried.done


async def test_the_longest_runs_first(ground: Ground) -> None:
    """And before all others what nobody knows."""
    await ground.carry("short", "long", "unknown", seconds={"short": 1.0, "long": 9.0})

    assert ground.begun == ["unknown", "long", "short"]


async def test_as_many_run_side_by_side_as_was_said(ground: Ground) -> None:
    """Two that wait for each other end where both run."""
    async with asyncio.timeout(30):
        carried = await ground.carry("meets-left", "meets-right", jobs=2)

    assert {outcome for outcome, _ in outcomes(carried).values()} == {Outcome.PASSED}


async def test_what_ended_before_is_not_done_again(ground: Ground) -> None:
    """Its results are those that were written down."""
    failed = Result(NamedTest("passes", "test"), Outcome.FAILED, Kind.ASSERTION, 1.0)
    with Journal(ground.directory) as journal:
        journal.ended(Done("001-passes", Ending(1), (failed,), ()))

    carried = await ground.carry("passes", "others")

    assert ground.begun == ["others"]
    assert outcomes(carried)["passes"] == (Outcome.FAILED, Kind.ASSERTION)


async def test_what_was_cut_off_is_done_again_and_keeps_its_failures(ground: Ground) -> None:
    """A pass after a crash of ours takes back no failure from before it."""
    failed = Result(
        NamedTest("passes", "test"), Outcome.FAILED, Kind.ASSERTION, 1.0, task="001-passes"
    )
    with Journal(ground.directory) as journal:
        journal.began("001-passes")
        journal.heard(failed)

    carried = await ground.carry("passes")

    assert ground.begun == ["passes"]
    assert [each.outcome for each in carried.results] == [Outcome.PASSED, Outcome.FAILED]


@pytest.mark.parametrize(
    ("package", "kind", "why"),
    [
        ("unbuilt", Kind.BUILD, "it cannot be built: it has no types"),
        ("breaks", Kind.NEVER_RAN, "the runner itself broke: LookupError: breaks"),
    ],
)
async def test_a_task_that_cannot_run_costs_no_other(
    ground: Ground, package: str, kind: Kind, why: str
) -> None:
    """It has no answer, with its reason, and the rest is carried out."""
    carried = await ground.carry(package, "passes", runner=shell(Unready))

    assert outcomes(carried) == {
        package: (Outcome.ERRORED, kind),
        "passes": (Outcome.PASSED, Kind.NONE),
    }
    assert carried.done[f"001-{package}"].ending.fault == why


async def test_doors_that_do_not_open_cost_no_other(ground: Ground) -> None:
    """What keeps one task from the network is told of that task."""

    @asynccontextmanager
    async def shut(task: Task) -> AsyncIterator[Surroundings]:
        if task.package == "shut":
            raise OSError("no ports are left")
        yield ground.surroundings

    with ground.carrier() as carrier:
        shut_out = Carrier(**{**vars(carrier), "around": shut})
        carried = await shut_out.carry_out(*expected(["shut", "passes"]))

    assert outcomes(carried)["passes"] == (Outcome.PASSED, Kind.NONE)
    assert "no ports are left" in carried.done["001-shut"].ending.fault


async def test_a_test_that_is_expected_and_not_heard_of_never_ran(ground: Ground) -> None:
    """What a tool leaves out is no pass."""
    with ground.carrier() as carrier:
        missed = NamedTest("passes", "test_other")
        carried = await carrier.carry_out([task("passes")], {"001-passes": [missed]})

    (result,) = (each for each in carried.results if each.test == missed)
    assert (result.outcome, result.kind) == (Outcome.ERRORED, Kind.NEVER_RAN)


async def test_cancelled_it_writes_down_what_was_seen(ground: Ground) -> None:
    """The process is ended, and what its tests did until then is known."""

    async def waiting() -> None:
        while not (ground.directory / "waiting").exists():  # noqa: ASYNC110 - A process makes it.
            await asyncio.sleep(0.01)

    carrying = asyncio.create_task(ground.carry("passes", "waits", seconds={"waits": 1.0}))
    await asyncio.wait_for(waiting(), 30)
    carrying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await carrying

    past = read_journal(ground.directory)
    assert past.done["001-waits"].ending.cut is Cut.CANCELLED
    assert past.done["001-passes"].results[0].outcome is Outcome.PASSED
    assert {each.outcome for each in past.done["001-waits"].results} == {Outcome.ERRORED}
    assert not past.is_over("001-waits")


async def test_how_it_goes_on_is_told(ground: Ground) -> None:
    """Of each task that it begins, and that it ended."""
    await ground.carry("passes")

    assert [type(each) for each in ground.told] == [TaskBegan, TaskEnded]


async def test_nothing_to_do_builds_nothing(ground: Ground) -> None:
    """A run of which all was done is only read again."""
    built: list[str] = []

    class Noting(CommandRunner):
        async def prepare(
            self, tasks: Sequence[Task], surroundings: Surroundings, sinks: Mapping[str, Sink]
        ) -> Mapping[str, str]:
            built.extend(task.id for task in tasks)
            return await super().prepare(tasks, surroundings, sinks)

    runner: Callable[[], Runner] = lambda: shell(Noting)  # noqa: E731 - For its type.
    await ground.carry("passes", runner=runner())
    carried = await ground.carry("passes", runner=runner())

    assert built == ["001-passes"]
    assert outcomes(carried)["passes"][0] is Outcome.PASSED
