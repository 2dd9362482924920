"""A rollup node: it derives the safe chain from L1 and knows its heads.

What it does with a derived block is left to its kind: a verifier executes it
(`verifier.py`), the sequencer's node compares it with what was built
(`sequencer.py`). A block is safe when it was derived, and finalized when the L1
block from which it was derived is final on L1.
"""

from abc import abstractmethod
from collections import deque

from gonogo.bench.derivation import Derivation, Derived
from gonogo.bench.engine import Engine
from gonogo.bench.l1_chain import L1Chain
from gonogo.bench.refs import L1Ref, L2Ref, SyncStatus
from gonogo.bench.role import SECONDS_BETWEEN_LOOKS, Role, Surroundings
from gonogo.bench.rollup import Rollup
from gonogo.rpc import Endpoint, RPCError


class Node(Role):
    """One rollup node with the anvil behind it."""

    def __init__(
        self,
        name: str,
        endpoint: Endpoint,
        rollup: Rollup,
        l1: L1Chain,
        surroundings: Surroundings,
    ) -> None:
        super().__init__(name, surroundings)
        self.engine = Engine(endpoint)
        self.rollup = rollup
        self._l1 = l1
        self.errors = 0
        """How often the anvil behind this node did not answer."""
        self._begin()

    def _begin(self) -> None:
        self.derivation = Derivation(self.rollup, self._l1.block)
        self.refs = [self.rollup.l2_genesis]
        """Every block of this node's chain, by number; the last one is its unsafe head."""
        self.safe = self.rollup.l2_genesis
        self.finalized = self.rollup.l2_genesis
        self._waiting: Derived | None = None
        # In the order of derivation, which is that of L1 too: the first is the first to be final.
        self._not_final: deque[tuple[int, L2Ref]] = deque()

    @property
    def unsafe(self) -> L2Ref:
        """The newest block of this node's chain."""
        return self.refs[-1]

    @abstractmethod
    async def apply(self, derived: Derived) -> L2Ref:
        """Make the derived block part of this node's chain and return it."""

    async def step(self) -> float:
        """Derive as far as L1 was read."""
        while await self._advance():
            pass
        self._finalize()
        return SECONDS_BETWEEN_LOOKS

    def failed(self, error: RPCError) -> None:
        """Count that the anvil behind this node did not answer."""
        self.errors += 1
        super().failed(error)

    def next_derived(self) -> Derived | None:
        """Return what derivation has for the block after the safe head."""
        return self.derivation.next(self.safe)

    def sync_status(self) -> SyncStatus:
        """Return what this node knows of both chains."""
        return SyncStatus(
            current_l1=self.derivation.current_l1,
            current_l1_finalized=self._l1.finalized,
            head_l1=self._l1.head,
            safe_l1=self._l1.safe,
            finalized_l1=self._l1.finalized,
            unsafe_l2=self.unsafe,
            safe_l2=self.safe,
            finalized_l2=self.finalized,
            pending_safe_l2=self.safe,
            cross_unsafe_l2=self.unsafe,
            local_safe_l2=self.safe,
        )

    async def _advance(self) -> bool:
        """Take one step of derivation; False when there is nothing more to read."""
        derived = self._waiting or self.next_derived()
        if derived is not None:
            # Kept until it is applied: an anvil that does not answer must not lose a block.
            self._waiting = derived
            self.safe = await self.apply(derived)
            self._waiting = None
            self._not_final.append((derived.derived_from.number, self.safe))
            return True
        # Only when nothing is left to derive: `current_l1` is never ahead of what came of it.
        block = self._l1.block(self.derivation.current_l1.number + 1)
        if block is None:
            return False
        self.derivation.feed(block)
        return True

    def _finalize(self) -> None:
        final: L1Ref = self._l1.finalized
        while self._not_final and self._not_final[0][0] <= final.number:
            self.finalized = self._not_final.popleft()[1]
