"""Forgeries of decisions: better than the judge's, of something else, over, under a laxer policy.

A decision is signed by somebody who may. What they sign must still be what the record
gives, about what is asked for, while it is in force.
"""

import dataclasses
from collections.abc import Iterator
from datetime import timedelta

import msgspec

from gonogo.documents import DocumentError
from gonogo.errors import GonogoError
from gonogo.people import ActKind
from gonogo.readiness import outline, shipped_policy_names
from gonogo.record import (
    OutlineBody,
    PolicyBody,
)
from gonogo.selftest.case import Case, Group
from gonogo.selftest.expectation import Expect
from gonogo.selftest.gates import FILE, JUDGE
from gonogo.selftest.moves import finding, rate
from gonogo.selftest.plan import named
from gonogo.selftest.rows_of_policies import laxer
from gonogo.selftest.saying import NotAskedError, Said, Try, said
from gonogo.selftest.scene import bundle_by_hand
from gonogo.selftest.stand import Stand
from gonogo.selftest.stepping import asked, bundled, decided, gate_of, of_bundle, of_gate


def better_than_judged(stand: Stand) -> Iterator[Try]:
    """Decide go where the record gives something worse."""
    scene = stand.base.fork()
    found = finding(scene, by=stand.cast.platforms, severity=1)
    decision = stand.determined(scene)
    content = bundled(stand, scene, decision)
    told = of_bundle(content, stand, scene, "verdict_differs")
    yield Try("go over an open SEV 1", (told,))
    rate(scene, found.id, 1, by=stand.cast.other_platforms)
    honest = outline(stand.judged(scene))
    lied = msgspec.structs.replace(honest, verdict="conditional")
    decision = stand.determined(scene, claims=lied)
    told = of_bundle(bundled(stand, scene, decision), stand, scene, "verdict_differs")
    yield Try("conditional over an open SEV 1", (told,))
    scene = stand.base.fork()
    decision = stand.determined(scene, level="READINESS_MAINNET")
    told = of_bundle(bundled(stand, scene, decision), stand, scene, "level_not_accepted")
    yield Try("a level that its policy does not give", (told,))


def of_something_else(stand: Stand) -> Iterator[Try]:
    """Decide about something else than what is asked for."""
    other = named("another")
    for what, code, changes in (
        ("another policy", "policy_mismatch", {"policy_digest": other}),
        ("another deployment", "not_this_deployment", {"deployment": other}),
        ("another candidate", "not_this_candidate", {"candidate": other}),
        ("another network", "not_this_network", {"network": "elsewhere"}),
        ("another transition", "not_this_transition", {"transition": "promote:elsewhere"}),
    ):
        scene = stand.base.fork()
        decision = stand.determined(scene, **changes)  # type: ignore[arg-type]
        content = bundle_by_hand(scene, decision.id, stand.policy_bytes)
        yield Try(what, (of_bundle(content, stand, scene, code),))
    then = stand.base.now
    scene = stand.later(stand.base, 600)
    until = then + timedelta(seconds=stand.policy.validity_seconds)
    decision = stand.determined(scene, judged_at=then, valid_until=until)
    content = bundle_by_hand(scene, decision.id, stand.policy_bytes)
    yield Try("another time", (of_bundle(content, stand, scene, "verdict_differs"),))


def not_in_force(stand: Stand) -> Iterator[Try]:
    """Step on a decision that ran out, and on one that claims to be valid for ever."""
    usual = decided(stand)
    late = usual.scene.fork()
    late.now += timedelta(seconds=stand.policy.validity_seconds + 1)
    content = bundled(stand, usual.scene, usual.decision)
    told = (
        of_bundle(content, stand, late, "expired"),
        *of_gate(stand, asked(stand, usual.verified, late), "expired"),
    )
    yield Try("a decision that ran out", told)
    scene = stand.base.fork()
    until = scene.now + timedelta(seconds=stand.policy.validity_seconds + 3600)
    decision = stand.determined(scene, valid_until=until)
    content = bundled(stand, scene, decision)
    yield Try("valid for longer", (of_bundle(content, stand, scene, "validity_differs"),))


