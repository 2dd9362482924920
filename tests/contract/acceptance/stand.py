"""What a runner brings to the contract suite: a project in its own language, with every case in it.

The suite knows cases, and what must come of each. A stand says which test of its project is which
case. What a tool cannot do at all (a Solidity test starts no process) is said as a reason, and
shows as a skip; a case that is neither there nor given a reason is an error of the stand.
"""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gonogo.acceptance import NamedTest, Runner

STARTED = "TELL_WHEN_IT_HANGS"
"""A variable: the file that a test which hangs makes when it has begun to."""


class Case(enum.Enum):
    """What a test of a project does."""

    PASSES = "passes"
    FAILS = "fails"  #: Of an assertion, and says `the fee is 3 and should be 4`.
    SKIPS = "skips"  #: And says `the network has no faucet`.
    ALL_SKIPPED = "all-skipped"  #: One of several in its package, all skipped.
    CRASHES = "crashes"  #: Outside of any assertion.
    DIES = "dies"  #: Its process ends itself by SIGABRT, with nothing else of it running.
    HANGS = "hangs"  #: After making the file that `STARTED` names.
    STARTS_ANOTHER = "starts-another"  #: That minds no SIGTERM and keeps the output; then hangs.
    LONG_LINE = "long-line"  #: Prints 70,000 characters in a line, then fails.
    BYTES = "bytes"  #: Prints what is no UTF-8, and passes.
    NO_TESTS = "no-tests"  #: Is in a package without tests, and so is not there.
    LEFT_TWIN = "left-twin"  #: Passes.
    RIGHT_TWIN = "right-twin"  #: Has the name of the left one, in another package, and fails.
    SILENT = "silent"  #: Its process ends with 0 before it begins.
    SURROUNDINGS = "surroundings"  #: Prints `VARIABLE NAME=VALUE` for each of its environment.


@dataclass(frozen=True)
class Stand:
    """A runner with a project."""

    name: str
    make: Callable[[Path], Path]
    """Makes the project in an empty directory, and returns the directory of its suites."""
    runner: Callable[[], Runner]
    """Makes a new runner."""
    tests: Mapping[Case, NamedTest]
    environment: Mapping[str, str] = field(default_factory=dict)
    """What the tool needs to work at all, beside PATH and HOME."""
    lacks: Mapping[Case, str] = field(default_factory=dict)
    """Why a case cannot be, by case."""
    own_variables: frozenset[str] = frozenset()
    """What the tool itself adds to the environment of a test."""
    tells_at_the_end: bool = False
    """Whether nothing is heard of any test before all have ended."""
    knows_its_tests: bool = True
    """Whether it finds the names of tests without running them."""
    seconds_to_begin: float = 0.0
    """How long the tool takes to come up, beyond a second."""
