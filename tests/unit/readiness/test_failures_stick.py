"""Failures, their findings, and what resolves them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gonogo.evidence import Outcome, Run, RunState, Selection
from gonogo.findings import Plan, Resolution, Severity
from gonogo.readiness import Answer, Verdict, judge
from tests.unit.readiness.example import (
    OTHER_DEPLOYMENT,
    answer_to,
    at,
    evidence,
    finding_of,
    policy,
    record,
    requirement,
    run,
    window,
)

FAILED = evidence(1, Outcome.FAILED, summary="the safe head stayed at 7")
FINDING = finding_of(FAILED)
ELSEWHERE = policy(requirement("balances"))
"""A policy that asks nothing about the check that failed."""


def test_a_failure_is_unmet() -> None:
    """The answer names the failure, its finding and what to do."""
    answer = answer_to(record(FAILED))

    assert answer.answer is Answer.UNMET
    assert "the safe head stayed at 7" in answer.seen
    assert (answer.evidence, answer.findings) == ((FAILED.digest,), (FINDING.id,))
    assert answer.remedy.startswith("Look at the batcher. Then run `gonogo assess")


def test_where_a_cause_is_asked_for_the_remedy_says_how_to_name_it() -> None:
    """Before the passes, which count only after it; and that people sign it."""
    failed = evidence(1, Outcome.FAILED)
    finding = finding_of(failed)
    claimed = replace(finding, resolution=Resolution("it was cut off", at(150)))

    unnamed = answer_to(record(failed, findings=(finding,)), policy(resolves_by_pass=False))
    named = answer_to(record(failed, findings=(claimed,)), policy(resolves_by_pass=False))

    first, _, later = unnamed.remedy.partition("gonogo finding resolve ")
    assert "gonogo init" in first
    assert later.startswith(finding.id.removeprefix("sha256:")[:12])
    assert "gonogo assess bench" in later
    assert "gonogo finding" not in named.remedy


def test_a_later_pass_resolves_where_the_policy_says_so() -> None:
    """In a rehearsal one later pass is enough, and the note tells that there was a failure."""
    decision = judge(policy(), record(FAILED, evidence(2)))

    assert decision.verdict is Verdict.GO
    assert any(FINDING.title in note for note in decision.notes)


@pytest.mark.parametrize(
    ("passes", "answer"), [(1, Answer.UNMET), (2, Answer.UNMET), (3, Answer.MET)]
)
def test_as_many_passes_are_needed_as_the_policy_says(passes: int, answer: Answer) -> None:
    """A rerun erases nothing until enough of them stand."""
    reruns = [evidence(number) for number in range(2, 2 + passes)]

    assert (
        answer_to(record(FAILED, *reruns), policy(requirement(passes_to_resolve=3))).answer
        is answer
    )


@pytest.mark.parametrize("needed", [0, -1])
def test_no_policy_forgives_without_a_pass(needed: int) -> None:
    """Zero later passes are read as one."""
    assert (
        answer_to(record(FAILED), policy(requirement(passes_to_resolve=needed))).answer
        is Answer.UNMET
    )


@pytest.mark.parametrize(
    "rerun",
    [
        evidence(2, window=window(201, 9)),
        evidence(2, parameters=()),
        evidence(2, is_void=True),
        evidence(2, deployment=OTHER_DEPLOYMENT),
        evidence(2, run="run-1", window=window(112, 12)),
        evidence(2, Outcome.NOT_APPLICABLE),
        evidence(2, Outcome.ERRORED),
    ],
)
def test_a_rerun_that_is_no_full_later_pass_resolves_nothing(rerun: object) -> None:
    """Short, lax, void, of elsewhere, overlapping the failure, or no pass at all."""
    judged = record(FAILED, runs=(run(), run(2)), runs_started=2, judged_at=at(300))

    answer = answer_to(replace(judged, evidence=(FAILED, rerun)))  # type: ignore[arg-type]

    assert answer.answer is Answer.UNMET


def test_passes_that_overlap_are_one() -> None:
    """Three runs side by side looked at the same time once."""
    side_by_side = [evidence(number, window=window(500 + number, 12)) for number in (2, 3, 4)]
    judged = record(FAILED, *side_by_side, judged_at=at(600))

    assert answer_to(judged, policy(requirement(passes_to_resolve=2))).answer is Answer.UNMET


def test_the_same_pass_twice_is_one() -> None:
    """A piece of evidence that is listed twice is still one look, even one without length."""
    asked = policy(requirement(passes_to_resolve=2, window_seconds=0.0))
    instant = evidence(2, window=window(205, 0))

    assert answer_to(record(FAILED, instant, instant), asked).answer is Answer.UNMET


def test_a_new_failure_needs_passes_of_its_own() -> None:
    """Passes between two failures do not count for the second."""
    judged = record(FAILED, evidence(2), replace(FAILED, run="run-3", window=window(301, 12)))

    assert answer_to(judged).answer is Answer.UNMET


def test_without_a_cause_passes_alone_resolve_nothing() -> None:
    """Outside rehearsals somebody must say why it failed."""
    judged = record(FAILED, evidence(2), findings=(FINDING,))

    assert answer_to(judged, policy(resolves_by_pass=False)).answer is Answer.UNMET


@pytest.mark.parametrize(("claimed_at", "answer"), [(200, Answer.MET), (202, Answer.UNMET)])
def test_the_cause_comes_before_the_passes(claimed_at: float, answer: Answer) -> None:
    """Passes that were there already do not bear out a cause that is named afterwards."""
    claimed = replace(FINDING, resolution=Resolution("the faucet was dry", at(claimed_at)))
    judged = record(FAILED, evidence(2), findings=(claimed,))

    assert answer_to(judged, policy(resolves_by_pass=False)).answer is answer


def test_the_finding_alone_keeps_it_unmet() -> None:
    """Deleting the failed evidence does not help."""
    decision = judge(policy(), record(runs=(run(),), runs_started=1, findings=(FINDING,)))

    assert decision.answers[0].answer is Answer.UNMET
    assert FINDING.title in decision.answers[0].seen


def test_the_finding_counts_without_its_run() -> None:
    """Deleting the run does not help."""
    assert (
        answer_to(record(evidence(1), findings=(replace(FINDING, run="run-9"),))).answer
        is Answer.UNMET
    )


def test_the_evidence_alone_keeps_it_unmet() -> None:
    """Deleting the finding does not help."""
    assert answer_to(record(FAILED)).answer is Answer.UNMET


@pytest.mark.parametrize(
    "seen_by",
    [
        run(deployment=OTHER_DEPLOYMENT),
        run(selections=()),
        run(state=RunState.ALIVE, ended_at=None),
        run(7),
    ],
)
def test_a_failure_counts_whoever_saw_it(seen_by: Run) -> None:
    """A pass needs a run that is in order; a failure does not."""
    assert answer_to(record(FAILED, runs=(seen_by,))).answer is Answer.UNMET


@pytest.mark.parametrize(
    ("severity", "plan_is_accepted", "verdict"),
    [
        (None, None, Verdict.HOLD),
        (Severity.SEV0, True, Verdict.NO_GO),
        (Severity.SEV1, True, Verdict.NO_GO),
        (Severity.SEV2, None, Verdict.NO_GO),
        (Severity.SEV2, False, Verdict.NO_GO),
        (Severity.SEV2, True, Verdict.CONDITIONAL),
        (Severity.SEV3, None, Verdict.GO),
    ],
)
def test_severity(
    severity: Severity | None, verdict: Verdict, *, plan_is_accepted: bool | None
) -> None:
    """A finding weighs by its severity, even one that no requirement is about."""
    accepted = Plan("platforms", date(2026, 4, 1), "refill it", is_accepted=bool(plan_is_accepted))
    plan = None if plan_is_accepted is None else accepted
    rated = replace(FINDING, severity=severity, plan=plan)
    passed = evidence(1, check="balances")
    asked = replace(run(), selections=(*run().selections, replace_check("balances")))

    decision = judge(ELSEWHERE, record(passed, FAILED, runs=(asked,), findings=(rated,)))

    assert decision.answers[0].answer is Answer.MET
    assert decision.verdict is verdict
    assert decision.reasons[0].about.startswith("finding sha256:")


@pytest.mark.parametrize(
    ("days_late", "verdict"), [(0, Verdict.CONDITIONAL), (1, Verdict.NO_GO), (40, Verdict.NO_GO)]
)
def test_a_plan_past_due_is_no_plan(days_late: int, verdict: Verdict) -> None:
    """It holds through the day on which it is due, and the reason says when that was."""
    plan = Plan("platforms", at(0).date() - timedelta(days=days_late), "refill", is_accepted=True)
    rated = replace(FINDING, severity=Severity.SEV2, plan=plan)

    decision = judge(ELSEWHERE, record(evidence(1, check="balances"), findings=(rated,)))

    (reason,) = [one for one in decision.reasons if one.about.startswith("finding")]
    assert reason.verdict is verdict
    assert ("its plan was due on 20" in reason.explanation) is (days_late > 0)


def replace_check(check: str) -> Selection:
    return replace(run().selections[0], check=check)


def test_of_two_records_of_one_finding_the_graver_decides() -> None:
    """Nobody lowers a severity by writing a second record."""
    both = (replace(FINDING, severity=Severity.SEV0), replace(FINDING, severity=Severity.SEV3))

    assert judge(ELSEWHERE, record(findings=both)).verdict is Verdict.NO_GO


def test_a_failure_whose_finding_is_lost_weighs_like_the_worst() -> None:
    """Where no requirement asks about the check, deleting the rating does not help either."""
    decision = judge(ELSEWHERE, record(FAILED))

    assert decision.verdict is Verdict.NO_GO
    assert "no finding on record" in decision.reasons[0].explanation


def test_an_unrated_finding_makes_nothing_better() -> None:
    """The unmet requirement names it and the verdict stays no-go; it is not told twice."""
    decision = judge(policy(), record(FAILED, findings=(FINDING,)))

    assert decision.verdict is Verdict.NO_GO
    assert decision.answers[0].findings == (FINDING.id,)
    assert decision.reasons == ()


def test_a_resolved_finding_no_longer_weighs() -> None:
    """Whatever its severity was."""
    severe = replace(FINDING, severity=Severity.SEV0)

    decision = judge(policy(), record(FAILED, evidence(2), findings=(severe,)))

    assert (decision.verdict, decision.reasons) == (Verdict.GO, ())


def test_a_finding_is_open_as_long_as_one_requirement_says_so() -> None:
    """Two requirements about one check are both to be satisfied."""
    both = policy(requirement(), replace(requirement(passes_to_resolve=3), id="strict"))

    decision = judge(both, record(FAILED, evidence(2)))

    assert [one.answer for one in decision.answers] == [Answer.MET, Answer.UNMET]
    assert len(decision.answers[1].findings) == 1


def test_a_pass_of_the_run_that_failed_is_not_later() -> None:
    """Until a run begins after it, the run that saw the failure has the last word."""
    within = evidence(1, window=window(113, 5), summary="retried")
    asked = policy(requirement(window_seconds=5.0))

    assert answer_to(record(FAILED, within), asked).answer is not Answer.MET
