"""Observe a simulated devnet and judge what was seen, in one call."""

from collections.abc import Callable, Iterable

from gonogo.checks import (
    CATALOG,
    Judgement,
    Observation,
    Outbox,
    Plan,
    evaluate,
    observe,
    parameters_from_text,
)
from gonogo.networks import Network, Wallet
from gonogo.rpc import JSONRPCClient
from tests.simulator.devnet import Devnet
from tests.simulator.outbox import MemoryOutbox
from tests.simulator.server import DevnetServer

TIMEOUT_SECONDS = 0.2


async def observe_all(  # noqa: PLR0913 - a test names what it varies.
    server: DevnetServer,
    checks: Iterable[str],
    *,
    window_seconds: float = 600.0,
    interval_seconds: float = 6.0,
    network: Network | None = None,
    outbox: Outbox | None = None,
    wallet: Wallet | None = None,
    may_send: bool = False,
    at_tick: Callable[[float], None] | None = None,
) -> dict[str, Observation]:
    """Return the observation of each check; `at_tick` is told each tick's time as it passes."""
    devnet = server.devnet
    described = devnet.network(server.urls) if network is None else network
    plans = [Plan(CATALOG[name], described.chains[0]) for name in checks]
    async with JSONRPCClient(timeout_seconds=TIMEOUT_SECONDS) as client:
        return {
            observation.check: observation
            async for observation in observe(
                plans,
                described,
                client=client,
                clock=devnet.clock,
                window_seconds=window_seconds,
                interval_seconds=interval_seconds,
                outbox=MemoryOutbox() if outbox is None else outbox,
                wallet=wallet,
                may_send=may_send,
                on_progress=None if at_tick is None else lambda tick: at_tick(tick.seconds),
            )
        }


def judge(observation: Observation, **parameters: object) -> Judgement:
    """Judge an observation under some parameters, the rest at their defaults."""
    pairs = [(name, str(value)) for name, value in parameters.items()]
    return evaluate(observation, parameters_from_text(CATALOG[observation.check], pairs))


def devnet_user(devnet: Devnet) -> Wallet:
    """Return the funded account of a simulated devnet."""
    return devnet.network({}).chains[0].wallets[0]
