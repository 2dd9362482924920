"""Steps on a decision: from a record to a bundle, a verified decision, and the gate.

The whole way that `gonogo promote` takes, with the product's own parts.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from gonogo.attest import (
    RefusedBundleError,
    VerifiedDetermination,
    verify,
    versions_of,
    write_bundle,
)
from gonogo.networks import Stage
from gonogo.promotion import (
    REHEARSAL,
    Ledger,
    Move,
    Refusal,
    Wanted,
    ledger_of,
    may_promote,
    may_publish,
    next_stage,
    parse_transition,
)
from gonogo.readiness import Policy
from gonogo.record import Act, Counted, FeatureVersions
from gonogo.selftest.bodies import CANDIDATE, DEPLOYMENT, FEATURES
from gonogo.selftest.gates import VERIFIER
from gonogo.selftest.plan import NETWORK
from gonogo.selftest.saying import NotTriedError, Said, said
from gonogo.selftest.scene import Scene, policies_kept
from gonogo.selftest.stand import Stand

_Gate = Callable[[VerifiedDetermination, Wanted, Ledger, Counted, datetime], tuple[Refusal, ...]]


@dataclass(frozen=True)
class Gate:
    """Which gate a transition passes, and at which stage the network is."""

    name: str
    asks: _Gate
    stage: Stage


def gate_of(policy: Policy) -> Gate | None:
    """Return the gate of a policy's transition; None: no step is made on it here."""
    if policy.name == REHEARSAL:
        return Gate("promote", may_promote, Stage.BENCH)
    found = parse_transition(policy.name)
    if found is None:
        return None
    if found.move is Move.PUBLISH:
        return Gate("publish", may_publish, found.stage)
    if found.move is Move.PROMOTE and next_stage(found.stage) is not None:
        return Gate("promote", may_promote, found.stage)
    return None


@dataclass(frozen=True)
class Decided:
    """A scene in which somebody decided, and the decision as it was verified then."""

    scene: Scene
    decision: Act
    verified: VerifiedDetermination


def decided(stand: Stand, scene: Scene | None = None) -> Decided:
    """Decide in the base that it is a go, and verify that.

    Raises:
        NotTriedError: a genuine decision is refused.
    """
    scene = (scene or stand.base).fork()
    decision = stand.determined(scene)
    content = bundled(stand, scene, decision)
    return Decided(scene, decision, accepted(stand, content, scene, "a genuine decision"))


def accepted(
    stand: Stand, content: bytes, scene: Scene, what: str, **changes: object
) -> VerifiedDetermination:
    """See that a bundle is accepted, so that what is changed next is to blame.

    Raises:
        NotTriedError: it is not.
    """
    try:
        return verify(content, stand.expected(scene, **changes))  # type: ignore[arg-type]
    except RefusedBundleError as error:
        refused = ", ".join(error.codes)
        raise NotTriedError(f"{what} should be accepted, and is not: {refused}") from error


def bundled(stand: Stand, scene: Scene, decision: Act, summary: bytes | None = None) -> bytes:
    """Return the bundle of a decision, as the product writes it."""
    return write_bundle(
        stand.count(scene),
        decision.id,
        policy=stand.policy_bytes,
        policies=scene.policies,
        summary=summary,
    )


def asked(
    stand: Stand,
    verified: VerifiedDetermination,
    scene: Scene,
    *,
    features: tuple[FeatureVersions, ...] = FEATURES,
    **changes: object,
) -> tuple[Refusal, ...] | None:
    """Ask the gate for a step; None: this transition has none."""
    gate = gate_of(stand.policy)
    if gate is None:
        return None
    usual = Wanted(
        network=NETWORK,
        stage=gate.stage,
        transition=stand.policy.name,
        deployment=DEPLOYMENT.digest,
        candidate=CANDIDATE,
        features=versions_of(features),
        accepts_conditional=True,
    )
    wanted = dataclasses.replace(usual, **changes)  # type: ignore[arg-type]
    counted = stand.count(scene)
    return gate.asks(verified, wanted, ledger_of(counted, policies_kept(scene)), counted, scene.now)


def of_gate(stand: Stand, refusals: tuple[Refusal, ...] | None, code: str) -> tuple[Said, ...]:
    """Return what the gate said, where there is one."""
    gate = gate_of(stand.policy)
    if gate is None or refusals is None:
        return ()
    codes = [each.code for each in refusals]
    words = code if code in codes else ", ".join(codes) or "the step may be made"
    return (said(gate.name, is_let=not codes, is_expected=code in codes, words=words),)


def of_bundle(content: bytes, stand: Stand, scene: Scene, *codes: str, **changes: object) -> Said:
    """Return what the verifier says to a bundle, that must be refused with one of these codes."""
    try:
        verify(content, stand.expected(scene, **changes))  # type: ignore[arg-type]
    except RefusedBundleError as error:
        found = [code for code in error.codes if code in codes]
        words = ", ".join(found or error.codes)
        return said(VERIFIER, is_let=False, is_expected=bool(found), words=words)
    return said(VERIFIER, is_let=True, is_expected=False, words="accepted")
