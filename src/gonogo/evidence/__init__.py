"""Evidence: one recorded answer about one deployment, the currency of every room."""

from gonogo.evidence.evidence import Evidence, Figure, Window, in_time
from gonogo.evidence.outcome import Outcome, gravest
from gonogo.evidence.run import Run, RunState, Selection

__all__ = [
    "Evidence",
    "Figure",
    "Outcome",
    "Run",
    "RunState",
    "Selection",
    "Window",
    "gravest",
    "in_time",
]
