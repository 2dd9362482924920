"""Tests of which one kills the process of all."""

import os
import signal


def test_before() -> None:
    """It passes."""


def test_dies() -> None:
    """It is killed as by a kernel that is out of memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_after() -> None:
    """It would pass."""
