"""Tests that do not end, one of them with a child that minds no signal."""

import os
import subprocess
import time
from pathlib import Path

STUBBORN = "trap '' TERM INT HUP; while :; do sleep 1; done"


def hang() -> None:
    """Say so, and never end."""
    Path(os.environ["TELL_WHEN_IT_HANGS"]).touch()
    time.sleep(3600)


def test_hangs() -> None:
    """It hangs."""
    hang()


def test_starts_another() -> None:
    """It hangs, and has a child."""
    subprocess.Popen(["/bin/sh", "-c", STUBBORN])  # noqa: S603 - All of it is ours.
    hang()
