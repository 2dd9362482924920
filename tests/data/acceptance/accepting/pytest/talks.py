"""A test that talks to the network as it is told to."""

from collections.abc import Callable


def test_talks(ask: Callable[[str], str], door: str) -> None:
    """The chain is the one that was asked for."""
    assert ask(door) == "0x385"
