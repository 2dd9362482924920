"""Sort the record once: which attempts were made at each question, and how they ended.

A question is a check on a chain. Every run that ended was an attempt at each
question that it selected, whether or not evidence of it exists: an answer that
is missing is an attempt without an answer. So taking evidence away leaves a
question open, and never makes an attempt unseen.

One question may be asked under several sets of parameters, each by a requirement
of its own. An answer counts for the set it was given under and for no other; of
a failure it does not matter under which, nor on which deployment of the network.

What people signed by hand is sorted apart (`by_hand`): no run ever answers for them,
whatever it calls its checks.

What does not count is not dropped in silence; it is counted by its reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from gonogo.evidence import Evidence, Outcome, Run, RunState, in_time
from gonogo.findings import Finding, merge, open_findings_about, shared_ratings
from gonogo.readiness.by_hand import manual_answers
from gonogo.readiness.parameters import Parameters, difference, normalised
from gonogo.readiness.policy import Policy, Requirement
from gonogo.readiness.record import Record
from gonogo.readiness.spans import is_within, spans_of

Question = tuple[str, str]
"""A check and a chain."""

OTHER_DEPLOYMENT = "of another deployment"
VOID = "void, since the deployment's identity moved in their window"
UNKNOWN_RUN = "of a run that is not in the record"
OTHER_RUN = "of a run about another deployment"
NOT_FINAL = "of a run that has not ended"
NOT_SELECTED = "that their run did not select"
FUTURE = "whose window ends after the time of judgement"
OUTSIDE = "whose window is not within its run, which began later or ended sooner"

_ANSWERS = (Outcome.PASSED, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True)
class Unanswered:
    """An attempt that gave no answer that counts, at the time when its run ended."""

    at: datetime
    run: str
    reason: str
    evidence: Evidence | None = None
    """What it recorded instead of an answer; None when it recorded nothing."""


def by_end(attempt: Unanswered) -> tuple[datetime, str, str]:
    """Order attempts by when their run ended, and then by content alone."""
    return (attempt.at, attempt.run, attempt.reason)


@dataclass(slots=True)
class Attempts:
    """What was recorded about one question, on the way to an answer."""

    failures: list[Evidence] = field(default_factory=list)
    """On this deployment or another one of the network."""
    passes: list[Evidence] = field(default_factory=list)
    inapplicable: list[Unanswered] = field(default_factory=list)
    """Word that the check does not apply; whether that is so, policy and inventory decide."""
    unanswered: list[Unanswered] = field(default_factory=list)
    """Answers that say nothing. Runs without any answer are not among them."""
    runs: dict[str, Run] = field(default_factory=dict)
    """The runs that selected the question and ended."""
    other_answers: list[Evidence] = field(default_factory=list)
    """The answers that are neither passes nor left out: each run gave one, of whatever kind."""
    findings: list[Finding] = field(default_factory=list)
    """Recorded about this network, or opened by the failures above."""
    ignored: dict[str, int] = field(default_factory=dict)
    """How many pieces of evidence were not counted, by the reason."""

    def sort(self) -> None:
        """Put everything into an order that depends on nothing but the content."""
        self.failures.sort(key=in_time)
        self.unanswered.sort(key=by_end)

    def without_answer(
        self, parameters: Parameters, passes: Iterable[Evidence]
    ) -> list[Unanswered]:
        """Return the attempts that gave no answer to the question under these parameters.

        Args:
            parameters: What is asked.
            passes: Those of its passes that were asked just that.
        """
        asked = normalised(parameters)
        said = [
            one
            for one in self.unanswered
            if one.evidence is not None and normalised(one.evidence.parameters) == asked
        ]
        answered = {item.run for item in passes}
        answered.update(
            item.run for item in self.other_answers if normalised(item.parameters) == asked
        )
        silent = [
            Unanswered(_end(run), run.id, _silence(run, self._answers_of(run), asked))
            for name, run in self.runs.items()
            if name not in answered
        ]
        return said + silent

    def ignore(self, why: str) -> None:
        """Count a piece of evidence that does not count."""
        self.ignored[why] = self.ignored.get(why, 0) + 1

    def _answers_of(self, run: Run) -> list[Parameters]:
        given = chain(self.passes, self.other_answers)
        return [normalised(item.parameters) for item in given if item.run == run.id]


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
    sorting = _Sorting(record, record.runs)
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
                sorting = _Sorting(record, answers.runs)
                sorting.take_all(answers.evidence)
                attempts = sorting.attempts[answers.check, chain]
                attempts.findings.extend(answers.findings)
                found[requirement.id, chain] = attempts
    return found


def is_about(run: Run, record: Record) -> bool:
    """Say whether a run was about the deployment that is judged, or may have been."""
    if run.network != record.network:
        return False
    return run.deployment is None or run.deployment == record.deployment


class _Sorting:
    """Takes evidence one by one; linear in the evidence and in what runs selected."""

    def __init__(self, record: Record, runs: Sequence[Run]) -> None:
        self.record = record
        about = [run for run in runs if is_about(run, record)]
        self.runs = {run.id for run in about}
        self.known_runs = {run.id for run in runs}
        self.attempts: dict[Question, Attempts] = defaultdict(Attempts)
        self.ended = {run.id for run in about if run.has_ended}
        self.spans = spans_of(run for run in runs if run.network == record.network)
        # Of two runs of one name the one that ended last counts, whose silence is the latest.
        for run in sorted(about, key=lambda run: (_end(run), run.number, run.policy_digest)):
            for one in run.selections if run.has_ended else ():
                self.attempts[one.check, one.chain].runs[run.id] = run

    def take_all(self, evidence: Iterable[Evidence]) -> None:
        """Put each piece of evidence where it counts."""
        by_question, passed = self.attempts, Outcome.PASSED
        here, now, spans = self.record.deployment, self.record.judged_at, self.spans
        for item in evidence:
            attempts = by_question[item.check, item.chain]
            is_pass = item.outcome is passed and not item.is_void and item.deployment == here
            # Nearly everything in a long record is a pass that counts, so that is asked first.
            if (
                is_pass
                and item.run in attempts.runs
                and item.window.ended_at <= now
                and is_within(item, spans)
            ):
                attempts.passes.append(item)
            else:
                self._take(attempts, item)

    def _take(self, attempts: Attempts, item: Evidence) -> None:
        """Put a piece of evidence where it counts, or count why it does not."""
        is_failure = item.outcome is Outcome.FAILED and not item.is_void
        if is_failure:
            # Whoever saw it, in whatever run and wherever: a failure is never explained away.
            attempts.failures.append(item)
        if item.deployment != self.record.deployment or item.run not in attempts.runs:
            if not is_failure:
                attempts.ignore(self._why_not(item))
        else:
            self._take_answer(attempts, item)

    def _take_answer(self, attempts: Attempts, item: Evidence) -> None:
        """Sort what a run that ended said; of the future, nothing."""
        said = unanswered_by(item, attempts.runs[item.run])
        if item.is_void:
            attempts.ignore(VOID)
            attempts.unanswered.append(said)
        elif item.outcome in _ANSWERS and (why := self._unbelievable(item)):
            # A clock went wrong, or somebody lies. The question stays open, now and tomorrow.
            attempts.ignore(why)
            return
        elif item.outcome is Outcome.PASSED:
            attempts.passes.append(item)
            return
        elif item.outcome is Outcome.NOT_APPLICABLE:
            attempts.inapplicable.append(said)
        else:
            attempts.unanswered.append(said)
        attempts.other_answers.append(item)

    def _unbelievable(self, item: Evidence) -> str:
        """Return why its window is none that was seen; empty: it may be one."""
        if item.window.ended_at > self.record.judged_at:
            return FUTURE
        return "" if is_within(item, self.spans) else OUTSIDE

    def _why_not(self, item: Evidence) -> str:
        if item.deployment != self.record.deployment:
            return OTHER_DEPLOYMENT
        if item.is_void:
            return VOID
        if item.run not in self.known_runs:
            return UNKNOWN_RUN
        if item.run not in self.runs:
            return OTHER_RUN
        return NOT_SELECTED if item.run in self.ended else NOT_FINAL


def unanswered_by(item: Evidence, run: Run) -> Unanswered:
    """Return the open question that evidence leaves behind.

    It counts from the end of its run, not of its window, so that taking the
    evidence away (which leaves a missing answer) changes nothing.
    """
    return Unanswered(_end(run), run.id, _words(item), item)


def _end(run: Run) -> datetime:
    return run.started_at if run.ended_at is None else max(run.started_at, run.ended_at)


def _silence(run: Run, answered: Iterable[Parameters], asked: Parameters) -> str:
    if (other := min(answered, default=None)) is not None:
        return f"run {run.id} was answered under other thresholds: {difference(other, asked)}"
    how = "was cancelled" if run.state is RunState.CANCELLED else "ended"
    return f"run {run.id} asked and {how} without an answer"


def _words(item: Evidence) -> str:
    how = "void: the identity moved in its window" if item.is_void else item.outcome.value
    return f"{how} in run {item.run}: {item.summary}"


def _add_findings(attempts: dict[Question, Attempts], recorded: Iterable[Finding]) -> None:
    opened = [
        finding
        for one in attempts.values()
        if one.failures
        for finding in open_findings_about(one.failures, one.passes)
    ]
    for finding in merge(recorded, opened):
        attempts[finding.check, finding.chain].findings.append(finding)
