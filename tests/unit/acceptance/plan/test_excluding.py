"""Leaving out what excluded gates name, and saying so."""

from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.acceptance import Package
from gonogo.acceptance.plan import EmptySelectionError, Plan, make_plan
from gonogo.acceptance.validators import gateless
from tests.unit.acceptance.plan.ground import DIRECTORY, MODULE, choose, plan, planned, runs

ALL = f"{{id: g, tests: [{{package: {MODULE}/base/...}}, {{package: ./isthmus}}]}}"


def _without(entries: str, gate: str = ALL) -> Plan:
    return planned(f"gates: [{gate}, {{id: x, tests: [{entries}]}}]", excluded=["x"])


@pytest.mark.parametrize(
    "package", [f"{MODULE}/base", "./base", "./base/...", f"{MODULE}/base/..."]
)
def test_a_package_takes_along_what_is_below_it(package: str) -> None:
    """A package drops with those below it, however either of them is written."""
    found = _without(f"{{package: {package}}}")

    assert runs(found) == [f"{MODULE}/isthmus:TestFees"]


def test_by_whole_segments() -> None:
    """A package whose name only begins the same stays."""
    there = [
        Package(f"{MODULE}/{name}", Path(f"/work/suites/{name}"), ("TestA",))
        for name in ("fee", "fees")
    ]
    text = "gates: [{id: g, tests: [{package: ./...}]}, {id: x, tests: [{package: ./fee}]}]"

    found = plan(choose(text, excluded=["x"]), there)

    assert runs(found, there) == [f"{MODULE}/fees:TestA"]


def test_a_contract_of_an_excluded_file() -> None:
    """A file of Foundry takes along its contracts."""
    there = [
        Package(f"test/{name}", Path("/work/suites/test"), ("testA()",))
        for name in ("Fee.t.sol:FeeTest", "Gas.t.sol:GasTest")
    ]
    text = "gates: [{id: g, tests: [{package: test}]}, {id: x, tests: [{package: test/Fee.t.sol}]}]"
    choice = choose(text, excluded=["x"])

    found = make_plan(choice, {"test": tuple(there)}, directory=DIRECTORY)

    assert runs(found, there) == ["test/Gas.t.sol:GasTest:testA()"]


def test_a_test_by_its_name() -> None:
    """A test drops by its package and name; the package's task leaves it out."""
    found = _without("{package: ./base, name: TestFees}")

    assert f"{MODULE}/base:TestFees" not in runs(found)
    assert f"{MODULE}/isthmus:TestFees" in runs(found)
    assert found.tasks[0].leaves_out == ("TestFees",)


def test_a_test_that_is_named_in_the_gate() -> None:
    """A test that a gate names itself drops as well."""
    gate = "{id: g, tests: [{package: ./base, name: TestFees}, {package: ./base, name: TestChain}]}"

    found = _without("{package: ./base, name: TestFees}", gate)

    assert runs(found) == [f"{MODULE}/base:TestChain"]


def test_a_named_test_without_gates() -> None:
    """Where everything runs, a named test is left out, which op-acceptor's users missed."""
    text = f"gates: [{{id: x, tests: [{{package: {MODULE}/base, name: TestFees}}]}}]"
    choice = replace(choose(text, "x"), gates=(gateless(),), excluded=choose(text, "x").gates)

    found = plan(choice)

    assert f"{MODULE}/base:TestFees" not in runs(found)


def test_a_test_of_a_package_that_nobody_knows() -> None:
    """A test drops also where only running tells whether there is one."""
    found = _without("{package: ./late, name: TestAny}", "{id: g, tests: [{package: ./late}]}")

    assert found.tasks[0].leaves_out == ("TestAny",)
    assert [str(each.test) for each in found.gates[0].left_out] == [f"{MODULE}/late:TestAny"]


def test_a_package_of_which_every_test_is_left_out() -> None:
    """No process is started for a package of which nothing is left."""
    found = _without(
        "{package: ./base, name: TestFees}, {package: ./base, name: TestChain},"
        " {package: ./base, name: TestDeposit}"
    )

    assert [task.package for task in found.tasks] == [f"{MODULE}/base/deposit", f"{MODULE}/isthmus"]


def test_what_is_left_out_is_told() -> None:
    """Each gate says what it lost, and to which excluded gate."""
    found = _without("{package: ./base/deposit}, {package: ./base, name: TestFees}")

    told = [(str(each.test), each.gate) for each in found.gates[0].left_out]
    assert told == [(f"{MODULE}/base:TestFees", "x"), (f"{MODULE}/base/deposit", "x")]


@pytest.mark.parametrize("entries", ["{package: ./...}", "{package: .}", f"{{package: {MODULE}}}"])
def test_a_gate_of_which_nothing_is_left(entries: str) -> None:
    """A gate that has lost everything is refused: nothing is never a pass."""
    with pytest.raises(EmptySelectionError, match=r"gates\.yaml:1:9: nothing is left of gate 'g'"):
        _without(entries)


def test_one_gate_of_two_of_which_nothing_is_left() -> None:
    """It does not help that another gate has tests."""
    text = """
gates:
  - {id: g, tests: [{package: ./base}]}
  - {id: h, tests: [{package: ./isthmus}]}
  - {id: x, tests: [{package: ./isthmus, name: TestFees}]}
"""

    with pytest.raises(EmptySelectionError, match="of gate 'h' without x"):
        planned(text, "g", "h", excluded=["x"])


@pytest.mark.parametrize(
    ("entry", "note"),
    [
        (
            "{package: ./base, name: TestFee}",
            "excludes 'TestFee', which ./base has not (did you mean 'TestFees'?)",
        ),
        ("{package: ./gone}", "excludes './gone', and there is no such package"),
        ("{package: ./gone, name: TestA}", "excludes './gone', and there is no such package"),
    ],
)
def test_what_is_excluded_and_does_not_exist(entry: str, note: str) -> None:
    """It leaves nothing out, and that is said: more runs than somebody thinks, never less."""
    found = _without(entry)

    assert len(found.notes) == 1
    assert note in found.notes[0]
    assert "nothing is left out by it" in found.notes[0]
    assert found.gates[0].left_out == ()


def test_nothing_to_note() -> None:
    """An excluded gate that names what there is goes without a word."""
    assert _without("{package: ./base, name: TestFees}, {package: ./late, name: TestA}").notes == ()
