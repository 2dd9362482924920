"""What the runner of gonogo's own gates tells their program, and the gate that is shipped."""

from importlib import resources
from pathlib import Path

import pytest

from gonogo.acceptance import NamedTest, Package, Task
from gonogo.acceptance.plan import make_plan
from gonogo.acceptance.runners.shipped import ShippedRunner, arguments_of
from gonogo.acceptance.task import Surroundings
from gonogo.acceptance.validators import choose_gates, parse_validators
from gonogo.gates.discovery import discover

PACKAGE = "gonogo/base"


@pytest.mark.parametrize(
    ("task", "arguments"),
    [
        (Task("1", PACKAGE, timeout_seconds=30), ("base", "--timeout", "30")),
        (
            Task("1", PACKAGE, names=("transfer", "deposit/bench-901", "deposit")),
            ("base", "--timeout", "300", "--run", "transfer", "deposit"),
        ),
        (
            Task("1", PACKAGE, leaves_out=("transfer",)),
            ("base", "--timeout", "300", "--skip", "transfer"),
        ),
    ],
)
def test_arguments(task: Task, arguments: tuple[str, ...]) -> None:
    """Tests are asked for by their names, each once, and a chain is no name of a test."""
    assert arguments_of(task) == arguments


async def test_a_task_of_another_package_cannot_run() -> None:
    """There is one gate, and whatever else is asked for is told before anything runs."""
    surroundings = Surroundings(Path(), Path())
    tasks = (Task("1", PACKAGE), Task("2", "gonogo/bse"))

    assert await ShippedRunner().prepare(tasks, surroundings, {}) == {
        "2": "no gate 'gonogo/bse' is shipped"
    }


def test_the_shipped_gate_has_every_test() -> None:
    """A test that is in the folder and not in the file would never be asked for."""
    file = resources.files("gonogo.acceptance") / "shipped" / "base.yaml"
    (gate,) = parse_validators(file.read_text("utf-8"), "base.yaml").gates

    assert (gate.id, gate.runner) == ("base", "gonogo")
    assert [entry.name for entry in gate.entries] == list(discover("base"))
    assert {entry.package for entry in gate.entries} == {PACKAGE}
    assert all(entry.owner for entry in gate.entries)


def test_the_shipped_gate_is_one_task() -> None:
    """Tests with one time limit share a process, in which they run side by side."""
    file = resources.files("gonogo.acceptance") / "shipped" / "base.yaml"
    choice = choose_gates(parse_validators(file.read_text("utf-8"), "base.yaml"), ["base"])
    found = {PACKAGE: (Package(PACKAGE, Path(), tuple(discover("base"))),)}

    plan = make_plan(choice, found, directory=Path())

    assert len(plan.tasks) == 1
    assert {selected.test for selected in plan.gates[0].selected} == {
        NamedTest(PACKAGE, name) for name in discover("base")
    }
    limit = plan.tasks[0].timeout_seconds
    assert all(test.timeout_seconds <= limit for test in discover("base").values())
