"""Where one question stands under one requirement: what counts, what is still open.

The rules of sticking failures are here, each a small function:

- a pass counts under a requirement when it was asked exactly what the policy
  asks, and observed for as long;
- a pass is later than a failure when its window began after the failure ended;
- passes that overlap are one: they looked at the same time;
- a finding is resolved by enough later passes, and (unless the policy is a
  rehearsal) by a cause that was named before those passes were made;
- with a cause, a new candidate resolves it by one full pass of its own;
- a cause that was signed before the question failed again was not the cause;
- passes count only on the deployment that is judged, wherever the failure was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter

from gonogo.evidence import Evidence
from gonogo.findings import Finding, Resolution
from gonogo.readiness.attempts import Attempts, Unanswered, by_end
from gonogo.readiness.lineage import Lineage
from gonogo.readiness.parameters import Parameters, normalised
from gonogo.readiness.policy import Policy, Requirement


@dataclass(frozen=True)
class Asked:
    """A requirement of a policy, and what there is to know of whom it is asked."""

    requirement: Requirement
    policy: Policy
    components: tuple[str, ...]
    lineage: Lineage


@dataclass(frozen=True)
class Standing:
    """What one requirement makes of the attempts at its question."""

    failures: tuple[Evidence, ...]
    passes: tuple[Evidence, ...]
    """As asked, however long."""
    full_passes: tuple[Evidence, ...]
    """As asked and long enough, sorted by when they ended; perhaps not fresh any more."""
    failed_at: datetime | None
    """When the last failure ended, by evidence or by a finding; None: there was none."""
    unresolved: tuple[Finding, ...]
    resolved: tuple[Finding, ...]
    straight_passes: int
    """How many full passes, none overlapping, came after the last failure."""
    support: Evidence | None
    """The latest full pass, or valid word that the check does not apply; None: there is none."""
    open_question: Unanswered | None
    """The latest attempt without an answer that no support came after; None: there is none."""


_ended_at = attrgetter("window.ended_at")


def stand(asked: Asked, attempts: Attempts) -> Standing:
    """Work out where a question stands under a requirement."""
    requirement = asked.requirement
    passes = _as_asked(attempts.passes, requirement.parameters)
    full = _long_enough(passes, requirement.window_seconds)
    # Its failures are sorted, so the last one ended last.
    failure_ended_at = attempts.failures[-1].window.ended_at if attempts.failures else None
    failed_at = last_failure(attempts)
    resolved: list[Finding] = []
    unresolved: list[Finding] = []
    for finding in attempts.findings:
        claim = valid_claim(finding, failure_ended_at)
        held = finding if claim is finding.resolution else replace(finding, resolution=claim)
        passed = is_resolved(held, asked, full, failed_at)
        (resolved if passed else unresolved).append(finding)
    applies = does_apply(requirement, asked.components)
    support, unanswered = latest(full), attempts.without_answer(requirement.parameters, passes)
    said = [
        one
        for one in attempts.inapplicable
        if one.evidence is not None and _as_asked([one.evidence], requirement.parameters)
    ]
    if applies:
        unanswered += said
    else:
        support = latest([*full, *(one.evidence for one in said if one.evidence is not None)])
    return Standing(
        failures=tuple(attempts.failures),
        passes=tuple(passes),
        full_passes=tuple(full),
        failed_at=failed_at,
        unresolved=tuple(unresolved),
        resolved=tuple(resolved),
        straight_passes=count_apart(full, failed_at),
        support=support,
        open_question=still_open(unanswered, support),
    )


def does_apply(requirement: Requirement, components: Iterable[str]) -> bool:
    """Say whether a requirement applies to a chain with these components.

    It fails to apply only when it names a component that the inventory lacks.
    Whether it says so is not for the check to decide. Of a chain without any
    inventory nobody knows what it lacks, so everything applies to it.
    """
    listed = frozenset(components)
    return requirement.component is None or not listed or requirement.component in listed


def full_passes_under(
    attempts: Attempts, parameters: Parameters, *, least_seconds: float
) -> list[Evidence]:
    """Return the passes under these parameters that were observed for so long, by their end."""
    return _long_enough(_as_asked(attempts.passes, parameters), least_seconds)


def _long_enough(items: Iterable[Evidence], least_seconds: float) -> list[Evidence]:
    """Return what was observed for as long as is asked, sorted by its end."""
    # A clock that was set back makes a window shorter than nothing: never long enough,
    # not even where a policy asks for no length at all.
    least = max(0.0, least_seconds)
    # By their end: counted in that order, no other choice gives more passes that do not overlap.
    return sorted((item for item in items if item.window.seconds >= least), key=_ended_at)


def _as_asked(items: Iterable[Evidence], asked: Parameters) -> list[Evidence]:
    """Return what was answered under the parameters that are asked for."""
    normal = normalised(asked)
    return [
        item for item in items if item.parameters == asked or normalised(item.parameters) == normal
    ]


def last_failure(attempts: Attempts) -> datetime | None:
    """Return when the last failure ended, by evidence or by a finding; None when none did."""
    ends = [item.window.ended_at for item in attempts.failures]
    ends += [finding.opened_at for finding in attempts.findings]
    return max(ends, default=None)


def is_resolved(
    finding: Finding,
    asked: Asked,
    full_passes: Sequence[Evidence],
    failed_at: datetime | None,
) -> bool:
    """Say whether enough full passes came after the last failure and the named cause.

    A rehearsal needs no cause. Where the candidate is new since the failure, one pass
    is enough, and the cause may have been found after it.
    """
    since = finding.opened_at if failed_at is None else failed_at
    needed = passes_needed(asked.requirement)
    if asked.policy.resolves_by_pass and count_apart(full_passes, since) >= needed:
        return True
    if finding.resolution is None:
        return False
    if asked.lineage.is_candidate_new(finding) and count_apart(full_passes, since):
        return True
    return count_apart(full_passes, max(since, finding.resolution.claimed_at)) >= needed


def valid_claim(finding: Finding, failure_ended_at: datetime | None) -> Resolution | None:
    """Return what was said to have caused a finding; None: nothing, or it was refuted since.

    Only a signed claim is refuted for good. Without signed acts the failure that
    refuted it may get lost, and that must not be worth anything.
    """
    claim = finding.resolution
    if claim is None or not claim.act or failure_ended_at is None:
        return claim
    return None if failure_ended_at > claim.claimed_at else claim


def passes_needed(requirement: Requirement) -> int:
    """Return how many later passes a failure needs: never none, whatever a policy says."""
    return max(1, requirement.passes_to_resolve)


def most_passes_needed(policy: Policy) -> int:
    """Return how many later passes that requirement asks for which asks for the most."""
    return max(map(passes_needed, policy.requirements))


def count_apart(passes: Iterable[Evidence], since: datetime | None) -> int:
    """Return how many of these passes, sorted by their end, began since then and do not overlap."""
    count, last_end = 0, since
    for item in passes:
        window = item.window
        if last_end is not None and window.started_at < last_end:
            continue
        # A window without length at the very same instant is the same look again.
        if count and window.ended_at == last_end:
            continue
        count, last_end = count + 1, window.ended_at
    return count


def latest(items: Iterable[Evidence]) -> Evidence | None:
    """Return the evidence whose window ended last; of equals, by content; None of nothing."""
    found: list[Evidence] = []
    for item in items:
        if not found or item.window.ended_at > found[0].window.ended_at:
            found = [item]
        elif item.window.ended_at == found[0].window.ended_at:
            found.append(item)
    if len(found) <= 1:
        return found[0] if found else None
    return min(found, key=lambda item: item.digest)


def still_open(unanswered: Iterable[Unanswered], support: Evidence | None) -> Unanswered | None:
    """Return the latest attempt without an answer that no support ended after; None: none is."""
    return max(
        (one for one in unanswered if support is None or one.at >= support.window.ended_at),
        key=by_end,
        default=None,
    )
