"""Making a plan."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonogo.acceptance import Entry, Gate, NamedTest, Selected, Suite
from gonogo.acceptance.plan import EmptySelectionError, PlanError, make_plan, patterns
from gonogo.acceptance.validators import Choice, choose_gates
from tests.unit.acceptance.plan.ground import (
    BASE,
    DEPOSIT,
    DIRECTORY,
    HELPERS,
    ISTHMUS,
    MODULE,
    choose,
    find,
    plan,
    planned,
    runs,
)

# A busy machine is no mistake of what is tried.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
KNOWN = (BASE, DEPOSIT, ISTHMUS, HELPERS)


def test_what_a_gate_selects() -> None:
    """Each test of a package is selected, with suite, owner, time limit and task."""
    text = """
gates:
  - id: g
    suites:
      smoke: {owner: ada, tests: [{package: ./isthmus, timeout: 1m}]}
"""

    (gate,) = planned(text).gates

    assert gate.selected == (
        Selected(NamedTest(ISTHMUS.name, "TestFees"), "smoke", "ada", 60, "001-isthmus"),
    )


def test_a_named_entry_says_more_than_its_package() -> None:
    """The owner of a test goes before the owner of its package, and that before nobody."""
    text = """
gates:
  - id: g
    tests:
      - {package: ./base, owner: team}
      - {package: ./base, name: TestFees, owner: ada}
      - {package: ./base, name: TestChain}
"""

    owners = {each.test.name: each.owner for each in planned(text).selected}

    assert owners == {"TestChain": "team", "TestDeposit": "team", "TestFees": "ada"}


def test_two_packages_with_a_test_of_one_name() -> None:
    """Both are selected and run: a test is known by its package and name."""
    found = planned("gates: [{id: g, tests: [{package: ./base}, {package: ./isthmus}]}]")

    fees = [str(each.test) for each in found.selected if each.test.name == "TestFees"]
    assert fees == [f"{MODULE}/base:TestFees", f"{MODULE}/isthmus:TestFees"]
    assert set(fees) <= set(runs(found))


def test_a_package_by_two_names_is_one() -> None:
    """Named by its path and by its import path, a package runs once."""
    found = planned(f"gates: [{{id: g, tests: [{{package: ./base}}, {{package: {BASE.name}}}]}}]")

    assert set(Counter(runs(found)).values()) == {1}


def test_everything() -> None:
    """Without gates, all packages with tests are run, and such as only running tells."""
    found = plan(choose_gates(None, []))

    assert [gate.gate.id for gate in found.gates] == ["gateless"]
    assert {task.package for task in found.tasks} == {
        f"{MODULE}/{below}" for below in ("base", "base/deposit", "isthmus", "late", "broken")
    }


@pytest.mark.parametrize("there", [(), (HELPERS,)])
def test_everything_where_there_is_nothing(there: tuple[()]) -> None:
    """A directory without tests is refused, not passed."""
    with pytest.raises(PlanError, match=r"\./\.\.\."):
        plan(choose_gates(None, []), there)


def test_no_gate_at_all() -> None:
    """A choice of nothing is refused."""
    with pytest.raises(EmptySelectionError, match="no gate was asked for"):
        make_plan(Choice("f", ()), {}, directory=DIRECTORY)


def test_what_a_runner_must_look_for() -> None:
    """Packages of gates, of suites and of what is excluded, each once."""
    text = """
gates:
  - {id: g, tests: [{package: a}, {package: a, name: T}], suites: {s: {tests: [{package: b}]}}}
  - {id: x, tests: [{package: c}, {package: a}]}
