"""A test that skips itself, beside one that runs."""

import pytest


def test_skipped() -> None:
    """It says why."""
    pytest.skip("the network has no faucet")


def test_runs() -> None:
    """It runs."""
