"""The record that the judge is given."""

from datetime import datetime

import pytest

from gonogo.readiness import Verdict, judge
from tests.unit.readiness.example import evidence, policy, record


def test_the_time_of_judgement_knows_its_zone() -> None:
    """Without one every pass would be hours younger in some parts of the world."""
    with pytest.raises(ValueError, match="time zone"):
        record(judged_at=datetime(2026, 3, 2, 12))  # noqa: DTZ001 - it is the mistake


def test_a_record_of_nothing_holds() -> None:
    """Its fields have defaults, and none of them speaks for a network."""
    assert judge(policy(), record()).verdict is Verdict.HOLD


@pytest.mark.parametrize("missing", ["runs", "runs_started", "chains", "deployment"])
def test_whatever_is_left_out_of_a_record_holds(missing: str) -> None:
    """A pass is worth nothing without its run, the count of runs, its chain and deployment."""
    nothing = {"runs": (), "runs_started": 0, "chains": (), "deployment": None}
    judged = record(evidence(), **{missing: nothing[missing]})

    assert judge(policy(), judged).verdict is Verdict.HOLD
