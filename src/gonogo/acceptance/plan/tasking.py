"""Put what is wanted into tasks, so that each test runs in one of them and once.

A package whose tests are all wanted is one task. A test of it that was given another time
limit has a task of its own, and the package's leaves it out. Tests of one package that are
wanted by name and have one time limit share a task, which has the time of them all:
op-acceptor gave each a process and that time.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gonogo.acceptance.plan.excluding import Excluding
from gonogo.acceptance.plan.task_names import shared_root, task_id
from gonogo.acceptance.plan.wanting import Want
from gonogo.acceptance.task import Package, Task


@dataclass(frozen=True)
class PackageTasks:
    """The tasks of one package."""

    package: Package
    whole: Task | None
    """Runs whatever no other does; None: all is wanted by name."""
    by_name: dict[str, Task]
    """Where each test runs that has a task for itself, or with others of its time limit."""
    timeout_of: dict[str, float]
    """Of each test that is wanted by name, and of the package under the empty name."""

    def task_of(self, name: str) -> str:
        """Return the task in which a test runs that is wanted and not left out."""
        task = self.by_name.get(name, self.whole)
        return "" if task is None else task.id

    def timeout_of_test(self, name: str) -> float:
        """Return the time limit of a test, which may be that of its package."""
        return self.timeout_of[name if name in self.timeout_of else ""]


def put_into_tasks(
    wants: Iterable[Want], excluding: Excluding, first_number: int
) -> dict[str, PackageTasks]:
    """Return the tasks for all that any gate wants, by package; without those left out whole."""
    by_package: dict[str, list[Want]] = defaultdict(list)
    for want in wants:
        if not excluding.of_package(want.package):
            by_package[want.package.name].append(want)
    root = shared_root(sorted(by_package))
    planned: dict[str, PackageTasks] = {}
    number = first_number
    for name in sorted(by_package):
        package = by_package[name][0].package
        drafts = _Drafts(by_package[name], frozenset(excluding.of_tests(package)))
        planned[name] = drafts.numbered(number, root)
        number += drafts.count
    return planned


class _Drafts:
    """The tasks of a package before they have their numbers."""

    def __init__(self, wants: Sequence[Want], excluded: frozenset[str]) -> None:
        self.package = wants[0].package
        self.excluded = excluded
        # Gates may differ about a time limit. It guards against what hangs, and asserts
        # nothing, so the longest is the one that does justice to each.
        self.timeout_of: dict[str, float] = {}
        for want in wants:
            known = self.timeout_of.get(want.name, 0.0)
            self.timeout_of[want.name] = max(known, want.timeout_seconds)
        self.whole_timeout = self.timeout_of.get("")
        self.groups = self._groups()
        self.has_whole = self.whole_timeout is not None and self._has_rest()

    @property
    def count(self) -> int:
        """How many tasks there will be."""
        return len(self.groups) + self.has_whole

    def numbered(self, number: int, root: str) -> PackageTasks:
        """Return the tasks, the first with this number."""
        numbers = iter(range(number, number + self.count))
        whole = self._whole(next(numbers), root) if self.has_whole else None
        by_name: dict[str, Task] = {}
        for timeout, names in self.groups:
            by_name |= dict.fromkeys(names, self._task(next(numbers), root, timeout, names))
        return PackageTasks(self.package, whole, by_name, self.timeout_of)

    def _groups(self) -> list[tuple[float, tuple[str, ...]]]:
        groups: dict[float, list[str]] = defaultdict(list)
        for name, timeout in self.timeout_of.items():
            if name and name not in self.excluded and timeout != self.whole_timeout:
                groups[timeout].append(name)
        return [(timeout, tuple(sorted(groups[timeout]))) for timeout in sorted(groups)]

    def _apart(self) -> frozenset[str]:
        return self.excluded.union(*(names for _, names in self.groups))

    def _has_rest(self) -> bool:
        return self._tests is None or bool(set(self._tests) - self._apart())

    @property
    def _tests(self) -> tuple[str, ...] | None:
        # Nobody has seen the tests of what cannot be built, whatever was counted.
        return None if self.package.fault else self.package.tests

    def _whole(self, number: int, root: str) -> Task:
        apart = self._apart()
        return Task(
            task_id(number, self.package.name, (), root),
            self.package.name,
            leaves_out=tuple(sorted(apart if self._tests is None else apart & set(self._tests))),
            timeout_seconds=self.whole_timeout or 0.0,
        )

    def _task(self, number: int, root: str, timeout: float, names: tuple[str, ...]) -> Task:
        return Task(
            task_id(number, self.package.name, names, root),
            self.package.name,
            names,
            timeout_seconds=timeout * len(names),
        )
