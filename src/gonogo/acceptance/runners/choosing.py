"""Which runner: the one that was named, or the one that fits what is in a directory.

Looking goes by the files that every tool needs to be there, from the directory upwards, and by
its test files. Where two tools would find something nobody is guessed for: half of the tests
would be left out, and nothing would say so.
"""

import importlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import cast

from gonogo.acceptance.runner import Runner, RunnerName
from gonogo.documents import nearest
from gonogo.errors import GonogoError

_RUNNERS: Mapping[RunnerName, tuple[str, str]] = {
    "go": ("go", "GoRunner"),
    "pytest": ("pytest", "PytestRunner"),
    "forge": ("forge", "ForgeRunner"),
    "command": ("command", "CommandRunner"),
    "gonogo": ("shipped", "ShippedRunner"),
}
RUNNER_NAMES: tuple[str, ...] = tuple(_RUNNERS)

_FILES_ABOVE = {"go": ("go.mod", "go.work"), "forge": ("foundry.toml",)}
_TEST_FILES = {
    "go": ("*_test.go",),
    "forge": ("*.t.sol",),
    "pytest": ("test_*.py", "*_test.py", "conftest.py", "pytest.ini"),
}
# What package managers put there has tests of its own, which are nobody's gate.
_NOT_LOOKED_INTO = frozenset({"node_modules", "vendor", "__pycache__", "lib"})
# Enough to see what a suite is; the home of somebody is not walked through for it.
_MOST_DIRECTORIES = 5000


class UnknownRunnerError(GonogoError):
    """No runner has this name."""

    def __init__(self, name: str) -> None:
        near = nearest(name, RUNNER_NAMES)
        meant = f"Did you mean {near!r}? " if near else ""
        super().__init__(
            f"there is no runner {name!r}", hint=f"{meant}There are {', '.join(RUNNER_NAMES)}."
        )
        self.name = name


class RunnerOptionError(GonogoError):
    """A runner was given an option that it does not know, or lacks one that it needs."""

    def __init__(self, runner: str, reason: str) -> None:
        super().__init__(
            f"the runner {runner!r} cannot be set up so: {reason}",
            hint="Leave out options of other runners, and name a command for `command`.",
        )
        self.runner = runner


class NoRunnerFitsError(GonogoError):
    """Nothing in a directory looks like tests that we can run."""

    def __init__(self, directory: Path) -> None:
        super().__init__(
            f"{directory} has no tests of Go, pytest or Foundry",
            hint="Name the runner, or another directory with --testdir.",
        )
        self.directory = directory


class SeveralRunnersFitError(GonogoError):
    """A directory has tests of more than one sort."""

    def __init__(self, directory: Path, runners: tuple[str, ...]) -> None:
        super().__init__(
            f"{directory} has tests of {' and '.join(runners)}",
            hint="Name the runner that is meant, and run the gate of the other by itself.",
        )
        self.directory = directory
        self.runners = runners


def runner_named(name: str, **options: object) -> Runner:
    """Return a new runner, for one run.

    Args:
        name: One of `RUNNER_NAMES`.
        options: What that runner takes, such as `go_binary` of `go`.

    Raises:
        UnknownRunnerError: there is no such runner.
        RunnerOptionError: it does not take these options.
    """
    if name not in RUNNER_NAMES:
        raise UnknownRunnerError(name)
    module, class_name = _RUNNERS[cast("RunnerName", name)]
    imported = importlib.import_module(f"gonogo.acceptance.runners.{module}")
    make = cast("Callable[..., Runner]", getattr(imported, class_name))
    try:
        # Tried by itself, so that no other TypeError is taken for an option that does not fit.
        inspect.signature(make).bind(**options)
    except TypeError as error:
        raise RunnerOptionError(name, str(error)) from error
    return make(**options)


def detect(directory: Path) -> str:
    """Return the name of the runner for the tests below a directory.

    Raises:
        NoRunnerFitsError: there are no tests.
        SeveralRunnersFitError: there are tests of several sorts.
    """
    fitting = tuple(sorted(_fitting(directory)))
    if not fitting:
        raise NoRunnerFitsError(directory)
    if len(fitting) > 1:
        raise SeveralRunnersFitError(directory, fitting)
    return fitting[0]


def _fitting(directory: Path) -> set[str]:
    above = (directory, *directory.parents)
    absent = {
        runner
        for runner, files in _FILES_ABOVE.items()
        if not any((place / file).is_file() for place in above for file in files)
    }
    fitting: set[str] = set()
    for place in _directories(directory):
        for runner, patterns in _TEST_FILES.items():
            if runner not in fitting | absent and _has_any(place, patterns):
                fitting.add(runner)
    return fitting


def _has_any(place: Path, patterns: tuple[str, ...]) -> bool:
    return any(next(place.glob(pattern), None) is not None for pattern in patterns)


def _directories(top: Path) -> Iterator[Path]:
    """Yield a directory and those below it, breadth first, without what was installed there."""
    waiting, seen = [top], 0
    while waiting and seen < _MOST_DIRECTORIES:
        place = waiting.pop(0)
        seen += 1
        yield place
        try:
            inside = sorted(path for path in place.iterdir() if path.is_dir())
        except OSError:
            continue
        waiting += [
            path
            for path in inside
            if path.name not in _NOT_LOOKED_INTO
            and not path.name.startswith(".")
            and not path.is_symlink()
        ]
