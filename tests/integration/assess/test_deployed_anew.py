"""What becomes of failures when the network they happened on is deployed anew."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from gonogo.networks import Component
from gonogo.readiness import Answer, Decision, Verdict
from gonogo.workflows import assess_now
from gonogo.workflows.record import Seen, decide
from tests.integration.assess.world import World, policy

HEADS = policy("unsafe_head_advances", "safe_head_advances", longest_stall_seconds="30")


def answers(decision: Decision) -> dict[str, Answer]:
    return {each.requirement: each.answer for each in decision.answers}


def edit_manifest(world: World) -> None:
    """Change the text of a version, and nothing that runs."""
    edited = replace(world.network, components=(Component("op-batcher", "op-batcher/v9.9.9"),))
    world.network = world.source.network = edited


def deploy_anew(world: World) -> None:
    """Start the same candidate on another genesis."""
    devnet = world.server.devnet
    for blocks in (devnet.l1_blocks, *(node.blocks for node in devnet.nodes.values())):
        blocks.name = f"{blocks.name}-anew"


anew = pytest.mark.parametrize("deploy", [edit_manifest, deploy_anew])


@anew
async def test_deploying_anew_takes_no_finding_away(
    devnet_world: World, deploy: Callable[[World], None]
) -> None:
    """Nor does another text in the manifest: what failed is still wrong with this network."""
    devnet_world.server.devnet.stall_safe_head()
    failed = await devnet_world.assess(HEADS)
    deploy(devnet_world)
    now = await assess_now(devnet_world.network, HEADS, devnet_world.means)
    other = await devnet_world.assess(policy("unsafe_head_advances"))

    assert now.deployment != failed.deployment
    assert (now.verdict, answers(now)["safe_head_advances"]) == (Verdict.NO_GO, Answer.UNMET)
    assert f"on deployment {failed.deployment[7:15]}…" in now.answers[1].seen
    assert any("safe_head_advances failed" in one.explanation for one in other.reasons)


@anew
async def test_a_failure_before_its_finding_was_opened_counts_on_other_deployments(
    devnet_world: World, deploy: Callable[[World], None]
) -> None:
    """A run that was killed between the two leaves its failure behind."""
    devnet_world.server.devnet.stall_safe_head()
    async with devnet_world.taken_up(devnet_world.start(HEADS)) as assessment:
        await assessment.observe(await assessment.identify())
    deploy(devnet_world)

    now = await assess_now(devnet_world.network, HEADS, devnet_world.means)

    assert answers(now)["safe_head_advances"] is Answer.UNMET


@anew
async def test_a_later_pass_on_the_new_deployment_resolves_in_a_rehearsal(
    devnet_world: World, deploy: Callable[[World], None]
) -> None:
    """A bench that was mended is ready once it was seen to be."""
    devnet = devnet_world.server.devnet
    devnet.stall_safe_head()
    await devnet_world.assess(HEADS)
    for flow in (devnet.safe, devnet.finalized):
        flow.start(devnet.now)
    deploy(devnet_world)

    mended = await devnet_world.assess(HEADS)

    assert set(answers(mended).values()) == {Answer.MET}


@anew
async def test_outside_a_rehearsal_a_new_candidate_that_passes_needs_a_cause(
    devnet_world: World, deploy: Callable[[World], None]
) -> None:
    """That it passes does not say what was wrong."""
    strict = replace(HEADS, resolves_by_pass=False)
    devnet = devnet_world.server.devnet
    devnet.stall_safe_head()
    await devnet_world.assess(strict)
    for flow in (devnet.safe, devnet.finalized):
        flow.start(devnet.now)
    deploy(devnet_world)

    again = await devnet_world.assess(strict)

    assert answers(again)["safe_head_advances"] is Answer.UNMET


@pytest.mark.parametrize("has_own_name", [True, False])
async def test_bare_endpoints_of_other_chains_are_another_network(
    devnet_world: World, *, has_own_name: bool
) -> None:
    """They share a name, and nobody meant by it that they are one network."""
    devnet_world.server.devnet.stall_safe_head()
    await devnet_world.assess(HEADS)
    chain = replace(devnet_world.network.chains[0], chain_id=902)
    elsewhere = Seen(
        replace(devnet_world.network, chains=(chain,)),
        "sha256:cc",
        deployment=None,
        has_own_name=has_own_name,
    )
    means = devnet_world.means

    decision = decide(
        HEADS,
        elsewhere,
        history=means.history,
        artifacts=means.artifacts,
        now=means.clock.now(),
    )

    assert (decision.verdict is Verdict.NO_GO) is has_own_name
