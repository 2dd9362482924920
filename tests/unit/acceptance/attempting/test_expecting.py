"""How long tasks are expected to take."""

from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

from gonogo.acceptance import NamedTest
from gonogo.acceptance.attempting.expecting import expected, expected_in_all
from gonogo.acceptance.task import Task
from tests.unit.acceptance.attempting.scripted import planned

A, B = NamedTest("a", "test"), NamedTest("b", "test")


@pytest.mark.parametrize(
    ("took", "each", "in_all"),
    [
        ({A: 2.0, B: 3.0}, [2.0, 3.0], 5.0),
        ({A: 2.0}, [2.0, None], None),
        ({A: 0.0, B: 0.0}, [0.0, 0.0], 0.0),
        ({}, [None, None], None),
    ],
    ids=["known", "one is new", "no time at all", "none is known"],
)
async def test_what_is_not_known_is_not_guessed(
    tmp_path: Path, took: Mapping[NamedTest, float], each: list[float | None], in_all: float | None
) -> None:
    """A task that was never run has no time, and then the sum has none either."""
    (plan,) = await planned(tmp_path, "a", "b")

    guess = expected(plan, lambda _tests: took)

    assert [guess(task) for task in plan.plan.tasks] == each
    assert expected_in_all([plan], [guess]) == in_all


async def test_a_task_of_another_plan_is_not_known(tmp_path: Path) -> None:
    """Nothing is expected of what nobody selected; it is not expected to take no time."""
    (plan,) = await planned(tmp_path, "a")

    assert expected(plan, lambda _tests: {A: 2.0})(Task("009-a", "a")) is None


async def test_the_history_is_asked_once(tmp_path: Path) -> None:
    """For all tests together: it may hold millions, and there are many tasks."""
    asked: list[Collection[NamedTest]] = []
    (plan,) = await planned(tmp_path, "a", "b")

    def seconds_of(tests: Collection[NamedTest]) -> Mapping[NamedTest, float]:
        asked.append(tests)
        return {}

    guess = expected(plan, seconds_of)
    for task in plan.plan.tasks:
        guess(task)

    assert [sorted(tests, key=str) for tests in asked] == [[A, B]]
