"""A test that never ends."""

import time


def test_hangs() -> None:
    """It hangs."""
    time.sleep(3600)
