"""What weighs on a verdict beside the requirements."""

from dataclasses import replace

import pytest

from gonogo.evidence import Outcome, Run, RunState
from gonogo.readiness import Answer, Decision, Problem, Record, Verdict, judge
from tests.unit.readiness.example import (
    OTHER_DEPLOYMENT,
    evidence,
    finding_of,
    policy,
    record,
    run,
)

WELL = record(evidence(1), evidence(2), evidence(3))


def judged(**changes: object) -> Decision:
    return judge(policy(), replace(WELL, **changes))  # type: ignore[arg-type]  # the record's fields


def test_without_anything_wrong_there_is_no_reason() -> None:
    """A go needs no excuse."""
    decision = judged()

    assert (decision.verdict, decision.reasons) == (Verdict.GO, ())


@pytest.mark.parametrize("deployment", [run().deployment, None])
def test_a_run_that_never_ended_holds(deployment: str | None) -> None:
    """Nobody works on it and nobody knows what it would say; the remedy resumes it."""
    abandoned = run(4, deployment=deployment, state=RunState.UNFINISHED, ended_at=None)

    decision = judged(runs=(*WELL.runs, abandoned), runs_started=4)

    (reason,) = decision.reasons
    assert decision.verdict is Verdict.HOLD
    assert reason.remedy == "Finish it: `gonogo resume run-4`."


@pytest.mark.parametrize("state", [RunState.FINISHED, RunState.CANCELLED, RunState.UNFINISHED])
def test_a_run_without_an_end_has_not_ended(state: RunState) -> None:
    """Whatever its state says."""
    contradictory = run(4, state=state, ended_at=None)

    assert judged(runs=(*WELL.runs, contradictory), runs_started=4).verdict is Verdict.HOLD


@pytest.mark.parametrize(
    "elsewhere", [run(4, deployment=OTHER_DEPLOYMENT), run(4, network="alpha", deployment=None)]
)
def test_unfinished_runs_of_elsewhere_do_not_hold(elsewhere: Run) -> None:
    """Another network's or deployment's trouble is not this one's."""
    other = replace(elsewhere, state=RunState.UNFINISHED, ended_at=None)

    assert judged(runs=(*WELL.runs, other), runs_started=4).verdict is Verdict.GO


def test_runs_about_other_deployments_are_noted() -> None:
    """They are ignored, and said to be."""
    decision = judged(runs=(*WELL.runs, run(4, deployment=OTHER_DEPLOYMENT)), runs_started=4)

    assert "Not counted: runs about other deployments of this network: 1." in decision.notes


@pytest.mark.parametrize(
    ("kept", "started", "words"),
    [
        ((1, 3), 3, "missing from the record: run 2"),
        ((1, 2), 3, "missing from the record: run 3"),
        ((3,), 3, "missing from the record: runs 1 to 2"),
        ((1, 3), 5, "missing from the record: run 2, runs 4 to 5"),
        ((), 1_000_000_000, "missing from the record: runs 1 to 1000000000"),
        ((1, 2, 3), 2, "only 2 were counted when they started"),
        ((1, 2, 3), 0, "only 0 were counted when they started"),
        ((1, 2, 2, 3), 3, "some stand in the record twice"),
        ((0, 1, 2, 3), 3, "some have a number below 1"),
    ],
)
def test_a_gap_in_the_numbers_holds(kept: tuple[int, ...], started: int, words: str) -> None:
    """A run that was taken away shows, by the numbers left or by the count."""
    decision = judged(runs=tuple(run(number) for number in kept), runs_started=started)

    assert decision.verdict is Verdict.HOLD
    assert any(words in reason.explanation for reason in decision.reasons)


def test_two_runs_of_one_name_hold() -> None:
    """Nobody can say which of them recorded what."""
    decision = judged(runs=(*WELL.runs, run(4, id="run-3")), runs_started=4)

    assert "some stand in the record twice" in decision.reasons[0].explanation


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"unknown_facts": ("b", "a", "b")}, "could not be read: a, b"),
        ({"drift": ("client went from 1 to 2",)}, "moved: client went from 1 to 2"),
        ({"deployment": None}, "which deployment answers there could not be read"),
        ({"problems": (Problem("network", "it is gone", "Start it."),)}, "it is gone"),
        ({"chains": ()}, "the record names no chain"),
    ],
)
def test_what_is_not_known_holds(changes: dict[str, object], words: str) -> None:
    """An identity that is unknown or moved, a network that is gone, a record without chains."""
    decision = judged(**changes)

    assert decision.verdict is Verdict.HOLD
    assert any(words in reason.explanation for reason in decision.reasons)


def test_many_unknown_facts_are_cut_short() -> None:
    """A network of a hundred nodes does not fill the page."""
    decision = judged(unknown_facts=tuple(f"fact-{number:02}" for number in range(40)))

    assert decision.reasons[0].explanation.endswith("fact-09 and 30 more")


def test_without_a_deployment_nothing_is_met() -> None:
    """Nobody can say what the evidence would be about."""
    decision = judged(deployment=None)

    assert decision.deployment == "unknown"
    assert {one.answer for one in decision.answers} == {Answer.UNKNOWN}


def test_without_chains_a_severe_finding_still_blocks() -> None:
    """Taking the chains out of the files does not turn a no-go into a hold."""
    failed = evidence(2, Outcome.FAILED)
    spoiled: Record = replace(WELL, chains=(), evidence=(failed,), findings=(finding_of(failed),))

    assert judge(policy(), replace(spoiled, findings=())).verdict is Verdict.NO_GO


def test_reasons_are_sorted_worst_first_and_told_once() -> None:
    """Equal reasons are one, and the order depends on nothing but their content."""
    problem = Problem("network", "it is gone")
    failed = evidence(2, Outcome.FAILED, check="balances")

    decision = judged(problems=(problem, problem), evidence=(*WELL.evidence, failed))

    assert [reason.verdict for reason in decision.reasons] == [Verdict.NO_GO, Verdict.HOLD]
