"""The record: everything that the judge sees, as one frozen value.

Whoever puts a record together reads the history, the network's files and the
clock; the judge reads nothing else. Four things matter when doing so:

- `runs` are all runs of the workspace, of every network, because their numbers
  have no gaps and a missing one must show.
- The run that asks for its own judgement is given as finished. What a living
  run recorded is not final: its passes do not count yet, its failures do.
- Evidence whose thresholds are not the policy's is not counted. Evaluate the
  stored readings again under the policy's parameters first, and give that.
- A failure belongs to the network, not to one deployment of it. So `findings` and
  the failures in `evidence` are those of all deployments that were ever seen.

A record is put together from a history that nobody signed, or from signed acts
(`compile_record`). What only acts can say is empty otherwise, and then permits nothing.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime

from gonogo.evidence import Evidence, Outcome, Run
from gonogo.findings import Finding
from gonogo.readiness.verdict import Verdict


@dataclass(frozen=True)
class ChainScope:
    """One chain that is judged, and what its inventory lists."""

    name: str
    components: tuple[str, ...] = ()
    """Kinds of services, such as `batcher`; what is not here is not there. Empty: no inventory."""


@dataclass(frozen=True)
class KnownDeployment:
    """A deployment of the network that was seen, now or formerly."""

    digest: str
    candidate: str
    """The digest of the candidate that was deployed."""


@dataclass(frozen=True)
class Problem:
    """Something that whoever observed the network could not get past: a hold."""

    about: str
    """Such as `network` or `identity`."""
    explanation: str
    remedy: str = ""


@dataclass(frozen=True)
class ManualResult:
    """What a person tested by hand and signed."""

    act: str
    deployment: str
    requirement: str
    chain: str | None
    """None: every chain that is judged."""
    outcome: Outcome
    note: str
    at: datetime
    roles: frozenset[str]
    """The roles that its signer had then, and still has."""
    person: str
    """Stands for whoever signed it; equal for two results of one person."""
    finding: Finding | None = None
    """What it opens where it is a failure, on whichever chain; None: it passed."""
    is_named: bool = False
    """Whether people spoke about that finding."""


@dataclass(frozen=True)
class Waiver:
    """An excuse for one requirement of the deployment that is judged."""

    act: str
    requirement: str
    chain: str | None
    """None: every chain that is judged."""
    signed_at: datetime
    until: datetime
    """The first moment at which it excuses nothing any more."""
    reason: str
    by: str
    """Who signed it."""


@dataclass(frozen=True)
class Block:
    """A reason that whoever decides adds to what was judged; it never makes a verdict better."""

    code: str
    subject: str
    verdict: Verdict
    explanation: str


@dataclass(frozen=True)
class FeatureInScope:
    """A feature that is tried on the network."""

    id: str
    passed: frozenset[str]
    """Of what the policy asks it to have passed: that, with versions equal to those of now."""
    nearly: Mapping[str, tuple[tuple[str, str, str], ...]] = field(default_factory=dict)
    """By transition, what keeps its last pass there from being one of now: each component with
    the version of then and of now. Not there: it never passed, or a version is not known."""


@dataclass(frozen=True)
class Record:
    """What is recorded about one network, as seen at one time."""

    network: str
    candidate: str
    """The digest of the candidate that the network's files name."""
    deployment: str | None
    """The digest of the deployment; None when it could not be recognised."""
    chains: tuple[ChainScope, ...]
    judged_at: datetime
    runs: tuple[Run, ...] = ()
    runs_started: int = 0
    """How many runs this workspace ever started, counted apart from `runs`."""
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[Finding, ...] = ()
    deployments: tuple[KnownDeployment, ...] = ()
    """Those that evidence and findings are about; of one that is not listed, nobody
    knows which candidate it was."""
    unknown_facts: tuple[str, ...] = ()
    """Facts of the network's identity that could not be read."""
    drift: tuple[str, ...] = ()
    """Facts that moved while or since it was observed, one sentence each."""
    problems: tuple[Problem, ...] = ()
    policy_as_typed: str | None = None
    """How the operator named the policy, such as the path of its file; None: by its name."""
    notes: tuple[str, ...] = ()
    """What else whoever put it together has to tell, and that changes nothing."""
    numbers_by_key: Mapping[str, tuple[int, ...]] | None = None
    """The numbers of all runs that each key signed, of every network; None: nobody
    signed runs, and the numbers are those of `runs`."""
    manual_results: tuple[ManualResult, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    blocks: tuple[Block, ...] = ()
    gaps: tuple[str, ...] = ()
    """Why nobody can know that the acts are all there are, one sentence each."""
    is_solo: bool = False
    """Whether one person alone keeps the workspace."""
    policies_in_use: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    """By the name of a policy, the digests that were pinned or taken into use for it."""
    features: tuple[FeatureInScope, ...] = ()
    """Those in scope on this network, as it was signed."""

    @property
    def every_finding(self) -> tuple[Finding, ...]:
        """The findings that are recorded, and those that results signed by hand opened."""
        by_hand = (each.finding for each in self.manual_results)
        return (*self.findings, *(each for each in by_hand if each is not None))

    def __post_init__(self) -> None:
        """Refuse a time of judgement whose zone is unknown.

        Raises:
            ValueError: it would be read in the judging machine's zone, and the age
                of every pass would be wrong by hours.
        """
        if self.judged_at.tzinfo is None:
            raise ValueError("the time of judgement must know its time zone")
