"""A running bench as everybody sees it: through its published addresses only."""

import asyncio
from dataclasses import dataclass

import msgspec

from gonogo.bench.control import Status
from gonogo.bench.settings import SEQUENCER
from gonogo.protocol import L1_BLOCK, encode_call, format_address, format_data, selector
from gonogo.rpc import JSONRPCClient

_GAME_COUNT = format_data(selector("gameCount()"))
_NUMBER = selector("number()")
# As L2's contract calls them, and as that of L1 does.
_SCALARS = (
    (selector("baseFeeScalar()"), selector("basefeeScalar()")),
    (selector("operatorFeeScalar()"), selector("operatorFeeScalar()")),
)
_L1_BLOCK = format_address(L1_BLOCK)
_ADDRESS = (1 << 160) - 1
_BLOCKS_TO_SETTLE = 2
# anvil refuses calls without a funded sender.
_CALLER = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8"


class _Head(msgspec.Struct):
    number: int
    timestamp: int


class _SyncStatus(msgspec.Struct):
    unsafe_l2: _Head
    safe_l2: _Head


class _Block(msgspec.Struct):
    hash: str


class _Claimed(msgspec.Struct):
    root: str = msgspec.field(name="outputRoot")


class _OutputAtBlock(msgspec.Struct):
    block: _Block = msgspec.field(name="blockRef")


@dataclass(frozen=True)
class Outside:
    """Asks the published addresses of a bench; every method raises `RPCError`."""

    client: JSONRPCClient
    status: Status

    @property
    def nodes(self) -> tuple[str, ...]:
        """Return the names of all L2 nodes."""
        return tuple(self.status.addresses.nodes)

    @property
    def first_verifier(self) -> str:
        """Return the verifier that faults are about."""
        # In the order of the addresses, which is that of the verifiers' numbers.
        return next(name for name in self.nodes if name != SEQUENCER)

    async def unsafe_head(self) -> int:
        """Return the sequencer's newest block."""
        return (await self._sync_status(SEQUENCER)).unsafe_l2.number

    async def safe_head(self, node: str = SEQUENCER) -> int:
        """Return the newest block that a node knows to be derived from L1."""
        return (await self._sync_status(node)).safe_l2.number

    async def oldest_safe_time(self) -> int:
        """Return the time of the safe head of the node that is furthest behind, in Unix seconds."""
        return min([(await self._sync_status(node)).safe_l2.timestamp for node in self.nodes])

    async def l1_head(self) -> int:
        """Return the newest block of L1."""
        return await self._l1_quantity("eth_blockNumber")

    async def batcher_balance(self) -> int:
        """Return what the batcher has on L1, in wei."""
        return await self._l1_quantity("eth_getBalance", self.status.batcher, "latest")

    async def games(self) -> int:
        """Return how many dispute games were ever created."""
        factory = self.status.contracts["DisputeGameFactoryProxy"]
        call = {"from": _CALLER, "to": factory, "data": _GAME_COUNT}
        return await self._l1_quantity("eth_call", call, "latest")

    async def is_newest_claim_true(self) -> bool:
        """Say whether the newest dispute game claims the output that the sequencer's node has."""
        factory = self.status.contracts["DisputeGameFactoryProxy"]
        games = await self.games()
        if games == 0:
            # Nobody claimed anything yet, so nothing wrong either.
            return True
        newest = encode_call("gameAtIndex(uint256)", games - 1)
        # The address is the last of the three words that the factory answers.
        game = f"0x{await self._asked(factory, newest) & _ADDRESS:040x}"
        block = await self._asked(game, encode_call("l2BlockNumber()"))
        url = self.status.addresses.nodes[SEQUENCER].consensus_rpc
        output = await self.client.call(url, "optimism_outputAtBlock", hex(block), answer=_Claimed)
        return await self._asked(game, encode_call("rootClaim()")) == int(output.root, 16)

    async def followed_fees(self) -> tuple[bool, ...]:
        """Say of each fee scalar whether L2 was told what the SystemConfig has at its origin."""
        config = self.status.contracts["SystemConfigProxy"]
        # Not the latest block: anvil's answer about a block may change until the next one is made.
        block = hex(max(0, await self.head(SEQUENCER) - _BLOCKS_TO_SETTLE))
        origin = hex(await self._told(_NUMBER, block))
        return tuple(
            [
                await self._told(told, block) == await self._asked(config, configured, origin)
                for told, configured in _SCALARS
            ]
        )

    async def head(self, node: str) -> int:
        """Return the newest block that a node's execution RPC names."""
        url = self.status.addresses.nodes[node].execution_rpc
        return int(await self.client.call(url, "eth_blockNumber", answer=str), 16)

    async def derived_hashes(self, *nodes: str) -> set[str]:
        """Return the different hashes that the consensus RPCs name at the common safe height.

        They tell of a fork also when a node's execution RPC is closed.
        """
        height = min(await asyncio.gather(*map(self.safe_head, nodes)))
        return set(await asyncio.gather(*(self._derived_hash(node, height) for node in nodes)))

    async def hashes(self, *nodes: str) -> set[str]:
        """Return the different hashes that the execution RPCs have at the common height."""
        height = min(await asyncio.gather(*map(self.head, nodes)))
        return set(await asyncio.gather(*(self._hash(node, height) for node in nodes)))

    async def _hash(self, node: str, height: int) -> str:
        url = self.status.addresses.nodes[node].execution_rpc
        want_transactions = False
        block = await self.client.call(
            url, "eth_getBlockByNumber", hex(height), want_transactions, answer=_Block
        )
        return block.hash

    async def _derived_hash(self, node: str, height: int) -> str:
        url = self.status.addresses.nodes[node].consensus_rpc
        output = await self.client.call(
            url, "optimism_outputAtBlock", hex(height), answer=_OutputAtBlock
        )
        return output.block.hash

    async def _sync_status(self, node: str) -> _SyncStatus:
        url = self.status.addresses.nodes[node].consensus_rpc
        return await self.client.call(url, "optimism_syncStatus", answer=_SyncStatus)

    async def _asked(self, contract: str, call: bytes, block: str = "latest") -> int:
        request = {"from": _CALLER, "to": contract, "data": format_data(call)}
        return await self._l1_quantity("eth_call", request, block)

    async def _told(self, call: bytes, block: str) -> int:
        url = self.status.addresses.nodes[SEQUENCER].execution_rpc
        request = {"from": _CALLER, "to": _L1_BLOCK, "data": format_data(call)}
        return int(await self.client.call(url, "eth_call", request, block, answer=str), 16)

    async def _l1_quantity(self, method: str, *params: object) -> int:
        url = self.status.addresses.l1_rpc
        return int(await self.client.call(url, method, *params, answer=str), 16)
