"""A finding: a rated problem that stays until it is resolved.

A failure opens one by itself, and nothing that happens later takes it away: it
is resolved by a cause and then by later passes, or by a new candidate that does
not show it. Deleting the run that opened it does not help, because the finding is
a record of its own, and deploying the network again does not, because it belongs
to the network.
"""

import enum
from dataclasses import dataclass
from datetime import date, datetime

from gonogo.findings.severity import Severity


class FindingState(enum.Enum):
    """How far people have come with a finding. Whether it is resolved, the judge says."""

    UNRATED = "unrated"  #: Nobody said how bad it is, which holds.
    RATED = "rated"  #: Its severity is known, and nothing is planned or claimed.
    PLANNED = "planned"  #: A mitigation plan was accepted.
    CLAIMED = "claimed"  #: Somebody named a cause; later passes must bear it out.


@dataclass(frozen=True)
class Plan:
    """How a SEV 2 is mitigated until it is fixed."""

    owner: str
    due: date
    """The last day on which it is a plan."""
    text: str
    is_accepted: bool = False
    """Whether somebody else agreed, and it names a drill that passed or says why there is none."""
    drill: str | None = None
    """The evidence or the manual result that shows that it works; None: none is named."""
    no_drill_because: str | None = None
    act: str = ""
    """The act that holds it; empty where nothing was signed."""


@dataclass(frozen=True)
class Resolution:
    """Why a finding is believed to be gone."""

    cause: str
    claimed_at: datetime
    fix: str = ""
    is_endorsed: bool = False
    """Whether somebody else agreed; asked for only where no pass could bear it out."""
    act: str = ""
    """The act that holds it; empty where nothing was signed."""


@dataclass(frozen=True)
class Finding:
    """Something wrong with a network, seen on one deployment of it."""

    id: str
    deployment: str
    check: str
    chain: str
    opened_at: datetime
    run: str
    evidence: str
    """The digest of the failed evidence that opened it."""
    title: str
    severity: Severity | None = None
    """None: nobody rated it yet, which holds."""
    owning_team: str | None = None
    tracker_url: str | None = None
    impact: str | None = None
    """What it would have meant on mainnet."""
    plan: Plan | None = None
    resolution: Resolution | None = None
    is_reported: bool = False
    """Whether a person wrote it. Such a one has no check, and may be of no chain (`""`)."""
    requirement: str | None = None
    """What a reported finding is about; None: no requirement, or a failure opened it."""
    duplicate_of: str | None = None
    """The finding that it is the same as, if somebody else agreed to that."""

    @property
    def state(self) -> FindingState:
        """Return how far people have come with it; without a severity nothing else counts."""
        if self.severity is None:
            return FindingState.UNRATED
        if self.resolution is not None:
            return FindingState.CLAIMED
        if self.plan is not None and self.plan.is_accepted:
            return FindingState.PLANNED
        return FindingState.RATED
