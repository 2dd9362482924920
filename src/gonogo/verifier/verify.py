"""Check a bundle from nothing but the verifier's own trust, and derive its verdict again.

In the order of the steps: the form and every signature; which acts count now, for
the decision itself and what came after it; which counted when it was made, for the
verdict; and then whether all of that is what the verifier asked for.
"""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from functools import partial

from . import shape as s
from .act import Act
from .answers import CONDITIONAL as CONDITIONAL_VERDICT
from .bundle import Bundle, read_bundle
from .canonical import encode
from .counting import Counted, count
from .decision import (
    about_freezes,
    about_later,
    about_policy,
    about_signer,
    about_time,
    about_what,
    break_glass,
    strays,
)
from .earlier import Earlier
from .expected import ACCEPTABLE, BREAK_GLASS, CONDITIONAL, Expected, Verification
from .features import versions_of
from .graph import Graph
from .judge import GO, HOLD, NO_GO, WORST_LAST, Outline, judge
from .parties import PartiesError, Trust, read_trust
from .policy import Policy, PolicyError, read_policy
from .questions import Case
from .reasons import Reason, ReasonCode, RefusedError
from .summary import about_summary


def verify(bundle: bytes, expected: Expected) -> Verification:
    """Return what a bundle is worth to somebody who expects this.

    Nothing in a bundle makes this raise: what cannot be read is refused with a reason.

    Raises:
        ValueError: what is expected makes no sense, such as a time without a zone.
    """
    if expected.at.tzinfo is None:
        raise ValueError("the time of verification must know its time zone")
    if unknown := expected.accept - ACCEPTABLE:
        raise ValueError(f"there is nothing to accept called {min(unknown)!r}")
    try:
        trust = _trust(expected)
        content = read_bundle(bundle, trust)
        if content.determination.workspace != trust.workspace:
            return Verification(reasons=(Reason.about(ReasonCode.OTHER_WORKSPACE),))
        if of_policy := tuple(about_policy(content, expected, trust)):
            # Under another policy no verdict is worth deriving.
            return Verification(reasons=(*about_what(content.determination, expected), *of_policy))
        return _weigh(content, _policy(content), expected, trust)
    except RefusedError as refused:
        return Verification(reasons=(refused.reason,))


def _trust(expected: Expected) -> Trust:
    try:
        return read_trust(dict(expected.trust))
    except PartiesError as error:
        raise RefusedError(ReasonCode.TRUST_MALFORMED, f"It is none because {error}.") from error


def _policy(bundle: Bundle) -> Policy:
    try:
        return read_policy(bundle.policy)
    except PolicyError as error:
        raise RefusedError(ReasonCode.MALFORMED, f"Its policy cannot be read: {error}.") from error


def _weigh(bundle: Bundle, policy: Policy, expected: Expected, trust: Trust) -> Verification:
    own = bundle.determination
    if stray := strays(bundle):
        raise RefusedError(ReasonCode.STRAY_ACT, f"It is {stray[0]}.")
    now = count(bundle.graph, trust, bundle.trusts, bundle.peoples, judged_at=expected.at)
    _refuse_fault(now)
    then = _then(bundle, trust)
    earlier = Earlier(then, bundle.trusts, bundle.peoples, bundle.policies)
    derives = partial(_outline, bundle, policy, earlier)
    outline = derives(then)
    worse = tuple(_about_worse(bundle, policy, then, now, outline, derives, expected.at))
    glass = break_glass(own, now, expected.at) if BREAK_GLASS in expected.accept else None
    reasons = [
        *about_what(own, expected),
        *about_signer(own, now),
        *about_time(own, policy, expected.at),
        *about_later(own, now),
        *_about_lost_words(bundle, trust, now, expected.at),
        *_about_verdict(own, outline),
        *about_summary(bundle, outline, now.trust),
        *(() if glass else (*_about_acceptance(outline, policy, expected, now), *worse)),
    ]
    return Verification(
        reasons=tuple(dict.fromkeys(reasons)),
        verdict=outline.verdict,
        level=f"{policy.level}_BREAKGLASS" if glass else outline.level,
        outline=outline.content,
        determination=own.id,
        deployment=own.body["deployment"],
        valid_until=s.read_time((glass or own).body["until" if glass else "valid_until"]),
        signers=tuple(sorted(now.persons(own))),
        is_solo=now.trust.is_solo,
        break_glass=glass.id if glass else None,
    )


def _then(bundle: Bundle, trust: Trust) -> Counted:
    """Count what the decision rests on, as of the time for which it was judged."""
    names = bundle.graph.ancestors([bundle.determination.id])
    judged_at = s.read_time(bundle.determination.body["judged_at"])
    counted = _counted_among(names, bundle, trust, judged_at)
    _refuse_fault(counted)
    return counted


def _counted_among(names: AbstractSet[str], bundle: Bundle, trust: Trust, at: datetime) -> Counted:
    """Count as somebody would who has only these acts, which are closed under heads."""
    return count(
        Graph(act for act in bundle.graph.order if act.id in names),
        trust,
        {name: said for name, said in bundle.trusts.items() if name in names},
        {name: said for name, said in bundle.peoples.items() if name in names},
        judged_at=at,
    )


