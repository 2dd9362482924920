"""What an answer says, and how old what it rests on may be."""

from dataclasses import replace

import pytest

from gonogo.evidence import Figure, Outcome
from gonogo.readiness import Answer, decision_bytes, judge
from tests.unit.readiness.example import (
    NO_ANSWER,
    answer_to,
    at,
    evidence,
    policy,
    record,
    requirement,
    window,
)


def test_what_nobody_observes_holds() -> None:
    """A row without a check waits for a person, and says so."""
    answer = answer_to(record(evidence()), policy(requirement(None)))

    assert answer.answer is Answer.UNKNOWN
    assert "nobody has recorded it" in answer.seen


def test_an_approval_is_asked_for_by_the_name_of_its_network() -> None:
    """What a policy says of every network can be typed as it stands for this one."""
    said = "`gonogo sign-off approval-security --network NETWORK --note TEXT`."
    row = replace(requirement(None), remedy=said)

    typed = answer_to(replace(record(), network="my net"), policy(row)).remedy

    assert typed == said.replace("NETWORK", "'my net'")


def test_nothing_recorded_holds() -> None:
    """The remedy is the command that asks."""
    answer = answer_to(record())

    assert answer.answer is Answer.UNKNOWN
    assert "nothing was recorded" in answer.seen
    assert answer.remedy == "Run `gonogo assess bench --policy rehearsal`."


@pytest.mark.parametrize(
    ("typed", "told"),
    [("own.yaml", "own.yaml"), ("my own/p.yaml", "'my own/p.yaml'"), (None, "rehearsal")],
)
def test_a_policy_is_named_as_it_was_typed(typed: str | None, told: str) -> None:
    """A policy of a file is found by its path and not by the name that stands in it."""
    answer = answer_to(replace(record(), policy_as_typed=typed))

    assert answer.remedy == f"Run `gonogo assess bench --policy {told}`."


def test_a_short_window_says_how_short() -> None:
    """The numbers are in the words of people."""
    asked = policy(requirement(window_seconds=1800.0))

    answer = answer_to(record(evidence(window=window(100, 60))), asked)

    assert answer.answer is Answer.UNKNOWN
    assert answer.seen == "60 s seen where 30 minutes are asked"
    assert answer.remedy.endswith("and let it observe for 30 minutes.")


@pytest.mark.parametrize(("age", "answer"), [(600, Answer.MET), (600.5, Answer.UNKNOWN)])
def test_passes_age(age: float, answer: Answer) -> None:
    """A pass counts until it is as old as the policy allows."""
    judged = record(evidence(), judged_at=at(113 + age))

    assert answer_to(judged).answer is answer


def test_a_stale_pass_says_how_old_it_is() -> None:
    """The age and the limit are in the answer."""
    answer = answer_to(record(evidence(), judged_at=at(113 + 7200)))

    assert answer.seen == "the latest pass is 2 hours old where at most 10 minutes are allowed"


def test_a_policy_without_freshness_accepts_nothing() -> None:
    """No age is allowed where no freshness is stated."""
    asked = policy(requirement(freshness_seconds=0.0))

    assert answer_to(record(evidence(), judged_at=at(113)), asked).answer is Answer.UNKNOWN


@pytest.mark.parametrize("outcome", NO_ANSWER)
def test_an_attempt_without_an_answer_reopens_the_question(outcome: Outcome) -> None:
    """A pass before it no longer counts, and the reason is what the attempt said."""
    broken = evidence(2, outcome, summary="no node answered")

    answer = answer_to(record(evidence(), broken))

    assert answer.answer is Answer.UNKNOWN
    assert answer.seen == f"{outcome.value} in run run-2: no node answered"
    assert answer.evidence == (broken.digest,)


def test_figures_that_are_no_numbers_are_left_out() -> None:
    """JSON has no word for them, and the decision must survive being written."""
    figures = (Figure("gap", float("nan"), "s"), Figure("lag", float("inf"), "blocks"))

    decision = judge(policy(), record(evidence(figures=figures)))

    assert b"null" not in decision_bytes(decision)


def test_what_was_seen_to_fail_is_told_before_what_is_missing() -> None:
    """The gravest rule that fits gives the answer; a later silence hides no failure."""
    silent = evidence(2, Outcome.ERRORED, summary="no node answered")

    answer = answer_to(record(evidence(1, Outcome.FAILED), silent))

    assert answer.answer is Answer.UNMET
    assert answer.seen.endswith("Later passes that count: 0")


def test_only_what_is_not_met_has_a_remedy() -> None:
    """Where nothing is to be done, nothing is said."""
    assert answer_to(record(evidence())).remedy == ""
    assert answer_to(record(evidence(1, Outcome.ERRORED))).remedy != ""
