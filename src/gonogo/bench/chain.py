"""The running chain: all roles put together, and what can be stopped and broken of them.

The processes (anvils) are somebody else's; this starts and stops only tasks and
listeners. Once broken it stays broken: what it shows after a block that was not
built as ordered is not evidence of anything.

This is a test bench over anvil. It is not op-node, and every answer in which a
real component names itself says so.
"""

import asyncio
import logging
from importlib.metadata import version

from gonogo.bench.batcher import Batcher
from gonogo.bench.front import Front
from gonogo.bench.http_server import LoopbackServer
from gonogo.bench.intake import Intake
from gonogo.bench.json_rpc_server import JSONRPCServer
from gonogo.bench.l1_chain import Inbox, L1Chain
from gonogo.bench.l1_front import L1Front
from gonogo.bench.metrics import batcher_metrics, node_metrics, proposer_metrics
from gonogo.bench.node import Node
from gonogo.bench.pool import Pool
from gonogo.bench.proposer import Proposer
from gonogo.bench.role import Role, Surroundings
from gonogo.bench.rollup import rollup_of
from gonogo.bench.rollup_rpc import RollupRPC
from gonogo.bench.sequencer import Sequencer, SequencerNode
from gonogo.bench.served import ServedNode, serve_metrics, serve_node, serve_rpc
from gonogo.bench.settings import Addresses, ChainSettings, Heads, NodeSettings
from gonogo.bench.submission import Submit, to_address, to_intake
from gonogo.bench.txmgr import TransactionManager
from gonogo.bench.verifier import Verifier
from gonogo.clock import Clock
from gonogo.rpc import Endpoint, JSONRPCClient

_LOG = logging.getLogger("gonogo.bench")

VERSION = f"v{version('gonogo')}"


