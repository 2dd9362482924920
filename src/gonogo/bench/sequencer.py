"""The sequencer: builds the unsafe chain, one block every block time, and its node.

A block is built when its time has come and never before. After standing still
it builds what was missed at once, each block with the time it should have had,
as op-node's sequencer does.

Limits: no confirmation depth on L1 (the bench's L1 does not reorganise), no
conductor, no gossip: verifiers learn of blocks from L1 alone.
"""

from gonogo.bench.derivation import Derived
from gonogo.bench.engine import BenchBrokenError, BuiltBlock, Payload
from gonogo.bench.intake import Intake
from gonogo.bench.l1_chain import L1Block, L1Chain
from gonogo.bench.node import Node
from gonogo.bench.refs import L2Ref
from gonogo.bench.role import SECONDS_BETWEEN_LOOKS, Role, Surroundings
from gonogo.bench.rollup import Rollup
from gonogo.protocol import SignedTransaction
from gonogo.rpc import Endpoint, RPCError


class SequencerNode(Node):
    """The node of the sequencer: what it derives must be what it built."""

    def __init__(
        self,
        name: str,
        endpoint: Endpoint,
        rollup: Rollup,
        l1: L1Chain,
        surroundings: Surroundings,
    ) -> None:
        super().__init__(name, endpoint, rollup, l1, surroundings)
        self.not_safe: dict[int, BuiltBlock] = {}
        """The blocks that L1 does not hold yet, whole, by number; the batcher's source."""

    def append(self, built: BuiltBlock) -> None:
        """Take a block that was built as the new unsafe head."""
        self.refs.append(built.ref)
        self.not_safe[built.ref.number] = built

    async def apply(self, derived: Derived) -> L2Ref:
        """Compare the derived block with the one that was built.

        Raises:
            BenchBrokenError: L1 holds another block than the sequencer built.
        """
        payload = derived.payload
        built = self.not_safe.get(payload.number)
        if built is None or not _is_same(built, payload):
            raise BenchBrokenError(
                f"L1 holds another L2 block {payload.number} than the sequencer built"
            )
        del self.not_safe[payload.number]
        return built.ref


class Sequencer(Role):
    """Builds the next block when its time has come."""

    def __init__(
        self, node: SequencerNode, intake: Intake, l1: L1Chain, surroundings: Surroundings
    ) -> None:
        super().__init__("sequencer", surroundings)
        self._node = node
        self._intake = intake
        self._l1 = l1
        self._ordered: tuple[Payload, tuple[SignedTransaction, ...]] | None = None
        self.errors = 0
        """How often a block could not be built because anvil did not answer."""
        self.transactions_sequenced = 0

    async def step(self) -> float:
        """Build the next block if it is due."""
        due = self._node.unsafe.timestamp + self._node.rollup.block_time_seconds
        early_seconds = due - self._clock.now().timestamp()
        if early_seconds > 0:
            return min(early_seconds, SECONDS_BETWEEN_LOOKS)
        # An order that failed is repeated as it was: anvil may have carried it out.
        payload, chosen = self._ordered = self._ordered or self._order()
        built = await self._node.engine.build(payload)
        self._ordered = None
        self._node.append(built)
        self.transactions_sequenced += len(built.user_transactions)
        await self._intake.settle(built, chosen, payload.deposits)
        # Look again at once: after standing still the next block is due already.
        return 0.0

    def failed(self, error: RPCError) -> None:
        """Count that a block could not be built."""
        self.errors += 1
        super().failed(error)

    def _order(self) -> tuple[Payload, tuple[SignedTransaction, ...]]:
        parent = self._node.unsafe
        rollup = self._node.rollup
        timestamp = parent.timestamp + rollup.block_time_seconds
        origin = self._origin(parent, timestamp)
        payload = rollup.payload(parent, origin, ())
        # Verifiers would drop a batch with transactions that far from L1.
        if timestamp > origin.ref.timestamp + rollup.max_sequencer_drift_seconds:
            return payload, ()
        chosen = self._intake.select(payload.deposits)
        raws = [signed.raw for signed in chosen]
        return rollup.payload(parent, origin, raws), chosen

    def _origin(self, parent: L2Ref, timestamp: int) -> L1Block:
        """Return the next L1 block when it is not younger than the block, else the same again."""
        following = self._l1.block(parent.l1_origin.number + 1)
        if following is not None and following.ref.timestamp <= timestamp:
            return following
        current = self._l1.block(parent.l1_origin.number)
        if current is None:
            raise BenchBrokenError(f"the L1 origin of L2 block {parent.number} is not on L1")
        return current


def _is_same(built: BuiltBlock, payload: Payload) -> bool:
    ref = built.ref
    return (
        ref.parent_hash == payload.parent.hash
        and ref.timestamp == payload.timestamp
        and ref.l1_origin == payload.l1_origin
        and ref.sequence_number == payload.sequence_number
        and built.user_transactions == payload.user_transactions
    )
