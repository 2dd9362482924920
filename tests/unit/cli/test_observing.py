"""Which policy a network is judged by where nobody named one."""

import pytest

from gonogo.cli.observing import NoDefaultPolicyError, default_policy
from gonogo.networks import L1, Chain, Network, Stage
from gonogo.readiness import shipped_policy_names


def network(stage: Stage | None) -> Network:
    return Network("eris", "alphanet", stage, L1("L1", 1), (Chain("eris-901", 901),))


@pytest.mark.parametrize(
    ("stage", "policy"),
    [
        (Stage.BENCH, "rehearsal"),
        (Stage.ALPHANET, "promote:alphanet"),
        (Stage.BETANET, "promote:betanet"),
        (Stage.TESTNET, "promote:testnet"),
    ],
)
def test_a_stage_has_the_policy_for_leaving_it(stage: Stage, policy: str) -> None:
    """One that ships; a bench only rehearses."""
    assert default_policy(network(stage)) == policy
    assert policy in shipped_policy_names()


def test_an_unknown_stage_has_none() -> None:
    """Nothing is taken from the type in the files; it says how to tell the stage."""
    with pytest.raises(NoDefaultPolicyError, match="stage is not known") as told:
        default_policy(network(None))

    assert "gonogo network stage eris STAGE" in str(told.value.hint)


@pytest.mark.parametrize(
    "stage",
    [
        each
        for each in Stage
        if each not in (Stage.BENCH, Stage.ALPHANET, Stage.BETANET, Stage.TESTNET)
    ],
)
def test_a_stage_that_nothing_ships_for_has_none(stage: Stage) -> None:
    """It is not judged by the policy of another stage."""
    with pytest.raises(NoDefaultPolicyError, match=stage.value):
        default_policy(network(stage))
