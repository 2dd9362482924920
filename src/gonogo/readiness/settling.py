"""Which findings are still open, once every requirement was asked.

A failure's finding is open as long as any requirement about its question says so. One
that no requirement asks about has no passes that could bear a claim out, so somebody
else must agree to the claim; or, of a gate in a rehearsal, it passed again (`unasked`). A
finding that a person wrote needs passes where it names
a requirement. What is the same as another finding is resolved with that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from gonogo.findings import Finding, Resolution
from gonogo.readiness.book import Book
from gonogo.readiness.case import Case, ask
from gonogo.readiness.lineage import Lineage, lineage_of
from gonogo.readiness.policy import Policy, Requirement
from gonogo.readiness.record import ChainScope, Record
from gonogo.readiness.standing import count_apart, passes_needed, valid_claim
from gonogo.readiness.unasked import is_passed_since


@dataclass(frozen=True)
class Settled:
    """Every finding, open or resolved."""

    still_open: tuple[Finding, ...]
    resolved: tuple[Finding, ...]
    asked: frozenset[Finding]
    """Those about whose question a requirement asks."""
    by_duplicate: frozenset[str]
    """The ids of what is resolved only because what it is the same as is."""


def settle(policy: Policy, record: Record, book: Book, cases: Iterable[Case]) -> Settled:
    """Say of each finding whether it is open."""
    listed = list(cases)
    unresolved = {one for case in listed for one in case.standing.unresolved}
    asked = unresolved.union(one for case in listed for one in case.standing.resolved)
    open_: list[Finding] = []
    resolved: list[Finding] = []
    # Of all that was ever asked, and not only of what the policy asks: a policy that asks no more
    # about a failure must not make it vanish.
    for attempts in book.all():
        ended_at = attempts.failures[-1].window.ended_at if attempts.failures else None
        for finding in attempts.findings:
            if finding in asked:
                is_open = finding in unresolved
            else:
                is_agreed = _is_agreed(valid_claim(finding, ended_at))
                is_open = not (is_agreed or is_passed_since(finding.check, attempts, policy))
            (open_ if is_open else resolved).append(finding)
    if book.reported:
        reports = _Reports(policy, record, book, listed)
        for finding in book.reported:
            (resolved if reports.is_resolved(finding) else open_).append(finding)
    shared = _resolved_by_duplicate(open_, resolved)
    return Settled(
        still_open=tuple(one for one in open_ if one.id not in shared),
        resolved=(*resolved, *(one for one in open_ if one.id in shared)),
        asked=frozenset(asked),
        by_duplicate=shared,
    )


def without(case: Case, resolved: frozenset[str]) -> Case:
    """Return a case without the findings that are resolved by being the same as others."""
    standing = case.standing
    if not any(finding.id in resolved for finding in standing.unresolved):
        return case
    kept = tuple(finding for finding in standing.unresolved if finding.id not in resolved)
    return replace(case, standing=replace(standing, unresolved=kept))


def _is_agreed(claim: Resolution | None) -> bool:
    return claim is not None and claim.is_endorsed


def _resolved_by_duplicate(
    still_open: Iterable[Finding], resolved: Iterable[Finding]
) -> frozenset[str]:
    """Return the ids that are resolved with others; what is only its own circle is not."""
    same_as = {one.id: one.duplicate_of for one in still_open}
    # Only what was resolved by itself begins: of two that call each other the same, neither would
    # ever be open.
    known = {one.id for one in resolved} - same_as.keys()
    found: set[str] = set()
    while more := {each for each, other in same_as.items() if other in known and each not in known}:
        known |= more
        found |= more
    return frozenset(found)


class _Reports:
    """The findings that people wrote, beside what was asked since."""

    def __init__(self, policy: Policy, record: Record, book: Book, cases: Iterable[Case]) -> None:
        self.policy, self.record, self.book = policy, record, book
        self.requirements: Mapping[str, Requirement] = {row.id: row for row in policy.requirements}
        self.cases = {(case.requirement.id, case.chain.name): case for case in cases}
        self.lineage: Lineage = lineage_of(record)

    def is_resolved(self, finding: Finding) -> bool:
        """Say whether a claim holds, and was borne out or agreed to."""
        requirement = self.requirements.get(finding.requirement or "")
        if finding.requirement is None or requirement is None:
            return _is_agreed(finding.resolution)
        cases = [self._case(requirement, chain) for chain in self._chains(finding)]
        claim = valid_claim(finding, _last_end(cases))
        # Without a chain nothing was looked at, and every one of no chains has its passes.
        if claim is None or not cases:
            return False
        # A pass of before the claim may be why somebody made it, and bears nothing out.
        since = max(finding.opened_at, claim.claimed_at)
        needed = passes_needed(requirement)
        return all(count_apart(case.standing.full_passes, since) >= needed for case in cases)

    def _chains(self, finding: Finding) -> list[str]:
        if finding.chain:
            return [finding.chain]
        return sorted({chain.name for chain in self.record.chains})

    def _case(self, requirement: Requirement, chain: str) -> Case:
        found = self.cases.get((requirement.id, chain))
        if found is not None:
            return found
        attempts = self.book.about(requirement, chain)
        scope = ChainScope(chain)
        return ask(requirement, scope, self.policy, self.record, attempts, self.lineage)


def _last_end(cases: Iterable[Case]) -> datetime | None:
    ends = (item.window.ended_at for case in cases for item in case.standing.failures)
    return max(ends, default=None)
