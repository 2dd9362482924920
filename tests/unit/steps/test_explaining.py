"""The decision of now, explained; one requirement of it, where one is asked for."""

from pathlib import Path

import pytest

from gonogo.readiness import Verdict
from gonogo.steps.explaining import UnknownRequirementError, explained
from tests.unit.steps.places import BY_HAND, DEPLOY, NETWORK, Place, place


@pytest.fixture
def here(tmp_path: Path) -> Place:
    made = place(tmp_path)
    made.agree_on(DEPLOY)
    made.wait()
    return made


def test_what_is_explained_is_the_decision_of_now(here: Place) -> None:
    """Nothing is kept between: what was reviewed a minute ago is in it."""
    before, _ = explained(here, NETWORK, DEPLOY, "deploy", only=None)
    here.review()
    here.wait()
    after, explaining = explained(here, NETWORK, DEPLOY, "deploy", only=BY_HAND.id)

    assert (before.verdict, after.verdict) == (Verdict.HOLD, Verdict.GO)
    assert [each.requirement.id for each in explaining.requirements(BY_HAND.id)] == [BY_HAND.id]


def test_a_requirement_that_nobody_asks_for_names_the_nearest(here: Place) -> None:
    """And all that the policy has, before anything is judged."""
    with pytest.raises(UnknownRequirementError) as refused:
        explained(here, NETWORK, DEPLOY, "deploy", only="reviw")

    assert "Did you mean 'review'?" in str(refused.value.hint)
