"""Evidence is made of observations, whatever a check does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from gonogo.checks import Observation
from gonogo.evidence import Outcome, Selection, Window
from gonogo.readiness import Policy, Requirement
from gonogo.workflows import judgement_of, parameter_sets
from gonogo.workflows.evaluation import selections_of

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WINDOW = Window(NOON, NOON + timedelta(seconds=12))


def requirement(name: str, check: str | None, **parameters: str) -> Requirement:
    return Requirement(name, name, "w", "r", "s", check, parameters=tuple(parameters.items()))


POLICY = Policy(
    "p",
    "P",
    "L",
    (
        requirement("a", "nodes_agree"),
        requirement("b", "safe_head_advances", longest_stall_seconds="5"),
        requirement("c", "safe_head_advances", longest_stall_seconds="9"),
        requirement("d", "safe_head_advances", longest_stall_seconds="5"),
        requirement("e", None),
    ),
    1.0,
)


def test_each_check_is_asked_once_on_each_chain() -> None:
    """Requirements may share a check; rows that nothing observes ask nothing."""
    assert selections_of(POLICY, ("x", "y")) == (
        Selection("nodes_agree", "x"),
        Selection("safe_head_advances", "x"),
        Selection("nodes_agree", "y"),
        Selection("safe_head_advances", "y"),
    )


def test_each_set_of_parameters_is_judged_once() -> None:
    """Two requirements with the same thresholds share their evidence."""
    assert parameter_sets(POLICY, "safe_head_advances") == (
        (("longest_stall_seconds", "5"),),
        (("longest_stall_seconds", "9"),),
    )


def test_a_gate_that_nothing_asks_for_is_held_to_its_defaults_where_its_passes_count() -> None:
    """And nowhere else; what is no gate never is."""
    rehearsal = replace(POLICY, resolves_by_pass=True)

    assert parameter_sets(rehearsal, "gate:isthmus") == ((),)
    assert parameter_sets(POLICY, "gate:isthmus") == ()
    assert parameter_sets(rehearsal, "l1_head_advances") == ()


def test_observation_without_readings_never_passes() -> None:
    """Nothing observed is an answer that is missing."""
    judged = judgement_of(Observation("nodes_agree", "x", WINDOW), ())

    assert judged.outcome is Outcome.ERRORED


def test_parameters_that_a_check_does_not_know_never_pass() -> None:
    """A check that cannot judge gave no answer, and does not end the run."""
    observation = Observation("nodes_agree", "x", WINDOW, {"network.json": b"{}"})
    judged = judgement_of(observation, (("nonsense", "1"),))

    assert judged.outcome is Outcome.ERRORED
    assert "nonsense" in judged.summary
