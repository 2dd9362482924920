"""Nothing but skips."""

import pytest


@pytest.mark.skip(reason="not today")
def test_one() -> None:
    """It says why."""


def test_two() -> None:
    """It does not."""
    pytest.skip()
