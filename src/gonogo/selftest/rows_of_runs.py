"""The table of known failures, rows 1 to 15: runs, tests and what is missing of them.

Each row was seen to be let through by a gate that somebody relies on. Runners of tests
and gates of suites are not here yet; what such a row comes to once its answers are
recorded is here, and is tried. The rest is told with the row.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import msgspec

from gonogo.documents import DocumentError
from gonogo.errors import GonogoError
from gonogo.evidence import Outcome
from gonogo.people import ActKind
from gonogo.readiness import Requirement, UnknownPolicyError, Verdict, shipped_policy
from gonogo.record import ResolutionBody, RunEndedBody, RunStartedBody
from gonogo.selftest.case import Case, Group
from gonogo.selftest.moves import run_again, start_run
from gonogo.selftest.saying import NotTriedError, Try, said
from gonogo.selftest.scene import Scene
from gonogo.selftest.stand import Expect, Stand
from gonogo.selftest.story import Draft, item_of, observed
from gonogo.verifier.command import exit_code

FILE = "policy file"
_FAILURES, _MANY_FAILURES = 5, 60


def misspelt_test(stand: Stand) -> Iterator[Try]:
    """Select a question, finish, and say nothing about it."""
    scene = stand.base.fork()
    run_again(stand, scene, asked=[stand.target])
    yield stand.tried("selected, never answered", scene, _unknown(stand))


def package_without_tests(stand: Stand) -> Iterator[Try]:
    """Answer a question that nobody selected instead of the one that was."""
    scene = stand.base.fork()
    other = item_of(stand.target, f"run-again-{len(scene.acts)}", scene.now)
    other = replace(other, check=f"{other.check}_of_nothing")
    run_again(stand, scene, asked=[stand.target], evidence=(other,))
    yield stand.tried("another question answered", scene, _unknown(stand))


def killed(stand: Stand) -> Iterator[Try]:
    """Begin a run and never end it; and end one whose answer broke off."""
    target = stand.target
    scene = stand.base.fork()
    start_run(stand, scene, target)
    yield stand.tried("a run that never ended", scene, Expect(reason="run-unfinished"))
    scene = stand.base.fork()
    run_again(stand, scene, (target, Outcome.ERRORED))
    yield stand.tried("an answer that broke off", scene, _unknown(stand))


def all_skipped(stand: Stand) -> Iterator[Try]:
    """Skip everything that a run selected."""
    scene = stand.base.fork()
    run_again(stand, scene, *((each, Outcome.SKIPPED) for each in observed(stand.policy)))
    yield stand.tried("everything skipped", scene, _unknown(stand))


def unknown_gate(stand: Stand) -> Iterator[Try]:
    """Ask for a policy that is not there, and select nothing."""
    known = "promote:alphanet"
    try:
        shipped_policy("promote:alphante")
    except UnknownPolicyError as error:
        is_near = known in str(error.hint)
        answer = said(FILE, is_let=False, is_expected=is_near, words=f"did you mean {known}?")
    else:
        answer = said(FILE, is_let=True, is_expected=False, words="an unknown policy was taken")
    yield Try("a policy that is not there", (answer,))
    target = stand.target

    def selecting_nothing(draft: Draft) -> Draft:
        if isinstance(draft.body, RunStartedBody):
            body = msgspec.structs.replace(draft.body, selections=())
            return replace(draft, body=body)
        return draft

    scene = stand.told(selecting_nothing)
    yield stand.tried("runs that selected nothing", scene, Expect(answer=(target.id, "unknown")))


def same_name_twice(stand: Stand) -> Iterator[Try]:
    """Record a failure and then a pass under one name in one run."""
    target = stand.target
    for first, second in (
        (Outcome.FAILED, Outcome.PASSED),
        (Outcome.PASSED, Outcome.FAILED),
    ):
        scene = stand.base.fork()
        run_again(stand, scene, (target, first), (target, second))
        what = f"{first.value} and {second.value} under one name"
        yield stand.tried(what, scene, Expect(answer=(target.id, "unmet")))


def errored(stand: Stand) -> Iterator[Try]:
    """Let asking break."""
    scene = stand.base.fork()
    run_again(stand, scene, (stand.target, Outcome.ERRORED))
    yield stand.tried("errored", scene, _unknown(stand))


def interrupted(stand: Stand) -> Iterator[Try]:
    """Cancel a run before it answered what it selected."""
    scene = stand.base.fork()
    run_again(stand, scene, asked=observed(stand.policy), state="cancelled")
    stand.target  # noqa: B018 - Says what is missing where nothing is observed.
    yield stand.tried("cancelled, the rest never answered", scene, _unknown(stand))


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


def unknown_key(stand: Stand) -> Iterator[Try]:
    """Misspell a key of a policy file."""
    yield _refused_file(stand, "a key misspelt", f"{stand.text}\ninterva: 2s\n", "interval")
    yield _refused_file(
        stand,
        "a key misspelt in a requirement",
        "extends: promote:alphanet\nrequirements:\n  - {id: nodes-answer, freshnes: 1h}\n",
        "freshness",
    )
    yield _refused_file(
        stand,
        "a check misspelt",
        "extends: promote:alphanet\nrequirements:\n  - {id: own, title: t, why: w, remedy: r,"
        " source: s, check: nodes_agre, window: 1m, freshness: 1h}\n",
        "nodes_agree",
    )


def never_measured(stand: Stand) -> Iterator[Try]:
    """Stop before the first measurement, and let every measurement err."""
    target = stand.target
    scene = stand.base.fork()
    run_again(stand, scene, asked=[target], state="cancelled")
    yield stand.tried("stopped before any measurement", scene, _unknown(stand))
    scene = stand.base.fork()
    run_again(stand, scene, *((each, Outcome.ERRORED) for each in observed(stand.policy)))
    yield stand.tried("all measurements errored", scene, _unknown(stand))


def group_without_data(stand: Stand) -> Iterator[Try]:
    """Take all evidence of one requirement away, and never ask for it."""
    target = stand.target
    scene = stand.told(lambda draft: without_check(draft, str(target.check), after_run=""))
    yield stand.tried("no data at all", scene, _unknown(stand))


def no_history(stand: Stand) -> Iterator[Try]:
    """Judge a workspace in which nothing was ever run, and one with a pass too few."""
    stand.target  # noqa: B018 - Says what is missing where nothing is observed.
    scene = stand.told(lambda draft: None if _is_of_run(draft) else draft)
    yield stand.tried("no run was ever made", scene, _unknown(stand))
    most = max(
        observed(stand.policy),
        key=lambda each: (each.passes, each.repeatable_failure_percent is not None),
    )
    if most.passes > 1 or most.repeatable_failure_percent is not None:
        scene = stand.told(lambda draft: _only_last_window(stand, draft, str(most.check)))
        expect = Expect(answer=(most.id, "unknown"))
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
    expect = Expect(answer=(target.id, "unknown"))
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
    yield stand.tried("did not run", scene, _unknown(stand))


def vanished(stand: Stand) -> Iterator[Try]:
    """Ask a question no longer, until what was seen of it is too old."""
    yield stand.tried("gone from the sample", asked_no_longer(stand), _unknown(stand))


def _unknown(stand: Stand) -> Expect:
    return Expect(answer=(stand.target.id, "unknown"))


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


def _refused_file(stand: Stand, what: str, text: str, near: str) -> Try:
    """Give a file to whoever reads policies; it must name the place and the nearest word."""
    try:
        stand.gates.read_policy(text, "selftest.yaml")
    except DocumentError as error:
        placed = any(each.place is not None and near in each.message for each in error.problems)
        words = f"refused with its place, and {near!r} as the nearest"
        return Try(what, (said(FILE, is_let=False, is_expected=placed, words=words),))
    except GonogoError as error:
        return Try(what, (said(FILE, is_let=False, is_expected=False, words=error.message),))
    return Try(what, (said(FILE, is_let=True, is_expected=False, words="it was read"),))


ROWS: tuple[Case, ...] = (
    Case(
        "misspelt-test",
        Group.ROWS,
        "a test whose name is misspelt",
        misspelt_test,
        1,
        "that a runner of tests reports a name that fits nothing",
    ),
    Case(
        "no-tests-in-package",
        Group.ROWS,
        "a named test in a package without tests",
        package_without_tests,
        2,
        "that a runner of tests reports a package without tests",
    ),
    Case(
        "killed-mid-test",
        Group.ROWS,
        "the runner killed mid-test, its output cut off",
        killed,
        3,
        "that output which is cut off is read as errored",
    ),
    Case(
        "all-skipped",
        Group.ROWS,
        "every test of a selection skipped",
        all_skipped,
        4,
        "that a runner of tests asks a reason of each skip",
    ),
    Case(
        "unknown-gate",
        Group.ROWS,
        "an unknown gate, or a selection that is empty",
        unknown_gate,
        5,
        "gates of suites, which are selected by name as policies are",
    ),
    Case(
        "same-name-twice",
        Group.ROWS,
        "two tests of one name in one gate",
        same_name_twice,
        6,
        "that a test is known by its package and its name",
    ),
    Case(
        "errored",
        Group.ROWS,
        "a test that errored",
        errored,
        7,
        "that a runner of tests tells errors from failures",
    ),
    Case(
        "interrupted",
        Group.ROWS,
        "a run interrupted, and the remaining tests vanish",
        interrupted,
        8,
        "that a runner of tests lists what it selected before it begins",
    ),
    Case(
        "exit-code",
        Group.ROWS,
        "a run with failures that exits with 0",
        wrong_exit_code,
        9,
        "runs of suites for stability",
    ),
    Case(
        "unknown-key",
        Group.ROWS,
        "an unknown key in a YAML file",
        unknown_key,
        10,
        "files of gates and suites",
    ),
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
)
"""Rows 1 to 15, in order."""
