"""Tell, from inside a user's own pytest, what becomes of each test, as it happens.

This is loaded into an environment that has no gonogo: it imports the standard library and
pytest 7 or later, and keeps to Python 3.8. It says what `go test -json` says, a line each, over
a pipe of its own.

A test has passed only where pytest called it, nothing was raised, and every phase of it passed.
What tests print is told after each of their phases; of a process that dies in between it is
lost. What code does on purpose in this process, which is its own, nobody in it can keep it from.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .plugin import Plugin

if TYPE_CHECKING:
    import pytest

ORDERS_VARIABLE = "GONOGO_PYTEST_ORDERS"


def pytest_addoption(pluginmanager: pytest.PytestPluginManager) -> None:
    """Begin. No other plugin and no conftest.py of the user is loaded before this."""
    path = Path(os.environ.pop(ORDERS_VARIABLE))
    orders = json.loads(path.read_text("utf-8"))
    path.unlink()
    # Processes that tests start are none of ours.
    here = str(Path(__file__).parent.parent)
    sys.path[:] = [folder for folder in sys.path if folder != here]
    os.environ.pop("PYTHONPATH")
    os.environ.update(orders["restore"])
    pluginmanager.register(Plugin(orders), "gonogo_events_of_tests")
