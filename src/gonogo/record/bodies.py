"""What an act of each kind says: one struct for each, with exactly the keys of the format.

Decoded strictly: a key too many, a key too few, a value of another type or of
another form is no body. What a body means is not known here: `findings`,
`readiness` and `promotion` read them.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from gonogo import digest
from gonogo.evidence import Evidence
from gonogo.people import (
    ActKind,
    People,
    Trust,
    ValueFormError,
    people_of_value,
    people_value,
    trust_of_value,
    trust_value,
)
from gonogo.record.fields import (
    Digest,
    Moment,
    Severity,
    require_utc,
)


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an act says. Every key is written, also where its value is null."""


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value inside a body."""


class TrustBody(Body, frozen=True):
    """trust.yaml, as a value."""

    content: dict[str, Any]

    def __post_init__(self) -> None:
        try:
            self.trust()
        except ValueFormError as error:
            raise ValueError(error.message) from error

    @classmethod
    def of(cls, trust: Trust) -> "TrustBody":
        """Return the body that says this."""
        return cls(trust_value(trust))

    def trust(self) -> Trust:
        """Return what it says."""
        return trust_of_value(self.content)


class PeopleBody(Body, frozen=True):
    """people.yaml, as a value."""

    content: dict[str, Any]

    def __post_init__(self) -> None:
        try:
            self.people()
        except ValueFormError as error:
            raise ValueError(error.message) from error

    @classmethod
    def of(cls, people: People) -> "PeopleBody":
        """Return the body that says this."""
        return cls(people_value(people))

    def people(self) -> People:
        """Return what it says."""
        return people_of_value(self.content)


class ScopedFeature(_Part, frozen=True):
    """A feature that is to be released, and where."""

    id: str
    title: str
    team: str
    components: tuple[str, ...]
    networks: tuple[str, ...]


class ScopeBody(Body, frozen=True):
    """Which features are released."""

    features: tuple[ScopedFeature, ...]


class PolicyBody(Body, frozen=True):
    """The policy of a transition."""

    transition: str
    policy_digest: Digest


class EndorsementBody(Body, frozen=True):
    """Agreement to another act."""

    act: Digest
    note: str


class SelectedQuestion(_Part, frozen=True):
    """A check on a chain that a run was going to ask."""

    check: str
    chain: str


class RunStartedBody(Body, frozen=True):
    """A run began."""

    run: str
    number: int
    network: str
    policy: str
    policy_digest: Digest
    selections: tuple[SelectedQuestion, ...]


class RunProblem(_Part, frozen=True):
    """Something that kept a run from seeing all."""

    about: str
    explanation: str
    remedy: str


class RecordedFact(_Part, frozen=True):
    """One thing that a network said about itself; None: it could not be read."""

    name: str
    value: str | None


class RecordedIdentity(_Part, frozen=True):
    """What a network said about itself."""

    facts: tuple[RecordedFact, ...]


class RecordedDeployment(_Part, frozen=True):
    """A deployment as `networks` has it, for those who must not know how it was asked."""

    network: str
    candidate: str
    identity: RecordedIdentity

    @property
    def digest(self) -> str:
        """Return the name of the deployment by its content."""
        return digest.of_value(self)


class RunEndedBody(Body, frozen=True):
    """A run ended, with what it measured."""

    run: str
    state: Literal["finished", "cancelled"]
    network: str
    candidate: Digest
    deployment: RecordedDeployment | None
    is_void: bool
    evidence: tuple[Evidence, ...]
    unknown_facts: tuple[str, ...]
    problems: tuple[RunProblem, ...]

    def __post_init__(self) -> None:
        _require_utc_windows(self.evidence)


class EvaluationBody(Body, frozen=True):
    """Readings of an earlier run, judged under other thresholds."""

    run: str
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        _require_utc_windows(self.evidence)


class FindingBody(Body, frozen=True):
    """Something is wrong."""

    network: str
    deployment: Digest
    candidate: Digest
    chain: str | None
    requirement: str | None
    title: str
    description: str
    impact: str | None
    severity: Severity | None
    owning_team: str | None
    tracker_url: str | None


class RatingBody(Body, frozen=True):
    """How grave a finding is."""

    finding: Digest
    severity: Severity
    impact: str
    reason: str


class AnnotationBody(Body, frozen=True):
    """Who owns a finding, where it is tracked, what it duplicates."""

    finding: Digest
    owning_team: str | None
    tracker_url: str | None
    duplicate_of: Digest | None


class PlanBody(Body, frozen=True):
    """How a finding is lived with."""

    finding: Digest
    owner: str
    due: date
    text: str
    drill: Digest | None
    no_drill_because: str | None


class ResolutionBody(Body, frozen=True):
    """What caused a finding and what mended it."""

    finding: Digest
    cause: str
    fix: str


class WaiverBody(Body, frozen=True):
    """An excuse for one requirement of one deployment."""

    network: str
    deployment: Digest
    requirement: str
    chain: str | None
    until: Moment
    reason: str

    def __post_init__(self) -> None:
        require_utc(self.until)


class Attachment(_Part, frozen=True):
    """A file that a sign-off names."""

    name: str
    digest: Digest
    size_bytes: int


class ManualResultBody(Body, frozen=True):
    """What people tested by hand."""

    network: str
    deployment: Digest
    requirement: str
    chain: str | None
    outcome: Literal["passed", "failed"]
    note: str
    attachments: tuple[Attachment, ...]


class ScopedChain(_Part, frozen=True):
    """A chain that was judged, with the components that its inventory lists."""

    name: str
    components: tuple[str, ...]


class ComponentVersion(_Part, frozen=True):
    """A component and the version of it that ran."""

    component: str
    version: str


class FeatureVersions(_Part, frozen=True):
    """A feature with the versions of what it touches."""

    id: str
    versions: tuple[ComponentVersion, ...]


class OutlineAnswer(_Part, frozen=True):
    """What a requirement came to on a chain."""

    answer: str
    chain: str
    requirement: str


class OutlineReason(_Part, frozen=True):
    """Something that weighs on the verdict."""

    code: str
    subject: str
    verdict: Literal["go", "conditional", "hold", "no-go"]


class OutlineBody(_Part, frozen=True):
    """What two implementations must agree on."""

    answers: tuple[OutlineAnswer, ...]
    reasons: tuple[OutlineReason, ...]
    verdict: Literal["go", "conditional", "hold", "no-go"]


class Block(_Part, frozen=True):
    """A reason that whoever decided added to those that were judged."""

    code: str
    subject: str
    verdict: Literal["hold", "no-go"]
    explanation: str


class DeterminationBody(Body, frozen=True):
    """The decision about one deployment and transition."""

    network: str
    transition: str
    deployment: Digest | None
    candidate: Digest
    policy_digest: Digest
    scope: tuple[ScopedChain, ...]
    judged_at: Moment
    features: tuple[FeatureVersions, ...]
    outline: OutlineBody
    blocks: tuple[Block, ...]
    verdict: Literal["go", "conditional", "hold", "no-go"]
    level: str
    valid_until: Moment
    supersedes: tuple[Digest, ...]
    decision: Digest

    def __post_init__(self) -> None:
        require_utc(self.judged_at, self.valid_until)


class RevocationBody(Body, frozen=True):
    """A determination is taken back."""

    determination: Digest
    reason: str


class StepBody(Body, frozen=True):
    """A network was published, or its features were promoted."""

    determination: Digest
    network: str
    transition: str
    deployment: Digest
    candidate: Digest
    features: tuple[FeatureVersions, ...]


class VersionDifferenceBody(Body, frozen=True):
    """A pass under one version counts under another."""

    component: str
    from_version: str
    to_version: str
    reason: str


class BreakGlassBody(Body, frozen=True):
    """The gate is opened by force."""

    network: str
    transition: str
    deployment: Digest
    candidate: Digest
    reason: str
    until: Moment

    def __post_init__(self) -> None:
        require_utc(self.until)


class BreakGlassClosedBody(Body, frozen=True):
    """The gate is closed again."""

    break_glass: Digest
    retrospective: str


def _require_utc_windows(evidence: tuple[Evidence, ...]) -> None:
    for item in evidence:
        require_utc(item.window.started_at, item.window.ended_at)


BODIES: Mapping[ActKind, type[Body]] = MappingProxyType(
    {
        ActKind.TRUST: TrustBody,
        ActKind.PEOPLE: PeopleBody,
        ActKind.SCOPE: ScopeBody,
        ActKind.POLICY: PolicyBody,
        ActKind.ENDORSEMENT: EndorsementBody,
        ActKind.RUN_STARTED: RunStartedBody,
        ActKind.RUN_ENDED: RunEndedBody,
        ActKind.EVALUATION: EvaluationBody,
        ActKind.FINDING: FindingBody,
        ActKind.RATING: RatingBody,
        ActKind.ANNOTATION: AnnotationBody,
        ActKind.PLAN: PlanBody,
        ActKind.RESOLUTION: ResolutionBody,
        ActKind.WAIVER: WaiverBody,
        ActKind.MANUAL_RESULT: ManualResultBody,
        ActKind.DETERMINATION: DeterminationBody,
        ActKind.REVOCATION: RevocationBody,
        ActKind.PUBLICATION: StepBody,
        ActKind.PROMOTION: StepBody,
        ActKind.VERSION_DIFFERENCE: VersionDifferenceBody,
        ActKind.BREAK_GLASS: BreakGlassBody,
        ActKind.BREAK_GLASS_CLOSED: BreakGlassClosedBody,
    }
)
"""The body of each kind."""
