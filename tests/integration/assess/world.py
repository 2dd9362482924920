"""A workspace in memory and a devnet on loopback, whose time passes at once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from gonogo.errors import GonogoError
from gonogo.networks import Network, candidate_digest
from gonogo.readiness import Decision, Policy, Requirement
from gonogo.rpc import JSONRPCClient
from gonogo.workflows import Event, Means, NewRun, Request
from gonogo.workflows.assessment import Assessment
from gonogo.workflows.evaluation import selections_of
from gonogo.workflows.kept import keep_network, keep_policy
from tests.contract.store.memory import (
    MemoryAddresses,
    MemoryArtifacts,
    MemoryHistory,
    MemoryLocks,
    MemoryTransactions,
)
from tests.simulator.clock import SimulatedClock
from tests.simulator.devnet import Devnet
from tests.simulator.server import DevnetServer


def policy(*checks: str, window_seconds: float = 60.0, **parameters: str) -> Policy:
    """Return a policy that asks for these checks; heads are held to these parameters."""
    return Policy(
        name="test",
        title="Test",
        level="READINESS_REHEARSAL",
        requirements=tuple(
            Requirement(
                id=check,
                title=check,
                why="why",
                remedy="remedy",
                source="source",
                check=check,
                parameters=tuple(sorted(parameters.items())) if "advances" in check else (),
                window_seconds=window_seconds,
                freshness_seconds=3600.0,
            )
            for check in checks
        ),
        interval_seconds=2.0,
        resolves_by_pass=True,
    )


class GoneError(GonogoError):
    """The network's files are gone."""

    def __init__(self) -> None:
        super().__init__("the files are gone", hint="Add them again.")


class World:
    """Everything that a run needs, in memory."""

    def __init__(self, server: DevnetServer, clock: SimulatedClock) -> None:
        self.server = server
        self.clock = clock
        self.locks = MemoryLocks()
        self.history = MemoryHistory(self.locks)
        self.artifacts = MemoryArtifacts()
        self.addresses = MemoryAddresses()
        self.transactions = MemoryTransactions()
        self.network = server.devnet.network(server.urls)
        self.source = Described(self.network)
        self.events: list[Event] = []
        self.means = Means(
            history=self.history,
            artifacts=self.artifacts,
            transactions=self.transactions,
            locks=self.locks,
            networks=self.source,
            addresses=self.addresses,
            clock=clock,
            on_event=self.events.append,
        )
        self._count = 0

    def start(self, asked: Policy, *, may_send: bool = False) -> str:
        """Record a run and return its id."""
        self._count += 1
        run = f"run-{self._count}"
        request = Request(
            network=self.network.name,
            candidate=candidate_digest(self.network),
            policy=asked.name,
            policy_digest=keep_policy(asked, self.artifacts),
            network_digest=keep_network(self.network, self.artifacts),
            may_send=may_send,
        )
        chains = tuple(chain.name for chain in self.network.chains)
        selections = selections_of(asked, chains)
        self.history.start_run(NewRun(run, request, selections, self.clock.now()))
        return run

    @asynccontextmanager
    async def taken_up(self, run: str) -> AsyncIterator[Assessment]:
        """Take a run up as a process would."""
        async with JSONRPCClient(timeout_seconds=1.0) as client:
            assessment = Assessment(self.means, run, client)
            try:
                yield assessment
            finally:
                assessment.close()

    async def assess(self, asked: Policy, *, may_send: bool = False) -> Decision:
        """Carry a run through all its steps."""
        async with self.taken_up(self.start(asked, may_send=may_send)) as assessment:
            before = await assessment.identify()
            await assessment.observe(before)
            unknown = await assessment.compare(before)
            assessment.conclude()
            return assessment.decide(unknown)


@dataclass
class Described:
    """Finds the network as it is described now, or does not find it."""

    network: Network | None

    async def find(self, request: Request) -> Network:
        """Return the network, as long as there is one."""
        if self.network is None:
            raise GoneError
        return replace(self.network, name=request.network)


@asynccontextmanager
async def world() -> AsyncIterator[World]:
    """Serve a devnet, and have a workspace in memory that knows it."""
    clock = SimulatedClock()
    devnet = Devnet(clock=clock)
    devnet.ledger.reports_l1_fee = True
    async with DevnetServer(devnet) as server:
        yield World(server, clock)
