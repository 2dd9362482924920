"""Where one question stands under one requirement: what counts, what is still open.

The rules of sticking failures are here, each a small function:

- a pass counts under a requirement when it was asked exactly what the policy
  asks, and observed for as long;
- a pass is later than a failure when its window began after the failure ended;
- passes that overlap are one: they looked at the same time;
- a finding is resolved by enough later passes, and (unless the policy is a
  rehearsal) by a cause that was named before those passes were made.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from gonogo.evidence import Evidence
from gonogo.findings import Finding
from gonogo.readiness.attempts import Attempts, Unanswered, by_end
from gonogo.readiness.parameters import difference
from gonogo.readiness.policy import Policy, Requirement


@dataclass(frozen=True)
class Standing:
    """What one requirement makes of the attempts at its question."""

    failures: tuple[Evidence, ...]
    full_passes: tuple[Evidence, ...]
    """As asked and long enough, sorted by when they ended; perhaps not fresh any more."""
    unresolved: tuple[Finding, ...]
    resolved: tuple[Finding, ...]
    straight_passes: int
    """How many full passes, none overlapping, came after the last failure."""
    support: Evidence | None
    """The latest full pass, or valid word that the check does not apply; None: there is none."""
    open_question: Unanswered | None
    """The latest attempt without an answer that no support came after; None: there is none."""


def stand(
    requirement: Requirement, policy: Policy, attempts: Attempts, components: Iterable[str]
) -> Standing:
    """Work out where a question stands under a requirement."""
    full = sorted(
        (item for item in attempts.passes if is_full(item, requirement)),
        key=attrgetter("window.ended_at"),
    )
    failed_at = last_failure(attempts)
    resolved: list[Finding] = []
    unresolved: list[Finding] = []
    for finding in attempts.findings:
        passed = is_resolved(finding, requirement, policy, full, failed_at)
        (resolved if passed else unresolved).append(finding)
    applies = does_apply(requirement, components)
    support, unanswered = latest(full), list(attempts.unanswered)
    if applies:
        unanswered += attempts.inapplicable
    else:
        said = [one.evidence for one in attempts.inapplicable if one.evidence is not None]
        support = latest([*full, *said])
    return Standing(
        failures=tuple(attempts.failures),
        full_passes=tuple(full),
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


def is_full(item: Evidence, requirement: Requirement) -> bool:
    """Say whether a pass was asked what the policy asks, and observed for as long."""
    # A clock that was set back makes a window shorter than nothing: never long enough,
    # not even where a policy asks for no length at all.
    return item.window.seconds >= max(0.0, requirement.window_seconds) and (
        item.parameters == requirement.parameters
        or not difference(item.parameters, requirement.parameters)
    )


def last_failure(attempts: Attempts) -> datetime | None:
    """Return when the last failure ended, by evidence or by a finding; None when none did."""
    ends = [item.window.ended_at for item in attempts.failures]
    ends += [finding.opened_at for finding in attempts.findings]
    return max(ends, default=None)


def is_resolved(
    finding: Finding,
    requirement: Requirement,
    policy: Policy,
    full_passes: Iterable[Evidence],
    failed_at: datetime | None,
) -> bool:
    """Say whether enough full passes came after the last failure and the named cause."""
    since = finding.opened_at if failed_at is None else failed_at
    if not policy.resolves_by_pass:
        if finding.resolution is None:
            return False
        since = max(since, finding.resolution.claimed_at)
    return count_apart(full_passes, since) >= passes_needed(requirement)


def passes_needed(requirement: Requirement) -> int:
    """Return how many later passes a failure needs: never none, whatever a policy says."""
    return max(1, requirement.passes_to_resolve)


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