def _refuse_fault(counted: Counted) -> None:
    if counted.fault == "trust":
        raise RefusedError(
            ReasonCode.OTHER_TRUST,
            "No act before the decision states the trust file given, agreed to by its roots.",
        )
    if counted.fault is not None:
        raise RefusedError(
            ReasonCode.OTHER_TRUST,
            "Two acts follow it, or came before it, and neither saw the other.",
        )


def _about_worse(  # noqa: PLR0913, PLR0917 - two counts, and what they are compared by
    bundle: Bundle,
    policy: Policy,
    then: Counted,
    now: Counted,
    outline: Outline,
    derives: Callable[..., Outline],
    at: datetime,
) -> Iterator[Reason]:
    """Look for what began since, and derive the verdict again without what has ended since."""
    yield from about_freezes(bundle.determination, policy, at)
    order = WORST_LAST.index
    if outline.verdict == CONDITIONAL_VERDICT:
        lapsed = derives(then, lifted_at=at)
        if order(lapsed.verdict) > order(outline.verdict):
            yield Reason.about(ReasonCode.LAPSED, f"Without it {lapsed.verdict} follows.")
    names = {act.id for act in then.graph.order}
    if _who_is_who(now) != _who_is_who(then):
        left = replace(
            now,
            graph=then.graph,
            acts=tuple(act for act in now.acts if act.id in names),
            is_complete=now.lost.isdisjoint(names)
            and "unwitnessed" not in {now.refusals.get(name) for name in names},
            trust=then.trust,
        )
        without = derives(left)
        if order(without.verdict) > order(outline.verdict):
            yield Reason.about(ReasonCode.KEY_TAKEN_AWAY, f"Without it {without.verdict} follows.")


def _who_is_who(counted: Counted) -> set[str]:
    """Return what says whom to believe; roots may also agree later to what was there."""
    return {act.id for act in counted.of_kind("trust", "people")}


def _about_lost_words(bundle: Bundle, trust: Trust, now: Counted, at: datetime) -> Iterator[Reason]:
    """Look for acts that took the decision back, by people who have lost their role since.

    What they said against it stands: nobody makes a decision hold again by taking them away.
    """
    own = bundle.determination.id
    for act in bundle.graph.order:
        refusal = now.refusals.get(act.id)
        is_revocation = act.kind == "revocation" and act.body["determination"] == own
        is_later = act.kind == "determination" and own in act.body["supersedes"]
        if refusal not in {"unknown_signer", "role", "unwitnessed"} or not (
            is_revocation or is_later
        ):
            continue
        names = bundle.graph.ancestors([act.id]) | {act.id}
        if act.id not in _counted_among(names, bundle, trust, at).refusals:
            code = ReasonCode.REVOKED if is_revocation else ReasonCode.SUPERSEDED
            yield Reason.about(code, f"By {act.id}, whose signer was taken away since.")


def _outline(
    bundle: Bundle,
    policy: Policy,
    earlier: Earlier,
    then: Counted,
    *,
    lifted_at: datetime | None = None,
) -> Outline:
    body = bundle.determination.body
    scope = {row["name"]: tuple(row["components"]) for row in body["scope"]}
    if len(scope) != len(body["scope"]):
        raise RefusedError(ReasonCode.NOT_THESE_CHAINS, "It names one twice.")
    case = Case(
        network=body["network"],
        deployment=body["deployment"],
        candidate=body["candidate"],
        scope=scope,
        features=versions_of(body["features"]),
        judged_at=s.read_time(body["judged_at"]),
        lifted_at=lifted_at,
    )
    digest, blocks = body["policy_digest"], body["blocks"]
    return judge(then, policy, digest, case, blocks, earlier=earlier.bears_out)


def _about_verdict(own: Act, outline: Outline) -> Iterator[Reason]:
    """Compare what was signed with what was derived, to the byte."""
    if encode(own.body["outline"]) != outline.content or own.body["verdict"] != outline.verdict:
        yield Reason.about(
            ReasonCode.VERDICT_DIFFERS,
            f"It says {own.body['verdict']}, and {outline.verdict} follows.",
        )
    if own.body["level"] != outline.level:
        yield Reason.about(ReasonCode.LEVEL_NOT_ACCEPTED, f"It says {own.body['level']}.")


def _about_acceptance(
    outline: Outline, policy: Policy, expected: Expected, now: Counted
) -> Iterator[Reason]:
    """Compare the verdict with what the verifier accepts."""
    if now.trust.is_solo and not policy.accepts_solo:
        yield Reason.about(ReasonCode.SOLO_NOT_ACCEPTED)
    if outline.verdict == HOLD:
        yield Reason.about(ReasonCode.HOLD)
    elif outline.verdict == NO_GO:
        yield Reason.about(ReasonCode.NO_GO)
    elif outline.verdict == CONDITIONAL_VERDICT and CONDITIONAL not in expected.accept:
        yield Reason.about(ReasonCode.CONDITIONAL_NOT_ACCEPTED)
    elif outline.verdict not in {GO, CONDITIONAL_VERDICT}:
        yield Reason.about(ReasonCode.HOLD, "It is none that is known.")
