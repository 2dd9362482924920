"""Which evidence counts for a question, and that what does not is said."""

import pytest

from gonogo.evidence import Evidence, Run, RunState
from gonogo.readiness import Answer, judge
from tests.unit.readiness.example import (
    OTHER_DEPLOYMENT,
    answer_to,
    at,
    evidence,
    policy,
    record,
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
