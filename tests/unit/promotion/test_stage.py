"""Stages and transitions, and where each leads."""

import pytest

from gonogo.networks import Stage
from gonogo.promotion import Move, Transition, next_stage, parse_transition, transition_from


@pytest.mark.parametrize(
    ("stage", "upper"),
    [
        (Stage.BENCH, None),
        (Stage.LOCALNET, Stage.ALPHANET),
        (Stage.ALPHANET, Stage.BETANET),
        (Stage.BETANET, Stage.TESTNET),
        (Stage.TESTNET, None),
    ],
)
def test_features_climb_one_stage_at_a_time(stage: Stage, upper: Stage | None) -> None:
    """A bench leads nowhere, and above a testnet the process ends."""
    assert next_stage(stage) is upper


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.BENCH])
@pytest.mark.parametrize("move", list(Move))
def test_each_transition_has_one_name(move: Move, stage: Stage) -> None:
    """What is written is read as the same."""
    transition = Transition(move, stage)

    assert parse_transition(str(transition)) == transition
    assert transition_from(move, stage) == str(transition)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rehearsal",
        "promote",
        "promote:",
        "promote:bench",
        "Promote:alphanet",
        "promote:mainnet",
    ],
)
def test_what_is_no_transition_of_a_stage_is_none(text: str) -> None:
    """A name that is nearly one leads nowhere."""
    assert parse_transition(text) is None


@pytest.mark.parametrize("move", list(Move))
def test_a_bench_only_rehearses(move: Move) -> None:
    """Whatever is done on it is a rehearsal."""
    assert transition_from(move, Stage.BENCH) == "rehearsal"
