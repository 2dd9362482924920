"""Verifiers are a little behind at most, and never ahead."""

from dataclasses import replace

import pytest

from tests.unit.gates.rehearsal import Scene


@pytest.mark.parametrize(
    ("offset", "action"), [(0, "pass"), (-9, "pass"), (-12, "fail"), (+3, "fail")]
)
async def test_distance(devnet: Scene, offset: int, action: str) -> None:
    """Ten blocks behind is allowed; further behind, or ahead at all, is not."""
    devnet.devnet.lie_about_head("verifier-0", offset)

    ending = await devnet.run("unsafe_head_follows")

    assert ending[0] == action
    assert ("the head of verifier-0" in ending[2]) is (action == "fail")


async def test_a_sequencer_that_stands_still(devnet: Scene) -> None:
    """Following somebody who does not go is no following."""
    devnet.devnet.stop_sequencer()

    assert "the sequencer is at block" in (await devnet.run("unsafe_head_follows"))[2]


async def test_nobody_who_could_follow(devnet: Scene) -> None:
    """A sequencer alone is a precondition that is not met."""
    (chain,) = devnet.network.chains

    ending = await devnet.run(
        "unsafe_head_follows", chains=(replace(chain, nodes=chain.nodes[:1]),)
    )

    assert ending[:2] == ("skip", "precondition")
