"""The sentence about a tally."""

import pytest

from gonogo.acceptance import Tally
from gonogo.acceptance.stability import sentence


@pytest.mark.parametrize(
    ("tally", "expected"),
    [
        (Tally(passed=20), "20 of 20: failure rates above 14 % excluded"),
        (Tally(18, 2), "18 of 20: failure rates above 29 % excluded"),
        (Tally(0, 4), "0 of 4: no failure rate excluded"),
        (Tally(), "never passed or failed: no failure rate excluded"),
        (
            Tally(errored=2, skipped=1),
            "never passed or failed: no failure rate excluded; 2 errored; 1 not run",
        ),
        (Tally(3, 0, 1), "3 of 3: failure rates above 64 % excluded; 1 errored"),
    ],
)
def test_sentences(tally: Tally, expected: str) -> None:
    """It says what is excluded, and what counted for nothing."""
    assert sentence(tally) == expected