def stands_beside(stand: Stand) -> Iterator[Try]:
    """Step on a go beside which another decision holds, and in a record that has a gap."""
    usual = decided(stand)
    if gate_of(stand.policy) is None:
        raise NotAskedError("no step is made here on its decisions")
    scene = usual.scene.fork()
    scene.now += timedelta(seconds=1)
    stand.determined(scene, claims=OutlineBody((), (), "no-go"))
    refusals = asked(stand, usual.verified, scene)
    yield Try("another decision says no-go", of_gate(stand, refusals, "contradicted"))
    scene = usual.scene.fork()
    scene.remove(scene.of_kind(ActKind.POLICY)[0])
    refusals = asked(stand, usual.verified, scene)
    yield Try("an act is missing", of_gate(stand, refusals, "record_incomplete"))


def laxer_policy(stand: Stand) -> Iterator[Try]:
    """Judge by a laxer policy of the same name, and write one that weakens what it extends."""
    policy = laxer(stand.policy)
    lax = dataclasses.replace(stand, policy=policy)
    given = outline(lax.judged(stand.base))
    expect = Expect(reason="policy-not-signed")
    is_let = given.verdict in {"go", "conditional"}
    answer = said(JUDGE, is_let=is_let, is_expected=expect.is_in(given), words=expect.words())
    yield Try("judged by a laxer policy of the same name", (answer,))
    scene = stand.base.fork()
    scene.sign(ActKind.POLICY, PolicyBody(policy.name, policy.digest), by=stand.cast.platforms)
    given = outline(lax.judged(scene))
    is_let = given.verdict in {"go", "conditional"}
    answer = said(JUDGE, is_let=is_let, is_expected=expect.is_in(given), words=expect.words())
    yield Try("taken into use by Platforms against the pin", (answer,))
    for what, text, place in _weaker(stand):
        yield Try(what, (_of_file(stand, text, place),))


def _weaker(stand: Stand) -> Iterator[tuple[str, str, str]]:
    """Yield files that ask for less than what ships, and where each is wrong."""
    names = shipped_policy_names()
    own = stand.policy.name if stand.policy.name in names else "promote:alphanet"
    yield (
        "an extension that lets decisions be valid longer",
        (f"extends: {own}\nvalidity: 366d\n"),
        "validity",
    )
    first = stand.policy.requirements[0]
    if stand.policy.name in names:
        yield (
            "an extension by which passes stay fresh longer",
            (f"extends: {own}\nrequirements:\n  - {{id: {first.id}, freshness: 366d}}\n"),
            "freshness",
        )
    yield (
        "a file that takes the name of a shipped policy",
        (
            "name: promote:alphanet\ntitle: t\nlevel: READINESS_ALPHANET\ninterval: 1s\n"
            "requirements:\n  - {id: own, title: t, why: w, remedy: r, source: s,"
            " check: nodes_agree, window: 1m, freshness: 1h}\n"
        ),
        "",
    )


def _of_file(stand: Stand, text: str, place: str) -> Said:
    try:
        stand.gates.read_policy(text, "selftest.yaml")
    except DocumentError as error:
        found = any(place in each.path for each in error.problems)
        return said(FILE, is_let=False, is_expected=found, words="refused with its place")
    except GonogoError as error:
        return said(FILE, is_let=False, is_expected=False, words=error.message)
    return said(FILE, is_let=True, is_expected=False, words="it was read")


ROWS: tuple[Case, ...] = (
    Case("better", Group.DECISION, "a decision better than the judge's", better_than_judged),
    Case("of-other", Group.DECISION, "a decision of something else", of_something_else),
    Case("not-in-force", Group.DECISION, "a decision that ran out, or never does", not_in_force),
    Case("beside", Group.DECISION, "a decision beside another; a gap", stands_beside),
    Case("laxer", Group.DECISION, "a laxer policy, an extension that weakens", laxer_policy),
)
"""In the order in which they are told."""
