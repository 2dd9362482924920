"""Put each piece of evidence with the question that it is an attempt at, if it counts.

Linear in the evidence and in what runs selected, since a long record has hundreds of
thousands of pieces. What does not count is not dropped in silence; it is counted by
its reason. A failure always counts: no run, place or moment explains it away.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from gonogo.evidence import Evidence, Outcome, Run
from gonogo.readiness.attempts import Attempts, Question, end_of, unanswered_by
from gonogo.readiness.record import Record
from gonogo.readiness.spans import is_before, is_within, spans_of

OTHER_DEPLOYMENT = "of another deployment"
VOID = "void, since the deployment's identity moved in their window"
UNKNOWN_RUN = "of a run that is not in the record"
OTHER_RUN = "of a run about another deployment"
NOT_FINAL = "of a run that has not ended"
NOT_SELECTED = "that their run did not select"
FUTURE = "whose window ends after the time of judgement"
OUTSIDE = "whose window is not within its run, which began later or ended sooner"
UNSIGNED = (
    "seen before anybody signed that its run had begun (as before `gonogo init`), which nobody can"
    " date: observe it again"
)

_ANSWERS = (Outcome.PASSED, Outcome.NOT_APPLICABLE)


class Sorting:
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
        for run in sorted(about, key=lambda run: (end_of(run), run.number, run.policy_digest)):
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
        if is_within(item, self.spans):
            return ""
        return UNSIGNED if is_before(item, self.spans) else OUTSIDE

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


def is_about(run: Run, record: Record) -> bool:
    """Say whether a run was about the deployment that is judged, or may have been."""
    if run.network != record.network:
        return False
    return run.deployment is None or run.deployment == record.deployment
