"""What is noted beside a verdict, and changes none."""

from gonogo.evidence import Figure, Outcome, RunState
from gonogo.readiness import Verdict, judge
from tests.unit.readiness.example import (
    OTHER_DEPLOYMENT,
    evidence,
    policy,
    record,
    run,
)


def test_straight_passes_are_told_with_what_they_exclude() -> None:
    """A few passes say little, and the decision says how little."""
    decision = judge(policy(), record(evidence(1), evidence(2), evidence(3)))

    assert any(
        "3 straight passes exclude failure rates above 63 %" in one for one in decision.notes
    )
    assert Figure("failure rates excluded above", 63.2, "%") in decision.answers[0].figures


def test_a_living_run_is_noted() -> None:
    """Whoever reads a verdict knows that more is on the way."""
    alive = run(2, state=RunState.ALIVE, ended_at=None)

    decision = judge(policy(), record(evidence(), runs=(run(), alive), runs_started=2))

    assert decision.verdict is Verdict.GO
    assert "Run run-2 goes on; what it recorded is not final yet." in decision.notes


def test_a_verdict_without_anything_odd_has_one_note() -> None:
    """It says how little one pass excludes, which is true of every verdict."""
    (note,) = judge(policy(), record(evidence())).notes

    assert note.startswith("Of what is met, the least observed rests on this: 1 pass excludes")


def test_a_resolved_failure_stays_told() -> None:
    """Whoever reads a go knows that it was not always one."""
    decision = judge(policy(), record(evidence(1, Outcome.FAILED), evidence(2)))

    assert decision.verdict is Verdict.GO
    assert any(note.startswith("Resolved by later passes: safe_head") for note in decision.notes)


def test_runs_about_other_deployments_are_counted() -> None:
    """They changed nothing, and nobody has to wonder where they are."""
    theirs = run(2, deployment=OTHER_DEPLOYMENT)

    decision = judge(policy(), record(evidence(), runs=(run(), theirs), runs_started=2))

    assert "Not counted: runs about other deployments of this network: 1." in decision.notes


def test_what_is_not_met_is_no_sample() -> None:
    """The power of a sample is told of what is met alone."""
    decision = judge(policy(), record(evidence(1, Outcome.ERRORED)))

    assert decision.notes == ()
