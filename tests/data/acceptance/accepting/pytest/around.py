"""A test that knows the network by another way."""

import os
from collections.abc import Callable


def test_around(ask: Callable[[str], str]) -> None:
    """It calls the node itself, past the door that it was given."""
    assert ask(os.environ["TEST_NODE"]) == "0x385"
