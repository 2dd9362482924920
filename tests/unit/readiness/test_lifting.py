"""What a waiver or an accepted plan excuses, and everything that it does not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gonogo.evidence import Outcome
from gonogo.findings import Finding, Plan, Severity
from gonogo.readiness import Answer, Record, Requirement, Verdict
from gonogo.readiness.record import Waiver
from tests.unit.readiness.example import (
    CHAIN,
    OTHER_DEPLOYMENT,
    answer_to,
    evidence,
    finding_of,
    policy,
    record,
    requirement,
)

EMPTY = record()
NOW = EMPTY.judged_at
FAILED = evidence(1, Outcome.FAILED)
PLAN = Plan("fred", date(2027, 1, 1), "watch it", is_accepted=True, act="act-1")


def waiver(**changes: object) -> Waiver:
    whole = Waiver(
        act="act-9",
        requirement=requirement().id,
        chain=None,
        signed_at=NOW - timedelta(hours=1),
        until=NOW + timedelta(hours=1),
        reason="a feast",
        by="Ada",
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # keywords are the fields' own


def waived(*waivers: Waiver, under: Requirement | None = None) -> Answer:
    return answer_to(replace(EMPTY, waivers=waivers), policy(under or requirement())).answer


def failing(**changes: object) -> Record:
    finding = finding_of(FAILED, severity=Severity.SEV2, **changes)
    return record(FAILED, findings=(finding,))


def under(row: Requirement, judged: Record) -> Answer:
    return answer_to(judged, policy(row, resolves_by_pass=False)).answer


def test_a_waiver_makes_an_open_question_conditional_and_says_who_and_until_when() -> None:
    """Never go: whoever reads the decision must see that nobody knows."""
    given = answer_to(replace(EMPTY, waivers=(waiver(),)))

    assert given.answer is Answer.CONDITIONAL
    assert given.verdict is Verdict.CONDITIONAL
    assert given.seen.startswith("Ada waived it until ")
    assert "a feast. Before: " in given.seen


@pytest.mark.parametrize(
    "changes",
    [
        {"requirement": "another"},
        {"requirement": requirement().id.upper()},
        {"chain": f"{CHAIN}1"},
        {"chain": ""},
        {"until": NOW},
        {"until": NOW - timedelta(seconds=1)},
        {"signed_at": NOW + timedelta(seconds=1)},
    ],
    ids=lambda changes: "-".join(f"{key}={value}" for key, value in changes.items()),
)
def test_a_waiver_of_something_else_or_of_another_time_excuses_nothing(
    changes: dict[str, object],
) -> None:
    """Its last moment is the one before `until`."""
    assert waived(waiver(**changes)) is Answer.UNKNOWN
    assert waived(waiver()) is Answer.CONDITIONAL


@pytest.mark.parametrize("changes", [{"chain": CHAIN}, {"signed_at": NOW}])
def test_a_waiver_may_be_of_one_chain_and_of_this_moment(changes: dict[str, object]) -> None:
    """What was signed just now counts now."""
    assert waived(waiver(**changes)) is Answer.CONDITIONAL


def test_no_waiver_excuses_an_invariant() -> None:
    """That is what makes it one."""
    assert waived(waiver(), under=requirement(is_invariant=True)) is Answer.UNKNOWN


def test_of_several_waivers_the_longest_is_told() -> None:
    """In whichever order they were signed."""
    longer = waiver(act="act-1", until=NOW + timedelta(hours=5), by="Bert")

    for waivers in [(waiver(), longer), (longer, waiver())]:
        assert answer_to(replace(EMPTY, waivers=waivers)).seen.startswith("Bert waived it")


@pytest.mark.parametrize(
    ("severity", "answer"),
    [
        (Severity.SEV0, Answer.UNMET),
        (Severity.SEV1, Answer.UNMET),
        (Severity.SEV2, Answer.CONDITIONAL),
        (Severity.SEV3, Answer.CONDITIONAL),
    ],
)
def test_a_waiver_covers_no_finding_that_blocks(severity: Severity, answer: Answer) -> None:
    """SEV 0 and 1 are for nobody to excuse."""
    findings = (finding_of(FAILED, severity=severity),)
    judged = record(FAILED, findings=findings, waivers=(waiver(),))

    assert under(requirement(), judged) is answer


def test_what_is_met_stays_met_under_a_waiver() -> None:
    """An excuse that nobody needs makes nothing worse."""
    assert answer_to(record(evidence(), waivers=(waiver(),))).answer is Answer.MET


def test_an_accepted_plan_makes_a_failure_conditional_and_is_quoted() -> None:
    """With who keeps it, and until when."""
    given = answer_to(failing(plan=PLAN), policy(resolves_by_pass=False))

    assert given.answer is Answer.CONDITIONAL
    assert given.seen.startswith("fred until 2027-01-01: watch it. Before: ")


@pytest.mark.parametrize(
    "plan",
    [
        None,
        replace(PLAN, is_accepted=False),
        replace(PLAN, act=""),
        replace(PLAN, due=NOW.date() - timedelta(days=1)),
    ],
    ids=["none", "not-accepted", "not-signed", "past-due"],
)
def test_a_plan_that_nobody_stands_for_excuses_nothing(plan: Plan | None) -> None:
    """It must be signed, agreed to by somebody else, and not be past due."""
    assert under(requirement(), failing(plan=plan)) is Answer.UNMET


@pytest.mark.parametrize("severity", [None, Severity.SEV0, Severity.SEV1])
def test_a_plan_covers_nothing_that_blocks_or_that_nobody_rated(severity: Severity | None) -> None:
    """Nobody knows how bad an unrated finding is, so nobody can live with it."""
    findings = (finding_of(FAILED, severity=severity, plan=PLAN),)

    assert under(requirement(), record(FAILED, findings=findings)) is Answer.UNMET


def test_every_open_finding_needs_a_plan_of_its_own() -> None:
    """A plan for one says nothing of the other."""
    other = evidence(2, Outcome.FAILED, deployment=OTHER_DEPLOYMENT)
    planned = finding_of(FAILED, severity=Severity.SEV2, plan=PLAN)
    second = finding_of(other, severity=Severity.SEV2)

    def judged(finding: Finding) -> Answer:
        return under(requirement(), record(FAILED, other, findings=(planned, finding)))

    assert judged(second) is Answer.UNMET
    assert judged(replace(second, plan=PLAN)) is Answer.CONDITIONAL


def test_no_plan_excuses_an_invariant() -> None:
    """One strike is one strike."""
    assert under(requirement(is_invariant=True), failing(plan=PLAN)) is Answer.UNMET


@pytest.mark.parametrize(
    ("changes", "answer"),
    [({}, Answer.CONDITIONAL), ({"deployment": OTHER_DEPLOYMENT}, Answer.UNMET)],
)
def test_a_plan_covers_no_deployment_that_nobody_looked_at(
    changes: dict[str, object], answer: Answer
) -> None:
    """What failed elsewhere says how bad it was there, and not how it is here."""
    failed = evidence(1, Outcome.FAILED, **changes)
    finding = finding_of(failed, severity=Severity.SEV2, plan=PLAN)

    assert under(requirement(), record(failed, findings=(finding,))) is answer


def test_a_plan_covers_nothing_that_nobody_looked_at_lately() -> None:
    """The failure ages as a pass does."""
    late = replace(failing(plan=PLAN), judged_at=NOW + timedelta(hours=1))

    assert under(requirement(freshness_seconds=7200.0), late) is Answer.CONDITIONAL
    assert under(requirement(freshness_seconds=600.0), late) is Answer.UNMET


def test_a_plan_covers_nothing_that_fails_too_often() -> None:
    """It was made for one failure, and not for a rate that nobody can exclude."""
    row = requirement(repeatable_failure_percent=5.0)

    assert under(requirement(), failing(plan=PLAN)) is Answer.CONDITIONAL
    assert under(row, failing(plan=PLAN)) is Answer.UNMET


def test_nothing_planned_is_not_everything_planned() -> None:
    """A question that is open again after a fresh pass has no finding that a plan could cover."""
    judged = record(evidence(1), evidence(2, Outcome.ERRORED))

    assert under(requirement(), judged) is Answer.UNKNOWN
