"""Modules of Go that are written for one test, and what comes of running them."""

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gonogo.acceptance import Ending, NamedTest, Result, Surroundings, Task
from gonogo.acceptance.runners.go import GoRunner
from gonogo.acceptance.stream import Recording
from tests.contract.acceptance.go_stand import GO_ENVIRONMENT, GO_PROGRAM, MODULE


@dataclass
class Module:
    """A module in a directory of its own, and a runner for it."""

    directory: Path
    workplace: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    runner: GoRunner = field(default_factory=lambda: GoRunner(go_binary=GO_PROGRAM))

    @classmethod
    def write(cls, place: Path, files: Mapping[str, str], **variables: str) -> "Module":
        """Write a module `example.org/m` with these files."""
        directory = place / "module"
        for name, text in {"go.mod": "module example.org/m\n\ngo 1.21\n", **files}.items():
            path = directory / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return cls(directory, Path(tempfile.mkdtemp(dir=place)), variables)

    @classmethod
    def shipped(cls, place: Path) -> "Module":
        """Copy the module that all tests of runners share."""
        directory = Path(shutil.copytree(MODULE, place / "module"))
        return cls(directory, Path(tempfile.mkdtemp(dir=place)))

    @property
    def environment(self) -> dict[str, str]:
        """What `go` and the tests find in their environment."""
        paths = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(self.workplace)}
        return {**paths, **GO_ENVIRONMENT, **self.variables}

    @property
    def surroundings(self) -> Surroundings:
        """What a run of it has around it."""
        return Surroundings(self.directory, self.workplace, self.environment)

    def bare(self, *words: str) -> bytes:
        """Run `go test -json` by itself, as anybody would."""
        ran = subprocess.run(  # noqa: S603 - Our own words, and the Go beside us.
            [GO_PROGRAM, "test", "-json", "-count=1", *words],
            cwd=self.directory,
            env=self.environment,
            capture_output=True,
            check=False,
        )
        return ran.stdout

    async def run(self, *tests: NamedTest, timeout_seconds: float = 60.0) -> "Ran":
        """Run tests of one package; all of it where no name is said."""
        task = Task(
            "001",
            tests[0].package,
            tuple(test.name for test in tests if test.name),
            timeout_seconds=timeout_seconds,
        )
        place = Path(tempfile.mkdtemp(dir=self.workplace))
        with Recording(place, secrets=()) as recording:
            sink = recording.sink(task)
            await self.runner.discover([task.package], self.surroundings)
            reasons = await self.runner.prepare([task], self.surroundings, {task.id: sink})
            if reasons:
                ending = Ending(None, fault=reasons[task.id])
            else:
                ending = await self.runner.run(task, self.surroundings, sink)
            results = sink.close(ending, tests)
        events = (place / "events.jsonl").read_bytes()
        return Ran({each.test: each for each in results}, ending, events)


@dataclass(frozen=True)
class Ran:
    """What came of a task."""

    results: Mapping[NamedTest, Result]
    ending: Ending
    events: bytes
