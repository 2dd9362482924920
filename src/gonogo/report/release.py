"""The value behind the two reports on a release: a decision, and everything around it.

The Release Readiness Report tells all that was tested, what is wrong and what to do;
the Release Decision Documentation tells who decided what, on which grounds and until
when. Both are made of this one value, in every format, so no two of them can tell
different facts. It is put together by `releasing`; nothing is read here.
"""

import enum
from dataclasses import dataclass
from datetime import datetime

from gonogo.networks import Component, Fact
from gonogo.readiness import Decision, RequirementAnswer
from gonogo.report.advice import Recommendation
from gonogo.report.authority import Authority
from gonogo.report.deadlines import Deadline
from gonogo.report.nearness import NearLimit
from gonogo.report.plot import Plot
from gonogo.report.release_entries import (
    BreakGlassEntry,
    FeatureEntry,
    FindingEntry,
    ManualEntry,
    RunEntry,
    WaiverEntry,
)
from gonogo.report.report import MixedReportError, NetworkSummary
from gonogo.report.untested import Untested


class ReportKind(enum.Enum):
    """Which of the two reports."""

    READINESS = "readiness"  #: All that was tested, what is wrong, and what to do.
    DECISION = "decision"  #: Who decided what, on which grounds, and until when.

    @property
    def title(self) -> str:
        """Return what the process calls it."""
        return _TITLES[self]


_TITLES = {
    ReportKind.READINESS: "Release Readiness Report",
    ReportKind.DECISION: "Release Decision Documentation",
}


@dataclass(frozen=True)
class ReleaseReport:
    """Everything that the two reports tell."""

    made_at: datetime
    """For when the states and deadlines are told."""
    tool_version: str
    decision: Decision
    network: NetworkSummary
    is_solo: bool
    authority: Authority | None
    """None: nobody has decided; this is what is known."""
    heads: tuple[str, ...]
    """The acts that this rests on; empty: nothing is signed here."""
    doubts: tuple[str, ...]
    """Why nobody can know that the record is whole."""
    break_glasses: tuple[BreakGlassEntry, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    near_limits: tuple[NearLimit, ...] = ()
    untested: tuple[Untested, ...] = ()
    findings: tuple[FindingEntry, ...] = ()
    waivers: tuple[WaiverEntry, ...] = ()
    manual_results: tuple[ManualEntry, ...] = ()
    features: tuple[FeatureEntry, ...] = ()
    runs: tuple[RunEntry, ...] = ()
    components: tuple[Component, ...] = ()
    facts: tuple[Fact, ...] = ()
    """What the network said about itself, client versions among it."""
    plots: tuple[Plot, ...] = ()
    notes: tuple[str, ...] = ()
    verifying: tuple[str, ...] = ()
    """What to type to check this without believing it."""

    def __post_init__(self) -> None:
        """Refuse a decision about another network than the summary's."""
        if self.decision.network != self.network.name:
            raise MixedReportError(self.decision.network, self.network.name)

    @property
    def level(self) -> str:
        """Return what the decision is worth: as it was signed, else as it was judged."""
        return self.authority.level if self.authority else self.decision.level_reached

    @property
    def failings(self) -> tuple[str, ...]:
        """Return why nobody may act on it now; nothing: it is signed and stands."""
        return self.authority.failings(self.made_at) if self.authority else ("unsigned",)

    @property
    def answers(self) -> tuple[RequirementAnswer, ...]:
        """Return what was judged about each requirement."""
        return self.decision.answers
