"""Attempts at one question: what passed, failed, said nothing, or was never answered.

A question is a check on a chain. Every run that ended was an attempt at each
question that it selected, whether or not evidence of it exists: an answer that
is missing is an attempt without an answer. So taking evidence away leaves a
question open, and never makes an attempt unseen.

One question may be asked under several sets of parameters, each by a requirement
of its own. An answer counts for the set it was given under and for no other; of
a failure it does not matter under which, nor on which deployment of the network.
Which evidence is put where, `sorting` decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain

from gonogo.evidence import Evidence, Run, RunState, in_time
from gonogo.findings import Finding
from gonogo.readiness.parameters import Parameters, difference, normalised

Question = tuple[str, str]
"""A check and a chain."""


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
            Unanswered(end_of(run), run.id, _silence(run, self._answers_of(run), asked))
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


def unanswered_by(item: Evidence, run: Run) -> Unanswered:
    """Return the open question that evidence leaves behind.

    It counts from the end of its run, not of its window, so that taking the
    evidence away (which leaves a missing answer) changes nothing.
    """
    return Unanswered(end_of(run), run.id, _words(item), item)


def end_of(run: Run) -> datetime:
    """Return when a run was over, which is never before it began, whatever its clock says."""
    return run.started_at if run.ended_at is None else max(run.started_at, run.ended_at)


def _silence(run: Run, answered: Iterable[Parameters], asked: Parameters) -> str:
    if (other := min(answered, default=None)) is not None:
        return f"run {run.id} was answered under other thresholds: {difference(other, asked)}"
    how = "was cancelled" if run.state is RunState.CANCELLED else "ended"
    return f"run {run.id} asked and {how} without an answer"


def _words(item: Evidence) -> str:
    how = "void: the identity moved in its window" if item.is_void else item.outcome.value
    return f"{how} in run {item.run}: {item.summary}"
