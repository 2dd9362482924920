"""Limits that know in which direction they become stricter."""

import dataclasses
from dataclasses import dataclass, replace

import pytest

from gonogo.checks import CATALOG, stricter_directions
from gonogo.checks.limit import at_least, at_most


@dataclass(frozen=True)
class Some:
    """Limits in both directions, and something that is no limit."""

    longest_stall_seconds: float = at_most(20.0)
    least_wei: int = at_least(1)
    method: str = "eth_call"


def test_a_limit_is_its_default() -> None:
    """It is read like any other parameter."""
    assert Some() == Some(20.0, 1, "eth_call")


def test_directions_are_those_that_were_declared() -> None:
    """What is no limit has none."""
    check = replace(CATALOG["nodes_agree"], parameters=Some)

    assert stricter_directions(check) == {
        "longest_stall_seconds": "smaller",
        "least_wei": "greater",
    }


@pytest.mark.parametrize("name", CATALOG)
def test_every_parameter_of_every_check_has_a_direction(name: str) -> None:
    """A limit without one could not be tightened by anybody."""
    names = {field.name for field in dataclasses.fields(CATALOG[name].parameters)}

    assert set(stricter_directions(CATALOG[name])) == names
