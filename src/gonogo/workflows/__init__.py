"""The durable use cases, and the interfaces that they need.

The use cases and the rooms they stand on are imported when they are first used,
and the engine only when a run is started or resumed: whoever reads what was
recorded never meets it.
"""

import importlib
from typing import TYPE_CHECKING

from gonogo.workflows.errors import (
    CancelledRunError,
    CorruptRecordError,
    ElsewhereError,
    LostAddressesError,
    RunIsAliveError,
    UnknownRunError,
    WorkspaceError,
)
from gonogo.workflows.ports import (
    Addresses,
    Artifacts,
    Engines,
    History,
    Locks,
    NetworkSource,
    NewRun,
    RecordedEvidence,
    Shelf,
    SignedRecord,
    Transactions,
)
from gonogo.workflows.request import Endpoints, Request

if TYPE_CHECKING:
    from gonogo.workflows.assess import cancel_assessment, resume_assessment, start_assessment
    from gonogo.workflows.evaluation import judgement_of, parameter_sets
    from gonogo.workflows.indexing import Indexed, index
    from gonogo.workflows.kept import network_of, policy_of
    from gonogo.workflows.means import Means
    from gonogo.workflows.now import assess_now
    from gonogo.workflows.observations import take_out
    from gonogo.workflows.progress import Answered, Began, Entered, Event, OnEvent, Phase

_LATER = {
    "Answered": "progress",
    "Began": "progress",
    "Entered": "progress",
    "Event": "progress",
    "Means": "means",
    "OnEvent": "progress",
    "Phase": "progress",
    "Indexed": "indexing",
    "assess_now": "now",
    "cancel_assessment": "assess",
    "index": "indexing",
    "judgement_of": "evaluation",
    "network_of": "kept",
    "parameter_sets": "evaluation",
    "policy_of": "kept",
    "resume_assessment": "assess",
    "start_assessment": "assess",
    "take_out": "observations",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(importlib.import_module(f"gonogo.workflows.{_LATER[name]}"), name)


__all__ = [
    "Addresses",
    "Answered",
    "Artifacts",
    "Began",
    "CancelledRunError",
    "CorruptRecordError",
    "ElsewhereError",
    "Endpoints",
    "Engines",
    "Entered",
    "Event",
    "History",
    "Indexed",
    "Locks",
    "LostAddressesError",
    "Means",
    "NetworkSource",
    "NewRun",
    "OnEvent",
    "Phase",
    "RecordedEvidence",
    "Request",
    "RunIsAliveError",
    "Shelf",
    "SignedRecord",
    "Transactions",
    "UnknownRunError",
    "WorkspaceError",
    "assess_now",
    "cancel_assessment",
    "index",
    "judgement_of",
    "network_of",
    "parameter_sets",
    "policy_of",
    "resume_assessment",
    "start_assessment",
    "take_out",
]
