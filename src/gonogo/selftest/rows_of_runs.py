"""Rows of the table of known failures about runs: what one run selected and how it answered.

A test that never ran, was skipped, broke off or ran twice under one name is no pass. Where
the policy asks for a gate of tests, attempts at it are made up too, and judged by what the
policy holds it to. That runners of tests leave such attempts takes real tools; it is told
with the row.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec

from gonogo import digest
from gonogo.evidence import Outcome
from gonogo.people import ActKind
from gonogo.record import RunEndedBody
from gonogo.selftest.bodies import ended_body, item_of, manual_body
from gonogo.selftest.case import Case, Group
from gonogo.selftest.drafts import Draft
from gonogo.selftest.expectation import Expect, unknown
from gonogo.selftest.gate_readings import (
    CUT_OFF,
    INTERRUPTED,
    LOCAL,
    NEVER_RAN,
    SELECTED_NOTHING,
    SILENT,
    SKIPPED,
    TWINS,
    WITHOUT_TESTS,
    tried_as_gate,
)
from gonogo.selftest.moves import run_again, start_run
from gonogo.selftest.plan import named, observed
from gonogo.selftest.saying import Try
from gonogo.selftest.scene import Scene
from gonogo.selftest.stand import Stand


def misspelt_test(stand: Stand) -> Iterator[Try]:
    """Select a question, finish, and say nothing about it."""
    scene = stand.base.fork()
    run_again(stand, scene, asked=[stand.target])
    yield stand.tried("selected, never answered", scene, unknown(stand.target))
    yield from tried_as_gate(stand, "a test that never ran", NEVER_RAN)


def package_without_tests(stand: Stand) -> Iterator[Try]:
    """Answer a question that nobody selected instead of the one that was."""
    scene = stand.base.fork()
    other = item_of(stand.target, f"run-again-{len(scene.acts)}", scene.now)
    other = replace(other, check=f"{other.check}_of_nothing")
    run_again(stand, scene, asked=[stand.target], evidence=(other,))
    yield stand.tried("another question answered", scene, unknown(stand.target))
    yield from tried_as_gate(stand, "a package without tests", WITHOUT_TESTS)
    yield from tried_as_gate(stand, "nothing to run", SELECTED_NOTHING)


def killed(stand: Stand) -> Iterator[Try]:
    """Begin a run and never end it; and end one whose answer broke off."""
    target = stand.target
    scene = stand.base.fork()
    start_run(stand, scene, target)
    yield stand.tried("a run that never ended", scene, Expect(reason="run-unfinished"))
    scene = stand.base.fork()
    run_again(stand, scene, (target, Outcome.ERRORED))
    yield stand.tried("an answer that broke off", scene, unknown(stand.target))
    yield from tried_as_gate(stand, "a test that was cut off", CUT_OFF)


def all_skipped(stand: Stand) -> Iterator[Try]:
    """Skip everything that a run selected."""
    scene = stand.base.fork()
    run_again(stand, scene, *((each, Outcome.SKIPPED) for each in observed(stand.policy)))
    yield stand.tried("everything skipped", scene, unknown(stand.target))
    yield from tried_as_gate(stand, "skipped tests only", SKIPPED)


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
    yield from tried_as_gate(stand, "a failed test beside one of its name", TWINS, answer="unmet")


def errored(stand: Stand) -> Iterator[Try]:
    """Let asking break."""
    scene = stand.base.fork()
    run_again(stand, scene, (stand.target, Outcome.ERRORED))
    yield stand.tried("errored", scene, unknown(stand.target))


def interrupted(stand: Stand) -> Iterator[Try]:
    """Cancel a run before it answered what it selected."""
    scene = stand.base.fork()
    run_again(stand, scene, asked=observed(stand.policy), state="cancelled")
    stand.target  # noqa: B018 - Says what is missing where nothing is observed.
    yield stand.tried("cancelled, the rest never answered", scene, unknown(stand.target))
    yield from tried_as_gate(stand, "tests that were interrupted", INTERRUPTED)


def job_skipped(stand: Stand) -> Iterator[Try]:
    """Skip one required job, and pass all others."""
    target = stand.target
    others = [(each, Outcome.PASSED) for each in observed(stand.policy) if each != target]
    for outcome in (Outcome.SKIPPED, Outcome.PRECLUDED, Outcome.NOT_APPLICABLE):
        scene = stand.base.fork()
        run_again(stand, scene, (target, outcome), *others)
        yield stand.tried(outcome.value, scene, unknown(target))


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
    expect = unknown(target)
    yield stand.tried("passes of no deployment that anybody read", scene, expect)
    yield from tried_as_gate(stand, "tests that never called the network", SILENT)
    yield from tried_as_gate(stand, "tests that ran for no network", LOCAL)


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
    Case("job-skipped", Group.ROWS, "one required job skipped", job_skipped, 21),
    Case("unknown-word", Group.ROWS, "a word that nobody knows, from an adapter", unknown_word, 26),
    Case(
        "in-process",
        Group.ROWS,
        "tests that never touch the network are green for it",
        in_process,
        27,
        "that calls of suites are recorded on their way to the network",
    ),
)
"""In the order of the table."""
