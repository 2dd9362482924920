"""The durable use cases, and the interfaces that they need.

The use cases and the rooms they stand on are imported when they are first used,
and the engine only when a run is started or resumed: whoever reads what was
recorded never meets it.
"""

from typing import TYPE_CHECKING

from gonogo.lazily import lazily
from gonogo.workflows.errors import (
    CancelledRunError,
    CorruptRecordError,
    ElsewhereError,
    LostAddressesError,
    RunIsAliveError,
    UnknownRunError,
)
from gonogo.workflows.occasion import Occasion
from gonogo.workflows.ports import (
    Addresses,
    Artifacts,
    Engines,
    Gates,
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
    from gonogo.workflows.now import assess_now, judge_now, see
    from gonogo.workflows.observations import take_out
    from gonogo.workflows.progress import Answered, Began, Entered, Event, OnEvent, Phase
    from gonogo.workflows.record import Seen
    from gonogo.workflows.scoped import scope_of, touched_on, versions_of
    from gonogo.workflows.signed import Judgement, evaluations_of, judge_signed
    from gonogo.workflows.standing import decisions_in_force, opened_by_force, warnings_of
    from gonogo.workflows.testimony import settle

_LATER = {
    "Answered": "progress",
    "Began": "progress",
    "Entered": "progress",
    "Event": "progress",
    "Indexed": "indexing",
    "Judgement": "signed",
    "Means": "means",
    "OnEvent": "progress",
    "Phase": "progress",
    "Seen": "record",
    "assess_now": "now",
    "cancel_assessment": "assess",
    "decisions_in_force": "standing",
    "evaluations_of": "signed",
    "index": "indexing",
    "judge_now": "now",
    "judge_signed": "signed",
    "judgement_of": "evaluation",
    "network_of": "kept",
    "opened_by_force": "standing",
    "parameter_sets": "evaluation",
    "policy_of": "kept",
    "resume_assessment": "assess",
    "scope_of": "scoped",
    "see": "now",
    "settle": "testimony",
    "start_assessment": "assess",
    "take_out": "observations",
    "touched_on": "scoped",
    "versions_of": "scoped",
    "warnings_of": "standing",
}

__getattr__ = lazily(__name__, _LATER)

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
    "Gates",
    "History",
    "Indexed",
    "Judgement",
    "Locks",
    "LostAddressesError",
    "Means",
    "NetworkSource",
    "NewRun",
    "Occasion",
    "OnEvent",
    "Phase",
    "RecordedEvidence",
    "Request",
    "RunIsAliveError",
    "Seen",
    "Shelf",
    "SignedRecord",
    "Transactions",
    "UnknownRunError",
    "assess_now",
    "cancel_assessment",
    "decisions_in_force",
    "evaluations_of",
    "index",
    "judge_now",
    "judge_signed",
    "judgement_of",
    "network_of",
    "opened_by_force",
    "parameter_sets",
    "policy_of",
    "resume_assessment",
    "scope_of",
    "see",
    "settle",
    "start_assessment",
    "take_out",
    "touched_on",
    "versions_of",
    "warnings_of",
]
