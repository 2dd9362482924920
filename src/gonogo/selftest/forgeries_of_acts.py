"""Forgeries of the record: acts changed, taken away, moved, cut off, brought along, unsigned."""

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from gonogo.evidence import Outcome
from gonogo.people import ActKind, Role
from gonogo.readiness import outline
from gonogo.record import (
    Act,
    AnnotationBody,
    Body,
    BreakGlassBody,
    BreakGlassClosedBody,
    DeterminationBody,
    Envelope,
    EvaluationBody,
    ResolutionBody,
    RevocationBody,
    TrustBody,
    VersionDifferenceBody,
    open_envelope,
    pre_authentication,
    verify_heads,
)
from gonogo.selftest.bodies import CANDIDATE, DEPLOYMENT, item_of, manual_body, step_on
from gonogo.selftest.case import Case, Group
from gonogo.selftest.drafts import Draft
from gonogo.selftest.expectation import Expect, unknown
from gonogo.selftest.gates import JUDGE
from gonogo.selftest.moves import endorse, finding, plan, rate, run_again, waive
from gonogo.selftest.plan import COMPONENT, NETWORK, observed
from gonogo.selftest.rows_of_history import without_check
from gonogo.selftest.saying import NotTriedError, Try, said
from gonogo.selftest.scene import Scene, bundle_by_hand
from gonogo.selftest.stand import Stand
from gonogo.selftest.stepping import asked, decided, of_bundle, of_gate

AUDIT, DATABASE, CLONE = "audit", "database", "clone"
_DAMAGED = ("damaged", "malformed", "missing_act")


def gallery(stand: Stand) -> Scene:
    """Return a scene with an act of every kind, which is still a go."""
    scene, cast = stand.base.fork(), stand.cast
    by = cast.platforms
    if observed(stand.policy):
        again = run_again(stand, scene, (observed(stand.policy)[0], Outcome.PASSED))
        body = EvaluationBody("run-1", (replace(again, summary="judged anew"),) if again else ())
        scene.sign(ActKind.EVALUATION, body, by=cast.runner)
    found = finding(scene, by=by, severity=3)
    rate(scene, found.id, 3, by=cast.other_platforms)
    scene.sign(ActKind.ANNOTATION, AnnotationBody(found.id, None, None, None), by=by)
    endorse(scene, plan(scene, found.id, by=by), by=cast.other_platforms)
    scene.sign(ActKind.RESOLUTION, ResolutionBody(found.id, "a cause", "a fix"), by=by)
    waive(scene, stand.policy.requirements[0].id, by=by)
    if not scene.of_kind(ActKind.MANUAL_RESULT):
        scene.sign(ActKind.MANUAL_RESULT, manual_body("nothing-asked"), by=by)
    _decisions(stand, scene, by)
    scene.sign(ActKind.TRUST, TrustBody.of(replace(cast.trust, threshold=2)), by=cast.root)
    return scene


def _decisions(stand: Stand, scene: Scene, by: str) -> None:
    """Add decisions about another network, and what becomes of such."""
    early = msgspec.structs.replace(
        _decision_body(stand, scene, by), network="elsewhere", supersedes=()
    )
    decision = scene.sign(ActKind.DETERMINATION, early, by=by)
    scene.sign(ActKind.REVOCATION, RevocationBody(decision.id, "a reason"), by=by)
    scene.sign(ActKind.PUBLICATION, step_on(decision), by=by)
    scene.sign(ActKind.PROMOTION, step_on(decision), by=by)
    body = VersionDifferenceBody(COMPONENT, "0.1.0", "0.2.0", "the same commit")
    scene.sign(ActKind.VERSION_DIFFERENCE, body, by=by)
    glass = BreakGlassBody(
        network=NETWORK,
        transition="promote:elsewhere",
        deployment=DEPLOYMENT.digest,
        candidate=CANDIDATE,
        reason="made up",
        until=scene.now.replace(year=scene.now.year + 1),
    )
    broken = scene.sign(ActKind.BREAK_GLASS, glass, by=_glass_holder(stand))
    closed = BreakGlassClosedBody(broken.id, "looked back on")
    scene.sign(ActKind.BREAK_GLASS_CLOSED, closed, by=by)


def _decision_body(stand: Stand, scene: Scene, by: str) -> DeterminationBody:
    body = stand.determined(scene.fork(), by=by).body
    assert isinstance(body, DeterminationBody)  # noqa: S101 - It was just signed as one.
    return body