"""

    assert patterns(choose(text, excluded=["x"])) == ("a", "b", "c")


def test_numbers_go_on_from_another_plan() -> None:
    """The plans of one run share their numbers, so no id is there twice."""
    choice = choose("gates: [{id: g, tests: [{package: ./base}, {package: ./isthmus}]}]")

    found = make_plan(choice, find(patterns(choice)), directory=DIRECTORY, first_number=41)

    assert [task.id for task in found.tasks] == ["041-base", "042-isthmus"]


_PATTERNS = st.sampled_from(
    ["./base", f"{MODULE}/base", "./base/...", "./...", "./isthmus", "./base/deposit"]
)
_TIMEOUTS = st.sampled_from([None, 60.0, 300.0, 900.0])
_WHOLE = st.builds(Entry, _PATTERNS, st.just(""), _TIMEOUTS)
_NAMED = st.builds(
    Entry,
    st.sampled_from(["./base", BASE.name, "./base/...", "./..."]),
    st.sampled_from(["TestDeposit", "TestFees"]),
    _TIMEOUTS,
)
_ENTRIES = st.lists(st.one_of(_WHOLE, _NAMED), min_size=1, max_size=5).map(tuple)
_GATES = st.lists(
    st.builds(
        lambda entries, suite: Gate("g", entries=entries, suites=(Suite("s", entries=suite),)),
        _ENTRIES,
        _ENTRIES,
    ),
    min_size=1,
    max_size=3,
)
_EXCLUDED = st.lists(st.one_of(_WHOLE, _NAMED), max_size=2).map(
    lambda entries: (Gate("x", entries=tuple(entries)),)
)


def _choice(gates: list[Gate], excluded: tuple[Gate, ...] = ()) -> Choice:
    named = tuple(replace(gate, id=f"g{number}") for number, gate in enumerate(gates))
    return Choice("f", named, excluded)


@UNHURRIED
@given(_GATES)
def test_each_selected_test_runs_once_and_no_other_does(gates: list[Gate]) -> None:
    """However gates overlap, exactly what they select is run, in the task that is told."""
    found = plan(_choice(gates), KNOWN)

    assert Counter(runs(found, KNOWN)) == Counter(str(each.test) for each in found.selected)
    by_id = {task.id: task for task in found.tasks}
    assert len(by_id) == len(found.tasks)
    for each in found.selected:
        task = by_id[each.task]
        assert task.package == each.test.package
        assert each.test.name in (task.names or (each.test.name,))
        assert each.test.name not in task.leaves_out


@UNHURRIED
@given(_GATES)
def test_a_gate_selects_the_same_among_others(gates: list[Gate]) -> None:
    """Which tests a gate selects does not depend on which gates run beside it."""
    choice = _choice(gates)

    together = plan(choice, KNOWN)

    for gate, beside in zip(choice.gates, together.gates, strict=True):
        alone = plan(replace(choice, gates=(gate,)), KNOWN)
        assert [each.test for each in beside.selected] == [each.test for each in alone.selected]


@UNHURRIED
@given(_GATES, _EXCLUDED)
def test_what_is_left_out_and_what_runs_are_all_there_is(
    gates: list[Gate], excluded: tuple[Gate, ...]
) -> None:
    """Excluding takes tests out of the selection, tells each, and never adds one."""
    full = plan(_choice(gates), KNOWN)
    try:
        less = plan(_choice(gates, excluded), KNOWN)
    except EmptySelectionError:
        return

    for all_of_it, rest in zip(full.gates, less.gates, strict=True):
        before = {each.test for each in all_of_it.selected}
        after = {each.test for each in rest.selected}
        told = {each.test for each in rest.left_out}
        gone = {test for test in before if test in told or NamedTest(test.package) in told}
        assert after == before - gone
    assert Counter(runs(less, KNOWN)) == Counter(str(each.test) for each in less.selected)


@UNHURRIED
@given(_GATES)
def test_a_task_has_time_for_all_that_it_runs_by_name(gates: list[Gate]) -> None:
    """The time of a task is that of its tests together; of a whole package that of its entry."""
    found = plan(_choice(gates), KNOWN)

    for task in found.tasks:
        own = [each.timeout_seconds for each in found.selected if each.task == task.id]
        assert task.timeout_seconds == (sum(own) if task.names else own[0])
