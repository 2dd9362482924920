"""What to know beside the reasons: what was ignored, and how little passes say.

Notes change no verdict. They are here so that nothing is left out in silence.
"""

from collections import Counter
from collections.abc import Iterable

from gonogo.evidence import Run, RunState
from gonogo.findings import Finding
from gonogo.readiness.book import Book
from gonogo.readiness.case import Case
from gonogo.readiness.decision import Answer, RequirementAnswer
from gonogo.readiness.power import power_sentence
from gonogo.readiness.record import Record

Answered = tuple[Case, RequirementAnswer]


def notes(
    record: Record, book: Book, answered: Iterable[Answered], resolved: Iterable[Finding]
) -> tuple[str, ...]:
    """Return everything to know that changes nothing, in a fixed order."""
    return (
        *_ignored_evidence(book),
        *_ignored_runs(record, book),
        *_living_runs(book.runs),
        *_resolved(resolved),
        *_power(answered),
        *sorted(set(record.notes)),
    )


def _ignored_evidence(book: Book) -> list[str]:
    total: Counter[str] = Counter()
    for attempts in book.all():
        total.update(attempts.ignored)
    return [f"Not counted: {_pieces(count)} {why}." for why, count in sorted(total.items())]


def _pieces(count: int) -> str:
    return "1 piece of evidence" if count == 1 else f"{count} pieces of evidence"


def _ignored_runs(record: Record, book: Book) -> list[str]:
    of_network = sum(run.network == record.network for run in record.runs)
    count = of_network - len(book.runs)
    return [f"Not counted: runs about other deployments of this network: {count}."] if count else []


def _living_runs(runs: Iterable[Run]) -> list[str]:
    alive = sorted(run.id for run in runs if run.state is RunState.ALIVE and run.ended_at is None)
    return [f"Run {name} goes on; what it recorded is not final yet." for name in alive]


def _resolved(resolved: Iterable[Finding]) -> list[str]:
    titles = sorted({finding.title for finding in resolved})
    return [f"Resolved by later passes: {title}" for title in titles]


def _power(answered: Iterable[Answered]) -> list[str]:
    counts = [
        case.standing.straight_passes
        for case, given in answered
        if given.answer is Answer.MET and case.standing.straight_passes
    ]
    if not counts:
        return []
    # The weakest link: a decision is worth no more than what it knows least about.
    return [f"Of what is met, the least observed rests on this: {power_sentence(min(counts))}."]
