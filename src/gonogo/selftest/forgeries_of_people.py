"""Forgeries of people: keys outside their role and time, strangers, other trusts, one alone."""

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from gonogo.people import (
    PERMISSIONS,
    ActKind,
    Key,
    Person,
    Role,
    Root,
    Standing,
)
from gonogo.record import PeopleBody, RefusalCode, TrustBody
from gonogo.selftest.case import Case, Group
from gonogo.selftest.cast import GUEST, STRANGER, TEAM, new_signer, with_key, with_old_key
from gonogo.selftest.drafts import Change, Draft, sign
from gonogo.selftest.expectation import Expect
from gonogo.selftest.forgeries_of_acts import answers, gallery
from gonogo.selftest.hardware import SecurityKey
from gonogo.selftest.moves import adopt, endorse, finding, plan, waive
from gonogo.selftest.saying import Said, Try, said
from gonogo.selftest.scene import Scene, bundle_by_hand
from gonogo.selftest.stand import Stand
from gonogo.selftest.stepping import accepted, bundled, of_bundle
from gonogo.selftest.story import Earlier, tell

COUNT = "record"


def outside_role(stand: Stand) -> Iterator[Try]:
    """Sign acts of each kind with a key that may not."""
    scene = gallery(stand)
    forged: dict[str, str] = {}
    for kind in ActKind:
        signers = _may_not(stand, kind)
        for act in scene.of_kind(kind)[-1:]:
            for by in signers:
                signed = scene.fork().sign(act.kind, act.body, by=by)
                copy = scene.sign(act.kind, act.body, by=by, at=signed.at)
                forged[copy.id] = f"{kind.value} by {by}"
    counted = stand.count(scene)
    counting = {act.id for act in counted.acts}
    codes = {each.act: each.code for each in counted.refusals}
    expected = {RefusalCode.ROLE, RefusalCode.UNKNOWN_SIGNER, RefusalCode.THRESHOLD}
    for act_id, what in forged.items():
        code = codes.get(act_id)
        answer = said(
            COUNT,
            is_let=act_id in counting,
            is_expected=code in expected,
            words="role" if code is RefusalCode.ROLE else "no root",
        )
        yield Try(what, (answer,))
    yield _signed_by(stand, GUEST, "what answers a requirement, by somebody without its role")
    scene = stand.base.fork()
    decision = stand.determined(scene, by=GUEST)
    content = bundle_by_hand(scene, decision.id, stand.policy_bytes)
    yield Try("the decision", (of_bundle(content, stand, scene, "wrong_role"),))


def _may_not(stand: Stand, kind: ActKind) -> list[str]:
    """Return labels of keys of which none may sign a kind."""
    signers = PERMISSIONS[kind].signers
    people = stand.cast.people
    labels = [STRANGER]
    # Somebody's key may be a root's too, and then signs as that.
    roots = stand.cast.trust.roots if Standing.ROOT in signers else ()
    able = {root.fingerprint for root in roots}
    labels += [
        each.name
        for each in people.people
        if not each.standing & signers and stand.cast.signers[each.name].fingerprint not in able
    ][:3]
    if Standing.RUNNER not in signers:
        labels.append(people.runners[0].name)
    return labels


def _signed_by(stand: Stand, by: str, what: str) -> Try:
    def by_somebody(draft: Draft) -> Draft:
        return replace(draft, by=by) if answers(stand, draft) else draft

    expect = Expect(answer=(stand.any_requirement.id, "unknown"))
    return stand.tried(what, stand.told(by_somebody), expect)


def evidence_by_person(stand: Stand) -> Iterator[Try]:
    """Sign what a runner measures with a person's key."""
    target = stand.target

    def by_person(draft: Draft) -> Draft:
        is_run = draft.kind in {ActKind.RUN_STARTED, ActKind.RUN_ENDED}
        return replace(draft, by=stand.cast.platforms) if is_run else draft

    expect = Expect(answer=(target.id, "unknown"))
    yield stand.tried("runs by Platforms", stand.told(by_person), expect)


