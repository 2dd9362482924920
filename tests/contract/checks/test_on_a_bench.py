"""The checks on a real network: a bench with real contracts, derivation and fees."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonogo import bench
from gonogo.checks import CATALOG, Plan, evaluate, observe, parameters_from_text
from gonogo.clock import SystemClock
from gonogo.evidence import Outcome
from gonogo.networks import Network, load
from gonogo.rpc import JSONRPCClient
from tests.simulator.outbox import MemoryOutbox

pytestmark = [pytest.mark.bench, pytest.mark.slow]

CLOCK = SystemClock()
WINDOW_SECONDS = 10.0
PARAMETERS = {"proposer_advances": [("interval_seconds", "4")]}


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    """Start a bench, and end it whatever happens."""
    bench.prepare(tmp_path, os.environ, lambda _: None)
    try:
        bench.start_detached(
            tmp_path, "checked", verifiers=1, on_progress=lambda _: None, clock=CLOCK
        )
        yield load(tmp_path / "checked")
    finally:
        for session in bench.running_sessions(tmp_path):
            bench.stop_bench(tmp_path, session.name)


async def test_every_check_passes_on_a_healthy_bench(network: Network) -> None:
    """Fees, deposits, games and hashes of a real chain are what the checks expect, to the wei."""
    chain = network.chains[0]
    wallet = next(each for each in chain.wallets if each.name.startswith("user-key"))
    async with JSONRPCClient(timeout_seconds=2.0) as client:
        judgements = {
            each.check: evaluate(
                each, parameters_from_text(CATALOG[each.check], PARAMETERS.get(each.check, ()))
            )
            async for each in observe(
                [Plan(check, chain) for check in CATALOG.values()],
                network,
                client=client,
                clock=CLOCK,
                window_seconds=WINDOW_SECONDS,
                interval_seconds=1.0,
                outbox=MemoryOutbox(),
                wallet=wallet,
            )
        }

    assert set(judgements) == set(CATALOG)
    assert {
        name: each.summary
        for name, each in judgements.items()
        if each.outcome is not Outcome.PASSED
    } == {}
