"""How policies ask for gates, and what they cannot ask."""

import pytest

from gonogo.acceptance import (
    GateParameterError,
    GateParameters,
    asked_gate,
    check_of,
    default_gate_texts,
    gate_parameters,
    is_gate,
    is_gate_id,
)


def test_a_gate_is_asked_for_by_the_name_of_a_check() -> None:
    """The name of the check leads back to the gate."""
    check = check_of("gonogo/base")

    assert check == "gate:gonogo/base"
    assert is_gate(check)
    assert asked_gate(check) == "gonogo/base"
    assert not is_gate("nodes_agree")


def test_parameters_are_read_from_text() -> None:
    """Policies and evidence carry them as text; what is not said holds by itself."""
    assert gate_parameters([("least_tests", "12")]) == GateParameters(least_tests=12)
    assert gate_parameters(default_gate_texts().items()) == GateParameters()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("least_test", "1"),
        ("least_tests", "many"),
        ("least_tests", "-1"),
        ("most_skipped", "inf"),
        ("most_skipped", "1.5"),
        ("most_silent", "1e9"),
        ("definition", "abc"),
    ],
)
def test_what_is_none_is_refused(name: str, text: str) -> None:
    """A gate that is held to nonsense would be held to nothing."""
    with pytest.raises(GateParameterError):
        gate_parameters([(name, text)])


@pytest.mark.parametrize("name", ["", " ", "a b", "base\n", "../base", "-base", "é", "a" * 101])
def test_not_everything_is_the_name_of_a_gate(name: str) -> None:
    """What could stand for something else on a command line or in a path is none."""
    assert not is_gate_id(name)
    assert is_gate_id("gonogo/base-1.2_x")
