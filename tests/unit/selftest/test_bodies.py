"""What acts of the story say."""

from datetime import timedelta

import pytest

from gonogo.evidence import Outcome
from gonogo.selftest.bodies import CANDIDATE, DEPLOYMENT, ended_body, item_of, run_bodies
from gonogo.selftest.plan import observed, window_seconds
from tests.unit.selftest.stands import NOW
from tests.unit.selftest.telling import POLICY

ROW = observed(POLICY)[0]


def test_a_run_selected_each_question_that_it_answers_once() -> None:
    """However often it was asked."""
    items = tuple(item_of(ROW, "run-1", NOW + timedelta(hours=hour)) for hour in range(3))

    started, ended = run_bodies(POLICY, "run-1", 1, items)

    assert [each.check for each in started.selections] == [ROW.check]
    assert ended.evidence == items
    assert started.policy_digest == POLICY.digest


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_answer_says_that_it_was_made_up(outcome: Outcome) -> None:
    """Nobody who finds it elsewhere takes it for an observation."""
    assert "made up by gonogo selftest" in item_of(ROW, "run-1", NOW, outcome).summary


def test_a_window_is_as_long_as_is_asked_unless_a_case_says_otherwise() -> None:
    """It ends when it is said to end."""
    usual, short = item_of(ROW, "run-1", NOW), item_of(ROW, "run-1", NOW, seconds=0.5)

    assert (usual.window.ended_at - usual.window.started_at).total_seconds() == window_seconds(ROW)
    assert NOW - short.window.started_at == timedelta(seconds=0.5)


def test_a_run_is_about_the_deployment_that_is_judged() -> None:
    """And about its candidate, with nothing that speaks against it."""
    ended = ended_body("run-1", ())

    assert (ended.candidate, ended.deployment) == (CANDIDATE, DEPLOYMENT)
    assert (ended.is_void, ended.problems, ended.unknown_facts) == (False, (), ())
