"""Decisions and steps to judge: each as it should be, with what a test wants otherwise."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

import msgspec

from gonogo import digest
from gonogo.attest import VerifiedDetermination, Versions, feature_versions, versions_of
from gonogo.attest.verified import _SEAL
from gonogo.networks import Stage
from gonogo.people import ActKind, Trust
from gonogo.promotion import Wanted
from gonogo.readiness import Policy, Requirement, Verdict
from gonogo.record import (
    Act,
    BreakGlassBody,
    DeterminationBody,
    ManualResultBody,
    OutlineAnswer,
    OutlineBody,
    RevocationBody,
    ScopedChain,
    StepBody,
    VersionDifferenceBody,
)
from tests.simulator.signed_record import SignedRecord, example_trust

FEATURES: Mapping[str, Versions] = {
    "interop": {"op-geth": "1.2.0-rc.1", "op-node": "1.9.0"},
    "holocene": {"op-node": "1.9.0"},
}
DAYS = timedelta(days=1)


def named(what: str) -> str:
    """Return a digest to tell things apart by."""
    return digest.of_bytes(what.encode())


TRANSITIONS = (
    "promote:alphanet",
    "promote:betanet",
    "promote:localnet",
    "publish:alphanet",
    "rehearsal",
)
POLICY = Policy(
    name="promote:alphanet",
    title="What an alphanet must have shown",
    level="READINESS_ALPHANET",
    requirements=(
        Requirement(
            id="safe-head-advances",
            title="The safe head advances",
            why="It matters.",
            remedy="Look, and sign.",
            source="checklist",
            freshness_seconds=(1000 * DAYS).total_seconds(),
            roles=("feature",),
        ),
    ),
    interval_seconds=1.0,
    validity_seconds=(20 * DAYS).total_seconds(),
)
"""Asks somebody for one look."""
OWN, REHEARSED = (replace(POLICY, level=level) for level in ("OUR_OWN", "READINESS_REHEARSAL"))
POLICIES = {each.digest: each for each in (POLICY, OWN, REHEARSED)}
PINS = dict.fromkeys(TRANSITIONS, POLICY.digest)


def an_outline(verdict: str) -> OutlineBody:
    """Return one answer on one chain, from which this verdict follows."""
    answers = {"go": "met", "conditional": "conditional", "hold": "unknown", "no-go": "unmet"}
    answer = OutlineAnswer(answers[verdict], "901", "safe-head-advances")
    return OutlineBody((answer,), (), verdict)  # type: ignore[arg-type]  # one of four


def decision(**changes: Any) -> DeterminationBody:
    """Return a go for the promotion of an alphanet."""
    usual = DeterminationBody(
        network="alpha",
        transition="promote:alphanet",
        deployment=named("deployment"),
        candidate=named("candidate"),
        policy_digest=POLICY.digest,
        scope=(ScopedChain("901", ()),),
        judged_at=datetime.fromisoformat("2026-11-01T12:00:00Z"),
        features=feature_versions(FEATURES),
        outline=an_outline(changes.get("verdict", "go")),
        blocks=(),
        verdict="go",
        level="READINESS_ALPHANET",
        valid_until=datetime.fromisoformat("2026-11-15T12:00:00Z"),
        supersedes=(),
        decision=named("decision"),
    )
    return msgspec.structs.replace(usual, **changes)


def step(on: Act, **changes: Any) -> StepBody:
    """Return a step on a determination, of exactly what that was about."""
    body = on.body
    assert isinstance(body, DeterminationBody)
    usual = StepBody(
        determination=on.id,
        network=body.network,
        transition=body.transition,
        deployment=str(body.deployment),
        candidate=body.candidate,
        features=body.features,
    )
    return msgspec.structs.replace(usual, **changes)


class Process(SignedRecord):
    """A record whose people decide and promote, under policies that the roots pinned."""

    def __init__(self, trust: Trust | None = None) -> None:
        super().__init__(trust or example_trust(pins=PINS))
        self.look()

    def look(self, *, by: str = "fred", **changes: Any) -> Act:
        """Let somebody sign what the policy asks about the usual network."""
        usual = ManualResultBody(
            network="alpha",
            deployment=named("deployment"),
            requirement="safe-head-advances",
            chain=None,
            outcome="passed",
            note="it advanced",
            attachments=(),
        )
        body = msgspec.structs.replace(usual, **changes)
        return self.sign(ActKind.MANUAL_RESULT, body, by=by)

    def decide(self, *, by: str = "ada", **changes: Any) -> Act:
        """Let somebody decide."""
        judged_at = {"judged_at": self.now}
        return self.sign(ActKind.DETERMINATION, decision(**(judged_at | changes)), by=by)

    def promote(
        self, on: Act, *, by: str = "cora", at: datetime | None = None, **changes: Any
    ) -> Act:
        """Let somebody promote on a decision."""
        return self.sign(ActKind.PROMOTION, step(on, **changes), by=by, at=at)

    def revoke(self, determination: Act, *, by: str = "ada") -> Act:
        """Let somebody take a decision back."""
        body = RevocationBody(determination.id, "a chain split was found")
        return self.sign(ActKind.REVOCATION, body, by=by)

    def sign_difference(self, component: str, before: str, after: str, *, by: str = "ada") -> Act:
        """Let somebody sign the step from one version to another."""
        body = VersionDifferenceBody(component, before, after, "the same commit")
        return self.sign(ActKind.VERSION_DIFFERENCE, body, by=by)

    def break_glass(self, *, by: str = "gina", **changes: Any) -> Act:
        """Let somebody open the gate by force for the usual step, for a day."""
        usual = BreakGlassBody(
            network="alpha",
            transition="promote:alphanet",
            deployment=named("deployment"),
            candidate=named("candidate"),
            reason="the security fix cannot wait",
            until=self.now + DAYS,
        )
        body = msgspec.structs.replace(usual, **changes)
        return self.sign(ActKind.BREAK_GLASS, body, by=by)


def wanted(**changes: Any) -> Wanted:
    """Return the promotion of the usual alphanet, as somebody wants it."""
    usual: dict[str, Any] = {
        "network": "alpha",
        "stage": Stage.ALPHANET,
        "transition": "promote:alphanet",
        "deployment": named("deployment"),
        "candidate": named("candidate"),
        "features": FEATURES,
    }
    return Wanted(**(usual | changes))


def verified_from(determination: Act, **changes: Any) -> VerifiedDetermination:
    """Return what `verify` would make of a decision that it accepted."""
    body = determination.body
    assert isinstance(body, DeterminationBody)
    usual = {
        field.name: getattr(body, field.name)
        for field in fields(VerifiedDetermination)
        if hasattr(body, field.name)
    }
    own = {
        "id": determination.id,
        "verdict": Verdict(body.verdict),
        "features": versions_of(body.features),
        "requires_passed": None,
        "is_solo": False,
        "break_glass": None,
        "signers": ("ada",),
        "bundle": named("bundle"),
    }
    # Only here, so that the gate can be tried with decisions that no verifier would accept.
    return VerifiedDetermination(**(usual | own | changes), seal=_SEAL)
