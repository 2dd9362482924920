"""The plan of a run: gates held against the packages that there are, and put into tasks.

What cannot be run as it is asked for is refused here, all of it at once and before anything
runs: a package or test that does not exist, a package without tests, a gate of which nothing
is left.
"""

from gonogo.acceptance.plan.directory import test_directory
from gonogo.acceptance.plan.errors import EmptySelectionError, NoTestDirectoryError, PlanError
from gonogo.acceptance.plan.finding import find
from gonogo.acceptance.plan.making import (
    DEFAULT_TIMEOUT_SECONDS,
    GatePlan,
    Plan,
    make_plan,
    patterns,
)
from gonogo.acceptance.plan.tool import Tool, by_tool

__all__ = [
    "DEFAULT_TIMEOUT_SECONDS",
    "EmptySelectionError",
    "GatePlan",
    "NoTestDirectoryError",
    "Plan",
    "PlanError",
    "Tool",
    "by_tool",
    "find",
    "make_plan",
    "patterns",
    "test_directory",
]
