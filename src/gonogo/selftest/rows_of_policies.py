"""Rows of the table of known failures about policies: misspelt, unknown, of nothing, laxer.

A policy that asks for nothing is met by anything, and a key that nobody reads is a limit
that nobody keeps. So files are refused with their place, and never read in part.
"""

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from gonogo import digest
from gonogo.documents import DocumentError
from gonogo.errors import GonogoError
from gonogo.people import ActKind
from gonogo.readiness import EmptyPolicyError, Policy, UnknownPolicyError, shipped_policy
from gonogo.record import OutlineBody, PolicyBody, RunStartedBody
from gonogo.selftest.case import Case, Group
from gonogo.selftest.drafts import Draft
from gonogo.selftest.expectation import unknown
from gonogo.selftest.gates import FILE, JUDGE
from gonogo.selftest.saying import Try, said
from gonogo.selftest.scene import bundle_by_hand
from gonogo.selftest.stand import Stand
from gonogo.selftest.stepping import of_bundle
from gonogo.selftest.story import tell

_EMPTY = "name: own:empty\ntitle: t\nlevel: OWN\ninterval: 1s\nrequirements: []\n"


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
    yield stand.tried("runs that selected nothing", scene, unknown(target))


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


def laxer(policy: Policy) -> Policy:
    """Return a policy of the same name that asks only for the first of its requirements."""
    if len(policy.requirements) > 1:
        return replace(policy, requirements=policy.requirements[:1])
    first = policy.requirements[0]
    longer = replace(first, freshness_seconds=first.freshness_seconds * 10)
    return replace(policy, requirements=(longer,))


ROWS: tuple[Case, ...] = (
    Case(
        "unknown-gate",
        Group.ROWS,
        "an unknown gate, or a selection that is empty",
        unknown_gate,
        5,
        "gates of suites, which are selected by name as policies are",
    ),
    Case(
        "unknown-key",
        Group.ROWS,
        "an unknown key in a YAML file",
        unknown_key,
        10,
        "files of gates and suites",
    ),
    Case("no-requirements", Group.ROWS, "a gate with no blocking requirement", no_requirements, 16),
)
"""In the order of the table."""
