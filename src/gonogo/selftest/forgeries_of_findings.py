"""Forgeries about what is wrong: talked down, excused, signed off by those who may not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from gonogo.evidence import Outcome
from gonogo.people import ActKind, Role
from gonogo.readiness import Requirement
from gonogo.readiness.policy_rows import APPROVAL
from gonogo.record import Act, AnnotationBody, EndorsementBody, ManualResultBody, ResolutionBody
from gonogo.selftest.case import Case, Group
from gonogo.selftest.cast import GUEST
from gonogo.selftest.drafts import Draft
from gonogo.selftest.expectation import Expect, unknown
from gonogo.selftest.moves import endorse, finding, plan, rate, run_again, waive
from gonogo.selftest.plan import by_hand, named
from gonogo.selftest.rows_of_decisions import disturbed_scene, signs
from gonogo.selftest.saying import NotAskedError, Try
from gonogo.selftest.scene import Scene
from gonogo.selftest.stand import Stand

_BLOCKS = Expect(reason="finding-blocks")


def self_lowered(stand: Stand) -> Iterator[Try]:
    """Lower a severity alone: without a second, by oneself, by one's second key, by anybody."""
    cast = stand.cast
    one = cast.platforms
    allowed, lower = _lowered(stand)
    endorse(allowed, lower, by=cast.other_platforms)
    stand.require_passing("a severity that two lowered", allowed)
    for what, by in (
        ("nobody else agreed", None),
        ("agreed to by oneself", one),
        ("agreed to by one's second key", f"{one}#2"),
        ("agreed to by somebody without the role", GUEST),
        ("agreed to by a runner", cast.runner),
    ):
        scene, lower = _lowered(stand)
        if by is not None:
            endorse(scene, lower, by=by)
        yield stand.tried(what, scene, _BLOCKS)
    scene = stand.base.fork()
    found = finding(scene, by=one, severity=1)
    rate(scene, found.id, 3, by=GUEST)
    yield stand.tried("rated by somebody without the role", scene, _BLOCKS)


def _lowered(stand: Stand) -> tuple[Scene, Act]:
    scene = stand.base.fork()
    found = finding(scene, by=GUEST)
    rate(scene, found.id, 1, by=stand.cast.platforms)
    return scene, rate(scene, found.id, 3, by=stand.cast.platforms)


def own_severity(stand: Stand) -> Iterator[Try]:
    """Report something, and say oneself that it is nothing."""
    scene = stand.base.fork()
    found = finding(scene, by=GUEST, severity=3)
    allowed = scene.fork()
    rate(allowed, found.id, 3, by=stand.cast.platforms)
    stand.require_passing("a finding that Platforms rated SEV 3", allowed)
    yield stand.tried("the reporter's own rating", scene, Expect(reason="finding-unrated"))


def own_plan(stand: Stand) -> Iterator[Try]:
    """Accept one's own plan, and go on by one whose time is over."""
    one, other = stand.cast.platforms, stand.cast.other_platforms
    allowed, _ = _planned(stand, by=other)
    stand.require_passing("a SEV 2 with a plan that was accepted", allowed)
    for what, by in (
        ("accepted by nobody", None),
        ("accepted by its owner", one),
        ("accepted by its owner's second key", f"{one}#2"),
        ("accepted by somebody without the role", GUEST),
    ):
        scene, _ = _planned(stand, by=by)
        yield stand.tried(what, scene, _BLOCKS)
    scene, _ = _planned(stand, by=other, days=-1)
    yield stand.tried("its day is past", scene, _BLOCKS)
    scene, _ = _planned(stand, by=other, severity=1)
    yield stand.tried("a plan for a SEV 1", scene, _BLOCKS)
    scene, _ = _planned(stand, by=other, drill=named("a drill that nobody made"))
    yield stand.tried("a drill that nobody made", scene, _BLOCKS)
    scene, planned = _planned(stand, by=None)
    agreed = EndorsementBody(planned.id, "agreed")
    tomorrow = scene.now + timedelta(days=1)
    scene.sign(ActKind.ENDORSEMENT, agreed, by=other, at=tomorrow)
    scene.now = stand.base.now + timedelta(minutes=1)
    yield stand.tried("accepted tomorrow", scene, _BLOCKS)


def _planned(
    stand: Stand,
    *,
    by: str | None,
    days: int = 3,
    severity: int = 2,
    drill: str | None = None,
) -> tuple[Scene, Act]:
    scene = stand.base.fork()
    found = finding(scene, by=GUEST)
    rate(scene, found.id, severity, by=stand.cast.platforms)
    planned = plan(scene, found.id, by=stand.cast.platforms, days=days, drill=drill)
    if by is not None:
        endorse(scene, planned, by=by)
    return scene, planned


