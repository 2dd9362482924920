"""What is kept of addresses that hold keys: nothing, once the run has ended."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gonogo.evidence import RunState
from gonogo.networks import Network, candidate_digest
from gonogo.store import AddressFiles, DirectoryArtifacts, EngineFiles, FileLocks, open_history
from gonogo.workflows import (
    Endpoints,
    Means,
    NewRun,
    Request,
    resume_assessment,
    start_assessment,
)
from gonogo.workflows.evaluation import selections_of
from gonogo.workflows.kept import keep_network, keep_policy
from tests.integration.assess.world import World, policy

KEY = "s3cretKeyOfSomebody0123456789abcdef"
HEADS = policy("unsafe_head_advances", window_seconds=0.2, longest_stall_seconds="30")


class Bare:
    """Finds bare endpoints, and remembers by which addresses it was asked to."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.asked: list[Endpoints | None] = []

    async def find(self, request: Request) -> Network:
        """Return the network."""
        self.asked.append(request.endpoints)
        return self.network


@pytest.fixture
def given(devnet_world: World) -> Endpoints:
    node = devnet_world.network.chains[0].nodes[0]
    return Endpoints(
        f"{devnet_world.network.l1.rpcs[0]}?key={KEY}",
        (f"{node.execution_rpc}/v2/{KEY}",),
        (f"http://user:{KEY}@127.0.0.1:1",),
    )


@pytest.fixture
def means(devnet_world: World, tmp_path: Path) -> Iterator[Means]:
    locks = FileLocks(tmp_path)
    with contextlib.closing(open_history(tmp_path / "history.sqlite", locks.is_held)) as history:
        yield replace(
            devnet_world.means,
            history=history,
            artifacts=DirectoryArtifacts(tmp_path / "artifacts"),
            locks=locks,
            addresses=AddressFiles(tmp_path),
            networks=Bare(devnet_world.network),
        )


def holders(workspace: Path) -> list[str]:
    """Return the files of a workspace in which the key can be read."""
    files = [path for path in workspace.rglob("*") if path.is_file()]
    return [path.name for path in files if KEY.encode() in path.read_bytes()]


async def test_nothing_of_a_key_is_left(means: Means, given: Endpoints, tmp_path: Path) -> None:
    """The run asked the addresses as they were given, and recorded them without it."""
    engines = EngineFiles(tmp_path)
    run = await start_assessment(
        means.networks.network,  # type: ignore[attr-defined]  # of the source above
        HEADS,
        means=means,
        engines=engines,
        may_send=False,
        endpoints=given,
    )

    recorded = means.history.request(run.id).endpoints
    assert run.state is RunState.FINISHED
    assert set(means.networks.asked) == {given}  # type: ignore[attr-defined]
    assert recorded == given.as_shown()
    assert holders(tmp_path) == []


async def test_a_run_that_was_cut_off_is_gone_on_with(
    means: Means, given: Endpoints, tmp_path: Path
) -> None:
    """Until then the addresses are in one file, which goes when the run has ended."""
    run = record_start(means, given)
    held = holders(tmp_path)

    resumed = await resume_assessment(run, means=means, engines=EngineFiles(tmp_path))

    assert held == ["addresses.json"]
    assert resumed.state is RunState.FINISHED
    assert set(means.networks.asked) == {given}  # type: ignore[attr-defined]
    assert holders(tmp_path) == []


async def test_a_run_whose_addresses_are_gone_says_so(
    means: Means, given: Endpoints, tmp_path: Path
) -> None:
    """It ends in a hold that tells what to do, and asks no masked address."""
    run = record_start(means, given)
    means.addresses.forget(run)

    resumed = await resume_assessment(run, means=means, engines=EngineFiles(tmp_path))

    decision = means.history.decision(resumed.id)
    assert decision is not None
    assert any("the addresses that run" in one.explanation for one in decision.reasons)
    assert means.networks.asked == []  # type: ignore[attr-defined]


def record_start(means: Means, given: Endpoints) -> str:
    """Record a run as its process does before it is killed."""
    network = means.networks.network  # type: ignore[attr-defined]  # of the source above
    request = Request(
        network=network.name,
        candidate=candidate_digest(network),
        policy=HEADS.name,
        policy_digest=keep_policy(HEADS, means.artifacts),
        network_digest=keep_network(network, means.artifacts),
        may_send=False,
        endpoints=given.as_shown(),
    )
    chains = tuple(chain.name for chain in network.chains)
    means.addresses.keep("run-1", given)
    started_at = means.clock.now()
    means.history.start_run(NewRun("run-1", request, selections_of(HEADS, chains), started_at))
    return "run-1"
