"""A run, and when it is over."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from gonogo.evidence import Run, RunState

ENDED = datetime(2026, 3, 2, tzinfo=UTC)
RUN = Run("run-1", 1, "bench", "rehearsal", "sha256:aa", None, (), ENDED, ENDED, RunState.FINISHED)


@pytest.mark.parametrize(
    ("state", "has_ended"),
    [
        (RunState.FINISHED, True),
        (RunState.CANCELLED, True),
        (RunState.ALIVE, False),
        (RunState.UNFINISHED, False),
    ],
)
def test_a_run_has_ended_when_it_finished_or_was_cancelled(
    state: RunState, *, has_ended: bool
) -> None:
    """A run whose process is gone has not ended, whatever it recorded."""
    assert replace(RUN, state=state).has_ended is has_ended


@pytest.mark.parametrize("state", list(RunState))
def test_a_run_without_an_end_has_not_ended(state: RunState) -> None:
    """A state that says finished without saying when is not believed."""
    assert not replace(RUN, state=state, ended_at=None).has_ended
