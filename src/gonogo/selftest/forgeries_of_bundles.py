"""Forgeries of what is handed over: a bundle's bytes, its summary, and a step by force.

Whoever gets a bundle has nothing else. So a changed byte must be seen, a summary must
say no more than the decision beside it, and force must not pass for a pass.
"""

from collections.abc import Iterator
from datetime import timedelta

import msgspec

from gonogo import digest
from gonogo.attest import NoSummaryError, RefusedBundleError, summarise, verify
from gonogo.people import ActKind, Role
from gonogo.readiness import outline
from gonogo.record import Act, BreakGlassBody, Envelope, pre_authentication
from gonogo.selftest.bodies import CANDIDATE, DEPLOYMENT
from gonogo.selftest.case import Case, Group
from gonogo.selftest.gates import VERIFIER
from gonogo.selftest.moves import endorse, finding, plan
from gonogo.selftest.plan import NETWORK
from gonogo.selftest.saying import NotTriedError, Said, Try, said
from gonogo.selftest.scene import Scene, bundle_by_hand
from gonogo.selftest.stand import Stand
from gonogo.selftest.stepping import asked, bundled, decided, gate_of, of_bundle, of_gate

SUMMARY = "summary"
_FLIPS = 24


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
    Case("bundle", Group.DECISION, "a bundle whose bytes were changed", changed_bundle),
    Case("summary", Group.DECISION, "a summary that misleads", misleading_summary),
    Case("forced", Group.DECISION, "a step by force, counted as a pass", forced),
)
"""In the order in which they are told."""
