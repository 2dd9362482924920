"""What acts that count say about decisions and the steps that were made on them.

Reads bodies once and sorts them by what is asked of them; judges nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from gonogo.attest import Versions, versions_of
from gonogo.people import ActKind
from gonogo.readiness import Verdict, signed_differences
from gonogo.record import (
    Act,
    BreakGlassBody,
    BreakGlassClosedBody,
    DeterminationBody,
    RevocationBody,
    StepBody,
)


@dataclass(frozen=True)
class Decided:
    """A determination."""

    act: str
    at: datetime
    network: str
    transition: str
    deployment: str | None
    """None: nobody recognised which it was, which holds."""
    candidate: str
    policy_digest: str
    verdict: Verdict
    level: str
    valid_until: datetime
    supersedes: tuple[str, ...]
    features: Mapping[str, Versions]


@dataclass(frozen=True)
class Step:
    """A network was published, or its features went one stage up."""

    act: str
    kind: ActKind
    at: datetime
    network: str
    transition: str
    deployment: str
    candidate: str
    determination: str
    """What it rests on: a determination, or a break-glass."""
    features: Mapping[str, Versions]


@dataclass(frozen=True)
class Against:
    """An act that takes a determination's force."""

    act: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Forcing:
    """A break-glass: leave to make one step against the gate."""

    act: str
    at: datetime
    signer: str
    body: BreakGlassBody
    closed_by: str | None
    """The act that closed it; None: it is open, also when its time is over."""


@dataclass(frozen=True)
class History:
    """Decisions and steps, each in the order of the acts."""

    decided: Mapping[str, Decided]
    steps: tuple[Step, ...]
    superseded: Mapping[str, tuple[Against, ...]]
    revoked: Mapping[str, tuple[Against, ...]]
    differences: frozenset[tuple[str, str, str]]
    break_glasses: Mapping[str, Forcing]

    @property
    def promotions(self) -> tuple[Step, ...]:
        """Return the steps that took features one stage up."""
        return tuple(step for step in self.steps if step.kind is ActKind.PROMOTION)


def read_history(counted: Iterable[Act]) -> History:
    """Sort acts that count, oldest first, by what is asked of them."""
    acts = tuple(counted)
    decided = {
        act.id: _decided(act, act.body) for act in acts if isinstance(act.body, DeterminationBody)
    }
    return History(
        decided=decided,
        steps=tuple(_step(act, act.body) for act in acts if isinstance(act.body, StepBody)),
        superseded=_superseded(decided.values()),
        revoked=_revoked(acts),
        differences=signed_differences(acts),
        break_glasses=_break_glasses(acts),
    )


def _decided(act: Act, body: DeterminationBody) -> Decided:
    return Decided(
        act=act.id,
        at=act.at,
        network=body.network,
        transition=body.transition,
        deployment=body.deployment,
        candidate=body.candidate,
        policy_digest=body.policy_digest,
        verdict=Verdict(body.verdict),
        level=body.level,
        valid_until=body.valid_until,
        supersedes=body.supersedes,
        features=versions_of(body.features),
    )


def _step(act: Act, body: StepBody) -> Step:
    return Step(
        act=act.id,
        kind=act.kind,
        at=act.at,
        network=body.network,
        transition=body.transition,
        deployment=body.deployment,
        candidate=body.candidate,
        determination=body.determination,
        features=versions_of(body.features),
    )


def _superseded(decided: Iterable[Decided]) -> Mapping[str, tuple[Against, ...]]:
    found: dict[str, tuple[Against, ...]] = defaultdict(tuple)
    for later in decided:
        for earlier in later.supersedes:
            found[earlier] += (Against(later.act, later.at, f"it says {later.verdict.value}"),)
    return dict(found)


def _revoked(acts: Iterable[Act]) -> Mapping[str, tuple[Against, ...]]:
    found: dict[str, tuple[Against, ...]] = defaultdict(tuple)
    for act in acts:
        if isinstance(act.body, RevocationBody):
            found[act.body.determination] += (Against(act.id, act.at, act.body.reason),)
    return dict(found)


def _break_glasses(acts: Iterable[Act]) -> Mapping[str, Forcing]:
    listed = tuple(acts)
    closed = {
        act.body.break_glass: act.id for act in listed if isinstance(act.body, BreakGlassClosedBody)
    }
    return {
        act.id: Forcing(act.id, act.at, act.signer, act.body, closed.get(act.id))
        for act in listed
        if isinstance(act.body, BreakGlassBody)
    }
