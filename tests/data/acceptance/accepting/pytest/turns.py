"""A test that fails while a file is there."""

from collections.abc import Callable
from pathlib import Path


def test_turns(ask: Callable[[str], str], door: str) -> None:
    """It asks, and then looks for the file."""
    assert ask(door) == "0x385"
    assert not Path(__file__).with_name("broken.txt").exists()
