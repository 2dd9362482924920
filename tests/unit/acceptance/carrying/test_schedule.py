"""In which order tasks run, how many at a time, and in which portions they are built."""

import pytest

from gonogo.acceptance import Task
from gonogo.acceptance.carrying import longest_first, workers
from gonogo.acceptance.carrying.schedule import portions


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


@pytest.mark.parametrize(
    ("tasks", "sizes"),
    [(0, []), (1, [1]), (16, [16]), (17, [16, 1]), (64, [16] * 4), (203, [51, 51, 51, 50])],
)
def test_tasks_are_built_in_a_few_portions(tasks: int, sizes: list[int]) -> None:
    """Never more than four, none of a few only but the last, and in the order in which they run."""
    given = [Task(str(number), "p") for number in range(tasks)]

    divided = portions(given)

    assert [len(portion) for portion in divided] == sizes
    assert [task for portion in divided for task in portion] == given