def _glass_holder(stand: Stand) -> str:
    return stand.cast.those_with(Role.BREAK_GLASS)[0]


def changed_byte(stand: Stand) -> Iterator[Try]:
    """Change one byte in an act of every kind."""
    scene = gallery(stand)
    stand.require_passing("a record with an act of every kind", scene)
    kinds = {act.kind for act in scene.acts.values()}
    missing = {*ActKind} - kinds - {ActKind.RUN_STARTED, ActKind.RUN_ENDED, ActKind.EVALUATION}
    if missing:
        raise NotTriedError(f"no act of kind {', '.join(sorted(each.value for each in missing))}")
    expect = Expect(reason="record-incomplete", verifier=_DAMAGED)
    for kind in sorted(kinds, key=lambda each: each.value):
        forged = scene.fork()
        act = scene.of_kind(kind)[-1]
        payload = act.payload()
        # The body is where it pays to change something.
        at = payload.index(b'"body"') + 12
        changed = payload[:at] + bytes([payload[at] ^ 1]) + payload[at + 1 :]
        forged.change(act, Envelope(changed, act.signer, act.signature).content())
        yield stand.tried(f"a byte of a {kind.value} act", forged, expect)


def removed(stand: Stand) -> Iterator[Try]:
    """Take acts away: one that others rest on, and a run that failed."""
    expect = Expect(reason="record-incomplete", verifier=("missing_act",))
    for kind in (ActKind.PEOPLE, ActKind.POLICY, ActKind.RUN_ENDED, ActKind.MANUAL_RESULT):
        # The last act of all can go without a gap: `truncated` is about that.
        others = [each for each in stand.base.of_kind(kind) if each.id not in stand.base.tips]
        for act in others[:1]:
            scene = stand.base.fork()
            scene.remove(act)
            yield stand.tried(f"the {kind.value} act", scene, expect)
    if observed(stand.policy):
        scene = stand.base.fork()
        before = {*scene.acts}
        run_again(stand, scene, (stand.target, Outcome.FAILED))
        failed = [scene.acts[each] for each in scene.acts.keys() - before]
        scene.sign(ActKind.FINDING, _remark(scene), by=stand.cast.platforms)
        scene.remove(*failed)
        yield stand.tried("a run that failed", scene, expect)


def _remark(scene: Scene) -> Body:
    return finding(scene.fork(), by=scene.cast.platforms).body


def moved(stand: Stand) -> Iterator[Try]:
    """Put acts into each other's files, swap what they saw, and sort them anew."""
    expect = Expect(reason="record-incomplete", verifier=_DAMAGED)
    acts = sorted(stand.base.acts.values(), key=lambda act: act.at)
    first, second = acts[-2:]
    scene = stand.base.fork()
    scene.change(first, second.content())
    scene.change(second, first.content())
    # A bundle has no file names, so only the record can show this.
    given = outline(stand.judged(scene))
    is_held = any(each.code == "record-incomplete" for each in given.reasons)
    is_let = given.verdict in {"go", "conditional"}
    answer = said(JUDGE, is_let=is_let, is_expected=is_held, words="record-incomplete")
    yield Try("two acts in each other's files", (answer,))
    scene = stand.base.fork()
    for act, other in ((first, second), (second, first)):
        payload = act.payload().replace(_heads(act), _heads(other))
        scene.change(act, Envelope(payload, act.signer, act.signature).content())
    yield stand.tried("the heads of two acts swapped", scene, expect)


def _heads(act: Act) -> bytes:
    return msgspec.json.encode(list(act.heads))


def truncated(stand: Stand) -> Iterator[Try]:
    """Cut the end of a record off; somebody noted its head down."""
    scene = stand.base.fork()
    finding(scene, by=stand.cast.platforms, severity=0)
    last = next(iter(scene.tips))
    if verify_heads(scene.read(), [last]):
        raise NotTriedError("a whole record should have the head that was noted down")
    missing = verify_heads(stand.base.read(), [last])
    words = f"{len(missing)} missing"
    answer = said(AUDIT, is_let=not missing, is_expected=bool(missing), words=words)
    yield Try("a finding cut off", (answer,))
    usual = decided(stand)
    refusals = asked(stand, usual.verified, stand.base)
    yield Try("the decision cut off", of_gate(stand, refusals, "not_recorded"))


