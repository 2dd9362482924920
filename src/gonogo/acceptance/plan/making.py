"""Make a plan: which tasks to run for some gates, and which tests each gate selects.

A test that several gates want runs once and counts for each of them. Everything that a
gate asks for and that is not there is told at once, before anything runs; so is a gate of
which nothing is left. Gates of one plan are run by one tool.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gonogo.acceptance.gate import Gate
from gonogo.acceptance.gate_run import LeftOut, Selected
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.plan.errors import EmptySelectionError, PlanError
from gonogo.acceptance.plan.excluding import Excluding
from gonogo.acceptance.plan.tasking import PackageTasks, put_into_tasks
from gonogo.acceptance.plan.wanting import Found, Want, Wanting
from gonogo.acceptance.task import Package, Task
from gonogo.acceptance.validators import Choice
from gonogo.documents import Problem

DEFAULT_TIMEOUT_SECONDS = 300.0


@dataclass(frozen=True)
class GatePlan:
    """What one gate selects."""

    gate: Gate
    selected: tuple[Selected, ...]
    """Each test once, sorted; never empty."""
    left_out: tuple[LeftOut, ...] = ()
    """What it asks for and excluded gates took out."""


@dataclass(frozen=True)
class Plan:
    """What is to be run."""

    tasks: tuple[Task, ...]
    gates: tuple[GatePlan, ...]
    """In the order in which they were asked for."""
    notes: tuple[str, ...] = ()
    """What a person should know and what is no mistake."""

    @property
    def selected(self) -> tuple[Selected, ...]:
        """Return what all gates select, each test once, as the first gate that does says it."""
        once: dict[NamedTest, Selected] = {}
        for gate in self.gates:
            for each in gate.selected:
                once.setdefault(each.test, each)
        return tuple(sorted(once.values(), key=lambda each: each.test))


def patterns(choice: Choice) -> tuple[str, ...]:
    """Return what a runner must look for to plan this, each once."""
    everything = (
        entry.package
        for gate in (*choice.gates, *choice.excluded)
        for entries in (gate.entries, *(suite.entries for suite in gate.suites))
        for entry in entries
    )
    return tuple(dict.fromkeys(everything))


def make_plan(
    choice: Choice,
    found: Found,
    *,
    directory: Path,
    default_timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS,
    first_number: int = 1,
) -> Plan:
    """Return the tasks of the chosen gates and what each gate selects.

    Args:
        choice: Gates for one runner, and what is left out of them.
        found: What that runner found for `patterns(choice)`; what it found for other
            patterns serves to guess which package was meant.
        directory: The test directory.
        default_timeout_seconds: For tests and packages of which no entry says one.
        first_number: Of the first task, where a run has several plans.

    Raises:
        PlanError: something that is asked for is not there; lists all of it.
        EmptySelectionError: nothing is left of a gate.
    """
    wanting = Wanting(found, directory, default_timeout_seconds)
    wants = [wanting.of(gate) for gate in choice.gates]
    if wanting.problems:
        raise PlanError(choice.file, wanting.problems)
    excluding = Excluding(choice.excluded, found, directory)
    planned = put_into_tasks((each for every in wants for each in every), excluding, first_number)
    selecting = _Selecting(planned, excluding)
    plans = tuple(map(selecting.gate, choice.gates, wants))
    _require_tests(plans, choice)
    return Plan(_tasks(planned), plans, tuple(excluding.notes(choice.file)))


def _require_tests(plans: Sequence[GatePlan], choice: Choice) -> None:
    if not plans:
        raise EmptySelectionError(choice.file, [Problem(None, "", "no gate was asked for")])
    names = ", ".join(gate.id for gate in choice.excluded)
    problems = [
        Problem(plan.gate.place, "", f"nothing is left of gate {plan.gate.id!r} without {names}")
        for plan in plans
        if not plan.selected
    ]
    if problems:
        hint = "Ask for another gate, or exclude less."
        raise EmptySelectionError(choice.file, problems, hint=hint)


def _tasks(planned: dict[str, PackageTasks]) -> tuple[Task, ...]:
    """Return all tasks in the order of their numbers, which is that in which they stand here."""
    found = (task for each in planned.values() for task in (each.whole, *each.by_name.values()))
    return tuple({task.id: task for task in found if task is not None}.values())


class _Selecting:
    """Says for each gate which tests it selects, and what was taken out of it."""

    def __init__(self, planned: dict[str, PackageTasks], excluding: Excluding) -> None:
        self.planned = planned
        self.excluding = excluding

    def gate(self, gate: Gate, wants: Sequence[Want]) -> GatePlan:
        """Return what a gate selects of what it wants: each test once, by its own entry first."""
        selected: dict[NamedTest, Selected] = {}
        left_out: set[LeftOut] = set()
        owners = {want.package.name: want.entry.owner for want in wants if not want.name}
        # What is wanted by name comes first: its entry says more about a test.
        for want in sorted(wants, key=lambda each: not each.name):
            for test in self._tests(want):
                taken_out_by = self._taken_out_by(want.package, test)
                if taken_out_by:
                    left_out.add(LeftOut(test, taken_out_by))
                elif test not in selected:
                    owner = want.entry.owner or owners.get(test.package, "")
                    selected[test] = self._selected(want, test, owner)
        ordered = sorted(selected.values(), key=lambda each: each.test)
        return GatePlan(gate, tuple(ordered), tuple(sorted(left_out)))

    def _tests(self, want: Want) -> Iterator[NamedTest]:
        package = want.package
        if want.name:
            yield NamedTest(package.name, want.name)
        elif self.excluding.of_package(package):
            yield NamedTest(package.name)
        elif package.tests is None or package.fault:
            yield NamedTest(package.name)
            # Nobody knows whether it has these; left out of its task they are in any case.
            for name in self.excluding.of_tests(package):
                yield NamedTest(package.name, name)
        else:
            for name in package.tests:
                yield NamedTest(package.name, name)

    def _taken_out_by(self, package: Package, test: NamedTest) -> str:
        return self.excluding.of_package(package) or (
            self.excluding.of_tests(package).get(test.name, "")
        )

    def _selected(self, want: Want, test: NamedTest, owner: str) -> Selected:
        tasks = self.planned[test.package]
        return Selected(
            test, want.suite, owner, tasks.timeout_of_test(test.name), tasks.task_of(test.name)
        )
