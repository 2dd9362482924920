"""Forgeries of decisions: better than the judge's, of something else, over, by force, changed."""

import dataclasses
from collections.abc import Iterator
from datetime import timedelta

import msgspec

from gonogo import digest
from gonogo.attest import NoSummaryError, RefusedBundleError, summarise, verify
from gonogo.documents import DocumentError
from gonogo.errors import GonogoError
from gonogo.people import ActKind, Role
from gonogo.readiness import outline, shipped_policy_names
from gonogo.record import (
    Act,
    BreakGlassBody,
    Envelope,
    OutlineBody,
    PolicyBody,
    pre_authentication,
)
from gonogo.selftest.case import Case, Group
from gonogo.selftest.moves import endorse, finding, plan, rate
from gonogo.selftest.plan import NETWORK, named
from gonogo.selftest.rows_of_gates import laxer
from gonogo.selftest.rows_of_runs import FILE
from gonogo.selftest.saying import NotAskedError, NotTriedError, Said, Try, said
from gonogo.selftest.scene import Scene, bundle_by_hand
from gonogo.selftest.stand import JUDGE, VERIFIER, Expect, Stand
from gonogo.selftest.stepping import asked, bundled, decided, gate_of, of_bundle, of_gate
from gonogo.selftest.story import (
    CANDIDATE,
    DEPLOYMENT,
)

SUMMARY = "summary"
_FLIPS = 24


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


def changed_bundle(stand: Stand) -> Iterator[Try]:
    """Change bytes of a genuine bundle, cut it, and add to it."""
    usual = decided(stand)
    content = bundled(stand, usual.scene, usual.decision)
    for number in range(_FLIPS):
        at = number * (len(content) - 1) // (_FLIPS - 1)
        changed = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        yield Try(f"byte {at}", (_of_bytes(stand, usual.scene, changed),))
    for what, changed in (
        ("cut off", content[:-20]),
        ("one byte more", content + b"\n"),
        ("nothing", b""),
    ):
        yield Try(what, (_of_bytes(stand, usual.scene, changed),))


def _of_bytes(stand: Stand, scene: Scene, content: bytes) -> Said:
    try:
        verify(content, stand.expected(scene))
    except RefusedBundleError as error:
        return said(VERIFIER, is_let=False, is_expected=True, words=error.codes[0])
    return said(VERIFIER, is_let=True, is_expected=False, words="accepted")


def misleading_summary(stand: Stand) -> Iterator[Try]:
    """Summarise a conditional decision, and one by force, as if it had passed."""
    cast = stand.cast
    scene = stand.base.fork()
    found = finding(scene, by=cast.platforms, severity=2)
    endorse(scene, plan(scene, found.id, by=cast.platforms), by=cast.other_platforms)
    honest = outline(stand.judged(scene))
    if honest.verdict != "conditional":
        raise NotTriedError(f"a SEV 2 with a plan should be conditional, and is {honest.verdict}")
    decision = stand.determined(scene, claims=honest)
    if not _is_accepted(stand, scene, bundled(stand, scene, decision)):
        raise NotTriedError("a genuine conditional decision should be accepted as one")
    try:
        summarise(decision, stand.count(scene).trust, cast.signers[cast.platforms])
    except NoSummaryError:
        answer = said(SUMMARY, is_let=False, is_expected=True, words="there is none of it")
    else:
        answer = said(SUMMARY, is_let=True, is_expected=False, words="it was summarised")
    yield Try("a summary of a conditional decision", (answer,))
    for level in (stand.policy.level, f"{stand.policy.level}_CONDITIONAL"):
        forged = _summary(stand, decision, level)
        content = bundle_by_hand(scene, decision.id, stand.policy_bytes, summary=forged)
        told = of_bundle(content, stand, scene, "summary_differs")
        yield Try(f"a summary made by hand, of {level}", (told,))
    strict = {"accept": frozenset[str]()}
    content = bundled(stand, scene, decision)
    told = of_bundle(content, stand, scene, "conditional_not_accepted", **strict)
    yield Try("conditional, to somebody who did not accept that", (told,))
    usual = decided(stand)
    forged = _summary(stand, usual.decision, f"{stand.policy.level}_BREAKGLASS")
    content = bundle_by_hand(usual.scene, usual.decision.id, stand.policy_bytes, summary=forged)
    told = of_bundle(content, stand, usual.scene, "summary_differs")
    yield Try("a summary of a step by force", (told,))


def _is_accepted(stand: Stand, scene: Scene, content: bytes) -> bool:
    try:
        verify(content, stand.expected(scene))
    except RefusedBundleError:
        return False
    return True


