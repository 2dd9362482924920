"""Forgeries of what features passed before: stages skipped, versions changed, passes that are none.

A decision of then is judged again from what was signed before it, so nobody gets anywhere
by signing one alone, whatever it says.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

import msgspec

from gonogo import digest
from gonogo.people import ActKind, Role
from gonogo.record import (
    BreakGlassBody,
    ComponentVersion,
    DeterminationBody,
    FeatureVersions,
    OutlineAnswer,
    OutlineBody,
    RevocationBody,
    ScopeBody,
    VersionDifferenceBody,
)
from gonogo.selftest.bodies import FEATURES, scoped, step_on
from gonogo.selftest.case import Case, Group
from gonogo.selftest.drafts import Draft
from gonogo.selftest.expectation import Expect
from gonogo.selftest.plan import CHAIN, COMPONENT, FEATURE, NETWORK, VERSION, named
from gonogo.selftest.saying import NotAskedError, Try
from gonogo.selftest.scene import Scene
from gonogo.selftest.stage_before import is_before, policy_before
from gonogo.selftest.stand import About, Stand

_NOT_PASSED = Expect(reason="feature-not-passed")
_NEWER = "2.0.0"


def skipped_stage(stand: Stand) -> Iterator[Try]:
    """Take a feature along that never passed the stage before."""
    _require_stage_before(stand)
    scene = stand.told(lambda draft: None if draft.kind is ActKind.PROMOTION else draft)
    yield stand.tried("decided there, and never promoted", scene, _NOT_PASSED)
    scene = stand.base.fork()
    both = ScopeBody((scoped(stand.cast, FEATURE), scoped(stand.cast, f"{FEATURE}-2")))
    scene.sign(ActKind.SCOPE, both, by=stand.cast.platforms)
    versions = (ComponentVersion(COMPONENT, VERSION),)
    about = About(features=(*FEATURES, FeatureVersions(f"{FEATURE}-2", versions)))
    yield stand.tried("one feature more", scene, _NOT_PASSED, about)
    yield stand.tried("by force", _forced_before(stand), _NOT_PASSED)


def _require_stage_before(stand: Stand) -> None:
    if stand.policy.requires_passed is None:
        raise NotAskedError("it asks for no stage before")


def _forced_before(stand: Stand) -> Scene:
    """Let a feature pass the stage before by force."""
    holder = stand.cast.those_with(Role.BREAK_GLASS)[0]
    scene = stand.told(lambda draft: None if draft.kind is ActKind.PROMOTION else draft)
    step = step_on(scene.of_kind(ActKind.DETERMINATION)[0])
    body = BreakGlassBody(
        network=step.network,
        transition=step.transition,
        deployment=step.deployment,
        candidate=step.candidate,
        reason="it could not wait",
        until=scene.now + timedelta(hours=1),
    )
    glass = scene.sign(ActKind.BREAK_GLASS, body, by=holder)
    step = msgspec.structs.replace(step, determination=glass.id)
    scene.sign(ActKind.PROMOTION, step, by=stand.cast.platforms)
    return scene


def changed_versions(stand: Stand) -> Iterator[Try]:
    """Bring a feature at other versions than those that passed."""
    _require_stage_before(stand)
    about = About(features=(FeatureVersions(FEATURE, (ComponentVersion(COMPONENT, _NEWER),)),))
    body = VersionDifferenceBody(COMPONENT, VERSION, _NEWER, "the same commit")
    allowed = stand.base.fork()
    allowed.sign(ActKind.VERSION_DIFFERENCE, body, by=stand.cast.platforms)
    stand.require_passing("a difference that Platforms signed", allowed, about)
    yield stand.tried("without a signed difference", stand.base, _NOT_PASSED, about)
    scene = stand.base.fork()
    back = msgspec.structs.replace(body, from_version=_NEWER, to_version=VERSION)
    scene.sign(ActKind.VERSION_DIFFERENCE, back, by=stand.cast.platforms)
    yield stand.tried("a difference the other way round", scene, _NOT_PASSED, about)
    scene = stand.base.fork()
    guest = stand.cast.those_without(Role.PLATFORMS)[0]
    scene.sign(ActKind.VERSION_DIFFERENCE, body, by=guest)
    yield stand.tried("a difference by somebody without the role", scene, _NOT_PASSED, about)


def flawed_pass(stand: Stand) -> Iterator[Try]:
    """Rest on a step that was made on a decision which did not permit it."""
    _require_stage_before(stand)
    then = stand.plan.judged_at - timedelta(seconds=30)
    refused = OutlineBody((OutlineAnswer("unmet", CHAIN, "before"),), (), "no-go")
    versions = (FeatureVersions(FEATURE, (ComponentVersion(COMPONENT, _NEWER),)),)
    decision, step = ActKind.DETERMINATION, ActKind.PROMOTION
    decided_newer = _with(decision, features=versions)
    promoted = _with(step, features=FEATURES)
    for what, change in (
        ("a decision that refuses", _with(decision, outline=refused, verdict="no-go")),
        ("a decision that ran out", _with(decision, valid_until=then)),
        ("another candidate promoted", _with(step, candidate=named("another"))),
        ("another deployment promoted", _with(step, deployment=named("another"))),
        ("other versions decided", lambda draft: promoted(decided_newer(draft))),
    ):
        yield stand.tried(what, stand.told(change), _NOT_PASSED)
    yield _of_level(stand, "a rehearsal", "READINESS_REHEARSAL")
    scene = stand.base.fork()
    decided = scene.of_kind(decision)[0]
    body = RevocationBody(decided.id, "it was wrong")
    scene.sign(ActKind.REVOCATION, body, by=stand.cast.platforms)
    yield stand.tried("revoked since", scene, _NOT_PASSED)
    yield stand.tried("replaced before the step", _superseded(stand), _NOT_PASSED)


def _superseded(stand: Stand) -> Scene:
    scene = stand.told(lambda draft: None if draft.kind is ActKind.PROMOTION else draft)
    decided = scene.of_kind(ActKind.DETERMINATION)[0]
    assert isinstance(decided.body, DeterminationBody)  # noqa: S101 - It was asked for by kind.
    later = msgspec.structs.replace(decided.body, supersedes=(decided.id,))
    scene.sign(ActKind.DETERMINATION, later, by=stand.cast.platforms)
    scene.sign(ActKind.PROMOTION, step_on(decided), by=stand.cast.platforms)
    return scene


def forged_pass(stand: Stand) -> Iterator[Try]:
    """Sign alone that a feature passed, with a decision that nobody derived from anything."""
    _require_stage_before(stand)
    kind = ActKind.DETERMINATION
    failed = OutlineBody((OutlineAnswer("unmet", CHAIN, "before"),), (), "go")
    elsewhere = OutlineBody((OutlineAnswer("met", "elsewhere", "before"),), (), "go")
    for what, change in (
        ("no answers", _with(kind, outline=OutlineBody((), (), "go"))),
        ("answers that say something else", _with(kind, outline=failed)),
        ("answers about another chain", _with(kind, outline=elsewhere)),
        ("worth more than its verdict", _with(kind, level="READINESS_BEFORE_CONDITIONAL")),
    ):
        yield stand.tried(what, stand.told(change), _NOT_PASSED)
    yield from _under_other_policies(stand)
    yield from _underived(stand)


def _under_other_policies(stand: Stand) -> Iterator[Try]:
    """Sign a decision that follows well enough, but from a policy that is not good for it."""
    usual = policy_before(str(stand.policy.requires_passed))
    own = replace(usual, name="selftest:own")
    scene = stand.told(_with(ActKind.DETERMINATION, policy_digest=own.digest))
    scene.policies += (digest.canonical_json(own),)
    yield stand.tried("a policy that nobody pinned", scene, _NOT_PASSED)
    yield _of_level(stand, "worth what another step is", _level_of_another(stand))


def _of_level(stand: Stand, what: str, level: str) -> Try:
    """Let the roots pin a policy of another level for the stage before, and decide under it."""
    other = replace(policy_before(str(stand.policy.requires_passed)), level=level)
    pins = {**stand.cast.trust.policies, other.name: other.digest}
    trust = replace(stand.cast.trust, policies=pins)
    pinning = stand.under(stand.policy, replace(stand.cast, trust=trust))
    change = _with(ActKind.DETERMINATION, policy_digest=other.digest, level=level)
    scene = pinning.told(change)
    scene.policies += (digest.canonical_json(other),)
    return pinning.tried(what, scene, _NOT_PASSED)


def _underived(stand: Stand) -> Iterator[Try]:
    """Sign a decision in which everything is as it should be, but for what it rests on."""
    decision, result = ActKind.DETERMINATION, ActKind.MANUAL_RESULT
    ahead = stand.plan.judged_at + timedelta(minutes=10)
    later = stand.plan.judged_at + timedelta(days=30)
    for what, change in (
        ("plausible answers, and nothing behind them", _of_before(result, None)),
        ("what failed there called met", _of_before(result, {"outcome": "failed"})),
        ("signed off for another deployment", _of_before(result, {"deployment": named("other")})),
        ("signed off on another network", _of_before(result, {"network": NETWORK})),
        ("judged for another time", _with(decision, judged_at=ahead)),
        ("valid for longer than its policy lets", _with(decision, valid_until=later)),
    ):
        yield stand.tried(what, stand.told(change), _NOT_PASSED)
    scene = stand.base.fork()
    scene.policies = ()
    yield stand.tried("its policy is not at hand", scene, _NOT_PASSED)
    scene = stand.base.fork()
    scene.policies = tuple(content + b" " for content in scene.policies)
    yield stand.tried("its policy is another one now", scene, _NOT_PASSED)


def _of_before(kind: ActKind, changes: Mapping[str, str] | None) -> Callable[[Draft], Draft | None]:
    """Return what changes what was signed about the stage before; None: it is never signed."""

    def changed(draft: Draft) -> Draft | None:
        if draft.kind is not kind or not is_before(draft.body):
            return draft
        if changes is None:
            return None
        return replace(draft, body=msgspec.structs.replace(draft.body, **changes))

    return changed


def _level_of_another(stand: Stand) -> str:
    is_of_testnet = stand.policy.requires_passed == "promote:testnet"
    return "READINESS_BETANET" if is_of_testnet else "READINESS_TESTNET"


def _with(kind: ActKind, **changes: object) -> Callable[[Draft], Draft]:
    """Return what says something else in the decision of before, or in the step on it."""

    def changed(draft: Draft) -> Draft:
        if draft.kind is not kind:
            return draft
        return replace(draft, body=msgspec.structs.replace(draft.body, **changes))

    return changed


def no_scope(stand: Stand) -> Iterator[Try]:
    """Say nothing about what is in scope, or let somebody say it who may not."""
    if not stand.policy.needs_scope:
        raise NotAskedError("it does not ask which features are in scope")
    scene = stand.told(lambda draft: None if draft.kind is ActKind.SCOPE else draft)
    yield stand.tried("nobody signed it", scene, Expect(reason="no-scope"))


ROWS: tuple[Case, ...] = (
    Case("skipped-stage", Group.DECISION, "a feature that skipped a stage", skipped_stage),
    Case("versions", Group.DECISION, "versions changed, and nobody signed that", changed_versions),
    Case("flawed-pass", Group.DECISION, "an earlier pass that was none", flawed_pass),
    Case("forged-pass", Group.DECISION, "an earlier pass that one person made up", forged_pass),
    Case("no-scope", Group.DECISION, "a scope that nobody signed", no_scope),
)
"""In the order in which they are told."""
