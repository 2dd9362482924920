"""What the judge reads of signed acts, and everything by which one might fool it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from gonogo.evidence import Outcome
from gonogo.people import ActKind
from gonogo.readiness import Answer, Verdict
from gonogo.record import FindingBody
from tests.unit.readiness.signed_example import AGAIN, BY_HAND, NETWORK, NEW, OURS, ROW, Bench

DAY = timedelta(days=1)


def test_what_a_runner_signed_is_met() -> None:
    """A run that ended, with a pass of it."""
    bench = Bench()
    bench.run()

    assert bench.judged().verdict is Verdict.GO


def test_what_nobody_signed_holds() -> None:
    """An empty record knows nothing."""
    assert Bench().judged().verdict is Verdict.HOLD


def test_a_run_that_was_started_and_never_ended_holds() -> None:
    """Not sealing a failed run does not help."""
    bench = Bench()
    bench.run()
    bench.started()

    decision = bench.judged()

    assert decision.verdict is Verdict.HOLD
    assert [one.code for one in decision.reasons] == ["run-unfinished"]


def test_a_second_end_that_calls_a_failed_run_void_takes_no_failure_away() -> None:
    """Whoever holds the runner's key cannot explain a failure away afterwards."""
    bench = Bench()
    bench.run()
    failed = bench.run(Outcome.FAILED)
    bench.ended(failed.run, is_void=True)
    bench.run()

    assert bench.judged().verdict is Verdict.NO_GO


def test_a_second_end_that_calls_a_run_void_takes_its_pass_away() -> None:
    """That way round it is believed."""
    bench = Bench()
    passed = bench.run()
    bench.ended(passed.run, is_void=True)

    assert bench.judged().verdict is Verdict.HOLD


def test_a_second_end_on_another_deployment_leaves_the_question_open() -> None:
    """A run that asked in vain does not become one about somewhere else."""
    bench = Bench()
    bench.run()
    asked = bench.started()
    bench.ended(asked.run)
    bench.ended(asked.run, where=AGAIN)

    assert bench.judged().verdict is Verdict.HOLD


def test_a_runner_answers_nothing_for_people() -> None:
    """Whatever it calls its check."""
    bench = Bench()
    bench.run(check="manual:review")

    assert bench.judged(BY_HAND).verdict is Verdict.HOLD


@pytest.mark.parametrize(
    ("by", "name", "where", "answer"),
    [
        ("fred", "review", OURS, Answer.MET),
        ("ada", "review", OURS, Answer.MET),
        ("cora", "review", OURS, Answer.UNKNOWN),
        ("fred", "other", OURS, Answer.UNKNOWN),
        ("fred", "review", AGAIN, Answer.UNKNOWN),
    ],
)
def test_people_with_the_role_sign_off_what_they_tested_here(
    by: str, name: str, where: object, answer: Answer
) -> None:
    """Not somebody without the role, about another row, or of another deployment."""
    bench = Bench()
    bench.signed_off(by, name=name, where=where.digest)  # type: ignore[attr-defined]  # a deployment

    assert bench.judged(BY_HAND).answers[0].answer is answer


def test_a_sign_off_ages() -> None:
    """As every pass does."""
    bench = Bench()
    bench.signed_off("fred")

    assert bench.judged(BY_HAND, now=bench.now + 2 * DAY).verdict is Verdict.HOLD


@pytest.mark.parametrize(("second", "answer"), [("fred", Answer.UNKNOWN), ("ada", Answer.MET)])
def test_two_people_are_not_one_person_twice(second: str, answer: Answer) -> None:
    """However often that one signs."""
    bench = Bench()
    bench.signed_off("fred")
    bench.signed_off(second)

    assert bench.judged(replace(BY_HAND, people=2)).answers[0].answer is answer


def test_a_failed_sign_off_stays_until_it_is_resolved() -> None:
    """A later pass alone erases nothing."""
    bench = Bench()
    failed = bench.signed_off("fred", "failed")
    bench.signed_off("ada")
    before = bench.judged(BY_HAND)
    bench.resolved(failed.id)
    bench.signed_off("ada")

    assert before.answers[0].answer is Answer.UNMET
    assert before.answers[0].findings == (failed.id,)
    assert bench.judged(BY_HAND).verdict is Verdict.GO


def test_a_row_by_hand_does_not_apply_where_its_component_is_not() -> None:
    """The inventory says so, and nobody needs to sign it."""
    assert Bench().judged(replace(BY_HAND, component="challenger")).verdict is Verdict.GO


def test_a_failure_needs_a_cause_and_later_passes() -> None:
    """In this order, whoever names the cause."""
    bench = Bench()
    failed = bench.run(Outcome.FAILED)
    bench.run()
    without_cause = bench.judged().verdict
    bench.resolved(failed)
    without_pass = bench.judged().verdict
    bench.run()

    assert (without_cause, without_pass) == (Verdict.NO_GO, Verdict.NO_GO)
    assert bench.judged().verdict is Verdict.GO


