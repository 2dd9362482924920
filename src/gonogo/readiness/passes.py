"""Which promotions were passes, and what keeps the others from it.

Pure, from the acts that count. A pass is a promotion that rests on a decision about
exactly that step, under the policy that the roots pinned for it, which stood when the
step was made, and which follows from what was signed before it. Each flaw is told: the
judge asks only whether there is one, and `gonogo.promotion` puts them into words, as the
ledger.
`docs/judging.md` has the rule in prose, and the verifier has it once more, written apart.
"""

import enum
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from gonogo.people import ActKind
from gonogo.readiness.founded import REHEARSAL, REHEARSAL_LEVELS, has_own_level, holds_together
from gonogo.readiness.pins import Pins
from gonogo.record import (
    Act,
    Counted,
    DeterminationBody,
    FeatureVersions,
    RevocationBody,
    StepBody,
    VersionDifferenceBody,
)

Versions = Mapping[str, str | None]
"""Of each component that a feature touches; None, or missing: nobody says which it has."""

SignedDifferences = AbstractSet[tuple[str, str, str]]
"""A component, the version it had, and the one that Platforms signed as no other for it."""


class FlawKind(enum.Enum):
    """What keeps a promotion from being a pass."""

    NO_DECISION = "no_decision"  #: It rests on nothing that counts as a decision.
    OTHER_NETWORK = "other_network"  #: The decision was about another network.
    OTHER_TRANSITION = "other_transition"  #: The decision was about another step.
    OTHER_DEPLOYMENT = "other_deployment"  #: The decision was about another deployment.
    OTHER_CANDIDATE = "other_candidate"  #: The decision was about another release candidate.
    OTHER_VERSIONS = "other_versions"  #: The decision was about the feature at other versions.
    OTHER_POLICY = "other_policy"  #: Nobody pinned the decision's policy for this step.
    OTHER_LEVEL = "other_level"  #: The decision has a level that its verdict and step do not give.
    UNFOUNDED = "unfounded"  #: The decision's verdict does not follow from its own answers.
    UNKNOWN_POLICY = "unknown_policy"  #: Nobody can derive the decision: its policy is not here.
    NOT_DERIVED = "not_derived"  #: What was signed before the decision gives a worse one.
    VERDICT = "verdict"  #: The decision refuses.
    REHEARSAL = "rehearsal"  #: The decision was a rehearsal, and the step is not.
    EXPIRED = "expired"  #: The decision was valid no more when the step was made.
    SUPERSEDED = "superseded"  #: Another decision had replaced it when the step was made.
    REVOKED = "revoked"  #: The decision was taken back, whenever that was.


Derives = Callable[[Act, DeterminationBody], FlawKind | None]
"""Derives a decision again; returns what is wrong with it, or None."""


@dataclass(frozen=True)
class Flaw:
    """One thing that keeps a promotion from being a pass."""

    kind: FlawKind
    act: str | None = None
    """The act that took the decision's force; None: the flaw lies in the two themselves."""


@dataclass(frozen=True)
class Promoted:
    """A feature was promoted at these versions."""

    feature: str
    transition: str
    versions: Versions
    promotion: str
    flaws: tuple[Flaw, ...]

    @property
    def is_pass(self) -> bool:
        """Whether the feature passed there, at those versions."""
        return not self.flaws


def promotions(
    counted: Counted, derives: Derives, transition: str | None = None
) -> Iterator[Promoted]:
    """Yield every promotion of every feature, in the order of the acts, with its flaws.

    Args:
        counted: The acts that count.
        derives: Derives a decision again; asked only where nothing else speaks against it.
        transition: Which promotions; None: all of them.
    """
    decisions = _Decisions(counted, Pins(counted))
    for act in counted.acts:
        if act.kind is not ActKind.PROMOTION or not isinstance(act.body, StepBody):
            continue
        if transition not in {None, act.body.transition}:
            continue
        for feature, versions in versions_of(act.body.features).items():
            flaws = tuple(_flaws(act, act.body, decisions, (feature, versions)))
            flaws = flaws or tuple(_of_what_it_rests_on(act.body, decisions, derives))
            yield Promoted(feature, act.body.transition, versions, act.id, flaws)


def signed_differences(counted: Iterable[Act]) -> frozenset[tuple[str, str, str]]:
    """Return the steps of a component from one version to another that Platforms signed."""
    return frozenset(
        (act.body.component, act.body.from_version, act.body.to_version)
        for act in counted
        if isinstance(act.body, VersionDifferenceBody)
    )


def is_same_version(
    component: str, then: str | None, now: str | None, differences: SignedDifferences
) -> bool:
    """Say whether a component is what it was, or Platforms signed that it is as good as that."""
    # Two unknown versions are equal as values, and nobody knows whether they are as software.
    if then is None or now is None:
        return False
    return then == now or (component, then, now) in differences


