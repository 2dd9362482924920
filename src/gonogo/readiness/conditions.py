"""What a policy asks beside its requirements, and what was signed for it or against it.

Soak and freezes, whether one person alone may decide, which features are in scope and
what they passed before, and whether this is the policy that was agreed on. Each
function gives its reasons, and none of them ever makes a verdict better.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from gonogo.evidence import Outcome, Window
from gonogo.people import to_the_minute
from gonogo.readiness.decision import Reason
from gonogo.readiness.duration import in_words
from gonogo.readiness.passes import accepting
from gonogo.readiness.policy import Policy
from gonogo.readiness.record import Record
from gonogo.readiness.spans import is_within, spans_of
from gonogo.readiness.verdict import Verdict

_SEEN = (Outcome.PASSED, Outcome.FAILED)
"""Of anything else nobody knows whether the network was observed at all."""


def of_policy(policy: Policy, record: Record) -> Iterator[Reason]:
    """Give the reasons that the policy has besides its requirements."""
    yield from _of_soak(policy, record)
    yield from _of_freezes(policy, record)
    yield from _of_features(policy, record)
    if record.is_solo and not policy.accepts_solo:
        yield Reason(
            "solo",
            Verdict.HOLD,
            "one person alone keeps this workspace, and this policy does not accept that",
            "Add a second root to trust.yaml, and people with roles to people.yaml.",
            "solo",
        )


def of_record(policy: Policy, record: Record) -> Iterator[Reason]:
    """Give the reasons that signed acts have: gaps, other policies, and blocks of who decides."""
    for gap in record.gaps:
        yield Reason(
            "record",
            Verdict.HOLD,
            f"nobody can know that the record is complete: {gap}",
            "See `gonogo audit verify`, and take what is missing from a clone.",
            "record-incomplete",
        )
    in_use = record.policies_in_use.get(policy.name)
    # Two that were agreed on apart hold as well: nobody knows which of them was meant.
    if in_use is not None and in_use != {policy.digest}:
        yield Reason(
            "policy",
            Verdict.HOLD,
            f"{policy.name} was agreed on as {', '.join(sorted(in_use))}, and this is"
            f" {policy.digest}",
            "Take gonogo and policies/ as they were when it was agreed on, or agree on this one:"
            f" `gonogo policy pin {policy.name} --network {record.network}`, then"
            " `gonogo adopt trust.yaml`.",
            "policy-not-signed",
        )
    for block in record.blocks:
        yield Reason(
            block.subject or block.code,
            block.verdict,
            block.explanation,
            "Whoever decided added this; ask them what would change it.",
            block.code,
            block.subject,
        )


def _of_soak(policy: Policy, record: Record) -> Iterator[Reason]:
    # Without a soak nothing needs to have been observed here: what must be is asked by the rows.
    if policy.soak_seconds <= 0:
        return
    told = _unsoaked(policy, record)
    if told:
        yield Reason(
            "soak",
            Verdict.HOLD,
            f"a deployment must have been observed for {in_words(policy.soak_seconds)}; {told}",
            "Let it run, and go on observing it.",
            "soak",
        )


def _unsoaked(policy: Policy, record: Record) -> str:
    """Return in words what the soak lacks; empty: it is complete."""
    ended = spans_of(run for run in record.runs if run.network == record.network)
    windows = [
        item.window
        for item in record.evidence
        if item.outcome in _SEEN
        and item.deployment == record.deployment
        and not item.is_void
        and item.window.ended_at <= record.judged_at
        and item.run in ended
        and is_within(item, ended)
    ]
    if not windows:
        return "nothing was observed on this one"
    stretch, unseen_since = _last_stretch(windows, record.judged_at, policy)
    began = min((window.started_at for window in stretch), default=record.judged_at)
    seconds = (record.judged_at - began).total_seconds()
    if stretch and seconds >= policy.soak_seconds:
        return ""
    if unseen_since is None:
        return f"this one was for {in_words(seconds)}, since {to_the_minute(began)}"
    resumed = min((window.ended_at for window in stretch), default=record.judged_at)
    gap = in_words((resumed - unseen_since).total_seconds())
    return (
        f"nothing was observed for {gap} from {to_the_minute(unseen_since)} on, and it begins anew"
    )


def _last_stretch(
    windows: list[Window], judged_at: datetime, policy: Policy
) -> tuple[list[Window], datetime | None]:
    """Return what was seen without a long gap until now, and since when nothing was before it."""
    longest = timedelta(seconds=policy.soak_longest_gap_seconds)
    stretch: list[Window] = []
    reached = judged_at
    # From now backwards: what was seen before a long gap says nothing of what happened in it.
    for window in sorted(windows, key=lambda each: each.ended_at, reverse=True):
        if longest > timedelta() and reached - window.ended_at > longest:
            return stretch, window.ended_at
        stretch.append(window)
        reached = window.ended_at
    return stretch, None


def _of_freezes(policy: Policy, record: Record) -> Iterator[Reason]:
    for freeze in policy.freezes:
        # Its end is the first moment after it, so a decision made then is free again.
        if freeze.starts_at <= record.judged_at < freeze.ends_at:
            yield Reason(
                "freeze",
                Verdict.HOLD,
                f"nothing goes on until {to_the_minute(freeze.ends_at)}: {freeze.reason}",
                "Wait until it is over.",
                "freeze",
                freeze.reason,
            )


def _of_features(policy: Policy, record: Record) -> Iterator[Reason]:
    if policy.needs_scope and not record.features:
        yield Reason(
            "scope",
            Verdict.HOLD,
            f"nobody signed which features are in scope on {record.network}",
            "Name them in gonogo.yaml, and let Platforms sign that: `gonogo adopt gonogo.yaml`.",
            "no-scope",
        )
    if policy.requires_passed is None:
        return
    for feature in record.features:
        if policy.requires_passed not in feature.passed:
            yield Reason(
                f"feature {feature.id}",
                Verdict.NO_GO,
                f"{feature.id} has not passed {policy.requires_passed} at the versions of now",
                _remedy(feature.nearly.get(policy.requires_passed, ())),
                "feature-not-passed",
                feature.id,
            )


def _remedy(changed: Iterable[tuple[str, str, str]]) -> str:
    """Say what to do about a feature of which these components are not what passed."""
    lines = ", ".join(f"`{accepting(*each)}`" for each in changed)
    accept = f" or let Platforms sign that it counts all the same: {lines};" if lines else ""
    return (
        f"Let it pass there as it is now,{accept} or take it out of the scope. `gonogo ledger`"
        " tells what it passed."
    )