def own_duplicate(stand: Stand) -> Iterator[Try]:
    """Make a finding go away by calling it another's duplicate, or by saying that it is mended."""
    one = stand.cast.platforms
    scene = stand.base.fork()
    grave, mild = (finding(scene, by=GUEST) for _ in range(2))
    rate(scene, grave.id, 1, by=one)
    rate(scene, mild.id, 3, by=one)
    allowed = scene.fork()
    for each in (grave, mild):
        mended = allowed.sign(ActKind.RESOLUTION, ResolutionBody(each.id, "cause", "fix"), by=one)
        endorse(allowed, mended, by=stand.cast.other_platforms)
    stand.require_passing("findings that two resolved", allowed)
    forged = scene.fork()
    forged.sign(ActKind.ANNOTATION, AnnotationBody(grave.id, None, None, mild.id), by=one)
    mended = forged.sign(ActKind.RESOLUTION, ResolutionBody(mild.id, "cause", "fix"), by=one)
    endorse(forged, mended, by=stand.cast.other_platforms)
    yield stand.tried("a duplicate that nobody agreed to", forged, _BLOCKS)
    forged = scene.fork()
    mended = forged.sign(ActKind.RESOLUTION, ResolutionBody(grave.id, "cause", "fix"), by=one)
    endorse(forged, mended, by=f"{one}#2")
    yield stand.tried("mended, as its mender alone agrees", forged, _BLOCKS)


def claimed_fixed(stand: Stand) -> Iterator[Try]:
    """Claim that a failure is mended, without a later pass that bears it out."""
    target = stand.target
    scene = stand.base.fork()
    failed = run_again(stand, scene, (target, Outcome.FAILED))
    found = next(each.id for each in stand.compiled(scene).findings if failed is not None)
    rate(scene, found, 3, by=stand.cast.platforms)
    body = ResolutionBody(found, "cause", "fix")
    endorse(
        scene,
        scene.sign(ActKind.RESOLUTION, body, by=stand.cast.platforms),
        by=stand.cast.other_platforms,
    )
    expect = Expect(answer=(target.id, "unmet"))
    yield stand.tried("claimed, and never passed again", scene, expect)


def waived_invariant(stand: Stand) -> Iterator[Try]:
    """Excuse an invariant."""
    found = [each for each in stand.policy.requirements if each.is_invariant]
    if not found:
        raise NotAskedError("it has no invariant")
    invariant = next((each for each in found if each.check is not None), found[0])
    for outcome, answer in ((Outcome.FAILED, "unmet"), (Outcome.ERRORED, "unknown")):
        if invariant.check is None:
            scene = stand.told(lambda draft: None if signs(draft, invariant) else draft)
            answer = "unknown"  # noqa: PLW2901 - Nobody signed it.
        else:
            scene = stand.base.fork()
            run_again(stand, scene, (invariant, outcome))
        _rate_all(stand, scene, 3)
        waive(scene, invariant.id, by=stand.cast.platforms)
        expect = Expect(answer=(invariant.id, answer))
        yield stand.tried(f"{outcome.value}, and waived", scene, expect)


def waived_approval(stand: Stand) -> Iterator[Try]:
    """Approve alone, and excuse the approval of the second person."""
    found = [each for each in by_hand(stand.policy) if each.id.startswith(APPROVAL)]
    if not found:
        raise NotAskedError("it asks for nobody's approval")
    for requirement in found:
        signed = 0

        def but_the_last(draft: Draft, requirement: Requirement = requirement) -> Draft | None:
            nonlocal signed
            signed += signs(draft, requirement)
            return None if signs(draft, requirement) and signed == requirement.people else draft

        scene = stand.told(but_the_last)
        waive(scene, requirement.id, by=stand.cast.platforms)
        expect = unknown(requirement)
        yield stand.tried(f"{requirement.id}, one person short", scene, expect)


def waived_grave(stand: Stand) -> Iterator[Try]:
    """Excuse a failure that is rated SEV 1, or SEV 0."""
    requirement = stand.waivable
    if requirement.check is None:
        raise NotAskedError("no check answers any of its requirements that may be waived")
    for severity in (3, 1, 0):
        scene = stand.base.fork()
        run_again(stand, scene, (requirement, Outcome.FAILED))
        _rate_all(stand, scene, severity)
        waive(scene, requirement.id, by=stand.cast.platforms)
        if severity == 3:  # noqa: PLR2004 - What may be excused.
            stand.require_passing("a waiver of a failure that is rated SEV 3", scene)
            continue
        expect = Expect(answer=(requirement.id, "unmet"), reason="finding-blocks")
        yield stand.tried(f"a waiver of SEV {severity}", scene, expect)
    scene = stand.base.fork()
    run_again(stand, scene, (requirement, Outcome.FAILED))
    _rate_all(stand, scene, 1)
    for found in stand.compiled(scene).findings:
        planned = plan(scene, found.id, by=stand.cast.platforms)
        endorse(scene, planned, by=stand.cast.other_platforms)
    yield stand.tried("a plan for a failure of SEV 1", scene, expect)


