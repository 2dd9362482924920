"""The tests of a gate, found by its folder."""

import types

import pytest

from gonogo.gates.discovery import (
    GATES,
    MalformedGateError,
    NothingChosenError,
    UnknownTestError,
    choose,
    discover,
    from_module,
)


def module(**changes: object) -> types.ModuleType:
    made = types.ModuleType("made", "What it asserts.")
    whole = {"TITLE": "T", "COMPONENT": None, "NEEDS_FUNDS": False, "run": print}
    for name, value in (whole | changes).items():
        if value != "left out":
            setattr(made, name, value)
    return made


@pytest.mark.parametrize("gate", GATES)
def test_every_test_says_what_it_is_about(gate: str) -> None:
    """A title on one line, and a docstring that says more than that."""
    for test in discover(gate).values():
        assert test.title == test.title.strip() != ""
        assert "\n" not in test.title
        assert len(test.explains) > 3 * len(test.title), test.name
        assert test.timeout_seconds > 0


@pytest.mark.parametrize("lacking", ["TITLE", "COMPONENT", "NEEDS_FUNDS", "run"])
def test_half_a_test_is_refused(lacking: str) -> None:
    """A module that is no whole test is a mistake, and not a test less."""
    with pytest.raises(MalformedGateError, match=lacking):
        from_module("made", module(**{lacking: "left out"}))


def test_a_test_without_a_docstring_is_refused() -> None:
    """Nobody would know what it means that it failed."""
    made = module()
    made.__doc__ = "  "

    with pytest.raises(MalformedGateError, match="docstring"):
        from_module("made", made)


@pytest.mark.parametrize(
    ("component", "components"), [(None, ()), ("a", ("a",)), (("a", "b"), ("a", "b"))]
)
def test_components(component: object, components: tuple[str, ...]) -> None:
    """None, one, or several that stand for each other."""
    assert from_module("made", module(COMPONENT=component)).components == components


def test_choosing() -> None:
    """Each that is named once, in the order of the names; all but those that are left out."""
    assert [test.name for test in choose("base", ["transfer", "deposit", "transfer"])] == [
        "transfer",
        "deposit",
    ]
    everything = {test.name for test in choose("base", [])}
    assert {test.name for test in choose("base", [], ["deposit"])} == everything - {"deposit"}


@pytest.mark.parametrize(("names", "left_out"), [(["tranfser"], []), ([], ["tranfser"])])
def test_a_slip_is_refused_with_the_nearest(names: list[str], left_out: list[str]) -> None:
    """A name that is none runs nothing, whether it was to run or to be left out."""
    with pytest.raises(UnknownTestError) as refused:
        choose("base", names, left_out)

    assert refused.value.hint == "Did you mean 'transfer'?"


def test_leaving_everything_out_is_refused() -> None:
    """No test at all is no selection."""
    with pytest.raises(NothingChosenError):
        choose("base", ["transfer"], ["transfer"])
