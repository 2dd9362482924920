"""The durable use cases, and the interfaces that they need.

The engine is imported only when a workflow is started or resumed; whoever reads
what was recorded never meets it.
"""

from gonogo.workflows.errors import (
    CancelledRunError,
    CorruptRecordError,
    RunIsAliveError,
    UnknownRunError,
    WorkspaceError,
)
from gonogo.workflows.ports import (
    Artifacts,
    History,
    Locks,
    NewRun,
    RecordedEvidence,
    Shelf,
    Transactions,
)
from gonogo.workflows.request import Endpoints, Request

__all__ = [
    "Artifacts",
    "CancelledRunError",
    "CorruptRecordError",
    "Endpoints",
    "History",
    "Locks",
    "NewRun",
    "RecordedEvidence",
    "Request",
    "RunIsAliveError",
    "Shelf",
    "Transactions",
    "UnknownRunError",
    "WorkspaceError",
]
