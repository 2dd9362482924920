"""A task: what one process of a runner does. And what the processes of a run are told.

A gate's tests are brought into tasks by the plan: a task is a package, or some tests of it
that share a time limit. Tasks run side by side; inside a task the runner has its own way.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Task:
    """What one process does."""

    id: str
    """Unique in a run, and fit for a file's name: `003-base-deposit`."""
    package: str
    """As its runner says it, with nothing left to expand."""
    names: tuple[str, ...] = ()
    """The tests to run, each by its whole name; empty: all that the package has."""
    leaves_out: tuple[str, ...] = ()
    """Tests not to run, where all of the package run otherwise."""
    timeout_seconds: float = 300.0
    """For all of it, without the time that building takes."""
    attempt: int = 1


@dataclass(frozen=True)
class Package:
    """A package that a runner found, before anything ran."""

    name: str
    directory: Path
    tests: tuple[str, ...] | None
    """The names of its tests, sorted; None: only running them would tell."""
    fault: str = ""
    """Why it cannot be run, such as a syntax error; empty: nothing is known against it."""


class Cut(enum.Enum):
    """Who ended a process, where it did not end by itself."""

    TIMEOUT = "timeout"  #: It had had its time.
    CANCELLED = "cancelled"  #: A person ended the run.


@dataclass(frozen=True, slots=True)
class Ending:
    """How a process ended."""

    exit_code: int | None
    """None: a signal ended it, or it never started."""
    signal: str | None = None
    """The signal that ended it, such as SIGKILL; also of a child, where the runner told it."""
    cut: Cut | None = None
    """None: we did not end it."""
    seconds: float = 0.0
    fault: str = ""
    """Why it could not be run to its end or be understood, by us; empty: nothing to tell."""

    @property
    def is_clean(self) -> bool:
        """Whether it ended by itself, with a code of its own, and was understood."""
        return (
            self.exit_code is not None
            and self.signal is None
            and self.cut is None
            and not self.fault
        )


@dataclass(frozen=True)
class Surroundings:
    """What the processes of a run have around them."""

    directory: Path
    """Where the suites are: the test directory, absolute."""
    workplace: Path
    """An empty directory for what is built, removed after the run."""
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    """All variables of the process; nothing else is inherited. May hold secrets."""
    kept: Path | None = None
    """The directory of the run, which stays when it is over; None: nothing stays."""
