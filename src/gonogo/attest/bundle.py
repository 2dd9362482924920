"""A bundle: one file with everything that a decision rests on, and what became of it.

Deterministic: the same record gives the same bytes, whoever writes it. Whoever
verifies believes nothing of it but signatures, so nothing here decides; a bundle of
what cannot be verified is refused early, in words.
"""

import base64
from collections.abc import Iterable, Mapping

import msgspec

from gonogo import digest
from gonogo.attest.errors import NotBundledError
from gonogo.attest.summary import summary_statement, why_no_summary
from gonogo.people import ActKind
from gonogo.readiness import decisions_promoted_on
from gonogo.record import (
    Act,
    BreakGlassBody,
    BreakGlassClosedBody,
    Counted,
    DeterminationBody,
    EndorsementBody,
    EnvelopeError,
    RevocationBody,
    StepBody,
    open_envelope,
)

FORMAT = "urn:gonogo:bundle:v1"


class _Asks(msgspec.Struct, frozen=True):
    requires_passed: str | None


_OF_ROOTS = frozenset({ActKind.TRUST, ActKind.PEOPLE})
_NO_SUMMARY = "Leave the summary out, or make it anew with the key that decided."


def write_bundle(
    counted: Counted,
    determination: str,
    *,
    policy: bytes,
    policies: Iterable[bytes],
    summary: bytes | None,
) -> bytes:
    """Return the bundle of a determination.

    Args:
        counted: what counts in the record, and what it knows of the rest: heads name that too.
        determination: the act's id.
        policy: the canonical JSON of the policy that was decided under.
        policies: those that are at hand of the earlier decisions among which are some that
            this one rests on; in it go only those.
        summary: the file of its summary; None: there is none of such a decision.

    Raises:
        NotBundledError: there is no such decision, it does not count, an act that it or
            what came of it rests on is missing, or policy or summary are not its own.
    """
    acts = counted.history.acts
    body = _decision(determination, counted)
    _require_own_policy(determination, body, policy)
    if summary is not None:
        _require_own_summary(determination, body, counted, summary)
    # With what was signed against it too: without its revocation a decision would seem to stand.
    names = _closure({determination, *_about(determination, body.deployment, counted.acts)}, acts)
    if names is None:
        raise NotBundledError(
            determination,
            "an act that it rests on, or that says what became of it, is not in the record",
            "Bring the record up to date with `git pull`, and see `gonogo audit verify`.",
        )
    # Acts go in as they were written: encoded anew, they could be other files.
    content = {
        "format": FORMAT,
        "determination": determination,
        "acts": [msgspec.Raw(acts[name].content().rstrip(b"\n")) for name in sorted(names)],
        "policies": [
            base64.b64encode(content).decode()
            for content in _policies(names, acts, policy, policies)
        ],
        "policy": base64.b64encode(policy).decode(),
        "summary": None if summary is None else msgspec.Raw(summary.rstrip(b"\n")),
    }
    return digest.canonical_json(content) + b"\n"


def _policies(
    names: Iterable[str], acts: Mapping[str, Act], own: bytes, at_hand: Iterable[bytes]
) -> list[bytes]:
    """Return the policies by which the earlier passes that it may need are derived again."""
    # Where nothing must have passed, nobody derives anything again.
    if msgspec.json.decode(own, type=_Asks).requires_passed is None:
        return []
    decided = decisions_promoted_on({name: acts[name] for name in names})
    named = {body.policy_digest for body in decided.values()} - {digest.of_bytes(own)}
    contents = {digest.of_bytes(content): content for content in at_hand}
    return [contents[name] for name in sorted(named & contents.keys())]


def _decision(name: str, counted: Counted) -> DeterminationBody:
    known, counting = counted.history.acts.get(name), counted.by_id.get(name)
    if known is None or not isinstance(known.body, DeterminationBody):
        raise NotBundledError(
            name, "the record has no such decision", "See `gonogo audit log` for those there are."
        )
    if counting is None:
        why = "; ".join(each.explanation for each in counted.refusals if each.act == name)
        raise NotBundledError(
            name,
            f"it does not count{f': {why}' if why else ''}",
            "Let somebody decide who may: `gonogo determine`.",
        )
    return known.body


def _require_own_policy(name: str, body: DeterminationBody, policy: bytes) -> None:
    if digest.of_bytes(policy) != body.policy_digest:
        raise NotBundledError(
            name,
            "this is not the policy that it was decided under",
            f"Give the policy whose digest is {body.policy_digest}.",
        )


def _require_own_summary(
    name: str, body: DeterminationBody, counted: Counted, summary: bytes
) -> None:
    if (why := why_no_summary(body, counted.trust)) is not None:
        raise NotBundledError(name, f"it can have no summary: {why}", _NO_SUMMARY)
    stated = digest.canonical_json(summary_statement(name, body, counted.trust.verifier_id))
    try:
        envelope = open_envelope(summary)
    except EnvelopeError as error:
        raise NotBundledError(name, f"its summary is damaged: {error}", _NO_SUMMARY) from error
    if envelope.payload != stated or envelope.keyid != counted.by_id[name].signer:
        raise NotBundledError(
            name, "the summary is of another decision, or of another key", _NO_SUMMARY
        )


def _about(determination: str, deployment: str | None, counted: Iterable[Act]) -> set[str]:
    """Return the acts that say something of a decision, or of whom to believe."""
    listed = tuple(counted)
    forced = {
        act.id
        for act in listed
        if isinstance(act.body, BreakGlassBody) and act.body.deployment == deployment
    }
    of_roots = {act.id for act in listed if act.kind in _OF_ROOTS}
    return {act.id for act in listed if _is_about(act, {determination, *forced}, of_roots)} | forced


def _is_about(act: Act, named: set[str], of_roots: set[str]) -> bool:
    match act.body:
        case DeterminationBody(supersedes=superseded):
            return not named.isdisjoint(superseded)
        case RevocationBody(determination=name) | StepBody(determination=name):
            return name in named
        case BreakGlassClosedBody(break_glass=name):
            return name in named
        case EndorsementBody(act=name):
            return name in of_roots
    return act.kind in _OF_ROOTS


def _closure(names: Iterable[str], acts: Mapping[str, Act]) -> set[str] | None:
    """Return these acts and all their ancestors; None: one of them is missing."""
    # Whether an act counts follows from all that its signer saw, so that must come along.
    closed: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in acts:
            return None
        if name not in closed:
            closed.add(name)
            waiting += acts[name].heads
    return closed
