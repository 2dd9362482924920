"""Which gates were meant, and by which tool they run where."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from gonogo.acceptance import Suites
from gonogo.acceptance.attempting import (
    SHIPPED_RUNNER,
    UnknownSuiteError,
    gate_names,
    groups_of,
)
from gonogo.acceptance.plan import Tool
from gonogo.acceptance.validators import ChoiceError, UnknownGateError

GATES = """
gates:
  - {id: base, tests: [{package: ./base}]}
  - {id: fees, runner: pytest, tests: [{package: fees.py}]}
  - {id: more, runner: pytest, tests: [{package: more.py}]}
"""


@pytest.fixture
def suites(tmp_path: Path) -> Suites:
    (tmp_path / "gates.yaml").write_text(GATES)
    return Suites(validators=str(tmp_path / "gates.yaml"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["base"], ("gonogo/base",)),
        (["gonogo/base"], ("gonogo/base",)),
        (["base", "base", "x"], ("gonogo/base", "x")),
    ],
)
def test_base_is_our_own_where_no_file_is_named(
    typed: Sequence[str], meant: tuple[str, ...]
) -> None:
    """A word that every team uses is ours only where it cannot be theirs."""
    assert gate_names(typed, Suites()) == meant
    assert gate_names(typed, Suites(validators="gates.yaml")) == tuple(dict.fromkeys(typed))


def test_what_ships_is_called_so_and_run_by_us() -> None:
    """Its id says that no file put another in its place."""
    (group,) = groups_of(["gonogo/base"], Suites())

    assert [gate.id for gate in group.choice.gates] == ["gonogo/base"]
    assert group.tool == Tool(SHIPPED_RUNNER)


def test_a_gate_of_the_file_may_run_beside_ours(suites: Suites) -> None:
    """Each in a group of its own, though both are called base."""
    ours, theirs = groups_of(["gonogo/base", "base"], suites)

    assert [gate.id for gate in (*ours.choice.gates, *theirs.choice.gates)] == [
        *("gonogo/base", "base")
    ]


def test_gates_of_one_tool_are_planned_together(suites: Suites) -> None:
    """What two of them ask for runs once; what another tool runs is planned apart."""
    groups = groups_of(["base", "fees", "more"], suites)

    found = {group.tool.runner: [gate.id for gate in group.choice.gates] for group in groups}
    assert found == {"": ["base"], "pytest": ["fees", "more"]}


def test_tests_are_beside_the_file_unless_it_is_said_where(suites: Suites, tmp_path: Path) -> None:
    """As op-acceptor's users have them."""
    (tmp_path / "elsewhere").mkdir()
    said = Suites(validators=suites.validators, directory=f"{tmp_path}/elsewhere/...")

    (beside,), (there,) = groups_of(["base"], suites), groups_of(["base"], said)

    assert beside.directory == tmp_path
    assert there.directory == tmp_path / "elsewhere"


def test_a_tool_that_is_named_runs_what_says_no_other(suites: Suites) -> None:
    """The command line does not overrule the file."""
    named = Suites(validators=suites.validators, runner="go")

    (group,) = groups_of(["base"], named)

    assert group.tool.runner == "go"
    with pytest.raises(ChoiceError, match="pytest runs a gate, and --runner says go"):
        groups_of(["fees"], named)


def test_without_a_gate_everything_in_the_directory_is_meant(tmp_path: Path) -> None:
    """As gate `gateless`, by its name as well."""
    suites = Suites(directory=str(tmp_path))

    (group,), (named,) = groups_of([], suites), groups_of(["gateless"], suites)

    assert [gate.id for gate in group.choice.gates] == ["gateless"]
    assert group == named


@pytest.mark.parametrize(
    ("gates", "error", "told"),
    [
        ([], UnknownSuiteError, "it is not known where the tests are"),
        (["bsae"], UnknownGateError, "did you mean 'base'"),
        (["gonogo/bsae"], UnknownGateError, "did you mean 'gonogo/base'"),
    ],
)
def test_what_is_not_there_is_refused(
    gates: Sequence[str], error: type[Exception], told: str
) -> None:
    """Where nobody says what the tests are, and what is misspelt."""
    with pytest.raises(error, match=told):
        groups_of(gates, Suites())
