"""Choosing gates of a file."""

import pytest

from gonogo.acceptance import Gate, Validators
from gonogo.acceptance.validators import (
    GATELESS,
    ChoiceError,
    EmptyGateError,
    UnknownGateError,
    choose_gates,
    gate_list,
    parse_validators,
)


@pytest.fixture(scope="module")
def read() -> Validators:
    return parse_validators(
        """
gates:
  - {id: shake, tests: [{package: flaky}]}
  - {id: more-shake, inherits: [shake], tests: [{package: flakier}]}
  - {id: emptied, tests: }
  - {id: base, tests: [{package: base}]}
  - {id: jovian, inherits: [base], tests: [{package: jovian}]}
  - {id: flashblocks, inherits: [base], tests: [{package: flashblocks}]}
  - {id: nothing, inherits: [emptied]}
""",
        "gates.yaml",
    )


def _packages(gates: tuple[Gate, ...]) -> list[str]:
    return [entry.package for gate in gates for entry in gate.entries]


def test_several_gates(read: Validators) -> None:
    """Gates are chosen by their names, with what they inherit, in the order asked."""
    choice = choose_gates(read, ["jovian", "base"])

    assert [gate.id for gate in choice.gates] == ["jovian", "base"]
    assert _packages(choice.gates[:1]) == ["jovian", "base"]
    assert choice.file == "gates.yaml"


def test_unknown_gates(read: Validators) -> None:
    """A gate that does not exist is refused with the nearest name, and all names there are."""
    with pytest.raises(UnknownGateError) as raised:
        choose_gates(read, ["bsae", "zzz"])

    assert raised.value.message == "gates.yaml has no gate 'bsae' (did you mean 'base'?), nor 'zzz'"
    assert raised.value.hint is not None
    assert "jovian" in raised.value.hint


@pytest.mark.parametrize("gate", ["emptied", "nothing"])
def test_a_gate_without_tests(read: Validators, gate: str) -> None:
    """A gate that asks for nothing is refused, and those with tests are named."""
    with pytest.raises(
        EmptyGateError, match=r"gates\.yaml:\d+:\d+: gate '\w+' has no tests"
    ) as raised:
        choose_gates(read, ["base", gate])

    assert raised.value.hint is not None
    assert gate not in raised.value.hint


def test_an_unknown_excluded_gate(read: Validators) -> None:
    """What was to be left out and does not exist is refused; op-acceptor ran it and warned."""
    with pytest.raises(UnknownGateError, match="did you mean 'shake'"):
        choose_gates(read, ["base"], ["shkae"])


def test_an_emptied_excluded_gate(read: Validators) -> None:
    """A quarantine may be empty."""
    choice = choose_gates(read, ["base"], ["emptied"])

    assert _packages(choice.excluded) == []


def test_a_gate_both_asked_for_and_excluded(read: Validators) -> None:
    """Nobody can mean both."""
    with pytest.raises(ChoiceError, match="base: asked for by --gate and left out"):
        choose_gates(read, ["jovian", "base"], ["base"])


def test_an_excluded_gate_takes_along_what_it_inherits(read: Validators) -> None:
    """What an excluded gate inherits is left out as well."""
    choice = choose_gates(read, ["base"], ["more-shake"])

    assert _packages(choice.excluded) == ["flakier", "flaky"]


def test_an_excluded_gate_leaves_what_is_asked_for_its_base(read: Validators) -> None:
    """What the chosen gate is built on stays, although the excluded one is built on it too."""
    choice = choose_gates(read, ["jovian"], ["flashblocks"])

    assert _packages(choice.excluded) == ["flashblocks"]


def test_a_base_that_is_itself_excluded(read: Validators) -> None:
    """Named by its own name, even the base of what is asked for is left out."""
    choice = choose_gates(read, ["jovian"], ["flashblocks", "base"])

    assert set(_packages(choice.excluded)) == {"flashblocks", "base"}


def test_what_is_built_on_an_excluded_base_alone() -> None:
    """With the base goes what only the base brings; what is inherited by itself stays."""
    read = parse_validators(
        """
gates:
  - {id: fork, tests: [{package: fork}]}
  - {id: own, tests: [{package: own}]}
  - {id: base, inherits: [fork, own], tests: [{package: base}]}
  - {id: jovian, inherits: [base, own], tests: [{package: jovian}]}
""",
        "gates.yaml",
    )

    choice = choose_gates(read, ["jovian"], ["base"])

    assert _packages(choice.excluded) == ["base", "fork"]


def test_everything(read: Validators) -> None:
    """Without gates, everything is run, and an excluded gate takes along all that it inherits."""
    choice = choose_gates(read, [], ["flashblocks"])

    assert [gate.id for gate in choice.gates] == [GATELESS]
    assert _packages(choice.gates) == ["./..."]
    assert _packages(choice.excluded) == ["flashblocks", "base"]


def test_everything_without_a_file() -> None:
    """To run everything no file is needed."""
    choice = choose_gates(None, [])

    assert (_packages(choice.gates), choice.file) == (["./..."], "")


@pytest.mark.parametrize(("gates", "excluded"), [(["base"], []), ([], ["shake"])])
def test_gates_without_a_file(gates: list[str], excluded: list[str]) -> None:
    """Gates without a file are refused; op-acceptor passed over excluded ones."""
    with pytest.raises(ChoiceError, match="no file says which tests"):
        choose_gates(None, gates, excluded)


@pytest.mark.parametrize(
    ("text", "gates"),
    [
        ("", ()),
        ("  ", ()),
        ("base", ("base",)),
        ("isthmus,base", ("isthmus", "base")),
        (" isthmus , base ", ("isthmus", "base")),
        ("base,base", ("base",)),
    ],
)
def test_a_list_of_gates(text: str, gates: tuple[str, ...]) -> None:
    """Gates are listed between commas."""
    assert gate_list(text) == gates


@pytest.mark.parametrize("text", [",", "base,", ",base", "a,,b", "a, ,b"])
def test_a_list_with_a_gap(text: str) -> None:
    """A gap is what an empty variable leaves, and is refused."""
    with pytest.raises(ChoiceError, match="has an empty name in it"):
        gate_list(text)
