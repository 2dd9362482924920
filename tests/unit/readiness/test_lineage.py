"""Failures of former deployments: a finding belongs to its network until it is resolved."""

from dataclasses import replace

import pytest

from gonogo.evidence import Evidence, Outcome
from gonogo.findings import Resolution, Severity
from gonogo.readiness import Answer, KnownDeployment, Policy, Verdict, judge
from tests.unit.readiness.example import (
    CANDIDATE,
    DEPLOYMENT,
    KNOWN,
    OTHER_CANDIDATE,
    OTHER_DEPLOYMENT,
    REDEPLOYMENT,
    answer_to,
    at,
    evidence,
    finding_of,
    policy,
    record,
    requirement,
    run,
)

FORMER = (OTHER_DEPLOYMENT, REDEPLOYMENT)
"""One of another candidate, one of the same."""
STRICT = policy(requirement(passes_to_resolve=2), resolves_by_pass=False)
ELSEWHERE = policy(requirement("balances"))


def failed_on(deployment: str) -> Evidence:
    return evidence(1, Outcome.FAILED, deployment=deployment, summary="the safe head stayed at 7")


@pytest.mark.parametrize("deployment", FORMER)
@pytest.mark.parametrize("under", [policy(), STRICT])
def test_a_finding_stays_open_over_deployments(deployment: str, under: Policy) -> None:
    """Neither another text in the manifest nor starting the network again takes it away."""
    judged = record(
        runs=(run(deployment=deployment),), findings=(finding_of(failed_on(deployment)),)
    )

    assert judge(under, replace(judged, runs_started=1)).verdict is Verdict.NO_GO


@pytest.mark.parametrize("deployment", FORMER)
def test_a_failure_stays_without_its_finding(deployment: str) -> None:
    """A run that was killed before it opened a finding has failed all the same."""
    assert answer_to(record(failed_on(deployment))).answer is Answer.UNMET


def test_findings_count_where_the_deployment_is_not_recognised() -> None:
    """Switching the network off turns no no-go into a hold."""
    judged = record(findings=(finding_of(failed_on(DEPLOYMENT)),), deployment=None)

    assert answer_to(judged).answer is Answer.UNMET


def test_a_carried_finding_says_where_it_was_opened() -> None:
    """Whoever never saw it fail here knows where and when it did."""
    told = "on deployment eeeeeeee… of candidate bbbbbbbb…, 2026-03-02 12:01 UTC"
    failed = failed_on(OTHER_DEPLOYMENT)

    with_evidence = answer_to(record(failed)).seen
    without = answer_to(record(findings=(finding_of(failed),))).seen
    reason = judge(ELSEWHERE, record(findings=(finding_of(failed),))).reasons[0].explanation

    assert f"in run run-1 {told}: the safe head stayed at 7" in with_evidence
    assert f"(opened {told})" in without
    assert f"(opened {told})" in reason


def test_a_finding_of_this_deployment_says_nothing_of_others() -> None:
    """The usual case reads as it always did."""
    assert " on deployment " not in answer_to(record(failed_on(DEPLOYMENT))).seen


def test_a_finding_of_an_unknown_candidate_says_so() -> None:
    """What is not on record is not guessed."""
    told = answer_to(record(failed_on(OTHER_DEPLOYMENT), deployments=())).seen

    assert "of a candidate nobody knows" in told


@pytest.mark.parametrize("deployment", FORMER)
def test_a_later_pass_on_this_deployment_resolves_in_a_rehearsal(deployment: str) -> None:
    """A bench that was mended and started again is ready."""
    decision = judge(policy(), record(failed_on(deployment), evidence(2)))

    assert decision.verdict is Verdict.GO
    assert any(note.startswith("Resolved by later passes") for note in decision.notes)


@pytest.mark.parametrize("deployment", FORMER)
def test_a_later_pass_on_the_former_deployment_resolves_nothing_here(deployment: str) -> None:
    """Passes are about one deployment, and this one has shown nothing yet."""
    reruns = [evidence(2, deployment=deployment), evidence(3, deployment=deployment)]

    assert answer_to(record(failed_on(deployment), *reruns)).answer is Answer.UNMET


