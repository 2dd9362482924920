"""The values that the history of results answers with."""

import pytest

from gonogo.acceptance import Attempt, Tally
from tests.contract.store.past import CANDIDATE, NOON


@pytest.mark.parametrize(("candidate", "subject"), [(CANDIDATE, CANDIDATE), ("", "run:run-a")])
def test_a_run_stands_for_the_candidate_that_nobody_named(candidate: str, subject: str) -> None:
    """So attempts of two runs of something unnamed are never put together."""
    assert Attempt("run-a", "base", NOON, candidate=candidate).subject == subject


def test_errors_and_skips_are_no_attempts() -> None:
    """A rate is of what passed or failed; of nothing there is none."""
    assert Tally(3, 1, 7, 7).attempts == 4
    assert Tally(errored=7, skipped=7).pass_rate is None
