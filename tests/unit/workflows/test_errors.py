"""What people are told to do after a run that cannot go on."""

import pytest

from gonogo.workflows import CancelledRunError


@pytest.mark.parametrize(
    ("policy", "command"),
    [("accept", "accept"), ("check", "check"), ("rehearsal", "assess"), ("own:accept", "assess")],
)
def test_a_cancelled_run_is_begun_anew_by_its_own_command(policy: str, command: str) -> None:
    """Which command it was is known by the policy, whose names those two cannot be."""
    error = CancelledRunError("20261123T100826Z-bench-5405", policy)

    assert "20261123T100826Z-bench-5405 was cancelled" in error.message
    assert error.hint is not None
    assert error.hint.endswith(f"Start anew with: gonogo {command}")
