"""A chain of one endpoint that takes transactions, and refuses some in the words of nodes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from gonogo.gates.side import Side
from gonogo.protocol import SignedTransaction, decode_transaction, format_data
from gonogo.rpc import Endpoint, JSONRPCClient
from tests.simulator.clock import SimulatedClock
from tests.unit.gates.served import GoneError, RefusedError, served

BASE_FEE_WEI = 1000
TIP_WEI = 10


@dataclass
class PoolChain:
    """What it answers; every transaction that it takes is in a block at once."""

    refusals: list[str | None] = field(default_factory=list)
    """What it says of the next transactions; None: it takes that one, `gone`: no answer comes."""
    pending: int = 0
    """What it believes the next nonce is."""
    balance_wei: int = 10**18
    taken: list[SignedTransaction] = field(default_factory=list)
    offered: list[SignedTransaction] = field(default_factory=list)
    keeps: bool = True
    """Whether it includes what it takes."""
    replaces: int = 0
    """How many transactions somebody else replaces: their nonce is used, and not by them."""

    def answer(self, method: str, params: list[Any]) -> object:
        """Return what it answers to a call."""
        if method == "eth_sendRawTransaction":
            return self._take(decode_transaction(bytes.fromhex(params[0][2:])))
        answers: dict[str, object] = {
            "eth_blockNumber": "0x64",
            "eth_getBlockByNumber": {
                "number": "0x64",
                "timestamp": "0x64",
                "baseFeePerGas": hex(BASE_FEE_WEI),
            },
            "eth_maxPriorityFeePerGas": hex(TIP_WEI),
            "eth_getTransactionCount": hex(self.pending),
            "eth_getBalance": hex(self.balance_wei),
            "eth_estimateGas": hex(100_000),
        }
        if method == "eth_getTransactionReceipt":
            return self._receipt(params[0])
        if method not in answers:
            raise RefusedError(method)
        return answers[method]

    def _take(self, signed: SignedTransaction) -> str:
        self.offered.append(signed)
        refusal = self.refusals.pop(0) if self.refusals else None
        if refusal == "gone":
            raise GoneError
        if refusal is not None:
            raise RefusedError(refusal)
        if self.replaces:
            self.replaces -= 1
            self.pending = signed.transaction.nonce + 1
            return format_data(signed.hash)
        self.taken.append(signed)
        return format_data(signed.hash)

    def _receipt(self, hash_: str) -> object:
        if not self.keeps or hash_ not in {format_data(signed.hash) for signed in self.taken}:
            return None
        return {
            "transactionHash": hash_,
            "blockNumber": "0x64",
            "blockHash": "0x" + "ab" * 32,
            "status": "0x1",
            "gasUsed": "0x5208",
            "effectiveGasPrice": "0x1",
        }


@asynccontextmanager
async def side_of(chain: PoolChain, *, is_l2: bool = False) -> AsyncIterator[Side]:
    """Serve a chain, and return it as gates see it."""
    async with served(chain.answer) as url, JSONRPCClient() as client:
        yield Side("pool", 901, Endpoint(client, url), is_l2=is_l2, clock=SimulatedClock())
