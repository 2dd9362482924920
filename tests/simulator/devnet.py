"""An OP Stack devnet in memory that misbehaves on request, in the field's words.

Heads, nonces and games are functions of a clock, so an hour of chain costs nothing
and is the same every time. Each node answers for itself and can lie, lag, fork,
hang or go away alone. `server` puts it on loopback ports; `ledger` moves the money.
"""

import itertools
from dataclasses import dataclass, field

from gonogo.clock import Clock
from gonogo.networks import L1, Chain, Network, Node, NodeKind, Service, Stage, Wallet
from tests.simulator.chain import Blocks, digest
from tests.simulator.clock import GENESIS, SimulatedClock
from tests.simulator.flow import Flow
from tests.simulator.ledger import Ledger

L1_CHAIN_ID = 900
L2_CHAIN_ID = 901
BATCHER = "0x" + "ba" * 20
PROPOSER = "0x" + "bb" * 20
CHALLENGER = "0x" + "bc" * 20
FACTORY = "0x" + "da" * 20
PORTAL = "0x" + "db" * 20
INBOX = "0x" + "ff" * 20
USER_KEY = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
USER = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"
ETH = 10**18


@dataclass
class SimulatedNode:
    """One node: what it believes, which may be wrong."""

    name: str
    kind: NodeKind
    blocks: Blocks
    chain_id: int = L2_CHAIN_ID
    unsafe_offset: int = 0
    """How much it adds to the true unsafe head; a lie when positive, lag when negative."""


