"""Which attempts were made at a question, and what is missing of them."""

import pytest

from gonogo.evidence import Outcome, RunState, Selection
from gonogo.readiness import Answer, judge
from tests.unit.readiness.example import (
    CHAIN,
    NO_ANSWER,
    OTHER_DEPLOYMENT,
    answer_to,
    evidence,
    policy,
    record,
    requirement,
    run,
)


@pytest.mark.parametrize(
    ("state", "words"),
    [(RunState.FINISHED, "ended without"), (RunState.CANCELLED, "was cancelled without")],
)
def test_a_missing_answer_is_an_attempt_without_one(state: RunState, words: str) -> None:
    """What a run selected and did not answer is seen to be missing."""
    judged = record(evidence(), runs=(run(), run(2, state=state)), runs_started=2)

    answer = answer_to(judged)

    assert answer.answer is Answer.UNKNOWN
    assert words in answer.seen


def test_a_run_that_never_knew_its_deployment_asked_too() -> None:
    """A network that was gone when the run began leaves its questions open."""
    lost = run(2, deployment=None, state=RunState.CANCELLED)

    assert answer_to(record(evidence(), runs=(run(), lost))).answer is Answer.UNKNOWN


@pytest.mark.parametrize(
    "other",
    [
        run(2, deployment=OTHER_DEPLOYMENT),
        run(2, deployment=None, network="alpha"),
        run(2, selections=(Selection("balances", CHAIN),)),
        run(2, state=RunState.ALIVE, ended_at=None),
    ],
)
def test_runs_that_asked_something_else_leave_no_question(other: object) -> None:
    """Other deployments, other checks and runs that go on do not open this question."""
    judged = record(evidence(), runs=(run(), other), runs_started=2)

    assert answer_to(judged).answer is Answer.MET


LAX = (("longest_gap_seconds", "60"),)
BOTH = policy(requirement(), requirement(id="lax", parameters=LAX))


@pytest.mark.parametrize("outcome", [*NO_ANSWER, None])
def test_each_set_of_parameters_is_a_question_of_its_own(outcome: Outcome | None) -> None:
    """An answer under one set does not stand in for the missing one under the other."""
    first = [evidence(1), evidence(1, parameters=LAX)]
    second = [evidence(2)]
    if outcome is not None:
        second.append(evidence(2, outcome, parameters=LAX))

    answers = judge(BOTH, record(*first, *second)).answers

    assert [one.answer for one in answers] == [Answer.MET, Answer.UNKNOWN]


def test_an_errored_answer_under_other_parameters_is_not_ours() -> None:
    """Otherwise taking it away would make this question better."""
    recorded = record(evidence(1), evidence(1, Outcome.ERRORED, parameters=LAX))

    assert answer_to(recorded).answer is Answer.MET


def test_equal_numbers_are_the_same_parameters() -> None:
    """However a policy writes them down."""
    spelt = evidence(1, Outcome.ERRORED, parameters=(("longest_gap_seconds", "10.0"),))

    assert answer_to(record(spelt)).seen.startswith("errored in run run-1")