def test_claimed_and_failed_again_needs_another_cause() -> None:
    """The first cause was not it."""
    bench = Bench()
    failed = bench.run(Outcome.FAILED)
    bench.resolved(failed)
    again = bench.run(Outcome.FAILED)
    bench.run()
    refuted = bench.judged().verdict
    bench.resolved(failed)
    bench.run()

    assert refuted is Verdict.NO_GO
    assert again.digest != failed.digest
    assert bench.judged().verdict is Verdict.GO


def test_another_candidate_needs_its_cause_and_one_pass() -> None:
    """What failed was another one."""
    bench = Bench()
    failed = bench.run(Outcome.FAILED, where=NEW)
    bench.run()
    before = bench.judged(replace(ROW, passes_to_resolve=5)).verdict
    bench.resolved(failed)

    assert before is Verdict.NO_GO
    assert bench.judged(replace(ROW, passes_to_resolve=5)).verdict is Verdict.GO


@pytest.mark.parametrize(
    ("severity", "endorsers", "verdict"),
    [
        (2, ("ada",), Verdict.CONDITIONAL),
        (3, ("ada",), Verdict.CONDITIONAL),
        (2, (), Verdict.NO_GO),
        (3, (), Verdict.NO_GO),
        (1, ("ada",), Verdict.NO_GO),
        (0, ("ada",), Verdict.NO_GO),
    ],
)
def test_an_accepted_plan_lifts_a_failure_that_is_not_severe(
    severity: int, endorsers: tuple[str, ...], verdict: Verdict
) -> None:
    """To conditional, and no higher."""
    bench = Bench()
    failed = bench.run(Outcome.FAILED)
    bench.rated(failed, severity)
    bench.planned(failed, *endorsers)

    assert bench.judged().verdict is verdict


def test_no_plan_lifts_an_invariant() -> None:
    """It is one strike."""
    bench = Bench()
    failed = bench.run(Outcome.FAILED)
    bench.rated(failed, 2)
    bench.planned(failed, "ada")

    assert bench.judged(replace(ROW, is_invariant=True)).verdict is Verdict.NO_GO


def test_a_plan_past_due_is_none() -> None:
    """The day after."""
    bench = Bench()
    failed = bench.run(Outcome.FAILED)
    bench.rated(failed, 2)
    bench.planned(failed, "ada", due=bench.now.date())
    lasting = replace(ROW, freshness_seconds=1e9)

    assert bench.judged(lasting).verdict is Verdict.CONDITIONAL
    assert bench.judged(lasting, now=bench.now + DAY).verdict is Verdict.NO_GO


def test_a_plan_covers_no_deployment_that_nobody_looked_at() -> None:
    """Else a network that was deployed anew would be conditional before it was seen."""
    bench = Bench()
    failed = bench.run(Outcome.FAILED)
    bench.rated(failed, 2)
    bench.planned(failed, "ada")

    unseen = bench.judged(where=AGAIN.digest).verdict
    bench.run(where=AGAIN)

    assert unseen is Verdict.NO_GO
    assert bench.judged(where=AGAIN.digest).verdict is Verdict.CONDITIONAL


@pytest.mark.parametrize(
    ("by", "name", "hours", "verdict"),
    [
        ("ada", ROW.id, 24.0, Verdict.CONDITIONAL),
        ("fred", ROW.id, 24.0, Verdict.HOLD),
        ("ada", "other", 24.0, Verdict.HOLD),
        ("ada", ROW.id, 0.0, Verdict.HOLD),
    ],
)
def test_a_waiver_makes_what_is_unknown_conditional(
    by: str, name: str, hours: float, verdict: Verdict
) -> None:
    """If platforms signed it, about this row, and for now."""
    bench = Bench()
    bench.waived(name, by, hours)

    assert bench.judged().verdict is verdict


@pytest.mark.parametrize(("severity", "answer"), [(1, Answer.UNMET), (2, Answer.CONDITIONAL)])
def test_a_waiver_covers_nothing_severe(severity: int, answer: Answer) -> None:
    """And a SEV 2 that is waived still blocks without a plan of its own."""
    bench = Bench()
    failed = bench.run(Outcome.FAILED)
    bench.rated(failed, severity)
    bench.waived()

    decision = bench.judged()

    assert decision.answers[0].answer is answer
    assert decision.verdict is Verdict.NO_GO


def test_a_waived_failure_that_nobody_rated_holds() -> None:
    """No answer that is unmet names it any more."""
    bench = Bench()
    bench.run(Outcome.FAILED)
    bench.waived()

    decision = bench.judged()

    assert [one.code for one in decision.reasons] == ["finding-unrated"]
    assert decision.verdict is Verdict.HOLD


