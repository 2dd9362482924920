"""Acceptance tests: gates of tests in any language, run against a live network, failing closed."""

from gonogo.acceptance.calls import CallCount
from gonogo.acceptance.gate import Entry, Gate, Suite, Validators
from gonogo.acceptance.gate_run import GateRun, Quarantined, Selected
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import LONGEST_MESSAGE_CHARACTERS, Kind, LogPart, Result
from gonogo.acceptance.runner import Runner, Sink
from gonogo.acceptance.task import Cut, Ending, Package, Surroundings, Task

__all__ = [
    "LONGEST_MESSAGE_CHARACTERS",
    "CallCount",
    "Cut",
    "Ending",
    "Entry",
    "Gate",
    "GateRun",
    "Kind",
    "LogPart",
    "NamedTest",
    "Package",
    "Quarantined",
    "Result",
    "Runner",
    "Selected",
    "Sink",
    "Suite",
    "Surroundings",
    "Task",
    "Validators",
]
