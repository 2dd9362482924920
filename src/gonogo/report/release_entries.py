"""What a report on a release lists, line by line: findings, waivers, results by hand, runs.

Values for every format, in plain words and numbers; `entries` takes them from the record.
"""

from dataclasses import dataclass
from datetime import date, datetime


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
class BreakGlassEntry:
    """A step against the gate that nobody looked back on yet."""

    act: str
    level: str
    sentence: str