def outside_time(stand: Stand) -> Iterator[Try]:
    """Sign with a key that ran out, today and back then."""
    aged = _with_old_key(stand)
    old = f"{stand.cast.platforms}#old"
    scene = aged.base.fork()
    decision = aged.determined(scene, by=old)
    content = bundle_by_hand(scene, decision.id, aged.policy_bytes)
    told = (
        of_bundle(content, aged, scene, "key_not_valid"),
        _of_count(aged, scene, decision.id, RefusalCode.KEY_VALIDITY),
    )
    yield Try("a decision of today", told)
    later = stand.base.now + timedelta(days=1)
    cast = with_key(stand.cast, stand.cast.platforms, "early", new_signer(), begins=later)
    early = stand.under(stand.policy, cast)
    scene = early.base.fork()
    decision = early.determined(scene, by="early")
    content = bundle_by_hand(scene, decision.id, early.policy_bytes)
    told = (
        of_bundle(content, early, scene, "key_not_valid"),
        _of_count(early, scene, decision.id, RefusalCode.KEY_VALIDITY),
    )
    yield Try("a decision by a key of tomorrow", told)


def back_dated(stand: Stand) -> Iterator[Try]:
    """Sign into the past: with an old key, and before what the act rests on."""
    aged = _with_old_key(stand)
    old = f"{stand.cast.platforms}#old"
    scene = aged.base.fork()
    people = scene.of_kind(ActKind.PEOPLE)[0]
    body = waive(scene.fork(), stand.policy.requirements[0].id, by=stand.cast.platforms).body
    at = people.at + timedelta(minutes=30)
    scene.sign(ActKind.WAIVER, body, by=old, at=at, heads=[people.id])
    scene.tips = tuple(sorted({*scene.tips, *aged.base.tips}))
    expect = Expect(reason="record-incomplete")
    yield aged.tried("a waiver dated when the old key was valid", scene, expect)
    scene = stand.base.fork()
    hour = scene.now - timedelta(hours=1)
    decision = scene.sign(
        ActKind.DETERMINATION,
        stand.determined(scene.fork()).body,
        by=stand.cast.platforms,
        at=hour,
    )
    answer = _of_count(stand, scene, decision.id, RefusalCode.TIME)
    yield Try("a decision dated before what it rests on", (answer,))


def _with_old_key(stand: Stand) -> Stand:
    until = stand.plan.began + timedelta(hours=1)
    cast = with_old_key(stand.cast, stand.cast.platforms, until)
    base = tell(stand.policy, stand.plan, cast, stand.disk)
    return dataclasses.replace(stand, cast=cast, base=base)


def _of_count(stand: Stand, scene: Scene, act_id: str, code: RefusalCode) -> Said:
    counted = stand.count(scene)
    codes = {each.code for each in counted.refusals if each.act == act_id}
    is_counted = act_id in counted.by_id
    words = ", ".join(sorted(each.value for each in codes)) or "it counts"
    return said(COUNT, is_let=is_counted, is_expected=code in codes, words=words)


def unsigned_people(stand: Stand) -> Iterator[Try]:
    """Write oneself into people.yaml, and sign with the key that stands there."""
    yield _signed_by(stand, STRANGER, "people.yaml edited, and signed by nobody")
    stranger = Person(
        "mallory", TEAM, frozenset({*Role}), (Key.of(stand.cast.signers[STRANGER].public),)
    )
    everybody = sorted((*stand.cast.people.people, stranger), key=lambda each: each.name)
    people = replace(stand.cast.people, people=tuple(everybody))
    for by in (STRANGER, stand.cast.platforms):
        if stand.cast.trust.root(stand.cast.signers[by].fingerprint) is not None:
            continue
        who = "oneself" if by == STRANGER else "Platforms, who is no root"

        def brought(draft: Draft) -> Draft:
            return replace(draft, by=STRANGER) if answers(stand, draft) else draft

        scene = _told_with(stand, PeopleBody.of(people), by, brought)
        expect = Expect(answer=(stand.any_requirement.id, "unknown"))
        yield stand.tried(f"people.yaml edited, and signed by {who}", scene, expect)


def _told_with(stand: Stand, body: PeopleBody, by: str, change: Change) -> Scene:
    """Tell the story with one more people act, right after the first."""
    scene = Scene(stand.disk, stand.cast, stand.plan.began, {}, {})
    for draft in Earlier(stand.policy, stand.plan, stand.cast).drafts():
        changed = change(draft)
        if changed is None:
            continue
        sign(scene, changed)
        if draft.kind is ActKind.PEOPLE:
            scene.sign(ActKind.PEOPLE, body, by=by, at=draft.at)
    scene.now = max(scene.now, stand.plan.judged_at)
    return scene


