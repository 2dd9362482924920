"""Versions that the files name, held against those that the nodes say they run."""

from dataclasses import replace

import pytest

from gonogo.networks import Component
from gonogo.readiness import Decision, Verdict
from gonogo.workflows import assess_now
from tests.integration.assess.world import World, policy

HEADS = policy("unsafe_head_advances", longest_stall_seconds="30")
RUNNING = "v1.13.0-rc.1-e005020e"


def claim(world: World, version: str) -> None:
    """Have the files name this version, while the nodes run another or the same."""
    world.server.devnet.consensus_version = RUNNING
    claimed = replace(world.network, components=(Component("op-node", version),))
    world.network = world.source.network = claimed


def told(decision: Decision) -> str:
    return " | ".join(f"{each.about}: {each.explanation}" for each in decision.reasons)


async def test_a_version_that_does_not_run_holds(devnet_world: World) -> None:
    """What was observed is then not the candidate, however well it did."""
    claim(devnet_world, "op-node/v1.13.0")

    decisions = [
        await devnet_world.assess(HEADS),
        await assess_now(devnet_world.network, HEADS, devnet_world.means),
    ]

    for decision in decisions:
        assert decision.verdict is Verdict.HOLD
        assert "component op-node: the files name 'op-node/v1.13.0'" in told(decision)
        assert f"nodes run {RUNNING!r}" in told(decision)


async def test_a_version_that_runs_is_not_mentioned(devnet_world: World) -> None:
    """Agreement needs no words."""
    claim(devnet_world, "op-node/v1.13.0-rc.1")

    decision = await devnet_world.assess(HEADS)

    assert "component" not in told(decision)
    assert not any(f"{RUNNING!r}" in note for note in decision.notes)


@pytest.mark.parametrize("version", ["latest", ""])
async def test_a_version_that_cannot_be_compared_is_noted(
    devnet_world: World, version: str
) -> None:
    """It may be the one that runs, so it holds nothing."""
    claim(devnet_world, version)

    decisions = [
        await devnet_world.assess(HEADS),
        await assess_now(devnet_world.network, HEADS, devnet_world.means),
    ]

    for decision in decisions:
        assert "component" not in told(decision)
        assert any(note.startswith("Not compared, what is named") for note in decision.notes)
