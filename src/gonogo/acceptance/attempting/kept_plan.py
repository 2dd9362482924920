"""The plan of an attempt as its directory keeps it, written before anything runs.

What was selected must be known when somebody asks what was left out, also by whoever cannot
plan any more: the test directory may be gone, or have changed. An attempt that is gone on with
must be the same attempt.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from gonogo import digest
from gonogo.acceptance.attempting.planning import Planned
from gonogo.acceptance.gate_run import LeftOut, Selected
from gonogo.errors import GonogoError

FILE = "plan.json"


class ChangedPlanError(GonogoError):
    """What is to be gone on with is not what was begun."""

    def __init__(self, directory: Path) -> None:
        super().__init__(
            f"the tests are not those that were begun with (see {directory / FILE})",
            hint="Restore the test directory as it was, or end this run and begin another:"
            " gonogo resume RUN --cancel.",
        )
        self.directory = directory


@dataclass(frozen=True, slots=True)
class KeptGate:
    """A gate, and what it selects."""

    gate: str
    runner: str
    selected: tuple[Selected, ...]
    left_out: tuple[LeftOut, ...] = ()
    """What excluded gates took out of it."""


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """Everything that an attempt sets out to do."""

    gates: tuple[KeptGate, ...]
    packages: tuple[tuple[str, str], ...]
    """The package of each task, by the task's id, in order."""
    contents: tuple[tuple[str, str], ...] = ()
    """The digest of the files of each package, by its name."""


def kept_plan(planned: Iterable[Planned]) -> KeptPlan:
    """Return a plan as it is kept."""
    planned = tuple(planned)
    return KeptPlan(
        gates=tuple(
            KeptGate(gate.gate.id, each.runner.name, gate.selected, gate.left_out)
            for each in planned
            for gate in each.plan.gates
        ),
        packages=tuple((task.id, task.package) for each in planned for task in each.plan.tasks),
        contents=tuple(
            (package, each.contents[package])
            for each in planned
            for package in sorted({task.package for task in each.plan.tasks})
            if package in each.contents
        ),
    )


def keep_plan(directory: Path, plan: KeptPlan) -> None:
    """Write a plan down before it is begun; one that is begun already must be the same.

    Raises:
        ChangedPlanError: another plan was begun in this directory.
    """
    before = read_plan(directory)
    if before is not None:
        if before != plan:
            raise ChangedPlanError(directory)
        return
    beside = directory / f".{FILE}.new"
    with beside.open("wb") as file:
        file.write(digest.canonical_json(plan))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(directory / FILE)


def read_plan(directory: Path) -> KeptPlan | None:
    """Return the plan that was begun in a directory; None: none was, or it cannot be read."""
    try:
        return msgspec.json.decode((directory / FILE).read_bytes(), type=KeptPlan)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None
