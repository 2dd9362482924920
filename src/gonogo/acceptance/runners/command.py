"""Run any command that writes a report of its tests: JUnit, CTRF, or `go test -json`.

A command is a list of words. `{report}` in a word stands for the file that it is to write,
`{package}` for what to run; a word that is `{names}` stands for one word for each selected
test, and in a longer word for all of them with commas between. Without a shell: what a name
contains is never a command.

The place of its report is emptied before it starts; the report is read when it has ended, and
its exit code is heard too. A code other than 0 where no test failed, and a report that is missing,
old, cut off or wrong about itself, say that there is something nobody has told us. Which tests
there are only running them tells.
"""

import asyncio
import contextlib
import dataclasses
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from gonogo.acceptance.ingest import Ingested
from gonogo.acceptance.process import Command, run_process
from gonogo.acceptance.result import Result
from gonogo.acceptance.runner import Sink
from gonogo.acceptance.runners.command_report import end_of, events_of
from gonogo.acceptance.runners.report_place import ASIDE, OccupiedPlaceError, empty_place
from gonogo.acceptance.task import Ending, Package, Surroundings, Task
from gonogo.errors import GonogoError
from gonogo.evidence import Outcome

REPORT, PACKAGE, NAMES = "{report}", "{package}", "{names}"


class NoCommandError(GonogoError):
    """A gate is to be run by a command, and none is named, or no report."""

    def __init__(self, lacks: str) -> None:
        super().__init__(
            f"the runner `command` has no {lacks}",
            hint="Give it the words of a `command`, with {report} where it is told its report, "
            "and the name of the `report`, such as results.xml.",
        )
        self.lacks = lacks


class CommandRunner:
    """Runs a command for each package, and reads the report that it leaves."""

    name = "command"

    def __init__(self, *, command: Sequence[str], report: str = "report.xml") -> None:
        """Take the words of a command, and the file that it writes.

        Args:
            command: Its words; those in braces stand for others.
            report: Its report. Where a word of the command is told `{report}` it is written
                where nothing else is; otherwise it is looked for here, from the test directory.

        Raises:
            NoCommandError: one of them is empty.
        """
        if not command:
            raise NoCommandError("command")
        if not report:
            raise NoCommandError("report")
        self._command = tuple(command)
        self._report = report
        self._is_told = any(REPORT in word for word in command)
        # Two commands that write one file would each be believed for the other.
        self._alone = asyncio.Lock()

    async def discover(
        self, patterns: Sequence[str], surroundings: Surroundings
    ) -> Mapping[str, tuple[Package, ...]]:
        """Take each pattern for a package: only the command knows what it names."""
        return {
            pattern: (Package(pattern, surroundings.directory, tests=None),) for pattern in patterns
        }

    async def prepare(
        self, tasks: Sequence[Task], surroundings: Surroundings, sinks: Mapping[str, Sink]
    ) -> Mapping[str, str]:
        """Prepare nothing: the command does all itself."""
        del tasks, surroundings, sinks
        return {}

    async def run(self, task: Task, surroundings: Surroundings, sink: Sink) -> Ending:
        """Run the command, then tell what its report says."""
        async with contextlib.nullcontext() if self._is_told else self._alone:
            kept = surroundings.kept
            aside = None if kept is None else kept / ASIDE / task.id
            path = self._place(task, surroundings)
            try:
                place = empty_place(path, workplace=surroundings.workplace, aside=aside)
            except OccupiedPlaceError as error:
                return Ending(None, fault=f"{error.message}. {error.hint}")
            if place.moved_to is not None:
                sink.text(f"{path} was there before, and is now {place.moved_to}\n".encode())
            argv = tuple(words_of(self._command, task, str(path)))
            ending = await run_process(
                Command(argv, surroundings.directory, surroundings.environment),
                on_output=sink.text,
                timeout_seconds=task.timeout_seconds,
            )
            said = place.read()
        return _tell(said, task, ending, sink)

    def _place(self, task: Task, surroundings: Surroundings) -> Path:
        if not self._is_told:
            return surroundings.directory / self._report
        # A new one each time, so that a task that is run again finds nothing of its own there.
        folder = tempfile.mkdtemp(prefix=f"report-{task.id}-", dir=surroundings.workplace)
        return Path(folder, Path(self._report).name)


def words_of(command: Sequence[str], task: Task, report: str) -> Iterator[str]:
    """Yield the words of a command for a task that is to write its report there."""
    for word in command:
        if word == NAMES:
            yield from task.names
        else:
            filled = word.replace(REPORT, report).replace(PACKAGE, task.package)
            yield filled.replace(NAMES, ",".join(task.names))


def _tell(said: Ingested, task: Task, ending: Ending, sink: Sink) -> Ending:
    """Tell what a report says, and return how the command ended, with what is wrong about it."""
    for line in events_of(said.results, task):
        sink.events(line)
    faults = [f"its report cannot be relied on: {fault}" for fault in said.faults]
    if ending.exit_code and not any(_has_failed(result) for result in said.results):
        faults.append(f"it ended with code {ending.exit_code}, and its report has no failure")
    # Only of a package that has no end is it asked why.
    if ending.is_clean and not faults:
        sink.events(end_of(said.results, task))
    return dataclasses.replace(ending, fault=ending.fault or "; ".join(faults))


def _has_failed(result: Result) -> bool:
    return result.outcome in {Outcome.FAILED, Outcome.ERRORED}
