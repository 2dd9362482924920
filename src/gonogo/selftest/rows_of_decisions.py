"""Rows of the table of known failures about decisions: exit codes, excuses and bundles.

A verdict is computed from its reasons and never set beside them. Who saw a failure does
not excuse it, and a genuine bundle is one of exactly what is asked for.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import msgspec

from gonogo import digest
from gonogo.evidence import Outcome
from gonogo.people import ActKind, Role
from gonogo.readiness import Block, Requirement, Verdict
from gonogo.record import Block as RecordedBlock
from gonogo.record import (
    ManualResultBody,
    OutlineBody,
    ResolutionBody,
    RevocationBody,
    RunEndedBody,
)
from gonogo.selftest.bodies import item_of, manual_body
from gonogo.selftest.case import Case, Group
from gonogo.selftest.drafts import Draft
from gonogo.selftest.expectation import Expect, unknown
from gonogo.selftest.gates import JUDGE
from gonogo.selftest.moves import run_again, waive
from gonogo.selftest.plan import by_hand, named, observed
from gonogo.selftest.rows_of_policies import laxer
from gonogo.selftest.saying import NotTriedError, Try, said
from gonogo.selftest.scene import Scene, bundle_by_hand
from gonogo.selftest.stand import About, Stand
from gonogo.selftest.stepping import asked, bundled, decided, of_bundle, of_gate
from gonogo.verifier.command import exit_code

_FAILURES, _MANY_FAILURES = 5, 60


def wrong_exit_code(stand: Stand) -> Iterator[Try]:
    """End a command with zero whatever the verdict."""
    for verdict in Verdict:
        code = stand.gates.exit_code(verdict)
        is_zero_right = (code == 0) == (verdict is Verdict.GO)
        words = f"{verdict.value} is {code}"
        answer = said("exit code", is_let=not is_zero_right, is_expected=is_zero_right, words=words)
        yield Try(f"the exit code of {verdict.value}", (answer,))
    target = stand.target
    scene = stand.base.fork()
    run_again(stand, scene, (target, Outcome.FAILED))
    yield stand.tried("a run with a failure", scene, Expect(answer=(target.id, "unmet")))
    code = stand.gates.exit_code(stand.judged(scene).verdict)
    verified = int(exit_code(stand.verified(scene)))
    words = f"assess {code}, verify {verified}"
    answer = said(
        "exit code", is_let=0 in {code, verified}, is_expected=code == verified == 1, words=words
    )
    yield Try("the exit codes of a run with a failure", (answer,))
    yield from _fails_too_often(stand)


def _fails_too_often(stand: Stand) -> Iterator[Try]:
    """Fail some of many times, mended and passed since, where a rate is bounded."""
    rated = [each for each in observed(stand.policy) if each.repeatable_failure_percent]
    if not rated:
        return
    for count, answer in ((_FAILURES, "unknown"), (_MANY_FAILURES, "unmet")):
        scene = _with_failures(stand, rated[0], count)
        expect = Expect(answer=(rated[0].id, answer))
        yield stand.tried(f"{count} failures against the rate, all mended", scene, expect)


def _with_failures(stand: Stand, target: Requirement, count: int) -> Scene:
    first = stand.plan.began - timedelta(minutes=1)
    failed = tuple(
        item_of(target, "run-1", first - number * timedelta(seconds=1), Outcome.FAILED, seconds=0.5)
        for number in range(count)
    )

    def with_failures(draft: Draft) -> Draft:
        if isinstance(draft.body, RunEndedBody) and draft.body.run == "run-1":
            items = (*failed, *draft.body.evidence)
            return replace(draft, body=msgspec.structs.replace(draft.body, evidence=items))
        return draft

    scene = stand.told(with_failures)
    people = scene.of_kind(ActKind.PEOPLE)[0]
    for found in stand.compiled(scene).findings:
        body = ResolutionBody(found.id, "a cause", "a fix")
        by = stand.cast.platforms
        scene.sign(ActKind.RESOLUTION, body, by=by, at=people.at, heads=[people.id])
    resolved = stand.compiled(scene).findings
    if not resolved or not all(each.resolution for each in resolved):
        raise NotTriedError("what failed should have been claimed to be mended")
    return scene


def fails_again(stand: Stand) -> Iterator[Try]:
    """Decide, and then take it back: by a revocation, and by a later decision that holds."""
    usual = decided(stand)
    for code in ("revoked", "superseded"):
        scene = usual.scene.fork()
        if code == "revoked":
            body = RevocationBody(usual.decision.id, "it failed when it was looked at again")
            scene.sign(ActKind.REVOCATION, body, by=stand.cast.platforms)
        else:
            scene.now += timedelta(seconds=1)
            held = OutlineBody((), (), "hold")
            stand.determined(scene, claims=held, supersedes=(usual.decision.id,))
        content = bundled(stand, scene, usual.decision)
        told = (
            of_bundle(content, stand, scene, code),
            *of_gate(stand, asked(stand, usual.verified, scene), code),
        )
        yield Try(code, told)


def no_answers(stand: Stand) -> Iterator[Try]:
    """Judge no chain, and promote no feature."""
    about = About(chains=())
    yield stand.tried("no chain", stand.base, Expect(reason="no-chains"), about)
    scene = stand.base.fork()
    decision = stand.determined(scene, features=())
    told = of_bundle(
        bundled(stand, scene, decision),
        stand,
        scene,
        "verdict_differs",
        "not_these_chains",
        chains=frozenset(),
    )
    yield Try("no chain asked for", (told,))


def second_boolean(stand: Stand) -> Iterator[Try]:
    """Say go beside reasons that hold."""
    block = Block("blocked", "selftest", Verdict.HOLD, "a reason recorded")
    decision = stand.judged(stand.base, About(blocks=(block,)))
    is_held = decision.verdict is Verdict.HOLD
    answer = said(JUDGE, is_let=not is_held, is_expected=is_held, words="computed from the reasons")
    yield Try("a reason that holds", (answer,))
    scene = stand.base.fork()
    blocks = (RecordedBlock("blocked", "selftest", "hold", "a reason recorded"),)
    decided_go = stand.determined(scene, blocks=blocks)
    content = bundled(stand, scene, decided_go)
    yield Try("go beside it", (of_bundle(content, stand, scene, "verdict_differs"),))


def tool_excuses(stand: Stand) -> Iterator[Try]:
    """Let the machine that saw the failure write the excuse."""
    disturbed, requirement = disturbed_scene(stand)
    allowed = disturbed.fork()
    waive(allowed, requirement.id, by=stand.cast.platforms)
    stand.require_passing("a waiver by Platforms", allowed)
    scene = disturbed.fork()
    waive(scene, requirement.id, by=stand.cast.runner)
    yield stand.tried("a waiver by a runner", scene, unknown(requirement))


def disturbed_scene(stand: Stand) -> tuple[Scene, Requirement]:
    """Return a scene in which one requirement that may be waived is unknown.

    Raises:
        NotAskedError: none may be waived.
    """
    requirement = stand.waivable
    if requirement.check is not None:
        scene = stand.base.fork()
        run_again(stand, scene, (requirement, Outcome.ERRORED))
        return scene, requirement
    return stand.told(lambda draft: None if signs(draft, requirement) else draft), requirement


def signs(draft: Draft, requirement: Requirement) -> bool:
    """Say whether a draft signs a requirement off."""
    body = draft.body
    return isinstance(body, ManualResultBody) and body.requirement == requirement.id


def no_hypothesis(stand: Stand) -> Iterator[Try]:
    """Complete an experiment that says nothing, and fail to mend what was broken."""
    manual = [each for each in by_hand(stand.policy) if "fault" in each.id]
    requirement = (manual or [stand.any_requirement])[0]
    if requirement.check is None:
        scene = stand.told(lambda draft: None if signs(draft, requirement) else draft)
        expect = unknown(requirement)
        yield stand.tried("completed, and nobody says what was shown", scene, expect)
        scene = stand.base.fork()
        body = msgspec.structs.replace(manual_body(requirement.id), outcome="failed")
        who = stand.cast.those_with(*(Role(each) for each in requirement.roles))[0]
        scene.sign(ActKind.MANUAL_RESULT, body, by=who)
    else:
        scene = stand.base.fork()
        run_again(stand, scene, asked=[requirement])
        expect = unknown(requirement)
        yield stand.tried("completed, and says nothing", scene, expect)
        scene = stand.base.fork()
        run_again(stand, scene, (requirement, Outcome.FAILED))
    yield stand.tried("a rollback that failed", scene, Expect(answer=(requirement.id, "unmet")))


def genuine_elsewhere(stand: Stand) -> Iterator[Try]:
    """Show a genuine bundle to somebody who asks for something else."""
    usual = decided(stand)
    content = bundled(stand, usual.scene, usual.decision)
    other = named("another")
    for what, code, changes in (
        ("another candidate", "not_this_candidate", {"candidate": other}),
        ("another deployment", "not_this_deployment", {"deployment": other}),
        ("another network", "not_this_network", {"network": "elsewhere"}),
        ("another chain", "not_these_chains", {"chains": frozenset({"elsewhere"})}),
        ("another stage", "not_this_transition", {"transition": "promote:elsewhere"}),
    ):
        told = [of_bundle(content, stand, usual.scene, code, **changes)]
        if what != "another chain":
            changed = {
                name: "elsewhere" if name == "transition" else value
                for name, value in changes.items()
            }
            refusals = asked(stand, usual.verified, usual.scene, **changed)  # type: ignore[arg-type]
            told += of_gate(stand, refusals, code)
        yield Try(what, tuple(told))
    yield _laxer_in_bundle(stand)


def _laxer_in_bundle(stand: Stand) -> Try:
    """Decide under a policy that asks less than the one which is pinned."""
    lax = digest.canonical_json(laxer(stand.policy))
    scene = stand.base.fork()
    decision = stand.determined(scene, policy_digest=digest.of_bytes(lax))
    content = bundle_by_hand(scene, decision.id, lax)
    return Try("a laxer policy", (of_bundle(content, stand, scene, "policy_mismatch"),))


ROWS: tuple[Case, ...] = (
    Case(
        "exit-code",
        Group.ROWS,
        "a run with failures that exits with 0",
        wrong_exit_code,
        9,
        "runs of suites for stability",
    ),
    Case("fails-again", Group.ROWS, "what was accepted fails, looked at again", fails_again, 17),
    Case("no-answers", Group.ROWS, "no answers: all of nothing", no_answers, 18),
    Case("second-boolean", Group.ROWS, "a reason recorded, and go beside it", second_boolean, 19),
    Case("tool-excuses", Group.ROWS, "the tool that saw the failure excuses it", tool_excuses, 20),
    Case(
        "no-hypothesis",
        Group.ROWS,
        "an experiment without hypothesis; a rollback that failed",
        no_hypothesis,
        23,
        "that an experiment which breaks something on purpose names its hypothesis",
    ),
    Case(
        "genuine-elsewhere",
        Group.ROWS,
        "a genuine bundle of another candidate, stage or laxer policy",
        genuine_elsewhere,
        28,
    ),
)
"""In the order of the table."""
