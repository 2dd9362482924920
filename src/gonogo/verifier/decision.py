"""What is asked of a decision besides its verdict: whose, about what, until when."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from . import shape as s
from .act import Act
from .bundle import Bundle
from .canonical import digest
from .counting import TOLERANCE, Counted
from .expected import Expected
from .parties import Trust
from .policy import Policy
from .reasons import Reason, ReasonCode

_OF_REFUSAL = {
    "other_workspace": ReasonCode.OTHER_WORKSPACE,
    "time": ReasonCode.NOT_YET_VALID,
    "unknown_signer": ReasonCode.UNKNOWN_SIGNER,
    "role": ReasonCode.WRONG_ROLE,
    "key_validity": ReasonCode.KEY_NOT_VALID,
    "unwitnessed": ReasonCode.KEY_NOT_VALID,
}

_ABOUT = {
    "revocation": "determination",
    "publication": "determination",
    "promotion": "determination",
    "break-glass-closed": "break_glass",
}
"""Acts that belong to a decision or a break-glass, and the key that says to which."""


def about_what(act: Act, expected: Expected) -> Iterator[Reason]:
    """Compare what the decision is about with what the verifier asked for."""
    body = act.body
    asked = (
        (ReasonCode.NOT_THIS_NETWORK, "network", expected.network),
        (ReasonCode.NOT_THIS_TRANSITION, "transition", expected.transition),
        (ReasonCode.NOT_THIS_CANDIDATE, "candidate", expected.candidate),
    )
    for code, key, wanted in asked:
        if body[key] != wanted:
            yield Reason.about(code, f"It is about {body[key]}, and {wanted} was asked for.")
    if expected.deployment is not None and body["deployment"] != expected.deployment:
        yield Reason.about(ReasonCode.NOT_THIS_DEPLOYMENT, f"It is about {body['deployment']}.")
    chains = sorted(row["name"] for row in body["scope"])
    if chains != sorted(expected.chains):
        yield Reason.about(
            ReasonCode.NOT_THESE_CHAINS, f"It is about {', '.join(chains) or 'no chain'}."
        )
    yield from _about_components(act, expected)
    yield from _about_versions(act, expected)


def _about_components(act: Act, expected: Expected) -> Iterator[Reason]:
    """Look for components that are there and were left out: nothing is asked about those."""
    for row in act.body["scope"]:
        listed = set(row["components"])
        # An empty list says that there is no inventory; then everything is asked.
        if missing := listed and expected.components.get(row["name"], frozenset()) - listed:
            yield Reason.about(
                ReasonCode.NOT_THESE_COMPONENTS,
                f"On {row['name']} it knows nothing of {', '.join(sorted(missing))}.",
            )


def _about_versions(act: Act, expected: Expected) -> Iterator[Reason]:
    """Compare the versions of what features touch with those of the candidate."""
    if expected.versions is None:
        return
    for feature in act.body["features"]:
        for row in feature["versions"]:
            name, version = row["component"], row["version"]
            if expected.versions.get(name) != frozenset({version}):
                yield Reason.about(
                    ReasonCode.NOT_THESE_VERSIONS, f"It says {name} {version} of {feature['id']}."
                )


def about_policy(bundle: Bundle, expected: Expected, trust: Trust) -> Iterator[Reason]:
    """Compare the policy of the bundle and of the decision with the one that is pinned."""
    pinned = trust.agreed_policy(expected.transition, expected.network)
    if pinned is None:
        yield Reason.about(
            ReasonCode.POLICY_MISMATCH, f"The trust pins no policy for {expected.transition}."
        )
    elif pinned != digest(bundle.policy) or pinned != bundle.determination.body["policy_digest"]:
        yield Reason.about(ReasonCode.POLICY_MISMATCH, f"The trusted one is {pinned}.")


def about_signer(act: Act, counted: Counted) -> Iterator[Reason]:
    """Say why the decision does not count, if it does not."""
    refusal = counted.refusals.get(act.id)
    if refusal is not None:
        yield Reason.about(_OF_REFUSAL[refusal], f"It was signed by {act.signer}.")


def about_time(act: Act, policy: Policy, at: datetime) -> Iterator[Reason]:
    """Compare the times of the decision with each other and with the verifier's."""
    judged_at = s.read_time(act.body["judged_at"])
    valid_until = s.read_time(act.body["valid_until"])
    # Judged at another time than it was signed, a failure in between would not have counted.
    if abs(act.at - judged_at) > TOLERANCE:
        yield Reason.about(
            ReasonCode.VERDICT_DIFFERS, "It was not signed at the time for which it was judged."
        )
    if valid_until - judged_at > timedelta(seconds=policy.validity_seconds):
        yield Reason.about(ReasonCode.VALIDITY_DIFFERS, f"It says until {valid_until}.")
    if act.at - at > TOLERANCE:
        yield Reason.about(ReasonCode.NOT_YET_VALID, f"It is of {act.at}.")
    if at >= valid_until:
        yield Reason.about(ReasonCode.EXPIRED, f"It was valid until {valid_until}.")


def about_freezes(act: Act, policy: Policy, at: datetime) -> Iterator[Reason]:
    """Look for freezes that began since; one that was on already is in the verdict."""
    judged_at = s.read_time(act.body["judged_at"])
    for freeze in policy.freezes:
        if judged_at < freeze.starts_at <= at < freeze.ends_at:
            yield Reason.about(ReasonCode.FROZEN, f"Until {freeze.ends_at}: {freeze.reason}.")


def about_later(act: Act, counted: Counted) -> Iterator[Reason]:
    """Look for acts that took the decision back."""
    for other in counted.of_kind("revocation"):
        if other.body["determination"] == act.id:
            yield Reason.about(ReasonCode.REVOKED, f"The reason: {other.body['reason']}")
    for other in counted.of_kind("determination"):
        if act.id in other.body["supersedes"]:
            yield Reason.about(ReasonCode.SUPERSEDED, f"The later one is {other.id}.")


def break_glass(act: Act, counted: Counted, at: datetime) -> Act | None:
    """Return an open break-glass act for exactly this step, or None."""
    closed = {other.body["break_glass"] for other in counted.of_kind("break-glass-closed")}
    same = ("network", "transition", "deployment", "candidate")
    for other in counted.of_kind("break-glass"):
        if (
            other.id not in closed
            and all(other.body[key] == act.body[key] for key in same)
            and other.at - at <= TOLERANCE
            and at < s.read_time(other.body["until"])
        ):
            return other
    return None


def strays(bundle: Bundle) -> list[str]:
    """Return acts that neither the decision nor anything about it rests on."""
    acts = bundle.graph.acts
    about = {bundle.determination.id}
    about |= {act.id for act in acts.values() if _is_about(act, bundle)}
    return sorted(set(acts) - about - bundle.graph.ancestors(about))


def _is_about(act: Act, bundle: Bundle) -> bool:
    """Say whether an act belongs to the bundle of a decision that did not see it."""
    own = bundle.determination
    if act.kind in _ABOUT:
        name = str(act.body[_ABOUT[act.kind]])
        return name == own.id or _is_glass(bundle.graph.acts.get(name), own)
    if act.kind == "determination":
        return own.id in act.body["supersedes"]
    if act.kind == "endorsement":
        return act.body["act"] in bundle.trusts or act.body["act"] in bundle.peoples
    return act.kind in {"trust", "people"} or _is_glass(act, own)


def _is_glass(act: Act | None, own: Act) -> bool:
    return (
        act is not None
        and act.kind == "break-glass"
        and bool(act.body["deployment"] == own.body["deployment"])
    )
