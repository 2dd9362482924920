"""What happens while tests run, for whoever watches: values, told as they happen."""

from collections.abc import Callable
from dataclasses import dataclass

from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Result
from gonogo.acceptance.task import Ending, Task


@dataclass(frozen=True, slots=True)
class SuitesBegan:
    """Everything is planned, and building begins."""

    gates: tuple[str, ...]
    tests: int
    """How many tests are known to be selected; of packages as a whole one each."""
    tasks: int
    jobs: int
    """How many tasks run side by side."""
    expected_seconds: float | None
    """How long it took before, all tasks one after the other; None: some were never run."""
    directory: str
    """Where this run leaves what it leaves."""


@dataclass(frozen=True, slots=True)
class TaskBegan:
    """A process begins."""

    task: Task


@dataclass(frozen=True, slots=True)
class CaseBegan:
    """A test or subtest begins."""

    test: NamedTest
    task: str


@dataclass(frozen=True, slots=True)
class CaseEnded:
    """A test or subtest ended."""

    result: Result


@dataclass(frozen=True, slots=True)
class TaskEnded:
    """A process ended, and all is known that can be known of its tests."""

    task: Task
    ending: Ending
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class SuitesLeft:
    """It is over, or was ended, and what it leaves for readers is written."""

    directory: str
    faults: tuple[str, ...] = ()
    """What could not be written, and why."""
    notes: tuple[str, ...] = ()
    """What a person should know: of exclusions that match nothing, of a quarantine that is
    not believed."""


Live = SuitesBegan | TaskBegan | CaseBegan | CaseEnded | TaskEnded | SuitesLeft
OnLive = Callable[[Live], None]
