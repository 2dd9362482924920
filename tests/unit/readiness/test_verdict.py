"""The lattice of verdicts."""

import pytest

from gonogo.readiness import Verdict, worst
from gonogo.readiness.verdict import gravity


def test_nothing_combined_is_a_hold() -> None:
    """Silence is never success."""
    assert worst([]) is Verdict.HOLD


@pytest.mark.parametrize(
    ("given", "combined"),
    [
        ([Verdict.GO, Verdict.CONDITIONAL], Verdict.CONDITIONAL),
        ([Verdict.CONDITIONAL, Verdict.HOLD], Verdict.HOLD),
        ([Verdict.HOLD, Verdict.NO_GO], Verdict.NO_GO),
        ([Verdict.NO_GO, Verdict.GO], Verdict.NO_GO),
        ([Verdict.GO], Verdict.GO),
    ],
)
def test_the_worst_decides(given: list[Verdict], combined: Verdict) -> None:
    """A known failure outranks an unknown, and an unknown outranks a pass."""
    assert worst(given) is combined


def test_gravity_rises_from_go_to_no_go() -> None:
    """The numbers follow the order in which verdicts are defined."""
    assert [gravity(verdict) for verdict in Verdict] == [0, 1, 2, 3]
