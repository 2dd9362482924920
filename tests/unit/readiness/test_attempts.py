"""Which attempts were made at a question, what counts of them, and what is missing."""

import pytest

from gonogo.evidence import Evidence, Outcome, Run, RunState, Selection
from gonogo.readiness import Answer, judge
from tests.unit.readiness.example import (
    CHAIN,
    NO_ANSWER,
    OTHER_DEPLOYMENT,
    answer_to,
    at,
    evidence,
    policy,
    record,
    requirement,
    run,
    window,
)


@pytest.mark.parametrize(
    ("ignored", "why"),
    [
        (evidence(deployment=OTHER_DEPLOYMENT), "1 of another deployment"),
        (evidence(is_void=True), "1 void"),
        (evidence(run="run-9"), "1 of a run that is not in the record"),
        (evidence(window=window(150, 12)), "1 whose window ends after the time of judgement"),
    ],
)
def test_what_is_ignored_is_said(ignored: Evidence, why: str) -> None:
    """Evidence that does not count is counted by its reason, here and in the notes."""
    decision = judge(
        policy(), record(runs=(run(),), runs_started=1, evidence=(ignored,), judged_at=at(160))
    )

    assert decision.answers[0].answer is Answer.UNKNOWN
    assert why in decision.answers[0].seen
    assert any(why.removeprefix("1 ") in note for note in decision.notes)


@pytest.mark.parametrize(
    ("made_by", "why"),
    [
        (run(deployment=OTHER_DEPLOYMENT), "of a run about another deployment"),
        (run(selections=()), "that their run did not select"),
        (run(state=RunState.ALIVE, ended_at=None), "of a run that has not ended"),
        (run(state=RunState.UNFINISHED, ended_at=None), "of a run that has not ended"),
    ],
)
def test_a_pass_needs_a_run_that_ended_and_asked_for_it(made_by: Run, why: str) -> None:
    """What a living run recorded is not final, and what nobody selected was not asked."""
    answer = answer_to(record(evidence(), runs=(made_by,)))

    assert answer.answer is Answer.UNKNOWN
    assert why in answer.seen


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
