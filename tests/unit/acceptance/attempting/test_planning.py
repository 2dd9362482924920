"""From gates to tasks: everything that is wrong is found before anything runs."""

from pathlib import Path

import pytest

from gonogo.acceptance import NamedTest, Runner, Suites, Surroundings
from gonogo.acceptance.attempting import Group, Planned, plan_gates
from gonogo.acceptance.runners.command import CommandRunner
from gonogo.acceptance.validators import UnknownGateError

GATES = """
gates:
  - id: one
    runner: command
    command: [one]
    report: report.xml
    tests: [{package: a, name: x}, {package: a, name: y}, {package: b}]
  - id: two
    runner: command
    command: [two]
    report: report.xml
    tests: [{package: a, name: x}]
"""


def runner_of(group: Group, suites: Suites) -> Runner:
    del suites
    return CommandRunner(command=group.tool.command)


def bare(group: Group) -> Surroundings:
    return Surroundings(group.directory, group.directory)


@pytest.fixture
def suites(tmp_path: Path) -> Suites:
    (tmp_path / "gates.yaml").write_text(GATES)
    return Suites(validators=str(tmp_path / "gates.yaml"), default_timeout_seconds=7.0)


async def planned(suites: Suites, *gates: str) -> tuple[Planned, ...]:
    return await plan_gates(gates, suites, runner_of=runner_of, bare=bare)


async def test_tasks_of_several_tools_have_ids_of_their_own(suites: Suites) -> None:
    """One run has one journal, whatever runs in it."""
    one, two = await planned(suites, "one", "two")

    ids = [task.id for each in (one, two) for task in each.plan.tasks]
    assert ids == ["001-a", "002-b", "003-a-x"]


async def test_each_task_has_its_tests_to_answer_for(suites: Suites) -> None:
    """By package and name, or by package where its tests are not known."""
    (one,) = await planned(suites, "one")

    assert one.selected == {
        "001-a": (NamedTest("a", "x"), NamedTest("a", "y")),
        "002-b": (NamedTest("b"),),
    }


async def test_what_says_no_time_has_that_of_the_run(suites: Suites) -> None:
    """A test of its own, and a package as long as it takes one of them."""
    (two,) = await planned(suites, "two")

    assert [each.timeout_seconds for each in two.plan.selected] == [7.0]


async def test_one_gate_that_is_not_there_refuses_all(suites: Suites) -> None:
    """Nothing is planned of the others."""
    with pytest.raises(UnknownGateError):
        await planned(suites, "one", "tow")