def _rate_all(stand: Stand, scene: Scene, severity: int) -> None:
    for found in stand.compiled(scene).findings:
        rate(scene, found.id, severity, by=stand.cast.platforms)


def waived_elsewhere(stand: Stand) -> Iterator[Try]:
    """Excuse by a waiver of another deployment, of another requirement, and by one that is over."""
    disturbed, requirement = disturbed_scene(stand)
    by = stand.cast.platforms
    allowed = disturbed.fork()
    waive(allowed, requirement.id, by=by)
    stand.require_passing("a waiver by Platforms", allowed)
    expect = unknown(requirement)
    scene = disturbed.fork()
    waive(scene, requirement.id, by=by, deployment=named("elsewhere"))
    yield stand.tried("of another deployment", scene, expect)
    scene = disturbed.fork()
    waive(scene, f"{requirement.id}-other", by=by)
    yield stand.tried("of another requirement", scene, expect)
    scene = disturbed.fork()
    waive(scene, requirement.id, by=by, days=3 / 86400)
    scene.now += timedelta(seconds=5)
    yield stand.tried("that ran out", scene, expect)
    scene = disturbed.fork()
    waive(scene, requirement.id, by=GUEST)
    yield stand.tried("by somebody without the role", scene, expect)


def wrong_role(stand: Stand) -> Iterator[Try]:
    """Sign a requirement off without the role that it names."""
    for requirement in by_hand(stand.policy):
        roles = {Role(each) for each in requirement.roles}
        others = [each for each in stand.cast.those_without(*roles) if each != GUEST]
        if others:
            break
    else:
        raise NotAskedError("whoever signs anything may sign every requirement")

    def by_other(draft: Draft) -> Draft:
        return replace(draft, by=others[0]) if signs(draft, requirement) else draft

    what = f"{requirement.id}, by another role"
    yield stand.tried(what, stand.told(by_other), unknown(requirement))


def same_person_twice(stand: Stand) -> Iterator[Try]:
    """Sign twice what two people must sign."""
    found = [each for each in by_hand(stand.policy) if each.people > 1]
    if not found:
        raise NotAskedError("no requirement takes more than one person")
    requirement = found[0]
    keys = _keys_of_one(stand, requirement)

    def by_one(draft: Draft) -> Draft:
        if not signs(draft, requirement):
            return draft
        body = draft.body
        assert isinstance(body, ManualResultBody)  # noqa: S101 - `signs` says so.
        return replace(draft, by=keys[draft.by == keys[0]])

    yield stand.tried("two keys of one person", stand.told(by_one), unknown(requirement))


def _keys_of_one(stand: Stand, requirement: Requirement) -> tuple[str, str]:
    name = stand.cast.those_with(*(Role(each) for each in requirement.roles))[0]
    return name, f"{name}#2"


ROWS: tuple[Case, ...] = (
    Case("self-lowered", Group.FINDINGS, "a severity lowered by one alone", self_lowered),
    Case("own-severity", Group.FINDINGS, "the reporter's own severity", own_severity),
    Case("own-plan", Group.FINDINGS, "a plan that its owner accepts; that is over", own_plan),
    Case("own-duplicate", Group.FINDINGS, "a finding made to vanish by one alone", own_duplicate),
    Case("claimed-fixed", Group.FINDINGS, "a failure that is claimed to be mended", claimed_fixed),
    Case("waived-invariant", Group.FINDINGS, "a waiver of an invariant", waived_invariant),
    Case("waived-approval", Group.FINDINGS, "a waiver of somebody's approval", waived_approval),
    Case("waived-grave", Group.FINDINGS, "a waiver of SEV 0 or SEV 1", waived_grave),
    Case(
        "waived-elsewhere",
        Group.FINDINGS,
        "a waiver of another deployment; that ran out; by the wrong role",
        waived_elsewhere,
    ),
    Case("wrong-role", Group.FINDINGS, "a sign-off by the wrong role", wrong_role),
    Case("same-person", Group.FINDINGS, "two sign-offs by one person", same_person_twice),
)
"""In the order in which they are told."""
