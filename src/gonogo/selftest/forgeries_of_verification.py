"""What was a go when it was decided, and is none for whoever verifies it now.

Each decision here is genuine and is accepted at first. Then time passes, a key is taken
away, or whoever verifies knows more of the network than the decision says.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from gonogo.evidence import Outcome
from gonogo.people import ActKind
from gonogo.readiness import outline
from gonogo.readiness.policy import Freeze
from gonogo.record import RevocationBody
from gonogo.selftest.case import Case, Group
from gonogo.selftest.cast import without
from gonogo.selftest.expectation import Expect
from gonogo.selftest.moves import adopt, endorse, finding, plan, run_again, waive
from gonogo.selftest.plan import CHAIN, COMPONENT, VERSION
from gonogo.selftest.rows_of_decisions import disturbed_scene
from gonogo.selftest.saying import Said, Try
from gonogo.selftest.scene import Scene, bundle_by_hand
from gonogo.selftest.stand import Stand
from gonogo.selftest.stepping import accepted, bundled, of_bundle

_WEEKS = timedelta(days=14).total_seconds()


def frozen(stand: Stand) -> Iterator[Try]:
    """Decide before a freeze, and step in it; and decide in it."""
    begins = stand.base.now + timedelta(minutes=2)
    freeze = Freeze(begins, begins + timedelta(minutes=4), "made up by gonogo selftest")
    cold = stand.under(replace(stand.policy, validity_seconds=_WEEKS, freezes=(freeze,)))
    scene = cold.base.fork()
    content = bundled(cold, scene, cold.determined(scene))
    for what, seconds in (("before the freeze", 60), ("after the freeze", 420)):
        accepted(cold, content, cold.later(scene, seconds), what)
    within = cold.later(scene, 180)
    told = of_bundle(content, cold, within, "frozen")
    yield Try("decided before it, verified in it", (told,))
    within = cold.later(cold.base, 180)
    yield cold.tried("judged in it", within, Expect(reason="freeze"))


def lapsed(stand: Stand) -> Iterator[Try]:
    """Step on a plan, and on a waiver, after their time."""
    lasting = stand.lasting
    by = stand.cast.platforms
    scene = lasting.base.fork()
    found = finding(scene, by=by, severity=2)
    endorse(scene, plan(scene, found.id, by=by, days=2), by=stand.cast.other_platforms)
    yield Try("a plan whose day is past", _lapsed(lasting, scene))
    disturbed, requirement = disturbed_scene(lasting)
    waive(disturbed, requirement.id, by=by, days=2)
    yield Try("a waiver that is over", _lapsed(lasting, disturbed))


def _lapsed(lasting: Stand, scene: Scene) -> tuple[Said, ...]:
    decision = lasting.determined(scene, claims=outline(lasting.judged(scene)))
    content = bundled(lasting, scene, decision)
    accepted(lasting, content, lasting.later(scene, 86400.0), "a decision with conditions")
    return (of_bundle(content, lasting, lasting.later(scene, 4 * 86400.0), "lapsed"),)


def key_taken_away(stand: Stand) -> Iterator[Try]:
    """Step on a decision that rests on a key which was taken away since."""
    leaver = _signed_something(stand)
    scene = stand.base.fork()
    decision = stand.determined(scene, by=_decider_beside(stand, leaver))
    accepted(stand, bundled(stand, scene, decision), scene, "a decision of today")
    adopt(scene, without(stand.cast.people, leaver))
    content = bundled(stand, scene, decision)
    told = of_bundle(content, stand, scene, "key_taken_away")
    yield Try("a key that what was decided rests on", (told,))
    scene = stand.base.fork()
    decision = stand.determined(scene)
    adopt(scene, without(stand.cast.people, stand.cast.platforms))
    content = bundle_by_hand(scene, decision.id, stand.policy_bytes)
    yield Try("the key that decided", (of_bundle(content, stand, scene, "unknown_signer"),))


def _signed_something(stand: Stand) -> str:
    """Return who signed something that the base rests on: a person, if one did."""
    signed = {act.signer for act in stand.base.of_kind(ActKind.MANUAL_RESULT)}
    people = [each.name for each in stand.cast.people.people]
    found = [each for each in people if stand.cast.signers[each].fingerprint in signed]
    return (*found, stand.cast.runner)[0]


def _decider_beside(stand: Stand, somebody: str) -> str:
    able = (stand.cast.platforms, stand.cast.other_platforms)
    return next(each for each in able if each != somebody)


def lost_revocation(stand: Stand) -> Iterator[Try]:
    """Take a decision back, and then take away whoever did."""
    by = stand.cast.other_platforms
    for code in ("revoked", "superseded"):
        scene = stand.base.fork()
        decision = stand.determined(scene)
        if code == "revoked":
            scene.sign(ActKind.REVOCATION, RevocationBody(decision.id, "it failed since"), by=by)
        else:
            scene.now += timedelta(seconds=1)
            stand.determined(scene, by=by, supersedes=(decision.id,))
        adopt(scene, without(stand.cast.people, by))
        told = of_bundle(bundled(stand, scene, decision), stand, scene, code)
        yield Try(f"{code} by somebody who left", (told,))


def removed_signer(stand: Stand) -> Iterator[Try]:
    """Take somebody out of people.yaml, so that what they said against it is gone."""
    scene = stand.base.fork()
    guest = stand.cast.other_platforms
    finding(scene, by=guest, severity=0)
    yield from _left(stand, scene, guest, "who found something")
    target = stand.target
    scene = stand.base.fork()
    run_again(stand, scene, (target, Outcome.FAILED))
    yield from _left(stand, scene, stand.cast.runner, "the runner that saw a failure")


def _left(stand: Stand, scene: Scene, name: str, what: str) -> Iterator[Try]:
    adopt(scene, without(stand.cast.people, name))
    yield stand.tried(what, scene, Expect(reason="record-incomplete"))


def other_manifest(stand: Stand) -> Iterator[Try]:
    """Decide about fewer components, or other versions, than the verifier's manifest names."""
    scene = stand.base.fork()
    content = bundled(stand, scene, stand.determined(scene))
    components = frozenset(stand.plan.components)
    right = {"components": {CHAIN: components}, "versions": {COMPONENT: frozenset({VERSION})}}
    accepted(stand, content, scene, "a decision about what the manifest names", **right)
    more = {CHAIN: components | {"selftest-challenger"}}
    told = of_bundle(
        content, stand, scene, "not_these_components", **(right | {"components": more})
    )
    yield Try("a component that it leaves out", (told,))
    for what, versions in (
        ("another version", {COMPONENT: frozenset({"2.0.0"})}),
        ("two versions at once", {COMPONENT: frozenset({VERSION, "2.0.0"})}),
        ("no version", {}),
    ):
        changed = right | {"versions": versions}
        told = of_bundle(content, stand, scene, "not_these_versions", **changed)
        yield Try(what, (told,))


ROWS: tuple[Case, ...] = (
    Case("frozen", Group.DECISION, "a step in a freeze that began since", frozen),
    Case("lapsed", Group.DECISION, "a plan or a waiver that is over since", lapsed),
    Case("key-taken-away", Group.DECISION, "a key that was taken away since", key_taken_away),
    Case(
        "lost-revocation",
        Group.DECISION,
        "a decision taken back by somebody who was removed",
        lost_revocation,
    ),
    Case(
        "removed-signer",
        Group.DECISION,
        "somebody removed, and what they said against it",
        removed_signer,
    ),
    Case(
        "other-manifest",
        Group.DECISION,
        "components or versions other than the verifier's",
        other_manifest,
    ),
)
"""In the order in which they are told."""
