"""What is left of one attempt at a gate: what was selected, what came of it, who talked to whom.

This is the reading that evidence about a gate rests on: it is kept as an artifact, and judged
by `evaluate`, now or years later. Nothing in it is a conclusion.
"""

from dataclasses import dataclass
from datetime import datetime

from gonogo import digest
from gonogo.acceptance.calls import CallCount
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import Result


@dataclass(frozen=True, slots=True)
class Selected:
    """A test that a gate asks for, or a package of which nobody knows the tests beforehand."""

    test: NamedTest
    suite: str = ""
    """The suite that it is in; empty: in none."""
    owner: str = ""
    timeout_seconds: float = 0.0
    task: str = ""
    """The task that runs it."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A test that is known to fail now and then, and for how long that is put up with."""

    test: NamedTest
    owner: str
    reason: str
    until: str
    """The day after which it counts again, such as 2026-12-24, in UTC."""


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """A test, or a package as a whole, that an excluded gate took out."""

    test: NamedTest
    gate: str
    """The excluded gate that names it."""


@dataclass(frozen=True, slots=True)
class GateRun:
    """One attempt at one gate."""

    gate: str
    runner: str
    selected: tuple[Selected, ...]
    results: tuple[Result, ...]
    """Of tests, subtests, and packages about which there is something to tell."""
    calls: tuple[CallCount, ...] = ()
    quarantine: tuple[Quarantined, ...] = ()
    """What was in quarantine when it ran, and is still to be believed of it."""
    left_out: tuple[LeftOut, ...] = ()
    """What the gate asks for and somebody excluded."""
    faults: tuple[str, ...] = ()
    """What kept us from running it as selected; empty: nothing."""
    is_interrupted: bool = False
    is_local: bool = False
    """Whether no network was named, so that there was none to talk to."""
    source: str = ""
    """Where it was run by others, as whoever brought the results says; empty: we ran it."""
    ran_at: datetime | None = None
    """When others ran it; None: while it was observed."""

    @property
    def definition(self) -> str:
        """Return the digest of what the gate asked for, whatever came of it.

        A policy that pins it notices a validators file from which tests were taken.
        """
        return digest.of_value(sorted({str(each.test) for each in self.selected}))
