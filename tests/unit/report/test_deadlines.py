"""What expires, and when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gonogo.evidence import Evidence, Window
from gonogo.readiness import Answer, RequirementAnswer
from gonogo.report.deadlines import deadlines
from tests.unit.readiness.example import evidence, policy, requirement
from tests.unit.report import releases, samples
from tests.unit.report.listed import HOUR, NOW, PLAN, authority, finding, waiver


def test_what_expires_is_in_order_and_says_what_is_over() -> None:
    """Decision, waiver, plan and passes, the next first."""
    ending = releases.conditional().deadlines

    assert [each.at for each in ending] == sorted(each.at for each in ending)
    assert {
        word
        for each in ending
        for word in ("waiver", "plan", "decision", "passes")
        if word in each.what
    } == {"waiver", "plan", "decision", "passes"}
    assert all(each.is_over for each in releases.expired().deadlines)


def ends(**given: Any) -> list[tuple[datetime, str, bool]]:
    nothing: dict[str, Any] = {
        "authority": None,
        "waivers": (),
        "findings": (),
        "answers": (),
        "policy": POLICY,
        "evidence": {},
        "now": NOW,
    }
    return [(each.at, each.what, each.is_over) for each in deadlines(**(nothing | given))]


POLICY = policy(requirement(id="peers", freshness_seconds=600.0))


def passed(number: int, at: datetime) -> tuple[RequirementAnswer, Evidence]:
    """Return an answer that rests on a pass that ended then."""
    item = evidence(number, window=Window(at - HOUR, at))
    given = replace(
        samples.answer(number), requirement="peers", evidence=(item.digest,), answer=Answer.MET
    )
    return given, item


def test_a_decision_is_over_in_the_moment_in_which_it_ends() -> None:
    """Its last moment is the one before."""
    assert ends(authority=authority())[0][2] is False
    assert ends(authority=authority(valid_until=NOW))[0][2] is True


def test_the_last_day_of_a_plan_is_whole() -> None:
    """It is past due on the next day."""
    ((at, what, is_over),) = ends(findings=(finding(),))

    assert at == datetime(2026, 3, 5, tzinfo=UTC)
    assert "the plan of fred" in what
    assert not is_over


@pytest.mark.parametrize(
    "given",
    [
        {"waivers": (waiver(state="over"),)},
        {"waivers": (waiver(state="not needed"),)},
        {"findings": (finding(state="resolved"),)},
        {"findings": (finding(plan=None),)},
        {"findings": (finding(plan=replace(PLAN, state="not accepted")),)},
    ],
    ids=["over", "not-needed", "resolved", "no-plan", "not-accepted"],
)
def test_what_excuses_nothing_does_not_end(given: dict[str, Any]) -> None:
    """Only what the decision rests on is told."""
    assert ends(**given) == []


def test_a_waiver_of_one_chain_names_it() -> None:
    """Another chain's stays."""
    ((_, what, _),) = ends(waivers=(waiver(chain="bench-901"),))

    assert what == "the waiver of peers on bench-901 by Bert ends"


def test_a_pass_ages_by_its_requirement() -> None:
    """From the end of its window, and the latest of several counts."""
    (given, item), (_, older) = passed(0, NOW), passed(1, NOW - HOUR)
    both = replace(given, evidence=(item.digest, older.digest))
    known = {item.digest: item, older.digest: older}

    assert ends(answers=(both,), evidence=known) == [
        (NOW + timedelta(minutes=10), "the pass of 1 requirement is too old", False)
    ]


def test_of_many_passes_the_first_and_the_last_are_told() -> None:
    """One line, and not one of each."""
    (first, one), (last, other) = passed(0, NOW), passed(1, NOW + HOUR)

    ((at, what, _),) = ends(answers=(last, first), evidence={one.digest: one, other.digest: other})

    assert at == NOW + timedelta(minutes=10)
    assert what.startswith("the passes of 2 requirements are too old, the first, the last on ")


def test_passes_that_are_not_there_or_meet_nothing_do_not_age() -> None:
    """Nobody knows when what is damaged ended."""
    given, item = passed(0, NOW)
    unmet = replace(given, answer=Answer.UNMET)

    assert ends(answers=(given,), evidence={}) == []
    assert ends(answers=(unmet,), evidence={item.digest: item}) == []


def test_a_pass_of_which_a_part_is_damaged_does_not_age() -> None:
    """Nor does what is met without a pass, because it does not apply."""
    given, item = passed(0, NOW)
    half = replace(given, evidence=(item.digest, "sha256:lost"))
    absent = replace(given, evidence=())

    assert ends(answers=(half, absent), evidence={item.digest: item}) == []


def test_passes_that_ended_together_have_no_first_and_last() -> None:
    """Two moments are told only where there are two."""
    (first, one), (last, other) = passed(0, NOW), passed(1, NOW)
    known = {one.digest: one, other.digest: other}

    ((_, what, _),) = ends(answers=(first, last), evidence=known)

    assert what == "the passes of 2 requirements are too old"
