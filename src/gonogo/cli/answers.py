"""What a run was asked and what it answered, taken by itself.

This is what runs of single checks and of gates come to: no policy weighs them, and nothing
else that is known of the network counts. What was not answered is no answer that passes.
"""

from dataclasses import dataclass

from gonogo.bootstrap import Application
from gonogo.cli.exit_code import ExitCode
from gonogo.evidence import Evidence, Outcome, Run, RunState
from gonogo.readiness import Problem

_FINE = frozenset({Outcome.PASSED, Outcome.NOT_APPLICABLE})


@dataclass(frozen=True)
class Answers:
    """The answers of one run, and what is wrong with the record of them."""

    run: Run
    evidence: tuple[Evidence, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def unanswered(self) -> list[tuple[str, str]]:
        """Return what was asked and not answered, each as a check and a chain."""
        answered = {(item.check, item.chain) for item in self.evidence}
        asked = [(each.check, each.chain) for each in self.run.selections]
        return [question for question in asked if question not in answered]

    @property
    def code(self) -> ExitCode:
        """Return what they come to: any failure, else anything unknown, else go."""
        outcomes = {Outcome.ERRORED if item.is_void else item.outcome for item in self.evidence}
        if Outcome.FAILED in outcomes:
            return ExitCode.NO_GO
        is_complete = self.run.state is RunState.FINISHED and not self.unanswered
        # What does not apply shows nothing: it stands beside a pass, and is none.
        is_shown = Outcome.PASSED in outcomes and outcomes <= _FINE
        return ExitCode.GO if is_shown and is_complete and not self.problems else ExitCode.HOLD


def answers_of(application: Application, run: Run) -> Answers:
    """Return what is recorded of a run, and all that is wrong with that record."""
    shelf = application.history.evidence_of_run(run.id)
    problems = (*application.history.problems(run.id), *shelf.problems)
    return Answers(run, tuple(item.evidence for item in shelf.items), problems)