def replayed(stand: Stand) -> Iterator[Try]:
    """Bring acts along that the same people signed in another workspace."""
    requirement = stand.any_requirement
    elsewhere = "e" * 32 if stand.cast.trust.workspace != "e" * 32 else "d" * 32

    def brought(draft: Draft) -> Draft:
        return replace(draft, workspace=elsewhere) if answers(stand, draft) else draft

    expect = unknown(requirement)
    yield stand.tried("what answered it", stand.told(brought), expect)
    scene = stand.base.fork()
    body = _decision_body(stand, scene, stand.cast.platforms)
    decision = scene.sign(
        ActKind.DETERMINATION, body, by=stand.cast.platforms, at=scene.now, workspace=elsewhere
    )
    content = bundle_by_hand(scene, decision.id, stand.policy_bytes)
    yield Try("the decision", (of_bundle(content, stand, scene, "other_workspace"),))


def answers(stand: Stand, draft: Draft) -> bool:
    """Say whether a draft gives the one requirement its answer that every policy has."""
    requirement = stand.any_requirement
    if requirement.check is None:
        return (
            draft.kind is ActKind.MANUAL_RESULT
            and getattr(draft.body, "requirement", None) == requirement.id
        )
    return draft.kind in {ActKind.RUN_STARTED, ActKind.RUN_ENDED}


def unsigned(stand: Stand) -> Iterator[Try]:
    """Take signatures away, and put others in their place."""
    expect = Expect(reason="record-incomplete", verifier=_DAMAGED)
    kinds = (ActKind.RUN_ENDED, ActKind.MANUAL_RESULT)
    act = next(each for kind in kinds for each in stand.base.of_kind(kind)[-1:])
    stranger = stand.cast.signers["stranger"]
    envelope = open_envelope(act.content())
    message = pre_authentication(envelope.payload)
    for what, signature in (
        ("no signature", b""),
        ("a signature of zeros", bytes(64)),
        ("a stranger's signature", stranger.sign(message)),
    ):
        scene = stand.base.fork()
        content = Envelope(envelope.payload, envelope.keyid, signature).content()
        scene.change(act, content)
        yield stand.tried(what, scene, expect)


def edited_database(stand: Stand) -> Iterator[Try]:
    """Let the database claim passes that nobody signed."""
    target = stand.target
    if stand.gates.judge_workspace is None:
        raise NotTriedError("no workspace with a database was given")
    scene = stand.told(lambda draft: without_check(draft, str(target.check), after_run=""))
    items = tuple(
        item_of(target, f"run-forged-{number}", end)
        for number, end in enumerate(stand.plan.ends, start=1)
    )
    decision = stand.gates.judge_workspace(scene, stand.policy, items)
    given = outline(decision)
    expect = unknown(target)
    is_let = Expect(answer=(target.id, "met")).is_in(given)
    answer = said(DATABASE, is_let=is_let, is_expected=expect.is_in(given), words=expect.words())
    yield Try("passes in the database", (answer,))


def taken_out(stand: Stand) -> Iterator[Try]:
    """Take the newest acts out of a record that a clone saw before."""
    if stand.gates.judge_pulled is None:
        raise NotTriedError("no workspace with a clone was given")
    scene = stand.base.fork()
    finding(scene, by=stand.cast.platforms, severity=0)
    for before, is_seen in ((stand.base, False), (scene, True)):
        decision = stand.gates.judge_pulled(before, stand.base, stand.policy)
        held = any(each.code == "missed-act" for each in decision.reasons)
        if not is_seen and held:
            raise NotTriedError("a record from which nothing was taken should lack nothing")
    answer = said(CLONE, is_let=not held, is_expected=held, words="missed-act")
    yield Try("the newest finding", (answer,))


ROWS: tuple[Case, ...] = (
    Case("changed-byte", Group.RECORD, "a byte changed in an act of each kind", changed_byte),
    Case("removed-act", Group.RECORD, "an act taken away", removed),
    Case("moved-acts", Group.RECORD, "acts in another order", moved),
    Case("truncated", Group.RECORD, "the end cut off, with a head that is expected", truncated),
    Case("taken-out", Group.RECORD, "the newest acts taken out; a clone saw them", taken_out),
    Case("replayed", Group.RECORD, "acts brought along from another workspace", replayed),
    Case("unsigned", Group.RECORD, "evidence that nobody signed", unsigned),
    Case("database", Group.RECORD, "the database says pass, the record nothing", edited_database),
)
"""In the order in which they are told."""
