"""What a runner of tests does for us: the interface that every one of them implements.

Each speaks to a tool that exists (`go test`, pytest, `forge test`, any command that writes
JUnit or CTRF) and turns what that says into one stream: lines of JSON as `go test -json`
writes them. Everything after it (results, logs, progress, reports) knows that stream only.

A runner is believed about nothing that it leaves out. What was selected and of which nothing
was heard has never run; a stream that stops in the middle is an interruption; a tool that says
"all is well" by its exit code alone has said nothing.

`tests/contract/acceptance/` holds every runner to the same cases.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from gonogo.acceptance.task import Ending, Package, Surroundings, Task

RunnerName = Literal["go", "pytest", "forge", "command", "gonogo"]
"""What runners are called in files and options; `runners.choosing` knows where each is."""


class Sink(Protocol):
    """Where a task's output goes, in whatever pieces it comes."""

    def events(self, chunk: bytes) -> None:
        """Take some bytes of lines as `go test -json` writes them, cut anywhere."""
        ...

    def text(self, chunk: bytes) -> None:
        """Take some bytes that are no events: what a tool said beside its tests."""
        ...


class Runner(Protocol):
    """A tool that runs tests."""

    @property
    def name(self) -> str:
        """Return what it is called in files and options: `go`, `pytest`, `forge`, `command`."""
        ...

    async def discover(
        self, patterns: Sequence[str], surroundings: Surroundings
    ) -> Mapping[str, tuple[Package, ...]]:
        """Find, without running any test, which packages each pattern names.

        A pattern without packages has an empty tuple. Nothing is built that can be helped.

        Raises:
            GonogoError: the tool is not there, or cannot work in this directory at all.
        """
        ...

    async def prepare(
        self, tasks: Sequence[Task], surroundings: Surroundings, sinks: Mapping[str, Sink]
    ) -> Mapping[str, str]:
        """Build what the tasks need; return why not, by the id of each task that cannot run.

        Args:
            tasks: What will be run.
            surroundings: Where, and with which variables.
            sinks: Where the messages of the build go, by the id of a task.

        Raises:
            GonogoError: nothing at all can be built.
        """
        ...

    async def run(self, task: Task, surroundings: Surroundings, sink: Sink) -> Ending:
        """Run one task to its end or until its time is over, and leave no process behind.

        Cancelling this ends the whole process group, waits for that, and raises on.
        """
        ...
