"""Gates against the simulated devnet, in no time, and what they said."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from gonogo.gates.command import run_gate
from gonogo.gates.discovery import GateTest, choose
from gonogo.gates.stand import Stand
from gonogo.networks import Network
from tests.simulator.devnet import USER_KEY, Devnet
from tests.simulator.server import DevnetServer

MONEY = {"GONOGO_FUNDER_KEY": USER_KEY, "GONOGO_BUDGET_WEI": str(10**19)}


@dataclass
class Said:
    """What a run of a gate said."""

    lines: list[bytes] = field(default_factory=list)
    has_passed: bool = False

    @property
    def events(self) -> list[dict[str, Any]]:
        """Return all events."""
        return [json.loads(line) for line in self.lines]

    def ending(self, test: str) -> tuple[str, str, str]:
        """Return action, kind and message of a test's ending."""
        ends = [
            event
            for event in self.events
            if event.get("Test") == test and event["Action"] in ("pass", "fail", "skip")
        ]
        assert len(ends) == 1, f"{test} has {len(ends)} endings"
        reason = ends[0].get("Gonogo", {})
        return ends[0]["Action"], reason.get("kind", ""), reason.get("message", "")

    def output(self, test: str | None = None) -> str:
        """Return what a test printed; None: everything."""
        return "".join(
            event.get("Output", "")
            for event in self.events
            if test is None or event.get("Test") == test
        )


async def rehearse(
    network: Network,
    devnet: Devnet,
    *tests: GateTest,
    environ: Mapping[str, str] = MONEY,
    timeout_seconds: float = 60.0,
) -> Said:
    """Run tests on a network and return what they said."""
    said = Said()
    said.has_passed = await run_gate(
        tests,
        network,
        environ,
        package="gonogo/base",
        timeout_seconds=timeout_seconds,
        clock=devnet.clock,
        write=said.lines.append,
    )
    return said


@dataclass(frozen=True)
class Scene:
    """A simulated devnet on loopback."""

    devnet: Devnet
    server: DevnetServer

    @property
    def network(self) -> Network:
        """Return the network as its files describe it."""
        return self.devnet.network(self.server.urls)

    async def run(self, name: str, **changes: Any) -> tuple[str, str, str]:
        """Run a test of the base gate, alone; return how it ended."""
        environ = changes.pop("environ", MONEY)
        network = replace(self.network, **changes)
        said = await rehearse(network, self.devnet, *choose("base", [name]), environ=environ)
        return said.ending(name)


@asynccontextmanager
async def scene(**settings: Any) -> AsyncIterator[Scene]:
    """Serve a simulated devnet; its accounts have some history to be asked about."""
    devnet = Devnet(**settings)
    async with DevnetServer(devnet) as server:
        yield Scene(devnet, server)


def made_test(run: Any, **changes: Any) -> GateTest:
    """Return a test that does this."""
    whole = GateTest("made", "A made test", "Explains.", (), False, 30.0, run)  # noqa: FBT003
    return replace(whole, **changes)


async def expects_nothing(_: Stand) -> None:
    """End without any expectation."""
