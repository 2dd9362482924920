"""The judge: a pure function from a policy and a record to a decision.

The same policy and record always give the same decision, in whatever order the
record lists things, so anyone can judge again from what was recorded. Nothing
here reads a network, a disk or a clock.

Silence is never success: what is missing, stale, too short or from elsewhere
leaves its requirement unknown, and a record of nothing is a hold. Not handled
here: who may sign what. A record of signed acts holds only those that count.

`docs/judging.md` says all of this exactly; the verifier says it a second time.
"""

from collections.abc import Iterator
from datetime import UTC

from gonogo.readiness import conditions, reasons
from gonogo.readiness.answering import answer
from gonogo.readiness.book import Book, open_book
from gonogo.readiness.case import Case, ask
from gonogo.readiness.decision import Answer, Decision, Reason, RequirementAnswer
from gonogo.readiness.lifting import lifted
from gonogo.readiness.lineage import Lineage, lineage_of
from gonogo.readiness.notes import notes
from gonogo.readiness.policy import Policy
from gonogo.readiness.record import ChainScope, Record
from gonogo.readiness.settling import Settled, settle, without
from gonogo.readiness.unasked import gate_again
from gonogo.readiness.verdict import gravity

UNRECOGNISED = "unknown"


def judge(policy: Policy, record: Record) -> Decision:
    """Judge what is recorded about a network against a policy.

    Every requirement is asked on every chain. Linear in the evidence: the record
    is sorted by question once.
    """
    # Sorted before it is asked: searching the record for each case would be quadratic.
    book, lineage = open_book(record, policy), lineage_of(record)
    cases = list(_cases(policy, record, book, lineage))
    settled = settle(policy, record, book, cases)
    cases = [without(case, settled.by_duplicate) for case in cases]
    answered = [(case, lifted(answer(case), case)) for case in cases]
    still_open = _of_findings(
        policy, record, book, settled, lineage, [given for _, given in answered]
    )
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
        reasons=_in_order([*still_open, *_beside_findings(policy, record, book)]),
        notes=notes(record, book, answered, settled.resolved),
    )


def _cases(policy: Policy, record: Record, book: Book, lineage: Lineage) -> Iterator[Case]:
    chains = _chains(record)
    for requirement in policy.requirements:
        for chain in chains:
            attempts = book.about(requirement, chain.name)
            yield ask(requirement, chain, policy, record, attempts, lineage)


def _chains(record: Record) -> list[ChainScope]:
    """Return the chains by name; one that is listed twice has the components of both."""
    components: dict[str, set[str]] = {}
    for chain in record.chains:
        components.setdefault(chain.name, set()).update(chain.components)
    return [ChainScope(name, tuple(sorted(components[name]))) for name in sorted(components)]


def _of_findings(  # noqa: PLR0913, PLR0917 - what is open, and all that tells how it weighs
    policy: Policy,
    record: Record,
    book: Book,
    settled: Settled,
    lineage: Lineage,
    answers: list[RequirementAnswer],
) -> list[Reason]:
    """Give a reason for each finding that is open.

    A finding that nobody rated holds. Where it also leaves its requirement unmet,
    that answer names it and outweighs the hold, so it is not told twice.
    """
    told = {each for given in answers if given.answer is Answer.UNMET for each in given.findings}
    return [
        reasons.of_finding(
            finding,
            record,
            lineage,
            is_lost=finding not in settled.asked and finding.id not in book.recorded_findings,
            again=None if finding in settled.asked else gate_again(finding, policy, record),
        )
        for finding in settled.still_open
        if finding.severity is not None or finding.id not in told
    ]


def _beside_findings(policy: Policy, record: Record, book: Book) -> list[Reason]:
    return [
        *reasons.of_runs(book.runs),
        *reasons.of_numbers(record),
        *reasons.of_identity(record),
        *reasons.of_problems(record),
        *conditions.of_policy(policy, record),
        *conditions.of_record(policy, record),
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
                reason.code,
                reason.subject,
            ),
        )
    )