def accepting(component: str, then: str, now: str) -> str:
    """Return the command line by which Platforms sign that one version counts for another."""
    words = ("gonogo", "accept-version", component, "--from", then, "--to", now)
    return f'{shlex.join(words)} --reason "\N{HORIZONTAL ELLIPSIS}"'


@dataclass(frozen=True)
class _Decisions:
    """Decisions by the act that signed them, and what took their force."""

    counted: Counted
    pins: Pins
    bodies: dict[str, DeterminationBody] = field(default_factory=dict)
    signed: dict[str, Act] = field(default_factory=dict)
    superseding: dict[str, list[Act]] = field(default_factory=dict)
    revoking: dict[str, list[Act]] = field(default_factory=dict)
    seen: dict[str, frozenset[str]] = field(default_factory=dict)
    """What each decision saw, as far as somebody asked."""

    def __post_init__(self) -> None:
        for act in self.counted.acts:
            if isinstance(act.body, DeterminationBody):
                self.bodies[act.id] = act.body
                self.signed[act.id] = act
                for earlier in act.body.supersedes:
                    self.superseding.setdefault(earlier, []).append(act)
            elif isinstance(act.body, RevocationBody):
                self.revoking.setdefault(act.body.determination, []).append(act)

    def is_after(self, later: Act, step: Act) -> bool:
        """Say whether a decision is later than a step, and saw it."""
        if later.at <= step.at:
            return False
        if later.id not in self.seen:
            self.seen[later.id] = self.counted.ancestors([later.id])
        return step.id in self.seen[later.id]


def _of_what_it_rests_on(step: StepBody, decisions: _Decisions, derives: Derives) -> Iterator[Flaw]:
    name = step.determination
    if name in decisions.bodies:
        flaw = derives(decisions.signed[name], decisions.bodies[name])
        if flaw is not None:
            yield Flaw(flaw)


def _flaws(
    act: Act, step: StepBody, decisions: _Decisions, promoted: tuple[str, Versions]
) -> Iterator[Flaw]:
    decided = decisions.bodies.get(step.determination)
    if decided is None:
        yield Flaw(FlawKind.NO_DECISION)
        return
    yield from (Flaw(kind) for kind in _of_something_else(step, decided))
    feature, versions = promoted
    if versions_of(decided.features).get(feature) != versions:
        yield Flaw(FlawKind.OTHER_VERSIONS)
    yield from (Flaw(kind) for kind in _of_its_own(step.determination, decided, decisions.pins))
    if decided.verdict not in {"go", "conditional"}:
        yield Flaw(FlawKind.VERDICT)
    if decided.level in REHEARSAL_LEVELS and step.transition != REHEARSAL:
        yield Flaw(FlawKind.REHEARSAL)
    if act.at >= decided.valid_until:
        yield Flaw(FlawKind.EXPIRED)
    for later in decisions.superseding.get(step.determination, ()):
        # A step's time is its signer's word, so what replaced its decision must have seen it. Of
        # two acts of one moment the stricter stands.
        if not decisions.is_after(later, act):
            yield Flaw(FlawKind.SUPERSEDED, later.id)
    # What was wrong about a decision was wrong when somebody promoted on it, so a
    # revocation reaches back, and another decision does not.
    for revoking in decisions.revoking.get(step.determination, ()):
        yield Flaw(FlawKind.REVOKED, revoking.id)


def _of_something_else(step: StepBody, decided: DeterminationBody) -> Iterator[FlawKind]:
    if step.network != decided.network:
        yield FlawKind.OTHER_NETWORK
    if step.transition != decided.transition:
        yield FlawKind.OTHER_TRANSITION
    if step.deployment != decided.deployment:
        yield FlawKind.OTHER_DEPLOYMENT
    if step.candidate != decided.candidate:
        yield FlawKind.OTHER_CANDIDATE


def _of_its_own(act_id: str, decided: DeterminationBody, pins: Pins) -> Iterator[FlawKind]:
    """Yield what a decision itself says that is wrong, whatever was made of it."""
    about = decided.transition, decided.network
    if not pins.is_pinned(decided.policy_digest, *about, act_id):
        yield FlawKind.OTHER_POLICY
    if not has_own_level(decided):
        yield FlawKind.OTHER_LEVEL
    if not holds_together(decided):
        yield FlawKind.UNFOUNDED


def versions_of(features: Iterable[FeatureVersions]) -> Mapping[str, Versions]:
    """Return versions by feature; of a component that has two, nobody says which it has."""
    said: dict[str, dict[str, str | None]] = {}
    for feature in features:
        own = said.setdefault(feature.id, {})
        for row in feature.versions:
            is_new = own.setdefault(row.component, row.version) == row.version
            own[row.component] = row.version if is_new else None
    return said
