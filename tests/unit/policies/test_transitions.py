"""Which step a network can make, by where it stands."""

import pytest

from gonogo.networks import L1, Chain, Network, Stage
from gonogo.policies.transitions import NoStageError, policy_of_step, stage_of, transition_of


def network(stage: Stage | None) -> Network:
    return Network("eris", "alphanet", stage, L1("L1", 1), (Chain("eris-901", 901),))


@pytest.mark.parametrize(
    ("stage", "move", "transition"),
    [
        (Stage.ALPHANET, "promote", "promote:alphanet"),
        (Stage.ALPHANET, "publish", "publish:alphanet"),
        (Stage.BETANET, "promote", "promote:betanet"),
        (Stage.BETANET, "deploy", "deploy:betanet"),
        (Stage.TESTNET, "promote", "promote:testnet"),
        (Stage.BENCH, "promote", "rehearsal"),
    ],
)
def test_a_step_is_named_by_the_stage_that_it_is_about(
    stage: Stage, move: str, transition: str
) -> None:
    """A bench only rehearses, whatever is asked of it."""
    assert transition_of(network(stage), move) == transition


def test_where_nobody_said_the_stage_no_step_is_guessed() -> None:
    """It says how to tell it; a type in the files is not taken for a stage."""
    unknown = network(None)

    for ask in (stage_of, lambda given: transition_of(given, "promote")):
        with pytest.raises(NoStageError) as told:
            ask(unknown)
        assert "gonogo network stage eris" in str(told.value.hint)


def test_a_step_is_judged_by_its_own_policy_unless_another_is_named() -> None:
    """And a name that is given needs no stage."""
    assert policy_of_step(network(Stage.BETANET), "promote").name == "promote:betanet"
    assert policy_of_step(network(None), "promote", "rehearsal").name == "rehearsal"
