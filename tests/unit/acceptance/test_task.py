"""What a process of a run was told, and how it ended."""

from pathlib import Path

import pytest

from gonogo.acceptance import Cut, Ending, Surroundings


def test_a_process_that_ended_by_itself() -> None:
    """Whatever its code is: that failures are told by one is no fault of the process."""
    assert Ending(0).is_clean
    assert Ending(1).is_clean


@pytest.mark.parametrize(
    "ending",
    [
        Ending(None),
        Ending(None, signal="SIGKILL"),
        Ending(1, signal="SIGSEGV"),
        Ending(0, cut=Cut.TIMEOUT),
        Ending(0, cut=Cut.CANCELLED),
        Ending(0, fault="its output was still held open"),
    ],
)
def test_what_ended_it_otherwise_is_not_clean(ending: Ending) -> None:
    """Also where it says 0: what it did not come to is missing all the same."""
    assert not ending.is_clean


def test_variables_are_not_shown_with_the_rest() -> None:
    """They may hold the key to somebody's money, and values are printed when something breaks."""
    around = Surroundings(Path("/tests"), Path("/work"), {"GONOGO_FUNDER_KEY": "0xsecret"})

    assert "secret" not in repr(around)
