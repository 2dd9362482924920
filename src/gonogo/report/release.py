"""The value behind the two reports on a release: a decision, and everything around it.

The Release Readiness Report tells all that was tested, what is wrong and what to do;
the Release Decision Documentation tells who decided what, on which grounds and until
when. Both are made of this one value, in every format, so no two of them can tell
different facts. It is put together by `releasing`; nothing is read here.
"""

import enum
from dataclasses import dataclass
from datetime import date, datetime

from gonogo.networks import Component, Fact
from gonogo.readiness import Decision, RequirementAnswer, Verdict
from gonogo.report.plot import Plot
from gonogo.report.report import MixedReportError, NetworkSummary


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
class SignedBy:
    """Who signed an act, and when."""

    act: str
    name: str
    """The name by which people.yaml knows the key; the fingerprint, if it does not."""
    key: str
    """The key's fingerprint."""
    roles: tuple[str, ...]
    at: datetime
    note: str = ""


@dataclass(frozen=True)
class AddedBlock:
    """A reason that whoever decided added to those that were judged."""

    code: str
    subject: str
    verdict: Verdict
    explanation: str


@dataclass(frozen=True)
class Afterwards:
    """What became of a decision later."""

    what: str
    """`superseded`, `revoked`, or the kind of the step that was made on it."""
    signed: SignedBy
    about: str
    """The reason, the later verdict, or the transition."""
    takes_force: bool = False
    """Whether the decision stands no more because of it."""


@dataclass(frozen=True)
class Authority:
    """A signed decision: who made it, what it rests on, and what became of it."""

    determination: str
    decided: SignedBy
    approvals: tuple[SignedBy, ...]
    """Who endorsed it."""
    transition: str
    level: str
    valid_until: datetime
    heads: tuple[str, ...]
    """The acts that whoever decided saw last; it rests on them and on their ancestors."""
    blocks: tuple[AddedBlock, ...]
    supersedes: tuple[str, ...]
    afterwards: tuple[Afterwards, ...]
    doubts: tuple[str, ...] = ()
    """Why it is not to be believed, such as that the acts give something else."""

    def failings(self, now: datetime) -> tuple[str, ...]:
        """Return in single words why it does not stand at a time; nothing: it stands."""
        told = [each.what for each in self.afterwards if each.takes_force]
        told += ["expired"] if now >= self.valid_until else []
        told += ["not yet valid"] if now < self.decided.at else []
        told += ["doubtful"] if self.doubts else []
        return tuple(dict.fromkeys(told))


@dataclass(frozen=True)
class FindingEntry:
    """A finding, as it stood when the decision was made."""

    id: str
    title: str
    severity: str
    """Such as `SEV 2 major`, or `unrated`."""
    state: str
    """`open` or `resolved`, as the judge sees it."""
    weight: str
    """The verdict that it makes by itself; `none` where it is resolved."""
    care: str
    """How far people are with it: `unrated`, `rated`, `planned`, `claimed`."""
    impact: str | None
    """What it would have meant on mainnet."""
    team: str | None
    tracker_url: str | None
    about: str
    """What it is about: a check or a requirement; empty: nothing that a policy asks."""
    chain: str
    opened_at: datetime
    deployment: str
    is_elsewhere: bool
    """Whether it was opened on another deployment of the network."""
    plan: "PlanEntry | None"
    cause: str | None
    """What whoever claims that it is mended gives as its cause."""
    fix: str | None
    duplicate_of: str | None
    evidence: str


@dataclass(frozen=True)
class PlanEntry:
    """How a finding is lived with."""

    text: str
    owner: str
    due: date
    state: str
    """`accepted`, `not accepted` or `past due`."""
    drill: str | None
    no_drill_because: str | None


@dataclass(frozen=True)
class WaiverEntry:
    """An excuse for one requirement."""

    act: str
    requirement: str
    chain: str | None
    """None: every chain."""
    by: str
    reason: str
    signed_at: datetime
    until: datetime
    state: str
    """`in force`, `over`, `not yet in force`, `not needed` or `covers nothing`."""


@dataclass(frozen=True)
class AttachmentEntry:
    """A file that a result by hand names."""

    name: str
    digest: str
    size_bytes: int


@dataclass(frozen=True)
class ManualEntry:
    """What somebody tested by hand, and signed."""

    act: str
    requirement: str
    chain: str | None
    outcome: str
    note: str
    by: str
    roles: tuple[str, ...]
    at: datetime
    is_elsewhere: bool
    """Whether it is about another deployment, and so no pass here."""
    attachments: tuple[AttachmentEntry, ...]


@dataclass(frozen=True)
class BreakGlassEntry:
    """A step against the gate that nobody looked back on yet."""

    act: str
    level: str
    sentence: str


@dataclass(frozen=True)
class FeaturePass:
    """A line of the ledger: a feature went one stage up, or was said to."""

    transition: str
    network: str
    versions: tuple[tuple[str, str], ...]
    at: datetime
    determination: str
    is_pass: bool
    why_not: tuple[str, ...]


@dataclass(frozen=True)
class FeatureEntry:
    """A feature in scope, with the versions of what it touches and what it passed."""

    id: str
    title: str
    team: str
    versions: tuple[tuple[str, str | None], ...]
    """By component; None: nobody says which version runs."""
    passed: tuple[FeaturePass, ...]


@dataclass(frozen=True)
class RunEntry:
    """A run on the network."""

    id: str
    number: int
    by: str
    """The runner that signed it; empty: nobody did."""
    policy: str
    started_at: datetime
    ended_at: datetime | None
    state: str
    is_elsewhere: bool
    longest_window_seconds: float | None
    """The longest time over which it observed something in one piece; None: nothing."""
    outcomes: tuple[tuple[str, int], ...]
    """How many questions it answered how; void ones are counted as `void`."""


@dataclass(frozen=True)
class Untested:
    """Something that this decision does not know from observation."""

    kind: str
    """`nobody`, `never seen`, `too short`, `unanswered`, `waived`, `not applicable`, …"""
    requirement: str
    title: str
    chain: str
    why: str


@dataclass(frozen=True)
class NearLimit:
    """A requirement that is met with little to spare."""

    requirement: str
    title: str
    chain: str
    figure: str
    value: float
    limit: float
    unit: str
    percent: float
    """How much of the limit was used up."""


@dataclass(frozen=True)
class Deadline:
    """A moment from which the decision, or what it rests on, is worth less."""

    at: datetime
    what: str
    is_over: bool


@dataclass(frozen=True)
class Recommendation:
    """What to do, or to watch."""

    urgency: str
    """`must` before it can be a go, `should` while it stands, `could` when there is time."""
    text: str
    about: tuple[str, ...] = ()
    """Requirements or findings."""


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