def _summary(stand: Stand, decision: Act, level: str) -> bytes:
    """Sign a standard summary that says PASSED, with the key that decided."""
    statement = digest.canonical_json(
        {
            "_type": "https://in-toto.io/Statement/v1",
            "predicate": {
                "inputAttestations": [
                    {
                        "digest": {"sha256": decision.id.removeprefix("sha256:")},
                        "uri": f"urn:gonogo:act:{decision.id}",
                    }
                ],
                "policy": {
                    "digest": {"sha256": digest.of_bytes(stand.policy_bytes)[7:]},
                    "uri": f"urn:gonogo:policy:{stand.policy.name}",
                },
                "resourceUri": f"devnet://{NETWORK}/{stand.policy.name}",
                "slsaVersion": "1.0",
                "timeVerified": f"{decision.at:%Y-%m-%dT%H:%M:%SZ}",
                "verificationResult": "PASSED",
                "verifiedLevels": [level],
                "verifier": {"id": stand.cast.trust.verifier_id},
            },
            "predicateType": "https://slsa.dev/verification_summary/v1",
            "subject": [
                {"digest": {"sha256": CANDIDATE[7:]}, "name": "candidate"},
                {"digest": {"sha256": DEPLOYMENT.digest[7:]}, "name": "deployment"},
            ],
        }
    )
    signer = stand.cast.signers[stand.cast.platforms]
    signature = signer.sign(pre_authentication(statement))
    return Envelope(statement, signer.fingerprint, signature).content()


def forced(stand: Stand) -> Iterator[Try]:
    """Count a step by force as a pass, and open the gate without the role."""
    gate = gate_of(stand.policy)
    scene = stand.base.fork()
    holder = stand.cast.those_with(Role.BREAK_GLASS)[0]
    body = BreakGlassBody(
        network=NETWORK,
        transition=stand.policy.name,
        deployment=DEPLOYMENT.digest,
        candidate=CANDIDATE,
        reason="it cannot wait",
        until=scene.now + timedelta(hours=1),
    )
    scene.sign(ActKind.BREAK_GLASS, body, by=holder)
    finding(scene, by=stand.cast.platforms, severity=1)
    decision = stand.determined(scene, claims=outline(stand.judged(scene)))
    content = bundled(stand, scene, decision)
    told = of_bundle(content, stand, scene, "no_go")
    yield Try("a no-go, to somebody who did not accept force", (told,))
    accept = frozenset({"break-glass"})
    try:
        verified = verify(content, stand.expected(scene, accept=accept))
    except RefusedBundleError as error:
        raise NotTriedError(f"a break-glass should be accepted: {error.codes}") from error
    if gate is not None:
        refusals = asked(stand, verified, scene)
        yield Try("a step by force at the gate", of_gate(stand, refusals, "break_glass"))
        yield _forced_though_go(stand, body, holder)
    elsewhere = msgspec.structs.replace(body, transition="promote:elsewhere")
    other = stand.cast.those_without(Role.BREAK_GLASS)[0]
    for what, glass, by in (
        ("opened by somebody without the role", body, other),
        ("opened for another step", elsewhere, holder),
    ):
        scene = stand.base.fork()
        scene.sign(ActKind.BREAK_GLASS, glass, by=by)
        finding(scene, by=stand.cast.platforms, severity=1)
        decision = stand.determined(scene, claims=outline(stand.judged(scene)))
        content = bundled(stand, scene, decision)
        told = of_bundle(content, stand, scene, "no_go", accept=accept)
        yield Try(what, (told,))


def _forced_though_go(stand: Stand, body: BreakGlassBody, holder: str) -> Try:
    """Accept by force what would also have passed; it was not asked for as a pass."""
    scene = stand.base.fork()
    scene.sign(ActKind.BREAK_GLASS, body, by=holder)
    content = bundled(stand, scene, stand.determined(scene))
    accept = frozenset({"break-glass"})
    try:
        verified = verify(content, stand.expected(scene, accept=accept))
    except RefusedBundleError as error:
        raise NotTriedError(f"a break-glass should be accepted: {error.codes}") from error
    refusals = asked(stand, verified, scene)
    return Try("a go that was accepted by force", of_gate(stand, refusals, "break_glass"))


ROWS: tuple[Case, ...] = (
    Case("better", Group.DECISION, "a decision better than the judge's", better_than_judged),
    Case("of-other", Group.DECISION, "a decision of something else", of_something_else),
    Case("not-in-force", Group.DECISION, "a decision that ran out, or never does", not_in_force),
    Case("beside", Group.DECISION, "a decision beside another; a gap", stands_beside),
    Case("laxer", Group.DECISION, "a laxer policy, an extension that weakens", laxer_policy),
    Case("bundle", Group.DECISION, "a bundle whose bytes were changed", changed_bundle),
    Case("summary", Group.DECISION, "a summary that misleads", misleading_summary),
    Case("forced", Group.DECISION, "a step by force, counted as a pass", forced),
)
"""In the order in which they are told."""
