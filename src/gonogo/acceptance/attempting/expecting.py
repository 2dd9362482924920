"""How long tasks are expected to take, from how long their tests took before.

A guess for whoever waits, and for which task to begin with; nothing is judged by it. A task of
which one test is not known has no guess: half of a sum would be told as if it were the whole.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from gonogo.acceptance.attempting.planning import Planned
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.task import Task

SecondsOf = Callable[[Collection[NamedTest]], Mapping[NamedTest, float]]
"""How long tests took before; those that are missing never passed."""
SecondsOfTask = Callable[[Task], float | None]
"""How long a task is expected to take; None when nobody can say."""


def expected(planned: Planned, seconds_of: SecondsOf) -> SecondsOfTask:
    """Return what guesses about each task of a plan; the history is asked once, now."""
    selected = planned.selected
    known = seconds_of([test for tests in selected.values() for test in tests])

    def of_task(task: Task) -> float | None:
        tests = selected.get(task.id, ())
        if not tests or any(test not in known for test in tests):
            return None
        return sum(known[test] for test in tests)

    return of_task


def expected_in_all(planned: Sequence[Planned], guesses: Sequence[SecondsOfTask]) -> float | None:
    """Return how long all tasks of some plans take, one after the other; None: nobody knows."""
    pairs = zip(planned, guesses, strict=True)
    seconds = [seconds_of(task) for each, seconds_of in pairs for task in each.plan.tasks]
    known = [each for each in seconds if each is not None]
    return sum(known) if len(known) == len(seconds) else None