def test_a_rating_stays_about_something_when_an_earlier_failure_turns_up() -> None:
    """A failure that takes the first place of an episode makes nothing of what people said."""
    bench = Bench()
    first = bench.run(Outcome.FAILED, check="unasked")
    second = bench.run(Outcome.PASSED, check="unasked")
    third = bench.run(Outcome.FAILED, check="unasked")
    bench.rated(first, 3)
    bench.rated(third, 0)
    bench.run()
    before = bench.judged().verdict
    between = replace(
        third,
        window=replace(
            second.window,
            started_at=second.window.started_at,
            ended_at=second.window.started_at + timedelta(seconds=1),
        ),
        outcome=Outcome.FAILED,
    )
    bench.evaluated(between)

    assert before is Verdict.NO_GO
    assert bench.judged().verdict is Verdict.NO_GO


@pytest.mark.parametrize(("endorsers", "verdict"), [((), Verdict.NO_GO), (("ada",), Verdict.GO)])
def test_what_no_requirement_asks_about_is_resolved_by_two(
    endorsers: tuple[str, ...], verdict: Verdict
) -> None:
    """No pass could bear it out."""
    bench = Bench()
    bench.run()
    finding = FindingBody(
        NETWORK, OURS.digest, OURS.candidate, None, None, "It stalls", "", None, 1, None, None
    )
    act = bench.sign(ActKind.FINDING, finding, by="cora")
    bench.resolved(act.id, *endorsers)

    assert bench.judged().verdict is verdict


def test_a_reported_finding_with_a_requirement_needs_its_passes() -> None:
    """Whoever agrees to the cause."""
    bench = Bench()
    bench.run()
    finding = FindingBody(
        NETWORK, OURS.digest, OURS.candidate, None, ROW.id, "It stalls", "", None, 1, None, None
    )
    act = bench.sign(ActKind.FINDING, finding, by="cora")
    bench.resolved(act.id, "ada")
    before = bench.judged().verdict
    bench.run()

    assert before is Verdict.NO_GO
    assert bench.judged().verdict is Verdict.GO


def test_an_act_that_is_gone_holds() -> None:
    """Whatever it said."""
    bench = Bench()
    bench.run(Outcome.FAILED)
    bench.run()
    failed = next(act for act in bench.acts.values() if act.kind is ActKind.RUN_ENDED)
    bench.lose(failed)

    codes = {one.code for one in bench.judged().reasons}

    assert "record-incomplete" in codes


def test_an_item_that_stands_there_twice_is_one() -> None:
    """One failure is not two of two."""
    bench = Bench()
    failed = bench.run(Outcome.FAILED)
    bench.evaluated(failed)

    assert bench.compiled().evidence == (failed,)


@pytest.mark.parametrize(
    ("passes", "asked", "answer"),
    [(2, 2, Answer.MET), (1, 2, Answer.UNKNOWN), (1, 0, Answer.MET)],
)
def test_straight_passes(passes: int, asked: int, answer: Answer) -> None:
    """As many as the requirement asks, at least one."""
    bench = Bench()
    for _ in range(passes):
        bench.run()

    assert bench.judged(replace(ROW, passes=asked)).answers[0].answer is answer


@pytest.mark.parametrize(
    ("failures", "passes", "percent", "answer"),
    [
        (0, 13, 20.0, Answer.UNKNOWN),
        (0, 14, 20.0, Answer.MET),
        (3, 7, 5.0, Answer.UNMET),
        (3, 7, 50.0, Answer.UNKNOWN),
        (3, 12, 50.0, Answer.MET),
    ],
)
def test_a_rate_must_be_excluded(
    failures: int, passes: int, percent: float, answer: Answer
) -> None:
    """Too few attempts leave it unknown, too many failures unmet, though they are resolved."""
    bench = Bench()
    failed = [bench.run(Outcome.FAILED) for _ in range(failures)]
    for first in failed[:1]:
        bench.resolved(first)
    for _ in range(passes):
        bench.run()

    decision = bench.judged(replace(ROW, repeatable_failure_percent=percent))

    assert decision.answers[0].findings == ()
    assert decision.answers[0].answer is answer


def test_an_error_does_not_hide_that_it_fails_too_often() -> None:
    """A no-go does not become a hold because somebody asked once more, in vain."""
    bench = Bench()
    failed = [bench.run(Outcome.FAILED) for _ in range(3)]
    bench.resolved(failed[0])
    bench.run()
    bench.run(Outcome.ERRORED)

    row = replace(ROW, repeatable_failure_percent=5.0)
    assert bench.judged(row).answers[0].answer is Answer.UNMET
