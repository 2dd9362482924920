"""Acceptance tests: gates of tests in any language, run against a live network, failing closed."""

from gonogo.acceptance.asking import (
    SHIPPED,
    SHIPPED_GATES,
    STRICTER,
    GateParameterError,
    asked_gate,
    check_of,
    default_gate_texts,
    gate_parameters,
    is_gate,
)
from gonogo.acceptance.calls import CallCount
from gonogo.acceptance.evaluate import GateJudgement, GateParameters, evaluate
from gonogo.acceptance.gate import Entry, Gate, Suite, Validators
from gonogo.acceptance.gate_run import GateRun, Quarantined, Selected
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import LONGEST_MESSAGE_CHARACTERS, Kind, LogPart, Result
from gonogo.acceptance.runner import Runner, Sink
from gonogo.acceptance.suites import Suites
from gonogo.acceptance.task import Cut, Ending, Package, Surroundings, Task

__all__ = [
    "LONGEST_MESSAGE_CHARACTERS",
    "SHIPPED",
    "SHIPPED_GATES",
    "STRICTER",
    "CallCount",
    "Cut",
    "Ending",
    "Entry",
    "Gate",
    "GateJudgement",
    "GateParameterError",
    "GateParameters",
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
    "Suites",
    "Surroundings",
    "Task",
    "Validators",
    "asked_gate",
    "check_of",
    "default_gate_texts",
    "evaluate",
    "gate_parameters",
    "is_gate",
]
