"""The book: the whole record sorted once, by question, with the findings about each.

What people signed by hand is sorted apart (`by_hand`): no run ever answers for them,
whatever it calls its checks.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gonogo.evidence import Run
from gonogo.findings import Finding, merge, open_findings_about, shared_ratings
from gonogo.readiness.attempts import Attempts, Question
from gonogo.readiness.by_hand import manual_answers
from gonogo.readiness.policy import Policy, Requirement
from gonogo.readiness.record import Record
from gonogo.readiness.sorting import Sorting, is_about


@dataclass(frozen=True)
class Book:
    """The whole record, by question."""

    attempts: Mapping[Question, Attempts]
    by_hand: Mapping[Question, Attempts]
    """What people signed, by requirement and chain."""
    runs: tuple[Run, ...]
    """The runs that count: about this deployment, or ended before they knew theirs."""
    reported: tuple[Finding, ...]
    """The findings that people wrote; those that failures opened are with their question."""
    recorded_findings: frozenset[str]
    """Ids of the findings that are on record, not only derived from failures."""

    def about(self, requirement: Requirement, chain: str) -> Attempts:
        """Return what was recorded about a question; nothing when nothing was."""
        check = requirement.check
        found = (
            self.by_hand.get((requirement.id, chain))
            if check is None
            else self.attempts.get((check, chain))
        )
        return Attempts() if found is None else found

    def all(self) -> Iterator[Attempts]:
        """Return what was recorded about each question."""
        yield from self.attempts.values()
        yield from self.by_hand.values()


def open_book(record: Record, policy: Policy) -> Book:
    """Sort evidence and findings by question, and find the answers that are missing."""
    runs = tuple(run for run in record.runs if is_about(run, record))
    sorting = Sorting(record, record.runs)
    sorting.take_all(record.evidence)
    reported = tuple(finding for finding in record.findings if finding.is_reported)
    opened = [finding for finding in record.findings if not finding.is_reported]
    _add_findings(sorting.attempts, opened)
    by_hand = _open_by_hand(record, policy)
    reported = _share_ratings((*sorting.attempts.values(), *by_hand.values()), reported)
    for attempts in (*sorting.attempts.values(), *by_hand.values()):
        attempts.sort()
    recorded = {finding.id for finding in record.findings}
    recorded |= {finding.id for own in by_hand.values() for finding in own.findings}
    return Book(sorting.attempts, by_hand, runs, reported, frozenset(recorded))


def _share_ratings(
    questions: Sequence[Attempts], reported: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Give what nobody rated the rating of what it is the same as, among all that are judged."""
    opened = [finding for attempts in questions for finding in attempts.findings]
    shared = shared_ratings((*opened, *reported))

    def rated(finding: Finding) -> Finding:
        return replace(finding, severity=shared.get(finding.id, finding.severity))

    if shared:
        for attempts in questions:
            attempts.findings = [rated(finding) for finding in attempts.findings]
    return tuple(rated(finding) for finding in reported) if shared else reported


def _open_by_hand(record: Record, policy: Policy) -> dict[Question, Attempts]:
    found: dict[Question, Attempts] = {}
    for requirement in policy.requirements:
        if requirement.check is None:
            for chain, answers in manual_answers(requirement, record).items():
                sorting = Sorting(record, answers.runs)
                sorting.take_all(answers.evidence)
                attempts = sorting.attempts[answers.check, chain]
                attempts.findings.extend(answers.findings)
                found[requirement.id, chain] = attempts
    return found


def _add_findings(attempts: dict[Question, Attempts], recorded: Iterable[Finding]) -> None:
    opened = [
        finding
        for one in attempts.values()
        if one.failures
        for finding in open_findings_about(one.failures, one.passes)
    ]
    for finding in merge(recorded, opened):
        attempts[finding.check, finding.chain].findings.append(finding)
