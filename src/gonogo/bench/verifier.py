"""The verifier: a node that executes what it derives, on an anvil of its own.

It sees no block of the sequencer. When its hashes are the sequencer's, then
batches, derivation and execution agree; that is what makes it worth asking.

It can be told to leave the common chain, which rehearses a node with a consensus
fault: its state is altered once, so all its later blocks have other hashes, and
it goes on deriving so that the divergence shows and not merely a stall.
"""

from gonogo.bench.derivation import Derived
from gonogo.bench.engine import BenchBrokenError, Engine
from gonogo.bench.node import Node
from gonogo.bench.refs import L2Ref
from gonogo.rpc import Endpoint

# An account that no contract and no user has; only the state root tells of it.
_ALTERED_ACCOUNT = "0x" + "f0" * 20


class Verifier(Node):
    """Derives from L1 and replays."""

    is_forked = False
    _must_alter_state = False

    def fork(self) -> None:
        """From the next derived block on, have other hashes than everybody else."""
        if not self.is_forked:
            self._must_alter_state = True
            self.is_forked = True

    async def rederive(self, endpoint: Endpoint) -> None:
        """Forget everything and derive from L1's genesis again, on a fresh anvil."""
        await self.stop()
        self.is_forked = False
        self._must_alter_state = False
        # The new anvil knows none of the hashes under which the old one kept deposits.
        self.engine = Engine(endpoint)
        self._begin()
        self.start()

    def next_derived(self) -> Derived | None:
        """Return what derivation has; on a fork, whatever parent it rests on."""
        return self.derivation.next(self.safe, follows_any_parent=self.is_forked)

    async def apply(self, derived: Derived) -> L2Ref:
        """Execute the block.

        Raises:
            BenchBrokenError: anvil refused a transaction that is in the chain.
        """
        if self._must_alter_state:
            # Noted only when done: an anvil that does not answer is asked again.
            await self.engine.endpoint.call("anvil_setBalance", _ALTERED_ACCOUNT, "0x1")
            self._must_alter_state = False
        built = await self.engine.build(derived.payload)
        if built.refused:
            raise BenchBrokenError(
                f"{self.name} could not execute L2 block {built.ref.number}:"
                f" {len(built.refused)} transactions were refused"
            )
        self.refs.append(built.ref)
        return built.ref
