"""The runners: how tests of each sort are found and run.

Each is imported when it is asked for by name, so that a gate of Go tests does not wait for
what only another runner needs.
"""

from gonogo.acceptance.runners.choosing import (
    RUNNER_NAMES,
    NoRunnerFitsError,
    RunnerOptionError,
    SeveralRunnersFitError,
    UnknownRunnerError,
    detect,
    runner_named,
)

__all__ = [
    "RUNNER_NAMES",
    "NoRunnerFitsError",
    "RunnerOptionError",
    "SeveralRunnersFitError",
    "UnknownRunnerError",
    "detect",
    "runner_named",
]
