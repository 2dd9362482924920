"""What an act of each kind says: one struct for each, with exactly the keys of the format.

Decoded strictly: a key too many, a key too few, a value of another type or of
another form is no body. What a body means is not known here: `findings`,
`readiness` and `promotion` read them.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

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
from gonogo.record.body import Body, Part
from gonogo.record.decision_bodies import (
    BreakGlassBody,
    BreakGlassClosedBody,
    DeterminationBody,
    RevocationBody,
    StepBody,
    VersionDifferenceBody,
)
from gonogo.record.fields import (
    Digest,
    Moment,
    Severity,
    require_utc,
)
from gonogo.record.run_bodies import EvaluationBody, RunEndedBody, RunStartedBody


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


class ScopedFeature(Part, frozen=True):
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


class Attachment(Part, frozen=True):
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
