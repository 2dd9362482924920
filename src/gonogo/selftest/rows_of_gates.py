"""The table of known failures, rows 16 to 28: policies, verdicts, excuses and bundles."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec

from gonogo import digest
from gonogo.documents import DocumentError
from gonogo.evidence import Outcome
from gonogo.people import ActKind, Role
from gonogo.readiness import Block, EmptyPolicyError, Policy, Requirement, Verdict
from gonogo.record import Block as RecordedBlock
from gonogo.record import (
    ManualResultBody,
    OutlineBody,
    PolicyBody,
    RevocationBody,
    RunEndedBody,
)
from gonogo.selftest.case import Case, Group
from gonogo.selftest.moves import run_again, waive
from gonogo.selftest.plan import deployment_of, named
from gonogo.selftest.rows_of_runs import FILE, asked_no_longer
from gonogo.selftest.saying import Try, said
from gonogo.selftest.scene import Scene, bundle_by_hand
from gonogo.selftest.stand import JUDGE, About, Expect, Stand
from gonogo.selftest.stepping import asked, bundled, decided, of_bundle, of_gate
from gonogo.selftest.story import (
    Draft,
    by_hand,
    ended_body,
    item_of,
    manual_body,
    observed,
    tell,
)

_EMPTY = "name: own:empty\ntitle: t\nlevel: OWN\ninterval: 1s\nrequirements: []\n"


def no_requirements(stand: Stand) -> Iterator[Try]:
    """Save a policy that requires nothing, and decide under one."""
    try:
        stand.gates.read_policy(_EMPTY, "selftest.yaml")
    except DocumentError as error:
        found = any("requirements" in each.path for each in error.problems)
        answer = said(FILE, is_let=False, is_expected=found, words="a policy of nothing")
    else:
        answer = said(FILE, is_let=True, is_expected=False, words="a policy of nothing was read")
    yield Try("a file without requirements", (answer,))
    try:
        replace(stand.policy, requirements=())
    except EmptyPolicyError:
        answer = said(JUDGE, is_let=False, is_expected=True, words="a policy of nothing")
    else:
        answer = said(JUDGE, is_let=True, is_expected=False, words="a policy of nothing was made")
    yield Try("a policy without requirements", (answer,))
    yield _empty_in_bundle(stand)


def _empty_in_bundle(stand: Stand) -> Try:
    """Pin a policy of nothing, decide under it, and let somebody verify that."""
    empty = digest.canonical_json({**msgspec.to_builtins(stand.policy), "requirements": []})
    pins = {**stand.cast.trust.policies, stand.policy.name: digest.of_bytes(empty)}
    trust = replace(stand.cast.trust, policies=pins)
    cast = replace(stand.cast, trust=trust)

    def under_it(draft: Draft) -> Draft:
        if draft.kind is ActKind.POLICY:
            return replace(draft, body=PolicyBody(stand.policy.name, digest.of_bytes(empty)))
        return draft

    scene = tell(stand.policy, stand.plan, cast, stand.disk, under_it)
    nothing = OutlineBody((), (), "go")
    decision = stand.determined(scene, claims=nothing, policy_digest=digest.of_bytes(empty))
    content = bundle_by_hand(scene, decision.id, empty)
    return Try("decided under nothing", (of_bundle(content, stand, scene, "malformed", "hold"),))


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
    yield stand.tried("a waiver by a runner", scene, Expect(answer=(requirement.id, "unknown")))


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


def job_skipped(stand: Stand) -> Iterator[Try]:
    """Skip one required job, and pass all others."""
    target = stand.target
    others = [(each, Outcome.PASSED) for each in observed(stand.policy) if each != target]
    for outcome in (Outcome.SKIPPED, Outcome.PRECLUDED, Outcome.NOT_APPLICABLE):
        scene = stand.base.fork()
        run_again(stand, scene, (target, outcome), *others)
        yield stand.tried(outcome.value, scene, Expect(answer=(target.id, "unknown")))


def no_tests(stand: Stand) -> Iterator[Try]:
    """Judge a workspace in which nobody did anything."""
    nothing = {ActKind.RUN_STARTED, ActKind.RUN_ENDED, ActKind.MANUAL_RESULT}
    scene = stand.told(lambda draft: None if draft.kind in nothing else draft)
    expect = Expect(answer=(stand.any_requirement.id, "unknown"))
    yield stand.tried("nothing was done", scene, expect)


def no_hypothesis(stand: Stand) -> Iterator[Try]:
    """Complete an experiment that says nothing, and fail to mend what was broken."""
    manual = [each for each in by_hand(stand.policy) if "fault" in each.id]
    requirement = (manual or [stand.any_requirement])[0]
    if requirement.check is None:
        scene = stand.told(lambda draft: None if signs(draft, requirement) else draft)
        expect = Expect(answer=(requirement.id, "unknown"))
        yield stand.tried("completed, and nobody says what was shown", scene, expect)
        scene = stand.base.fork()
        body = msgspec.structs.replace(manual_body(requirement.id), outcome="failed")
        who = stand.cast.those_with(*(Role(each) for each in requirement.roles))[0]
        scene.sign(ActKind.MANUAL_RESULT, body, by=who)
    else:
        scene = stand.base.fork()
        run_again(stand, scene, asked=[requirement])
        expect = Expect(answer=(requirement.id, "unknown"))
        yield stand.tried("completed, and says nothing", scene, expect)
        scene = stand.base.fork()
        run_again(stand, scene, (requirement, Outcome.FAILED))
    yield stand.tried("a rollback that failed", scene, Expect(answer=(requirement.id, "unmet")))


def stale(stand: Stand) -> Iterator[Try]:
    """Let a sample grow old, and look at a series that is absent."""
    target = stand.target
    expect = Expect(answer=(target.id, "unknown"))
    yield stand.tried("a stale sample", asked_no_longer(stand), expect)
    scene = stand.base.fork()
    other = replace(item_of(target, f"run-again-{len(scene.acts)}", scene.now), chain="other-l2")
    run_again(stand, scene, asked=[target], evidence=(other,))
    yield stand.tried("a series of another chain", scene, expect)


def other_build(stand: Stand) -> Iterator[Try]:
    """Judge another deployment by what was seen of this one, and by what is too old."""
    requirement = stand.any_requirement
    about = About(deployment=deployment_of("another build").digest)
    expect = Expect(answer=(requirement.id, "unknown"))
    yield stand.tried("evidence of another build", stand.base, expect, about)
    if observed(stand.policy):
        expect_target = Expect(answer=(stand.target.id, "unknown"))
        yield stand.tried("seen of another build", _of_other(stand), expect_target)
    longest = max(each.freshness_seconds for each in stand.policy.requirements)
    late = stand.later(stand.base, longest + 120)
    yield stand.tried("evidence that is too old", late, expect)
    if observed(stand.policy):
        notes = " ".join(stand.judged(stand.base, about).notes)
        is_told = "Not counted" in notes
        answer = said(JUDGE, is_let=False, is_expected=is_told, words="and said so")
        yield Try("it is told that it does not count", (answer,))


def _of_other(stand: Stand) -> Scene:
    """Return a scene in which one check saw another deployment than its runs were on."""

    def elsewhere(draft: Draft) -> Draft:
        if not isinstance(draft.body, RunEndedBody):
            return draft
        items = tuple(
            replace(each, deployment=named("another build"))
            if each.check == stand.target.check
            else each
            for each in draft.body.evidence
        )
        return replace(draft, body=msgspec.structs.replace(draft.body, evidence=items))

    return stand.told(elsewhere)


def unknown_word(stand: Stand) -> Iterator[Try]:
    """Say a word that nobody knows, signed by somebody who may."""
    target = observed(stand.policy)
    expect = Expect(reason="record-incomplete", verifier=("damaged",))
    if target:
        item = item_of(target[0], "run-again", stand.base.now)
        words = {"outcome": "green"}
        body = _plain(ended_body("run-again", (item,)))
        body["evidence"][0].update(words)
        scene = stand.base.fork()
        _sign_plain(scene, ActKind.RUN_ENDED, body, by=stand.cast.runner)
        yield stand.tried("an outcome called green", scene, expect)
        body = _plain(ended_body("run-again", (item,))) | {"state": "completed"}
        scene = stand.base.fork()
        _sign_plain(scene, ActKind.RUN_ENDED, body, by=stand.cast.runner)
        yield stand.tried("a run that is completed", scene, expect)
    scene = stand.base.fork()
    body = _plain(manual_body(stand.any_requirement.id)) | {"outcome": "ok"}
    _sign_plain(scene, ActKind.MANUAL_RESULT, body, by=stand.cast.platforms)
    yield stand.tried("a sign-off that is ok", scene, expect)


def _plain(body: object) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(digest.canonical_json(body))
    return plain


def _sign_plain(scene: Scene, kind: ActKind, body: dict[str, Any], *, by: str) -> None:
    """Sign a statement whose body no honest program would write."""
    content = digest.canonical_json(body)
    statement = {
        "_type": "https://in-toto.io/Statement/v1",
        "predicate": {
            "at": f"{scene.now:%Y-%m-%dT%H:%M:%SZ}",
            "body": body,
            "heads": list(scene.tips),
            "signer": scene.cast.signers[by].fingerprint,
            "workspace": scene.trust.workspace,
        },
        "predicateType": f"urn:gonogo:act:{kind.value}:v1",
        "subject": [
            {
                "digest": {"sha256": digest.of_bytes(content).removeprefix("sha256:")},
                "name": kind.value,
            }
        ],
    }
    scene.sign_raw(digest.canonical_json(statement), by=by)


def in_process(stand: Stand) -> Iterator[Try]:
    """Pass everything in a process that never touched the network."""
    target = stand.target

    def untouched(draft: Draft) -> Draft:
        if not isinstance(draft.body, RunEndedBody):
            return draft
        items = tuple(replace(each, deployment=named("in process")) for each in draft.body.evidence)
        body = msgspec.structs.replace(draft.body, deployment=None, evidence=items)
        return replace(draft, body=body)

    scene = stand.told(untouched)
    expect = Expect(answer=(target.id, "unknown"))
    yield stand.tried("passes of no deployment that anybody read", scene, expect)


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


def laxer(policy: Policy) -> Policy:
    """Return a policy of the same name that asks only for the first of its requirements."""
    if len(policy.requirements) > 1:
        return replace(policy, requirements=policy.requirements[:1])
    first = policy.requirements[0]
    longer = replace(first, freshness_seconds=first.freshness_seconds * 10)
    return replace(policy, requirements=(longer,))


ROWS: tuple[Case, ...] = (
    Case("no-requirements", Group.ROWS, "a gate with no blocking requirement", no_requirements, 16),
    Case("fails-again", Group.ROWS, "what was accepted fails, looked at again", fails_again, 17),
    Case("no-answers", Group.ROWS, "no answers: all of nothing", no_answers, 18),
    Case("second-boolean", Group.ROWS, "a reason recorded, and go beside it", second_boolean, 19),
    Case("tool-excuses", Group.ROWS, "the tool that saw the failure excuses it", tool_excuses, 20),
    Case("job-skipped", Group.ROWS, "one required job skipped", job_skipped, 21),
    Case("no-tests", Group.ROWS, "no tests at all", no_tests, 22),
    Case(
        "no-hypothesis",
        Group.ROWS,
        "an experiment without hypothesis; a rollback that failed",
        no_hypothesis,
        23,
        "that an experiment which breaks something on purpose names its hypothesis",
    ),
    Case("stale", Group.ROWS, "a series that is absent, a sample that is stale", stale, 24),
    Case("other-build", Group.ROWS, "evidence of another build, or too old", other_build, 25),
    Case("unknown-word", Group.ROWS, "a word that nobody knows, from an adapter", unknown_word, 26),
    Case(
        "in-process",
        Group.ROWS,
        "tests that never touch the network are green for it",
        in_process,
        27,
        "that calls of suites are recorded on their way to the network",
    ),
    Case(
        "genuine-elsewhere",
        Group.ROWS,
        "a genuine bundle of another candidate, stage or laxer policy",
        genuine_elsewhere,
        28,
    ),
)
"""Rows 16 to 28, in order."""
