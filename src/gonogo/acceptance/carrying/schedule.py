"""In which order tasks run, and how many at a time.

The longest first, so that at the end no single long one is waited for; and what never ran
before everything else, since it may be the longest. That is op-acceptor's rule, and so is the
number of workers (its `runner/parallel.go`).
"""

import math
from collections.abc import Callable, Iterable

from gonogo.acceptance.task import Task

_FEW_CPUS, _SOME_CPUS = 2, 4
_MOST_WORKERS = 32


def workers(cpus: int, tasks: int) -> int:
    """Return how many tasks to run side by side on a machine with so many CPUs.

    Tests wait for the network more than they compute, so there are more workers than CPUs
    where there are CPUs to spare.
    """
    share = 1.0 if cpus <= _FEW_CPUS else 1.25 if cpus <= _SOME_CPUS else 1.5
    return max(1, min(math.ceil(cpus * share), _MOST_WORKERS, tasks))


def longest_first(
    tasks: Iterable[Task], seconds_of: Callable[[Task], float | None]
) -> tuple[Task, ...]:
    """Sort tasks: those never seen first, then by how long they took, the longest first."""

    def rank(task: Task) -> tuple[bool, float, str]:
        seconds = seconds_of(task)
        return (seconds is not None, -(seconds or 0.0), task.id)

    return tuple(sorted(tasks, key=rank))
