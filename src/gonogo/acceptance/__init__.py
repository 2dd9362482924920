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
    is_gate_id,
)
from gonogo.acceptance.calls import CallCount
from gonogo.acceptance.evaluate import GateJudgement, GateParameters, evaluate
from gonogo.acceptance.gate import Entry, Gate, Suite, Validators
from gonogo.acceptance.gate_run import GateRun, LeftOut, Quarantined, Selected
from gonogo.acceptance.history import (
    DAYS_COMPARED,
    LONGEST_KEPT_MESSAGE_CHARACTERS,
    RUNS_IN_GRID,
    Attempt,
    Grid,
    GridRow,
    PastResult,
    Rates,
    ResultHistory,
    Tally,
    Track,
)
from gonogo.acceptance.live import (
    CaseBegan,
    CaseEnded,
    Live,
    OnLive,
    SuitesBegan,
    SuitesLeft,
    TaskBegan,
    TaskEnded,
)
from gonogo.acceptance.named_test import NamedTest
from gonogo.acceptance.result import LONGEST_MESSAGE_CHARACTERS, Kind, LogPart, Result
from gonogo.acceptance.runner import Runner, Sink
from gonogo.acceptance.suites import Suites
from gonogo.acceptance.task import Cut, Ending, Package, Surroundings, Task

__all__ = [
    "DAYS_COMPARED",
    "LONGEST_KEPT_MESSAGE_CHARACTERS",
    "LONGEST_MESSAGE_CHARACTERS",
    "RUNS_IN_GRID",
    "SHIPPED",
    "SHIPPED_GATES",
    "STRICTER",
    "Attempt",
    "CallCount",
    "CaseBegan",
    "CaseEnded",
    "Cut",
    "Ending",
    "Entry",
    "Gate",
    "GateJudgement",
    "GateParameterError",
    "GateParameters",
    "GateRun",
    "Grid",
    "GridRow",
    "Kind",
    "LeftOut",
    "Live",
    "LogPart",
    "NamedTest",
    "OnLive",
    "Package",
    "PastResult",
    "Quarantined",
    "Rates",
    "Result",
    "ResultHistory",
    "Runner",
    "Selected",
    "Sink",
    "Suite",
    "Suites",
    "SuitesBegan",
    "SuitesLeft",
    "Surroundings",
    "Tally",
    "Task",
    "TaskBegan",
    "TaskEnded",
    "Track",
    "Validators",
    "asked_gate",
    "check_of",
    "default_gate_texts",
    "evaluate",
    "gate_parameters",
    "is_gate",
    "is_gate_id",
]
