"""Putting what is wanted into tasks: each test in one of them, once."""

import pytest

from gonogo.acceptance import Task
from tests.unit.acceptance.plan.ground import MODULE, planned, runs


def _tasks(entries: str) -> list[Task]:
    return list(planned(f"gates: [{{id: g, tests: [{entries}]}}]").tasks)


def test_a_whole_package_is_a_task() -> None:
    """Its time limit is the one of its entry."""
    assert _tasks("{package: ./base, timeout: 10m}") == [
        Task("001-base", f"{MODULE}/base", timeout_seconds=600)
    ]


def test_a_named_test_of_a_whole_package_runs_with_it() -> None:
    """A test that is also named runs once, with its package, if it has the same time."""
    (task,) = _tasks("{package: ./base}, {package: ./base, name: TestFees}")

    assert (task.names, task.leaves_out) == ((), ())


def test_a_named_test_with_a_time_limit_of_its_own() -> None:
    """Its package leaves it out, and it runs in a task for itself."""
    whole, own = _tasks("{package: ./base}, {package: ./base, name: TestFees, timeout: 20m}")

    assert (whole.names, whole.leaves_out) == ((), ("TestFees",))
    assert own == Task("002-base-testfees", f"{MODULE}/base", ("TestFees",), (), 1200)


def test_named_tests_share_a_task_and_have_the_time_of_all() -> None:
    """Tests of one package with one time limit are one task, as long as all of them may take."""
    (task,) = _tasks(
        "{package: ./base, name: TestFees, timeout: 10m},"
        " {package: ./base, name: TestChain, timeout: 10m}"
    )

    assert task == Task("001-base", f"{MODULE}/base", ("TestChain", "TestFees"), (), 1200)


def test_a_package_whose_tests_all_have_tasks_of_their_own() -> None:
    """No process is started that would run nothing."""
    (task,) = _tasks("{package: ./isthmus}, {package: ./isthmus, name: TestFees, timeout: 20m}")

    assert task.names == ("TestFees",)


def test_a_package_nobody_knows_keeps_its_task() -> None:
    """What is left of a package cannot be known to be nothing."""
    tasks = _tasks("{package: ./broken}, {package: ./broken, name: TestOld, timeout: 20m}")

    assert [(task.names, task.leaves_out) for task in tasks] == [
        ((), ("TestOld",)),
        (("TestOld",), ()),
    ]


@pytest.mark.parametrize("gates", [("g", "h"), ("h", "g")])
def test_gates_that_differ_about_a_time_limit(gates: tuple[str, ...]) -> None:
    """The longest counts: a limit is there against what hangs."""
    text = """
gates:
  - {id: g, tests: [{package: ./isthmus, timeout: 1m}]}
  - {id: h, tests: [{package: ./isthmus, timeout: 9m}]}
"""

    found = planned(text, *gates)

    assert [task.timeout_seconds for task in found.tasks] == [540]
    assert {each.timeout_seconds for gate in found.gates for each in gate.selected} == {540}


def test_what_one_gate_names_and_another_wants_whole() -> None:
    """A test of two gates runs once and counts for both."""
    text = """
gates:
  - {id: g, tests: [{package: ./base, name: TestFees}]}
  - {id: h, tests: [{package: ./base}]}
"""

    found = planned(text, "g", "h")

    assert runs(found).count(f"{MODULE}/base:TestFees") == 1
    assert [len(gate.selected) for gate in found.gates] == [1, 3]


def test_the_order_of_entries_is_of_no_account() -> None:
    """Tasks are numbered by what they run, so they keep their ids when a file is sorted."""
    one = _tasks("{package: ./isthmus}, {package: ./base}, {package: ./late}")
    other = _tasks("{package: ./late}, {package: ./base}, {package: ./isthmus}")

    assert one == other
