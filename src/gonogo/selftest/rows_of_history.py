"""Rows of the table of known failures about history: too little was seen, too long ago, elsewhere.

What was never measured is unknown, and what failed is not forgiven because it is long
ago. Evidence grows old, and says nothing of another build.
"""

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from gonogo.evidence import Outcome
from gonogo.people import ActKind
from gonogo.record import RunEndedBody, RunStartedBody
from gonogo.selftest.bodies import item_of
from gonogo.selftest.case import Case, Group
from gonogo.selftest.drafts import Draft
from gonogo.selftest.expectation import Expect, unknown
from gonogo.selftest.gates import JUDGE
from gonogo.selftest.moves import run_again
from gonogo.selftest.plan import deployment_of, named, observed
from gonogo.selftest.saying import Try, said
from gonogo.selftest.scene import Scene
from gonogo.selftest.stand import About, Stand


def never_measured(stand: Stand) -> Iterator[Try]:
    """Stop before the first measurement, and let every measurement err."""
    target = stand.target
    scene = stand.base.fork()
    run_again(stand, scene, asked=[target], state="cancelled")
    yield stand.tried("stopped before any measurement", scene, unknown(stand.target))
    scene = stand.base.fork()
    run_again(stand, scene, *((each, Outcome.ERRORED) for each in observed(stand.policy)))
    yield stand.tried("all measurements errored", scene, unknown(stand.target))


def group_without_data(stand: Stand) -> Iterator[Try]:
    """Take all evidence of one requirement away, and never ask for it."""
    target = stand.target
    scene = stand.told(lambda draft: without_check(draft, str(target.check), after_run=""))
    yield stand.tried("no data at all", scene, unknown(stand.target))


def no_history(stand: Stand) -> Iterator[Try]:
    """Judge a workspace in which nothing was ever run, and one with a pass too few."""
    stand.target  # noqa: B018 - Says what is missing where nothing is observed.
    scene = stand.told(lambda draft: None if _is_of_run(draft) else draft)
    yield stand.tried("no run was ever made", scene, unknown(stand.target))
    most = max(
        observed(stand.policy),
        key=lambda each: (each.passes, each.repeatable_failure_percent is not None),
    )
    if most.passes > 1 or most.repeatable_failure_percent is not None:
        scene = stand.told(lambda draft: _only_last_window(stand, draft, str(most.check)))
        expect = unknown(most)
        yield stand.tried("one pass where more are asked", scene, expect)
    yield from _rate_unbounded(stand)


def _rate_unbounded(stand: Stand) -> Iterator[Try]:
    """Pass once under a policy that bounds a rate, and asks for no number of passes besides."""
    rated = [each for each in observed(stand.policy) if each.repeatable_failure_percent]
    if not rated:
        return
    target = replace(rated[0], passes=1)
    asked = tuple(target if each == rated[0] else each for each in stand.policy.requirements)
    once = stand.under(replace(stand.policy, requirements=asked))
    scene = once.told(lambda draft: _only_last_window(once, draft, str(target.check)))
    expect = unknown(target)
    yield once.tried("too few passes to bound the rate", scene, expect)


def pardoned(stand: Stand) -> Iterator[Try]:
    """Fail once, fail twice, and do not run; nobody waived anything."""
    target = stand.target
    for times in (1, 2):
        scene = stand.base.fork()
        for _ in range(times):
            run_again(stand, scene, (target, Outcome.FAILED))
        expect = Expect(answer=(target.id, "unmet"))
        yield stand.tried(f"failed {times} times", scene, expect)
    if not stand.policy.resolves_by_pass:
        run_again(stand, scene, (target, Outcome.PASSED))
        yield stand.tried("passed after it, and nobody said why it failed", scene, expect)
    scene = stand.base.fork()
    run_again(stand, scene, asked=[target])
    yield stand.tried("did not run", scene, unknown(stand.target))


def vanished(stand: Stand) -> Iterator[Try]:
    """Ask a question no longer, until what was seen of it is too old."""
    yield stand.tried("gone from the sample", asked_no_longer(stand), unknown(stand.target))


def asked_no_longer(stand: Stand) -> Scene:
    """Return a scene in which all but one question was asked again when its pass had aged."""
    target = stand.target
    scene = stand.later(stand.base, target.freshness_seconds + 120)
    others = [each for each in observed(stand.policy) if each.check != target.check]
    run_again(stand, scene, *((each, Outcome.PASSED) for each in others))
    return scene


def _is_of_run(draft: Draft) -> bool:
    return draft.kind in {ActKind.RUN_STARTED, ActKind.RUN_ENDED}


def without_check(draft: Draft, check: str, *, after_run: str) -> Draft:
    """Return a draft without a check, if it is of a run later than one."""
    body = draft.body
    if isinstance(body, RunStartedBody) and body.run > after_run:
        kept = tuple(each for each in body.selections if each.check != check)
        return replace(draft, body=msgspec.structs.replace(body, selections=kept))
    if isinstance(body, RunEndedBody) and body.run > after_run:
        items = tuple(each for each in body.evidence if each.check != check)
        return replace(draft, body=msgspec.structs.replace(body, evidence=items))
    return draft


def _only_last_window(stand: Stand, draft: Draft, check: str) -> Draft:
    body = draft.body
    if not isinstance(body, RunEndedBody):
        return draft
    last = stand.plan.ends[-1]
    items = tuple(
        each for each in body.evidence if each.check != check or each.window.ended_at == last
    )
    return replace(draft, body=msgspec.structs.replace(body, evidence=items))


def no_tests(stand: Stand) -> Iterator[Try]:
    """Judge a workspace in which nobody did anything."""
    nothing = {ActKind.RUN_STARTED, ActKind.RUN_ENDED, ActKind.MANUAL_RESULT}
    scene = stand.told(lambda draft: None if draft.kind in nothing else draft)
    expect = unknown(stand.any_requirement)
    yield stand.tried("nothing was done", scene, expect)


def stale(stand: Stand) -> Iterator[Try]:
    """Let a sample grow old, and look at a series that is absent."""
    target = stand.target
    expect = unknown(target)
    yield stand.tried("a stale sample", asked_no_longer(stand), expect)
    scene = stand.base.fork()
    other = replace(item_of(target, f"run-again-{len(scene.acts)}", scene.now), chain="other-l2")
    run_again(stand, scene, asked=[target], evidence=(other,))
    yield stand.tried("a series of another chain", scene, expect)


def other_build(stand: Stand) -> Iterator[Try]:
    """Judge another deployment by what was seen of this one, and by what is too old."""
    requirement = stand.any_requirement
    about = About(deployment=deployment_of("another build").digest)
    expect = unknown(requirement)
    yield stand.tried("evidence of another build", stand.base, expect, about)
    if observed(stand.policy):
        expect_target = unknown(stand.target)
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


ROWS: tuple[Case, ...] = (
    Case(
        "never-measured",
        Group.ROWS,
        "stopped before any measurement; all measurements errored",
        never_measured,
        11,
    ),
    Case("no-data", Group.ROWS, "a requirement without any data", group_without_data, 12),
    Case("no-history", Group.ROWS, "no history", no_history, 13),
    Case("pardoned", Group.ROWS, "the first failures pardoned; did not run", pardoned, 14),
    Case("vanished", Group.ROWS, "a test that vanished from the sample", vanished, 15),
    Case("no-tests", Group.ROWS, "no tests at all", no_tests, 22),
    Case("stale", Group.ROWS, "a series that is absent, a sample that is stale", stale, 24),
    Case("other-build", Group.ROWS, "evidence of another build, or too old", other_build, 25),
)
"""In the order of the table."""
