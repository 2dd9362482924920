"""What people made of findings, from signed acts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from gonogo.findings import Care, Finding, Severity, care, cared_for, shared_ratings
from gonogo.people import ActKind
from gonogo.record import (
    Act,
    AnnotationBody,
    Body,
    EndorsementBody,
    FindingBody,
    PlanBody,
    RatingBody,
    ResolutionBody,
)
from tests.simulator.signed_record import SignedRecord, example_trust

FOUND = "sha256:" + "f" * 64
OTHER = "sha256:" + "e" * 64
DRILL = "sha256:" + "d" * 64
DUE = date(2027, 1, 1)


def care_of(record: SignedRecord, about: str = FOUND, drilled: Iterable[str] = ()) -> Care:
    return care(record.counted(), set(drilled).__contains__).get(about, Care())


def signed(record: SignedRecord, kind: ActKind, body: Body, by: str, *endorsers: str) -> Act:
    act = record.sign(kind, body, by=by)
    for each in endorsers:
        record.sign(ActKind.ENDORSEMENT, EndorsementBody(act.id, ""), by=each)
    return act


def rate(record: SignedRecord, severity: int, by: str, *endorsers: str) -> Act:
    body = RatingBody(FOUND, severity, "some", "seen")
    return signed(record, ActKind.RATING, body, by, *endorsers)


@pytest.mark.parametrize(
    ("endorsers", "severity"), [((), 0), (("ada",), 0), (("bert",), 3), (("cora",), 0)]
)
def test_a_second_person_with_the_role_makes_it_lighter(
    endorsers: tuple[str, ...], severity: int
) -> None:
    """Neither the same person again, nor one who may not endorse."""
    record = SignedRecord()
    rate(record, 0, "cora")
    rate(record, 3, "ada", *endorsers)

    assert care_of(record).severity == severity


def test_alone_one_person_is_both() -> None:
    """In solo mode there is nobody else, and decisions say so."""
    record = SignedRecord(example_trust(is_solo=True))
    rate(record, 0, "ada")
    rate(record, 3, "ada", "ada")

    assert care_of(record).severity == Severity.SEV3


def test_a_rating_by_who_may_not_rate_is_none() -> None:
    """The act does not count at all."""
    record = SignedRecord()
    rate(record, 3, "fred")

    assert care_of(record).severity is None


@pytest.mark.parametrize(("reporter", "severity"), [("cora", 1), ("fred", None), ("lab-1", None)])
def test_the_reporters_severity_is_a_rating_if_the_reporter_may_rate(
    reporter: str, severity: int | None
) -> None:
    """Everybody else only proposes one."""
    record = SignedRecord()
    body = FindingBody("bench", FOUND, OTHER, None, None, "It stalls", "", None, 1, None, None)
    act = record.sign(ActKind.FINDING, body, by=reporter)

    assert care_of(record, act.id).severity == severity


@pytest.mark.parametrize(
    ("drill", "because", "endorser", "is_accepted"),
    [
        (DRILL, None, "bert", True),
        (None, "it cannot be", "bert", True),
        (None, "it cannot be", "ada", False),
        (OTHER, None, "bert", False),
        (OTHER, "it cannot be", "bert", True),
        (None, None, "bert", False),
        (None, "", "bert", False),
    ],
)
def test_a_plan_is_accepted_with_a_drill_and_a_second_person(
    drill: str | None, because: str | None, endorser: str, *, is_accepted: bool
) -> None:
    """A drill that passed here, or a reason why there can be none."""
    record = SignedRecord()
    body = PlanBody(FOUND, "fred", DUE, "watch it", drill, because)
    signed(record, ActKind.PLAN, body, "ada", endorser)

    plan = care_of(record, drilled=[DRILL]).plan

    assert plan is not None
    assert plan.is_accepted is is_accepted


def test_of_accepted_plans_the_one_that_is_due_last_stands() -> None:
    """A proposal beside it takes nothing away."""
    record = SignedRecord()
    for due, endorsers in ((DUE, ("bert",)), (date(2026, 12, 1), ("bert",)), (DUE, ())):
        body = PlanBody(FOUND, "fred", due, "watch it", None, "it cannot be")
        signed(record, ActKind.PLAN, body, "ada", *endorsers)

    plan = care_of(record).plan

    assert plan is not None
    assert (plan.due, plan.is_accepted) == (DUE, True)


def test_the_last_cause_is_the_claim() -> None:
    """And a claim that nobody agreed to is one all the same: passes must bear it out."""
    record = SignedRecord()
    signed(record, ActKind.RESOLUTION, ResolutionBody(FOUND, "first", ""), "fred", "ada")
    signed(record, ActKind.RESOLUTION, ResolutionBody(FOUND, "second", ""), "fred")

    claim = care_of(record).resolution

    assert claim is not None
    assert (claim.cause, claim.is_endorsed) == ("second", False)


@pytest.mark.parametrize(
    ("endorsers", "same_as"), [((), None), (("fred",), None), (("ada",), OTHER)]
)
def test_nobody_alone_calls_a_finding_the_same_as_another(
    endorsers: tuple[str, ...], same_as: str | None
) -> None:
    """Else anybody could resolve a finding by calling it one that is resolved."""
    record = SignedRecord()
    signed(record, ActKind.ANNOTATION, AnnotationBody(FOUND, None, None, OTHER), "fred", *endorsers)

    assert care_of(record).duplicate_of == same_as


def test_team_and_tracker_are_the_last_that_were_given() -> None:
    """Giving one leaves the other as it was."""
    record = SignedRecord()
    for team, url in (("a", "https://1"), ("b", None)):
        record.sign(ActKind.ANNOTATION, AnnotationBody(FOUND, team, url, None), by="fred")

    found = care_of(record)

    assert (found.owning_team, found.tracker_url) == ("b", "https://1")


A_FINDING = Finding("a", "", "", "", datetime(2026, 3, 2, tzinfo=UTC), "", "", "a")


def findings(**same_as: str | None) -> list[Finding]:
    return [replace(A_FINDING, id=each, duplicate_of=other) for each, other in same_as.items()]


@pytest.mark.parametrize(
    ("same_as", "shared"),
    [
        ({"a": "z"}, {"a": Severity.SEV1}),
        ({"a": "b", "b": "z"}, {"a": Severity.SEV1, "b": Severity.SEV1}),
        ({"a": "b", "b": "a"}, {}),
        ({"a": "a"}, {}),
        ({"a": "unknown"}, {}),
        ({"a": None}, {}),
    ],
)
def test_unrated_duplicates_share_a_rating(
    same_as: dict[str, str | None], shared: dict[str, Severity]
) -> None:
    """Along the way to a rated one; not in circles, and not with what nobody knows."""
    rated = replace(A_FINDING, id="z", severity=Severity.SEV1)

    assert shared_ratings([*findings(**same_as), rated]) == shared


def test_a_rated_duplicate_keeps_its_own() -> None:
    """It still weighs as it is rated."""
    own = replace(A_FINDING, severity=Severity.SEV0, duplicate_of="z")
    lighter = replace(A_FINDING, id="z", severity=Severity.SEV3)

    assert shared_ratings([own, lighter]) == {}


def test_what_nobody_spoke_about_stays_as_it_was_opened() -> None:
    """There is nothing to make of it."""
    assert cared_for(A_FINDING, {}) is A_FINDING
