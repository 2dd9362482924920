"""Plan what was asked for: which runner, which packages there are, which tasks come of it.

Everything that is wrong with what was asked for is found here, before anything runs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from gonogo.acceptance.attempting.contents import contents_of
from gonogo.acceptance.attempting.grouping import SHIPPED_RUNNER, Group, groups_of
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.plan import Plan, find, make_plan
from gonogo.acceptance.runner import Runner
from gonogo.acceptance.suites import Suites
from gonogo.acceptance.task import Surroundings


@dataclass(frozen=True)
class Planned:
    """The gates that one runner runs in one directory, and how."""

    group: Group
    runner: Runner
    plan: Plan
    contents: Mapping[str, str] = field(default_factory=dict)
    """The digest of the files in each package's directory, by its name."""

    @property
    def selected(self) -> dict[str, tuple[NamedTest, ...]]:
        """Return of which tests an answer is expected, by the id of a task."""
        by_task: dict[str, list[NamedTest]] = {}
        for each in self.plan.selected:
            by_task.setdefault(each.task, []).append(each.test)
        return {task: tuple(tests) for task, tests in by_task.items()}


RunnerOf = Callable[[Group, Suites], Runner]
"""Returns the runner of a group; raises GonogoError where there is none."""
SurroundingsOf = Callable[[Group], Surroundings]
"""Returns what building and looking for tests have around them."""


async def plan_gates(
    gates: Sequence[str], suites: Suites, *, runner_of: RunnerOf, bare: SurroundingsOf
) -> tuple[Planned, ...]:
    """Return how these gates are to be run; without gates, everything in the test directory.

    Raises:
        GonogoError: a gate, a file, a test or a tool is not there; nothing was run.
    """
    planned: list[Planned] = []
    for group in groups_of(gates, suites):
        runner = runner_of(group, suites)
        found = await find(group.choice, runner, bare(group))
        plan = make_plan(
            group.choice,
            found,
            directory=group.directory,
            default_timeout_seconds=suites.default_timeout_seconds,
            first_number=1 + sum(len(each.plan.tasks) for each in planned),
        )
        contents = contents_of(each for packages in found.values() for each in packages)
        # What we ship has a version; its tests lie in no directory of their own.
        planned.append(
            Planned(group, runner, plan, {} if runner.name == SHIPPED_RUNNER else contents)
        )
    return tuple(planned)
