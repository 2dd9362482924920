"""It cannot be imported."""

import importlib

importlib.import_module("no_such_module")


def test_never() -> None:
    """It would pass."""