@dataclass
class Devnet:
    """One L1, one L2 chain, its nodes and its roles."""

    clock: Clock = field(default_factory=SimulatedClock)
    verifiers: int = 1
    block_seconds: int = 2
    l1_block_seconds: int = 12
    consensus_version: str = "simulated"
    tells_everything: bool = False
    """Whether nothing of its identity stays unknown."""

    def __post_init__(self) -> None:
        genesis = int(GENESIS.timestamp())
        self.l1_blocks = Blocks("l1", self.l1_block_seconds, genesis)
        names = [("sequencer-0", NodeKind.SEQUENCER)]
        names += [(f"verifier-{i}", NodeKind.VERIFIER) for i in range(self.verifiers)]
        self.nodes = {
            name: SimulatedNode(name, kind, Blocks("l2", self.block_seconds, genesis))
            for name, kind in names
        }
        self.l1_chain_id = L1_CHAIN_ID
        self.unsafe = Flow(self.block_seconds)
        self.safe = Flow(self.block_seconds, lag=12)
        self.finalized = Flow(self.block_seconds, lag=24)
        self.l1_head = Flow(self.l1_block_seconds)
        self.l1_finalized = Flow(self.l1_block_seconds, lag=4)
        self.batches = Flow(self.l1_block_seconds)
        self.games = Flow(60.0)
        self.pending_batches = 0
        self.ledger = Ledger(self, {BATCHER: ETH, PROPOSER: ETH, CHALLENGER: ETH, USER: 100 * ETH})

    @property
    def now(self) -> float:
        """Return seconds since genesis."""
        return self.clock.monotonic()

    def stop_sequencer(self) -> None:
        """No new blocks; the safe head catches up and then stands still, too."""
        self.unsafe.stop(self.now)

    def stall_safe_head(self) -> None:
        """Batches no longer reach L1, so nothing new is derived or finalized."""
        self.safe.stop(self.now)
        self.finalized.stop(self.now)

    def stop_batcher(self) -> None:
        """Stop the batcher, and with it the safe head."""
        self.batches.stop(self.now)
        self.stall_safe_head()

    def drain_batcher(self) -> None:
        """Take the batcher's money, so that it can no longer send."""
        self.ledger.l1.set_balance(BATCHER, 0)
        self.stop_batcher()

    def stop_proposer(self) -> None:
        """No new games."""
        self.games.stop(self.now)

    def stop_l1(self) -> None:
        """No new L1 blocks, and so nothing new that rests on them."""
        for flow in (self.l1_head, self.l1_finalized, self.batches, self.games):
            flow.stop(self.now)
        self.stall_safe_head()

    def split_chain(self, node: str, *, blocks_ago: int = 0) -> int:
        """Give a node blocks of its own from some blocks before its head; return the first."""
        first = max(0, self.unsafe_head(node) - blocks_ago)
        self.nodes[node].blocks.forked_at = first
        self.nodes[node].blocks.fork = node
        return first

    def wrong_chain_id(self, node: str, chain_id: int = 10) -> None:
        """Let a node answer for another chain."""
        self.nodes[node].chain_id = chain_id

    def lie_about_head(self, node: str, by: int) -> None:
        """Let a node say that its unsafe head is this much higher than it is."""
        self.nodes[node].unsafe_offset = by

    def unsafe_head(self, node: str) -> int:
        """Return what a node says its unsafe head is."""
        return max(0, self.unsafe.value(self.now) + self.nodes[node].unsafe_offset)

    def safe_head(self) -> int:
        """Return the safe head, never ahead of the unsafe one."""
        return min(self.safe.value(self.now), self.unsafe.value(self.now))

    def finalized_head(self) -> int:
        """Return the finalized head, never ahead of the safe one."""
        return min(self.finalized.value(self.now), self.safe_head())

    def sync_status(self, node: str) -> dict[str, object]:
        """Return what `optimism_syncStatus` answers on a node."""
        l1, l2 = self.l1_blocks, self.nodes[node].blocks
        head = self.l1_head.value(self.now)
        return {
            "current_l1": l1.reference(max(0, head - 1)),
            "current_l1_finalized": l1.reference(self.l1_finalized.value(self.now)),
            "head_l1": l1.reference(head),
            "safe_l1": l1.reference(max(0, head - 2)),
            "finalized_l1": l1.reference(self.l1_finalized.value(self.now)),
            "unsafe_l2": l2.reference(self.unsafe_head(node)),
            "safe_l2": l2.reference(self.safe_head()),
            "finalized_l2": l2.reference(self.finalized_head()),
            "pending_safe_l2": l2.reference(self.safe_head()),
            "cross_unsafe_l2": l2.reference(self.unsafe_head(node)),
            "local_safe_l2": l2.reference(self.safe_head()),
        }

    def rollup_config(self, node: str) -> dict[str, object]:
        """Return what `optimism_rollupConfig` answers on a node."""
        return {
            "l1_chain_id": self.l1_chain_id,
            "l2_chain_id": self.nodes[node].chain_id,
            "block_time": self.block_seconds,
            "batch_inbox_address": INBOX,
            "genesis": {"system_config": {"batcherAddr": BATCHER}},
        }

    def output_at(self, node: str, number: int) -> dict[str, object]:
        """Return what `optimism_outputAtBlock` answers on a node."""
        blocks = self.nodes[node].blocks
        return {
            "version": "0x" + "00" * 32,
            "outputRoot": digest("output", blocks.hash(number)),
            "blockRef": blocks.reference(number),
            "withdrawalStorageRoot": digest("withdrawals", number),
            "stateRoot": digest("state", blocks.hash(number)),
            "syncStatus": self.sync_status(node),
        }

    def game_block(self, index: int) -> int:
        """Return the L2 block that a game is about."""
        return index * 30

    def network(self, urls: dict[str, str]) -> Network:
        """Describe this devnet as its files would, with endpoints at these addresses."""
        nodes = tuple(
            Node(
                node.name,
                node.kind,
                execution_rpc=urls.get(f"execution/{node.name}"),
                consensus_rpc=urls.get(f"consensus/{node.name}"),
            )
            for node in self.nodes.values()
        )
        chain = Chain(
            name="simulated-901",
            chain_id=L2_CHAIN_ID,
            nodes=nodes,
            services=tuple(Service(kind, kind) for kind in ("batcher", "proposer", "challenger")),
            has_inventory=True,
            contracts=(("DisputeGameFactoryProxy", FACTORY), ("OptimismPortalProxy", PORTAL)),
            roles=(
                ("batch_inbox", INBOX),
                ("batcher", BATCHER),
                ("challenger", CHALLENGER),
                ("proposer", PROPOSER),
            ),
            wallets=(Wallet("user-key-0", USER, USER_KEY),),
            block_time_seconds=self.block_seconds,
        )
        rpcs = tuple(itertools.chain([urls["l1"]] if "l1" in urls else []))
        return Network("simulated", "devnet", Stage.BENCH, L1("l1", L1_CHAIN_ID, rpcs), (chain,))
