"""What others may answer for us, and of which candidate."""

import pytest

from gonogo.bootstrap import OtherCandidateError, require_candidate
from gonogo.bootstrap.ingesting import NotToBeBroughtError, require_gate

CANDIDATE = "sha256:1f0c3a55e9d2" + "7" * 52


@pytest.mark.parametrize(
    "claimed", [CANDIDATE, CANDIDATE[7:], "sha256:1f0c3a55e9d2", "1f0c3a55e9d2", "1F0C3A55E9D2"]
)
def test_a_candidate_is_said_by_its_digest_or_its_beginning(claimed: str) -> None:
    """As people copy it."""
    require_candidate(claimed, "eris", CANDIDATE)


@pytest.mark.parametrize(
    "claimed",
    ["", "sha256:", "1f0c3a55e9d", "sha256:2f0c3a55e9d2", CANDIDATE + "7", "c3a55e9d2777"],
)
def test_anything_else_is_another_candidate(claimed: str) -> None:
    """Too few digits may be those of many."""
    with pytest.raises(OtherCandidateError, match="on eris is sha256:1f0c"):
        require_candidate(claimed, "eris", CANDIDATE)


@pytest.mark.parametrize("gate", ["isthmus", "team/feature-x", "a.b_c"])
def test_gates_of_a_team_may_be_brought(gate: str) -> None:
    """Whatever it calls them, within reason."""
    require_gate(gate)


@pytest.mark.parametrize("gate", ["gonogo/base", "gonogo/", "", "a b", "-x", "x" * 101, "x\n"])
def test_what_only_we_answer_is_refused(gate: str) -> None:
    """Nobody puts results of theirs in the place of our own gate."""
    with pytest.raises(NotToBeBroughtError):
        require_gate(gate)
