"""The judge: a pure function from a policy and a record to a decision.

The same policy and record always give the same decision, in whatever order the
record lists things, so anyone can judge again from what was recorded. Nothing
here reads a network, a disk or a clock.

Silence is never success: what is missing, stale, too short or from elsewhere
leaves its requirement unknown, and a record of nothing is a hold. Not handled
here: waivers, manual records and who may sign what.
"""

from collections.abc import Iterator
from datetime import UTC

from gonogo.findings import Finding
from gonogo.readiness import reasons
from gonogo.readiness.answering import Case, answer, ask
from gonogo.readiness.attempts import Attempts, Book, open_book
from gonogo.readiness.decision import Decision, Reason
from gonogo.readiness.lineage import lineage_of
from gonogo.readiness.notes import notes
from gonogo.readiness.policy import Policy
from gonogo.readiness.record import ChainScope, Record
from gonogo.readiness.verdict import gravity

UNRECOGNISED = "unknown"


def judge(policy: Policy, record: Record) -> Decision:
    """Judge what is recorded about a network against a policy.

    Every requirement is asked on every chain. Linear in the evidence: the record
    is sorted by question once.
    """
    # Sorted before it is asked: searching the record for each case would be quadratic.
    book = open_book(record)
    cases = list(_cases(policy, record, book))
    answered = [(case, answer(case)) for case in cases]
    still_open, resolved = _findings(record, book, cases)
    return Decision(
        network=record.network,
        candidate=record.candidate,
        deployment=record.deployment or UNRECOGNISED,
        policy=policy.name,
        policy_title=policy.title,
        policy_digest=policy.digest,
        level=policy.level,
        judged_at=record.judged_at.astimezone(UTC),
        answers=tuple(given for _, given in answered),
        reasons=_in_order([*still_open, *_beside_findings(record, book)]),
        notes=notes(record, book, answered, resolved),
    )


def _cases(policy: Policy, record: Record, book: Book) -> Iterator[Case]:
    for requirement in policy.requirements:
        for chain in _chains(record):
            check = requirement.check
            attempts = Attempts() if check is None else book.about(check, chain.name)
            yield ask(requirement, chain, policy, record, attempts)


def _chains(record: Record) -> list[ChainScope]:
    """Return the chains by name; one that is listed twice has the components of both."""
    components: dict[str, set[str]] = {}
    for chain in record.chains:
        components.setdefault(chain.name, set()).update(chain.components)
    return [ChainScope(name, tuple(sorted(components[name]))) for name in sorted(components)]


def _findings(record: Record, book: Book, cases: list[Case]) -> tuple[list[Reason], list[Finding]]:
    """Part the findings into reasons, for those that are open, and those resolved.

    A finding is open as long as any requirement about its question says so. One
    that no requirement is about stays open: nobody says what would resolve it.

    A finding that nobody rated holds. Where it also leaves its requirement unmet,
    that answer names it and outweighs the hold, so it is not told twice.
    """
    unresolved = {one for case in cases for one in case.standing.unresolved}
    resolved = {one for case in cases for one in case.standing.resolved} - unresolved
    asked = unresolved | resolved
    lineage, today = lineage_of(record), record.judged_at.astimezone(UTC).date()
    still_open = []
    for attempts in book.attempts.values():
        for finding in attempts.findings:
            is_told = finding in unresolved and finding.severity is None
            if finding not in resolved and not is_told:
                is_lost = finding not in asked and finding.id not in book.recorded_findings
                still_open.append(reasons.of_finding(finding, lineage, today, is_lost=is_lost))
    return still_open, list(resolved)


def _beside_findings(record: Record, book: Book) -> list[Reason]:
    return [
        *reasons.of_runs(book.runs.values()),
        *reasons.of_numbers(record),
        *reasons.of_identity(record),
        *reasons.of_problems(record),
    ]


def _in_order(given: list[Reason]) -> tuple[Reason, ...]:
    """Sort reasons by gravity, worst first, then by what they say; equals are one."""
    return tuple(
        sorted(
            set(given),
            key=lambda reason: (
                -gravity(reason.verdict),
                reason.about,
                reason.explanation,
                reason.remedy,
            ),
        )
    )
