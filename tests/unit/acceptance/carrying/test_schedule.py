"""In which order tasks run, and how many at a time."""

import pytest

from gonogo.acceptance import Task
from gonogo.acceptance.carrying import longest_first, workers


@pytest.mark.parametrize(
    ("cpus", "tasks", "expected"),
    [(1, 9, 1), (2, 9, 2), (3, 9, 4), (4, 9, 5), (8, 99, 12), (64, 99, 32), (8, 3, 3), (8, 0, 1)],
)
def test_there_are_more_workers_than_cpus_where_cpus_are_to_spare(
    cpus: int, tasks: int, expected: int
) -> None:
    """As op-acceptor had it: at most 32, and never more than there is to do."""
    assert workers(cpus, tasks) == expected


def test_the_unknown_come_first_and_then_the_longest() -> None:
    """What never ran may be the longest of all."""
    seconds = {"b": 1.0, "c": 20.0}
    tasks = [Task(name, name) for name in ("a", "b", "c", "d")]

    order = [each.id for each in longest_first(tasks, lambda task: seconds.get(task.id))]

    assert order == ["a", "d", "c", "b"]
