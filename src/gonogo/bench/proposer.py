"""The proposer: claims the output of a safe block on L1, as a dispute game, at an interval.

Games are made at the network's real DisputeGameFactory with the proposer's own
key. Never is a block proposed that is not safe on the node that it asks, and no
block twice, which the factory would refuse. Told to be wrong, it claims roots that no block has.
"""

from gonogo.bench.node import Node
from gonogo.bench.output import output_at
from gonogo.bench.role import SECONDS_BETWEEN_LOOKS, Role, Surroundings
from gonogo.bench.settings import ChainSettings
from gonogo.bench.txmgr import TransactionManager
from gonogo.protocol import encode_call, encode_values, keccak256
from gonogo.rpc import RPCError

CREATION_GAS = 3_000_000


class Proposer(Role):
    """Proposes the newest safe block when the interval has passed."""

    def __init__(
        self,
        node: Node,
        manager: TransactionManager,
        settings: ChainSettings,
        surroundings: Surroundings,
    ) -> None:
        super().__init__("proposer", surroundings)
        self.manager = manager
        self._node = node
        self._factory = settings.contracts["DisputeGameFactoryProxy"]
        self._game_type = settings.game_type
        self._interval_seconds = settings.proposal_interval_seconds
        self._last_try_seconds: float | None = None
        self._in_flight = 0
        self.is_wrong = False
        """Whether it claims roots that the chain does not have; a fault, and never so by itself."""
        self.proposed = 0
        """The newest L2 block that was proposed and included; 0 before the first."""

    async def step(self) -> float:
        """Propose, or see whether what was proposed is included."""
        await self.manager.look_at_balance()
        if self.manager.is_pending:
            receipt = await self.manager.poll()
            if receipt is not None and receipt.has_succeeded:
                self.proposed = self._in_flight
            return SECONDS_BETWEEN_LOOKS
        # Noted before the try: one that L1 refuses waits for the next interval as well.
        if self._is_due():
            self._last_try_seconds = self._clock.monotonic()
            await self._propose()
        return SECONDS_BETWEEN_LOOKS

    def failed(self, error: RPCError) -> None:
        """Count the error; the next interval tries again."""
        self.manager.count_error(error)

    def _is_due(self) -> bool:
        last = self._last_try_seconds
        if self._node.safe.number <= self.proposed:
            return False
        return last is None or self._clock.monotonic() - last >= self._interval_seconds

    async def _propose(self) -> None:
        # Taken once: the safe head may move on while the node is asked for its output.
        safe = self._node.safe
        output = await output_at(self._node.engine.endpoint, safe)
        call = encode_call(
            "create(uint32,bytes32,bytes)",
            self._game_type,
            keccak256(output.root) if self.is_wrong else output.root,
            encode_values(["uint256"], [safe.number]),
        )
        self._in_flight = safe.number
        await self.manager.submit(self._factory, call, execution_gas=CREATION_GAS)