def invented_person(stand: Stand) -> Iterator[Try]:
    """Let one root of several name a second person, who agrees to whatever the first says."""
    cast = stand.cast
    invented = Person(
        "invented", TEAM, frozenset({Role.PLATFORMS}), (Key.of(cast.signers[STRANGER].public),)
    )
    everybody = tuple(sorted((*cast.people.people, invented), key=lambda each: each.name))
    people = replace(cast.people, people=everybody)
    scene = stand.base.fork()
    found = finding(scene, by=cast.platforms, severity=2)
    planned = plan(scene, found.id, by=cast.platforms)
    allowed = scene.fork()
    adopt(allowed, people)
    endorse(allowed, planned, by=STRANGER)
    stand.require_passing("a person whom the roots named together", allowed)
    act = scene.sign(ActKind.PEOPLE, PeopleBody.of(people), by=cast.root)
    endorse(scene, planned, by=STRANGER)
    expect = Expect(reason="finding-blocks")
    yield stand.tried("a plan that the invented one accepts", scene, expect)
    yield Try("named by one root", (_of_count(stand, scene, act.id, RefusalCode.THRESHOLD),))


def other_trust(stand: Stand) -> Iterator[Try]:
    """Put one's own trust.yaml in the place of the workspace's."""
    cast = stand.cast
    own = Root("mallory", cast.signers[STRANGER].public)
    roots = tuple(sorted((own, *cast.trust.roots), key=lambda each: each.name))
    trust = replace(cast.trust, roots=roots)
    scene = stand.base.fork()
    scene.cast = replace(cast, trust=trust)
    expect = Expect(reason="record-incomplete", verifier=("other_trust",))
    yield stand.tried("another trust.yaml to judge by", scene, expect)
    usual = stand.base.fork()
    usual.sign(ActKind.TRUST, TrustBody.of(trust), by=cast.root)
    only = _of_count(stand, usual, usual.tips[0], RefusalCode.THRESHOLD)
    yield Try("a new trust that one root alone signed", (only,))
    usual = stand.base.fork()
    usual.sign(ActKind.TRUST, TrustBody.of(trust), by=STRANGER)
    only = _of_count(stand, usual, usual.tips[0], RefusalCode.UNKNOWN_SIGNER)
    yield Try("a new trust that no root signed", (only,))


def solo_refused(stand: Stand) -> Iterator[Try]:
    """Decide alone what takes more than one."""
    policy = replace(stand.policy, accepts_solo=False)
    together = stand.under(policy)
    together.require_passing("what two roots keep", together.base)
    trust = replace(stand.cast.trust, roots=stand.cast.trust.roots[:1], threshold=1, is_solo=True)
    solo = stand.under(policy, replace(stand.cast, trust=trust))
    yield solo.tried("one root alone", solo.base, Expect(reason="solo"))


def untouched_key(stand: Stand) -> Iterator[Try]:
    """Sign with somebody's security key while nobody is there to touch it."""
    by, label = stand.cast.platforms, f"{stand.cast.platforms}#security-key"
    key = SecurityKey(is_touched=True)
    held = stand.under(stand.policy, with_key(stand.cast, by, label, key))
    allowed = held.base.fork()
    finding(allowed, by=label, severity=3)
    held.require_passing("a finding that a security key signed", allowed)
    allowed = held.base.fork()
    decision = held.determined(allowed, by=label)
    accepted(held, bundled(held, allowed, decision), allowed, "a decision by a security key")
    scene = held.base.fork()
    scene.cast = replace(held.cast, signers={**held.cast.signers, label: key.untouched()})
    forged = scene.fork()
    finding(forged, by=label, severity=3)
    expect = Expect(reason="record-incomplete", verifier=("damaged",))
    yield held.tried("an act", forged, expect)
    decision = held.determined(scene, by=label)
    content = bundle_by_hand(scene, decision.id, held.policy_bytes)
    yield Try("the decision", (of_bundle(content, held, scene, "damaged"),))


ROWS: tuple[Case, ...] = (
    Case("outside-role", Group.PEOPLE, "keys outside their role", outside_role),
    Case("evidence-by-person", Group.PEOPLE, "evidence by a person's key", evidence_by_person),
    Case("outside-time", Group.PEOPLE, "a key outside its time", outside_time),
    Case("back-dated", Group.PEOPLE, "an act dated back, with an old key", back_dated),
    Case("people-edited", Group.PEOPLE, "people.yaml edited without a root", unsigned_people),
    Case("invented-person", Group.PEOPLE, "a person whom one root invents", invented_person),
    Case("trust-replaced", Group.PEOPLE, "trust.yaml replaced", other_trust),
    Case("untouched-key", Group.PEOPLE, "a security key that nobody touched", untouched_key),
    Case("solo", Group.PEOPLE, "one alone, where two are asked", solo_refused),
)
"""In the order in which they are told."""
