"""What the acts of this room say: decisions, steps on them, and what takes them back.

Each is made from what was verified or judged, never from what somebody typed a second
time, so that an act and what it rests on cannot differ.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from gonogo.attest import Touched, VerifiedDetermination, feature_versions
from gonogo.errors import GonogoError
from gonogo.people import to_the_minute
from gonogo.promotion.break_glass import OpenBreakGlass
from gonogo.promotion.gate import Wanted
from gonogo.promotion.history import read_history
from gonogo.record import (
    Act,
    Block,
    BreakGlassBody,
    BreakGlassClosedBody,
    DeterminationBody,
    OutlineBody,
    RevocationBody,
    ScopedChain,
    StepBody,
    VersionDifferenceBody,
)


class NoReasonError(GonogoError):
    """Something that takes or forces a decision was to be signed without a reason."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} needs a reason that people can read",
            hint="Say in a sentence why; it is signed, and stays in the record.",
        )
        self.what = what


class TimeOverError(GonogoError):
    """A break-glass was to be opened for no time at all."""

    def __init__(self, until: datetime) -> None:
        super().__init__(
            f"a break-glass until {to_the_minute(until)} would be over at once",
            hint="Name a time in the future, as near as the work allows.",
        )
        self.until = until


@dataclass(frozen=True)
class Judged:
    """What was judged, and what came of it."""

    network: str
    transition: str
    deployment: str | None
    candidate: str
    scope: tuple[ScopedChain, ...]
    features: Mapping[str, Touched]
    policy_digest: str
    policy_level: str
    validity: timedelta
    judged_at: datetime
    outline: OutlineBody
    """With the blocks among its reasons."""
    blocks: tuple[Block, ...]
    decision: str
    """The digest of the whole decision, in words for people."""


def determination_body(judged: Judged, counted: Iterable[Act]) -> DeterminationBody:
    """Return the decision on what was judged.

    It replaces every decision about the same step of the same network that nothing
    replaced yet, those about other deployments too: a network is at one place.
    """
    verdict = judged.outline.verdict
    return DeterminationBody(
        network=judged.network,
        transition=judged.transition,
        deployment=judged.deployment,
        candidate=judged.candidate,
        policy_digest=judged.policy_digest,
        scope=judged.scope,
        judged_at=judged.judged_at,
        features=feature_versions(judged.features),
        outline=judged.outline,
        blocks=judged.blocks,
        verdict=verdict,
        level=judged.policy_level + ("_CONDITIONAL" if verdict == "conditional" else ""),
        valid_until=judged.judged_at + judged.validity,
        supersedes=_replaced(judged, counted),
        decision=judged.decision,
    )


def step_body(verified: VerifiedDetermination) -> StepBody:
    """Return what a publication or a promotion on a decision says: what was decided."""
    return StepBody(
        determination=verified.id,
        network=verified.network,
        transition=verified.transition,
        deployment=verified.deployment,
        candidate=verified.candidate,
        features=feature_versions(verified.features),
    )


def forced_step_body(opened: OpenBreakGlass, wanted: Wanted) -> StepBody:
    """Return what a publication or a promotion under a break-glass says.

    It names the break-glass where others name a decision, so nobody passes by it.
    """
    return StepBody(
        determination=opened.act,
        network=opened.network,
        transition=opened.transition,
        deployment=opened.deployment,
        candidate=opened.candidate,
        features=feature_versions(wanted.features),
    )


def revocation_body(determination: str, reason: str) -> RevocationBody:
    """Return what takes a decision back.

    Raises:
        NoReasonError: there is no reason.
    """
    return RevocationBody(determination, _reason("a revocation", reason))


def version_difference_body(
    component: str, from_version: str, to_version: str, reason: str
) -> VersionDifferenceBody:
    """Return what lets a pass under one version count under another, in this direction.

    Raises:
        NoReasonError: there is no reason.
    """
    return VersionDifferenceBody(
        component, from_version, to_version, _reason("a version difference", reason)
    )


def break_glass_body(
    wanted: Wanted, *, reason: str, until: datetime, now: datetime
) -> BreakGlassBody:
    """Return what opens the gate by force for one step.

    Raises:
        NoReasonError: there is no reason.
        TimeOverError: it would be over at once.
    """
    # It would be refused at every use, and yet be shown as opened until somebody closed it.
    if until <= now:
        raise TimeOverError(until)
    return BreakGlassBody(
        network=wanted.network,
        transition=wanted.transition,
        deployment=wanted.deployment,
        candidate=wanted.candidate,
        reason=_reason("a break-glass", reason),
        until=until,
    )


def break_glass_closed_body(break_glass: str, retrospective: str) -> BreakGlassClosedBody:
    """Return what closes a break-glass.

    Raises:
        NoReasonError: there is no retrospective.
    """
    return BreakGlassClosedBody(break_glass, _reason("closing a break-glass", retrospective))


def _replaced(judged: Judged, counted: Iterable[Act]) -> tuple[str, ...]:
    history = read_history(counted)
    return tuple(
        sorted(
            decided.act
            for decided in history.decided.values()
            if (decided.network, decided.transition) == (judged.network, judged.transition)
            and decided.act not in history.superseded
        )
    )


def _reason(what: str, text: str) -> str:
    # A dot or a dash is no reason, and what is signed cannot be amended later.
    if not any(letter.isalnum() for letter in text):
        raise NoReasonError(what)
    return text.strip()