def test_a_pass_of_before_the_failure_resolves_nothing() -> None:
    """Who goes back to a deployment that once passed has to see it pass again."""
    failed = evidence(2, Outcome.FAILED, deployment=OTHER_DEPLOYMENT)

    assert answer_to(record(evidence(1), failed)).answer is Answer.UNMET


@pytest.mark.parametrize("deployment", FORMER)
def test_without_a_cause_no_number_of_passes_resolves(deployment: str) -> None:
    """A new candidate that happens to pass does not say what was wrong with the former."""
    passes = [evidence(number) for number in range(2, 9)]

    assert answer_to(record(failed_on(deployment), *passes), STRICT).answer is Answer.UNMET


@pytest.mark.parametrize(
    ("deployment", "passes", "answer"),
    [
        (OTHER_DEPLOYMENT, 0, Answer.UNMET),
        (OTHER_DEPLOYMENT, 1, Answer.MET),
        (REDEPLOYMENT, 1, Answer.UNMET),
        (REDEPLOYMENT, 2, Answer.MET),
        (DEPLOYMENT, 1, Answer.UNMET),
        (DEPLOYMENT, 2, Answer.MET),
    ],
)
def test_with_a_cause_a_new_candidate_needs_one_pass_and_the_same_needs_all(
    deployment: str, passes: int, answer: Answer
) -> None:
    """A cause without a pass resolves nothing anywhere."""
    failed = failed_on(deployment)
    claimed = finding_of(failed, resolution=Resolution("a race in the batcher", at(190)))
    reruns = [evidence(number) for number in range(2, 2 + passes)]

    judged = record(failed, *reruns, findings=(claimed,))

    assert answer_to(judged, STRICT).answer is answer


def test_the_cause_may_follow_the_pass_of_a_new_candidate() -> None:
    """The candidate that passes is often how the cause was found."""
    failed = failed_on(OTHER_DEPLOYMENT)
    claimed = finding_of(failed, resolution=Resolution("a race in the batcher", at(250)))

    assert answer_to(record(failed, evidence(2), findings=(claimed,)), STRICT).answer is Answer.MET


def test_a_candidate_is_not_new_where_nobody_knows_the_former() -> None:
    """Taking the former deployment out of the record makes nothing easier."""
    failed = failed_on(OTHER_DEPLOYMENT)
    claimed = finding_of(failed, resolution=Resolution("a race in the batcher", at(190)))
    judged = record(failed, evidence(2), findings=(claimed,))

    known = tuple(one for one in KNOWN if one.digest != OTHER_DEPLOYMENT)

    assert answer_to(judged, STRICT).answer is Answer.MET
    assert answer_to(replace(judged, deployments=known), STRICT).answer is Answer.UNMET


def test_a_new_candidate_answers_for_its_own_failure() -> None:
    """What failed here needs its own cause, whatever was said about the former candidate."""
    theirs = failed_on(OTHER_DEPLOYMENT)
    ours = evidence(2, Outcome.FAILED)
    claimed = finding_of(theirs, resolution=Resolution("a race in the batcher", at(190)))

    judged = record(theirs, ours, evidence(3), findings=(claimed, finding_of(ours)))

    answer = answer_to(judged, STRICT)
    assert answer.answer is Answer.UNMET
    assert answer.findings == (finding_of(ours).id,)


def test_a_carried_finding_that_nobody_asks_about_weighs_by_its_severity() -> None:
    """Also on another deployment, and also where its chain is gone from the files."""
    rated = finding_of(failed_on(OTHER_DEPLOYMENT), severity=Severity.SEV0, chain="gone-902")

    assert judge(policy(), record(evidence(1), findings=(rated,))).verdict is Verdict.NO_GO


def test_the_candidates_of_the_example_differ() -> None:
    """Otherwise nothing above would show anything."""
    assert KNOWN[1] == KnownDeployment(OTHER_DEPLOYMENT, OTHER_CANDIDATE)
    assert CANDIDATE != OTHER_CANDIDATE
