"""Run tests of a stand as gates do, up to their results: discover, prepare, run, close."""

import asyncio
import os
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gonogo.acceptance import Ending, NamedTest, Result, Runner, Surroundings, Task
from gonogo.acceptance.stream import Recording
from tests.contract.acceptance.stand import STARTED, Case, Stand

_MARK = "CONTRACT_MARK"
_POLL_SECONDS = 0.02
_LONGEST_DYING_SECONDS = 5.0


@dataclass(frozen=True)
class Ran:
    """What came of tasks."""

    results: Mapping[NamedTest, Result]
    endings: tuple[Ending, ...]
    printed: bytes


@dataclass
class Place:
    """A stand with its project made, in surroundings that nothing else has."""

    stand: Stand
    directory: Path
    workplace: Path
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)
    runner: Runner = field(init=False)

    def __post_init__(self) -> None:
        self.runner = self.stand.runner()

    @classmethod
    def make(cls, stand: Stand, place: Path) -> "Place":
        """Make the project of a stand."""
        workplace = place / "workplace"
        workplace.mkdir()
        return cls(stand, stand.make(place), workplace)

    @property
    def started(self) -> Path:
        """The file that tells that a test hangs."""
        return self.workplace.parent / "started"

    @property
    def surroundings(self) -> Surroundings:
        """What its processes have around them."""
        variables = {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.workplace),
            _MARK: self.mark,
            STARTED: str(self.started),
            **self.stand.environment,
        }
        return Surroundings(self.directory, self.workplace, variables)

    async def run(self, *tests: NamedTest, timeout_seconds: float = 60.0) -> Ran:
        """Run some tests, each package in a task of its own; all of it where no name is said."""
        tasks = [
            Task(
                f"{number:03}",
                package,
                tuple(test.name for test in tests if test.package == package and test.name),
                timeout_seconds=timeout_seconds,
            )
            for number, package in enumerate(dict.fromkeys(test.package for test in tests))
        ]
        return await self._carry(tasks, tests)

    async def _carry(self, tasks: Sequence[Task], tests: Sequence[NamedTest]) -> Ran:
        surroundings = self.surroundings
        found = await self.runner.discover([task.package for task in tasks], surroundings)
        results: dict[NamedTest, Result] = {}
        endings = []
        directory = self.workplace.parent / f"run-{uuid.uuid4().hex}"
        with Recording(directory, secrets=()) as recording:
            sinks = {task.id: recording.sink(task) for task in tasks}
            reasons = await self.runner.prepare(tasks, surroundings, sinks)
            for task in tasks:
                selected = [test for test in tests if test.package == task.package]
                for package in found.get(task.package, ()):
                    if not task.names:
                        selected += [NamedTest(package.name, name) for name in package.tests or ()]
                if task.id in reasons:
                    ending = Ending(None, fault=reasons[task.id])
                else:
                    ending = await self.runner.run(task, surroundings, sinks[task.id])
                endings.append(ending)
                for result in sinks[task.id].close(ending, selected):
                    results[result.test] = result
        return Ran(results, tuple(endings), (directory / "output.log").read_bytes())

    async def hang(self, case: Case, timeout_seconds: float = 60.0) -> "asyncio.Task[Ran]":
        """Start a test that hangs, and return when it does."""
        running = asyncio.create_task(
            self.run(self.stand.tests[case], timeout_seconds=timeout_seconds)
        )
        while not self.started.exists():
            assert not running.done(), running.result()
            await asyncio.sleep(_POLL_SECONDS)
        return running

    def alive(self) -> list[int]:
        """Return the ids of its processes, the eldest first."""
        return sorted(self._alive())

    def outliving(self) -> list[int]:
        """Return what is still there after a while: who was killed takes a moment to be gone."""
        deadline = time.monotonic() + _LONGEST_DYING_SECONDS
        while (alive := self.alive()) and time.monotonic() < deadline:
            time.sleep(_POLL_SECONDS)
        return alive

    def _alive(self) -> Iterator[int]:
        wanted = f"{_MARK}={self.mark}".encode()
        for name in os.listdir("/proc"):  # noqa: PTH208 - Names are all that is needed.
            if not name.isdigit():
                continue
            try:
                if wanted in Path("/proc", name, "environ").read_bytes().split(b"\0"):
                    yield int(name)
            except OSError:
                # It has ended meanwhile, or is somebody else's.
                continue