class RunningChain:
    """A sequencer, verifiers, a batcher and a proposer over anvils that run already."""

    def __init__(
        self,
        settings: ChainSettings,
        l1_url: str,
        sequencer: NodeSettings,
        verifiers: tuple[NodeSettings, ...],
        clock: Clock,
    ) -> None:
        self._broken: str | None = None
        self._client = JSONRPCClient()
        self._settings = settings
        self._surroundings = Surroundings(clock, self._break)
        self._rollup = rollup_of(settings)
        l1 = Endpoint(self._client, l1_url)
        inbox = Inbox(
            settings.batch_inbox,
            settings.batcher.address,
            settings.contracts["OptimismPortalProxy"],
        )
        self._l1 = L1Chain(l1, inbox, self._rollup.l1_genesis, self._surroundings)
        self._build_sequencer(sequencer)
        self._verifiers = {one.name: self._build_verifier(one) for one in verifiers}
        self._build_submitters(l1, clock)
        self._serve(l1)

    def _build_sequencer(self, node: NodeSettings) -> None:
        endpoint = Endpoint(self._client, node.anvil_url)
        settings = self._settings
        self._node = SequencerNode(node.name, endpoint, self._rollup, self._l1, self._surroundings)
        self._pool = Pool(settings.l2_chain_id, settings.gas_limit)
        self._intake = Intake(self._pool, self._rollup, self._l1, endpoint, settings.gas_limit)
        self._sequencer = Sequencer(self._node, self._intake, self._l1, self._surroundings)

    def _build_verifier(self, node: NodeSettings) -> Verifier:
        endpoint = Endpoint(self._client, node.anvil_url)
        return Verifier(node.name, endpoint, self._rollup, self._l1, self._surroundings)

    def _build_submitters(self, l1: Endpoint, clock: Clock) -> None:
        settings = self._settings
        batches = TransactionManager(settings.batcher, l1, self._l1, settings.l1_chain_id, clock)
        self._batcher = Batcher(self._node, batches, settings.batch_inbox, self._surroundings)
        games = TransactionManager(settings.proposer, l1, self._l1, settings.l1_chain_id, clock)
        self._proposer = Proposer(
            self._node,
            games,
            settings,
            self._surroundings,
        )

    def _serve(self, l1: Endpoint) -> None:
        self._served = {self._node.name: self._serve_node(self._node, to_intake(self._intake))}
        # By its published address and looked up each time: a closed RPC refuses forwarding too.
        forward = to_address(self._client, lambda: self._served[self._node.name].execution.url)
        for name, verifier in self._verifiers.items():
            self._served[name] = self._serve_node(verifier, forward)
        l1_front = L1Front(l1, self._surroundings.clock)
        self._l1_server = serve_rpc("L1 RPC", JSONRPCServer(l1_front.answer))
        self._metrics_of = {
            self._batcher.name: serve_metrics(
                "batcher", batcher_metrics(self._batcher, self._l1, VERSION)
            ),
            self._proposer.name: serve_metrics(
                "proposer", proposer_metrics(self._proposer, VERSION)
            ),
        }

    def _serve_node(self, node: Node, submit: Submit) -> ServedNode:
        sequencer = self._sequencer if node is self._node else None
        return serve_node(
            node.name,
            Front(node, self._pool, submit),
            RollupRPC(node, self._settings.rollup_config, VERSION),
            node_metrics(node, self._l1, VERSION, sequencer),
        )

    async def start(self) -> None:
        """Bind every address and start the roles; does not wait for a safe head.

        Raises:
            RPCError: L1 does not answer.
        """
        # Before any role or listener: the first L2 block rests on the genesis of L1, read whole.
        await self._client.__aenter__()
        await self._l1.begin()
        for listener in self._listeners:
            await listener.open()
        for role in self._roles:
            role.start()

    async def stop(self) -> None:
        """End every role and listener; does nothing when stopped."""
        # Those that need others end first; a dead anvil makes none of them wait long.
        await asyncio.gather(*(role.stop() for role in self._roles))
        await asyncio.gather(*(listener.close() for listener in self._listeners))
        await self._client.__aexit__()

    @property
    def addresses(self) -> Addresses:
        """Every published address; valid after `start`."""
        return Addresses(
            l1_rpc=self._l1_server.url,
            nodes={name: served.addresses for name, served in self._served.items()},
            batcher_metrics=self._metrics_of[self._batcher.name].url,
            proposer_metrics=self._metrics_of[self._proposer.name].url,
        )

    @property
    def broken(self) -> str | None:
        """Why the bench is not to be believed any more, in one sentence; None while it is."""
        return self._broken

    def heads(self) -> Heads:
        """Return how far everything has come, without asking anybody."""
        return Heads(
            l1=self._l1.head.number,
            unsafe=self._node.unsafe.number,
            safe=self._node.safe.number,
            finalized=self._node.finalized.number,
            verifiers={name: one.safe.number for name, one in self._verifiers.items()},
        )

    @property
    def seconds_behind(self) -> float:
        """How old the newest block is that every node has derived."""
        oldest = min(node.safe.timestamp for node in (self._node, *self._verifiers.values()))
        return self._surroundings.clock.now().timestamp() - oldest

    async def stop_role(self, name: str) -> None:
        """Let the sequencer, the batcher or the proposer stand still."""
        await self._role(name).stop()
        if name in self._metrics_of:
            await self._metrics_of[name].refuse()

    async def start_role(self, name: str) -> None:
        """Let it go on where it stood, at the same address."""
        role = self._role(name)
        if name in self._metrics_of:
            await self._metrics_of[name].open()
        role.start()

    def propose_wrongly(self) -> None:
        """Let the proposer claim output roots that the chain does not have."""
        self._proposer.is_wrong = True

    def propose_rightly(self) -> None:
        """Let the proposer claim again what the chain has."""
        self._proposer.is_wrong = False

    async def close_rpc(self, node: str) -> None:
        """Refuse connections to one node's execution RPC."""
        await self._served[node].execution.refuse()

    async def open_rpc(self, node: str) -> None:
        """Accept them again, at the same address."""
        await self._served[node].execution.open()

    async def fork_verifier(self, node: str) -> None:
        """Let a verifier leave the common chain with the next block that it derives."""
        self._verifiers[node].fork()

    async def rederive_verifier(self, node: str, anvil_url: str) -> None:
        """Let a verifier begin anew, on a fresh anvil; returns before it has caught up."""
        await self._verifiers[node].rederive(Endpoint(self._client, anvil_url))

    @property
    def _roles(self) -> tuple[Role, ...]:
        return (
            self._sequencer,
            self._batcher,
            self._proposer,
            self._node,
            *self._verifiers.values(),
            self._l1,
        )

    @property
    def _listeners(self) -> tuple[LoopbackServer, ...]:
        nodes = [listener for one in self._served.values() for listener in one.listeners]
        return (self._l1_server, *nodes, *self._metrics_of.values())

    def _role(self, name: str) -> Role:
        stoppable: dict[str, Role] = {
            role.name: role for role in (self._sequencer, self._batcher, self._proposer)
        }
        return stoppable[name]

    def _break(self, reason: str) -> None:
        # The first reason is the cause; what follows are its effects.
        if self._broken is None:
            self._broken = reason
            _LOG.error("the bench is broken: %s", reason)
