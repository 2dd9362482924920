"""Checks: is a network healthy? One module per assertion, which observes and evaluates.

`observe` asks a network and keeps raw readings; `evaluate` judges them, purely,
now or years later and under any policy's parameters. The checks themselves are
the modules of `catalog/`.
"""

from gonogo.checks.check import Check
from gonogo.checks.discovery import CATALOG, find
from gonogo.checks.errors import (
    CannotObserveError,
    MalformedCheckError,
    NotSentError,
    ParameterError,
    UnknownCheckError,
)
from gonogo.checks.evaluate import evaluate
from gonogo.checks.judgement import Judgement, Series
from gonogo.checks.limit import Stricter, stricter_directions
from gonogo.checks.observation import Observation
from gonogo.checks.observe import Plan, WindowError, observe
from gonogo.checks.outbox import Outbox
from gonogo.checks.parameters import parameters_from_text
from gonogo.checks.questions import Head, Heads, Height
from gonogo.checks.readings import UnreadableReadingsError
from gonogo.checks.watch import Tick

__all__ = [
    "CATALOG",
    "CannotObserveError",
    "Check",
    "Head",
    "Heads",
    "Height",
    "Judgement",
    "MalformedCheckError",
    "NotSentError",
    "Observation",
    "Outbox",
    "ParameterError",
    "Plan",
    "Series",
    "Stricter",
    "Tick",
    "UnknownCheckError",
    "UnreadableReadingsError",
    "WindowError",
    "evaluate",
    "find",
    "observe",
    "parameters_from_text",
    "stricter_directions",
]
