"""Gates, suites and tests, as a validators file declares them.

These are the words of op-acceptor's `acceptance-tests.yaml`. Values here are what a file says,
before anything was looked up: `inherits` is not yet followed, `/...` not yet expanded.
"""

from dataclasses import dataclass

from gonogo.documents import Place

_TOP = Place(1, 1)


@dataclass(frozen=True)
class Entry:
    """A test, or a package with all its tests, that a gate or suite asks for."""

    package: str
    """As it is written: an import path, `./path`, `./path/...`, or what the runner calls it."""
    name: str = ""
    """Empty: all tests of the package."""
    timeout_seconds: float | None = None
    """None: whatever holds where a file says nothing."""
    owner: str = ""
    metadata: tuple[tuple[str, str], ...] = ()
    """Everything else that was said about it, sorted; for reports only."""
    place: Place = _TOP
    """Where it stands in the file."""


@dataclass(frozen=True)
class Suite:
    """Entries under one name."""

    id: str
    description: str = ""
    entries: tuple[Entry, ...] = ()
    place: Place = _TOP


@dataclass(frozen=True)
class Gate:
    """What must pass together."""

    id: str
    description: str = ""
    inherits: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    """Those that are in no suite."""
    suites: tuple[Suite, ...] = ()
    owner: str = ""
    runner: str = ""
    """The tool that runs it: go, pytest, forge, command or gonogo; empty: whichever fits."""
    command: tuple[str, ...] = ()
    """For the runner `command`: the words that start it."""
    report: str = ""
    """For the runner `command`: the file that it writes."""
    place: Place = _TOP


@dataclass(frozen=True)
class Validators:
    """The gates of one file."""

    file: str
    """Its name, as messages call it."""
    gates: tuple[Gate, ...]
