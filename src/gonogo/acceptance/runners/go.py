"""Run tests of Go: found by `go list`, built together, and run one process a package.

Not by one `go test -json ./...`: that gives all packages one environment, and so one door to
the network, and leaves it to chance whose calls were whose. The steps are those of `go test`
itself, and so is the stream, but for one line of a package that passed, which is for people
(`ok  example.org/fees  0.01s`). Vetting and `GOFLAGS` hold as there; results are never cached.
Needs Go 1.21 or later.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from gonogo.acceptance.runner import Sink
from gonogo.acceptance.runners.go_build import Built, build, rounds
from gonogo.acceptance.runners.go_command import ask
from gonogo.acceptance.runners.go_discovery import find_packages
from gonogo.acceptance.runners.go_errors import GoEndedError, GoMissingError
from gonogo.acceptance.runners.go_keeping import keeping_of
from gonogo.acceptance.runners.go_run import Binary, run_binary
from gonogo.acceptance.runners.go_toolchain import Toolchain, toolchain
from gonogo.acceptance.task import Ending, Package, Surroundings, Task


class GoRunner:
    """Runs tests of Go. One of them serves one run, and knows what it has built for it."""

    name = "go"

    def __init__(self, *, go_binary: str = "go", kept: Path | None = None) -> None:
        """Take what to build with, and where.

        Args:
            go_binary: The program that is Go, as a path or as the PATH of a run knows it.
            kept: Where test binaries outlast a run, so that only what changed is linked again;
                as large as all binaries together. None: they do not.
        """
        self._go = go_binary
        self._kept = kept
        self._packages: dict[str, Package] = {}
        self._binaries: dict[str, Binary] = {}
        self._toolchain: Toolchain | None = None
        self._builds = 0

    async def discover(
        self, patterns: Sequence[str], surroundings: Surroundings
    ) -> Mapping[str, tuple[Package, ...]]:
        """Find the packages of each pattern; a package without test files has no tests.

        Raises:
            GoMissingError: there is no Go.
            GoTooOldError: it is too old.
            GoListError: the directory is in no module, for example.
        """
        self._toolchain, found = await asyncio.gather(
            toolchain(self._go, surroundings), find_packages(self._go, patterns, surroundings)
        )
        for packages in found.values():
            self._packages.update((package.name, package) for package in packages)
        return found

    async def prepare(
        self, tasks: Sequence[Task], surroundings: Surroundings, sinks: Mapping[str, Sink]
    ) -> Mapping[str, str]:
        """Build the packages of the tasks that are not built yet.

        Raises:
            GoMissingError: there is no Go, or it has no test2json.
            GoTooOldError: it is too old.
            GoListError: it can list nothing here.
        """
        unknown = {task.package for task in tasks} - self._packages.keys()
        if unknown or self._toolchain is None:
            await self.discover(sorted(unknown), surroundings)
        wanted = dict.fromkeys(task.package for task in tasks if self._is_to_build(task.package))
        built = await self._build(tuple(wanted), surroundings)
        reasons = {}
        for task in tasks:
            reason = self._why_not(task.package, built)
            if reason:
                reasons[task.id] = reason
                _tell_of_build(task, reason, sinks[task.id])
        return reasons

    async def run(self, task: Task, surroundings: Surroundings, sink: Sink) -> Ending:
        """Run a task whose package was built."""
        package = self._packages.get(task.package)
        if package is not None and package.tests == () and task.package not in self._binaries:
            _tell_of_no_tests(task, sink)
            return Ending(0)
        if task.package not in self._binaries:
            return Ending(None, fault=f"{task.package} was not built")
        return await run_binary(self._binaries[task.package], task, surroundings, sink)

    def _is_to_build(self, name: str) -> bool:
        package = self._packages.get(name)
        is_fit = package is not None and package.tests != () and not package.fault
        return is_fit and name not in self._binaries

    def _why_not(self, name: str, built: Built) -> str:
        package = self._packages.get(name)
        if package is None:
            return f"Go knows no package {name}"
        if package.fault or package.tests == ():
            return package.fault
        return built.reasons.get(name, "")

    async def _build(self, packages: Sequence[str], surroundings: Surroundings) -> Built:
        if not packages or self._toolchain is None:
            return Built({}, {})
        self._builds += 1
        folder = surroundings.workplace / f"binaries-{self._builds}"
        kept = self._kept and keeping_of(self._kept, surroundings.directory)
        # Over all packages, so that a binary is kept in one place whatever it is built with.
        round_of = rounds(self._packages)
        wanted = {name: round_of[name] for name in packages}
        found, built = await asyncio.gather(
            self._find_test2json(surroundings),
            build(self._toolchain, wanted, surroundings, folder, kept=kept),
        )
        if isinstance(found, GoEndedError):
            return Built({}, dict.fromkeys(packages, found.message))
        for name, path in built.binaries.items():
            directory, flags = self._packages[name].directory, self._toolchain.run_flags
            self._binaries[name] = Binary(path, directory, found, flags)
        return built

    async def _find_test2json(self, surroundings: Surroundings) -> str | GoEndedError:
        # Since Go 1.24 it is built when it is first asked for, and then kept in Go's cache.
        try:
            answer = await ask(self._go, ("tool", "-n", "test2json"), surroundings)
        except GoEndedError as error:
            # As of a build that was ended: these packages have no answer, and the run goes on.
            return error
        path = answer.output.decode(errors="replace").strip()
        if not answer.ending.is_clean or answer.ending.exit_code != 0 or not path:
            raise GoMissingError(self._go, answer.text or "it has no test2json")
        return path


def _tell_of_build(task: Task, reason: str, sink: Sink) -> None:
    """Say that a package was not built as `go test -json` does."""
    about = f"{task.package} [{task.package}.test]"
    for line in reason.splitlines(keepends=True):
        _tell(sink, Action="build-output", ImportPath=about, Output=line)
    _tell(sink, Action="build-fail", ImportPath=about)
    _tell(sink, Action="start", Package=task.package)
    output = f"FAIL\t{task.package} [build failed]\n"
    _tell(sink, Action="output", Package=task.package, Output=output)
    _tell(sink, Action="fail", Package=task.package, Elapsed=0, FailedBuild=about)


def _tell_of_no_tests(task: Task, sink: Sink) -> None:
    _tell(sink, Action="start", Package=task.package)
    output = f"?   \t{task.package}\t[no test files]\n"
    _tell(sink, Action="output", Package=task.package, Output=output)
    _tell(sink, Action="skip", Package=task.package, Elapsed=0)


def _tell(sink: Sink, **event: str | int) -> None:
    sink.events(json.dumps(event).encode() + b"\n")
