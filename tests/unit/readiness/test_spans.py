"""What a run cannot have seen: windows that began before it, or went on after it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gonogo.evidence import Evidence, Outcome, Run, RunState, Window
from gonogo.readiness import Answer, judge
from gonogo.readiness.spans import is_within, spans_of
from tests.unit.readiness.example import CHAIN, PARAMETERS, SAFE
from tests.unit.readiness.signed_example import OURS, ROW, Bench, asking

AT = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
MINUTES, SECONDS = timedelta(minutes=1), timedelta(seconds=1)


def a_run(began: datetime, ended: datetime | None, name: str = "r") -> Run:
    state = RunState.UNFINISHED if ended is None else RunState.FINISHED
    return Run(name, 1, "n", "p", "d", None, (), began, ended, state)


def seen(began: datetime, ended: datetime, run: str = "r") -> Evidence:
    return Evidence(
        run=run,
        check=SAFE,
        chain=CHAIN,
        deployment=OURS.digest,
        outcome=Outcome.PASSED,
        summary="the head moved",
        window=Window(began, ended),
        parameters=PARAMETERS,
    )


@pytest.mark.parametrize(
    ("before", "after", "is_in"),
    [
        (timedelta(), timedelta(), True),
        (5 * MINUTES, 5 * MINUTES, True),
        (5 * MINUTES + SECONDS, timedelta(), False),
        (timedelta(), 5 * MINUTES + SECONDS, False),
        (20 * 24 * 60 * MINUTES, timedelta(), False),
        (-MINUTES, -MINUTES, True),
    ],
)
def test_clocks_may_differ_by_five_minutes(
    before: timedelta, after: timedelta, *, is_in: bool
) -> None:
    """And by no more, at either end."""
    runs = [a_run(AT, AT + 10 * MINUTES)]

    item = seen(AT - before, AT + 10 * MINUTES + after)

    assert is_within(item, spans_of(runs)) is is_in


def test_of_two_runs_of_one_name_both_must_have_been_under_way() -> None:
    """Nobody makes a run longer by signing another of its name."""
    item = seen(AT - 60 * MINUTES, AT)
    short, long = a_run(AT, AT + MINUTES), a_run(AT - 60 * MINUTES, AT)

    assert is_within(item, spans_of([long]))
    assert not is_within(item, spans_of([long, short]))
    assert not is_within(item, spans_of([short, long]))


def test_a_run_that_has_not_ended_has_no_span() -> None:
    """It gives no pass anyway, and neither does one that nobody knows."""
    spans = spans_of([a_run(AT, None)])

    assert spans == {}
    assert is_within(seen(AT - 60 * MINUTES, AT, "other"), spans)


@pytest.mark.parametrize(
    "moment", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
)
def test_the_ends_of_the_calendar_are_times_too(moment: datetime) -> None:
    """What an act is dated is for whoever signs it to choose."""
    assert is_within(seen(moment, moment), spans_of([a_run(moment, moment)]))


def a_claim(bench: Bench, began: timedelta, outcome: Outcome = Outcome.PASSED) -> Evidence:
    """Let a runner that runs for two minutes say when it looked."""
    started = bench.started()
    item = seen(bench.now - began, bench.now + MINUTES, started.run)
    claimed = replace(item, outcome=outcome)
    bench.ended(started.run, claimed)
    return claimed


def test_a_window_that_began_before_its_run_is_no_pass() -> None:
    """It is told as not counted, and the run as one that gave no answer."""
    bench = Bench()
    bench.run()
    a_claim(bench, 20 * MINUTES)

    decision = bench.judged()

    assert decision.answers[0].answer is Answer.UNKNOWN
    assert any(
        "1 piece of evidence whose window is not within its run" in n for n in decision.notes
    )


def test_a_window_that_was_over_before_its_run_was_signed_is_told_as_such() -> None:
    """As of what was seen before there was a workspace: it is to be observed again."""
    bench = Bench()
    started = bench.started()
    bench.ended(started.run, seen(bench.now - 20 * MINUTES, bench.now - 10 * MINUTES, started.run))

    decision = bench.judged()

    assert decision.answers[0].answer is Answer.UNKNOWN
    assert any("`gonogo init`" in note for note in decision.notes)
    assert not any("not within its run" in note for note in decision.notes)


def test_it_is_a_failure_all_the_same() -> None:
    """Whoever says that something failed is believed."""
    bench = Bench()
    a_claim(bench, 20 * MINUTES, Outcome.FAILED)

    assert bench.judged().answers[0].answer is Answer.UNMET


@pytest.mark.parametrize(("began", "holds"), [(4 * MINUTES, False), (30 * MINUTES, True)])
def test_nobody_soaks_for_weeks_in_a_run_of_minutes(began: timedelta, *, holds: bool) -> None:
    """A stolen key of a runner makes a deployment no older than its record."""
    bench = Bench()
    bench.run()
    a_claim(bench, began)
    policy = replace(asking(ROW), soak_seconds=(began + MINUTES).total_seconds())

    reasons = {reason.code for reason in judge(policy, bench.compiled()).reasons}

    assert ("soak" in reasons) is holds
