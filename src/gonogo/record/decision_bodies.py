"""What is signed to decide, to make a step, and to take back or to force either."""

from typing import Literal

from gonogo.record.body import Body, Part
from gonogo.record.fields import Digest, Moment, require_utc


class ScopedChain(Part, frozen=True):
    """A chain that was judged, with the components that its inventory lists."""

    name: str
    components: tuple[str, ...]


class ComponentVersion(Part, frozen=True):
    """A component and the version of it that ran."""

    component: str
    version: str


class FeatureVersions(Part, frozen=True):
    """A feature with the versions of what it touches."""

    id: str
    versions: tuple[ComponentVersion, ...]


class OutlineAnswer(Part, frozen=True):
    """What a requirement came to on a chain."""

    answer: str
    chain: str
    requirement: str


class OutlineReason(Part, frozen=True):
    """Something that weighs on the verdict."""

    code: str
    subject: str
    verdict: Literal["go", "conditional", "hold", "no-go"]


class OutlineBody(Part, frozen=True):
    """What two implementations must agree on."""

    answers: tuple[OutlineAnswer, ...]
    reasons: tuple[OutlineReason, ...]
    verdict: Literal["go", "conditional", "hold", "no-go"]


class Block(Part, frozen=True):
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
