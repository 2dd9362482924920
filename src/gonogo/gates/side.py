"""A side of a bridge: a chain that can be asked, and what it takes to send to it.

Waiting is measured by the chain's own pace: a bench makes a block each second, Sepolia every
twelve. How long a transaction may take to be included is so many blocks and never less than
a few seconds, so that a gate is as strict on a fast chain as on a slow one.
"""

from dataclasses import dataclass, field
from typing import Any, TypeVar, overload

import msgspec

from gonogo.clock import Clock, SystemClock
from gonogo.gates.ending import LateError
from gonogo.protocol import format_address, format_data, format_quantity, parse_data
from gonogo.rpc import (
    Endpoint,
    FullHeader,
    Header,
    MalformedAnswerError,
    MethodError,
    Quantity,
    Receipt,
    UnreachableError,
)

T = TypeVar("T")

SECONDS_BETWEEN_LOOKS = 0.3
_LEAST_PATIENCE_SECONDS = 20.0
_BLOCKS_OF_PATIENCE = 10
_BLOCKS_FOR_PACE = 10
_DEFAULT_TIP_WEI = 10**6
_WORD_BYTES = 32


class PricedHeader(msgspec.Struct, frozen=True, rename="camel"):
    """A block and what its gas costs."""

    number: Quantity
    timestamp: Quantity
    base_fee_per_gas: Quantity


@dataclass(frozen=True)
class Fees:
    """What a transaction offers for its gas."""

    most_wei: int
    tip_wei: int

    def raised(self) -> "Fees":
        """Return twice as much, which any pool takes in place of the first."""
        return Fees(2 * self.most_wei, 2 * self.tip_wei)


@dataclass(frozen=True)
class Side:
    """One chain, by the address at which we ask it."""

    name: str
    chain_id: int
    endpoint: Endpoint
    is_l2: bool
    clock: Clock = field(default_factory=SystemClock, compare=False)

    @overload
    async def call(self, method: str, *params: object, answer: type[T]) -> T: ...

    @overload
    async def call(self, method: str, *params: object) -> Any: ...

    async def call(self, method: str, *params: object, answer: type[T] | None = None) -> T | Any:
        """Ask this chain; see `JSONRPCClient.call`."""
        if answer is None:
            return await self.endpoint.call(method, *params)
        return await self.endpoint.call(method, *params, answer=answer)

    async def height(self) -> int:
        """Return the number of the latest block."""
        return int(await self.call("eth_blockNumber", answer=Quantity))

    async def header(self, which: int | str = "latest") -> FullHeader:
        """Return the header of a block, by number, tag or hash.

        Raises:
            RPCError: there is no such block, or no usable answer.
        """
        return await header_of(self.endpoint, which, FullHeader)

    async def balance(self, address: str, block: int | str = "latest") -> int:
        """Return what an account has at the end of a block, in wei."""
        return int(await self.call("eth_getBalance", address, _block(block), answer=Quantity))

    async def gained(self, address: str, block: int) -> int:
        """Return by how much an account's balance grew in a block; negative when it shrank."""
        return await self.balance(address, block) - await self.balance(address, block - 1)

    async def nonce(self, address: str, block: int | str = "latest") -> int:
        """Return how many transactions an account has sent by the end of a block."""
        at = _block(block)
        return int(await self.call("eth_getTransactionCount", address, at, answer=Quantity))

    async def read(self, to: str, data: bytes, block: int | str = "latest") -> bytes:
        """Call a contract without sending anything, and return what it answers."""
        request = {"to": to, "data": format_data(data)}
        return parse_data(await self.call("eth_call", request, _block(block)))

    async def number_from(self, to: str, data: bytes, block: int | str = "latest") -> int:
        """Call a contract that answers with a number.

        Raises:
            RPCError: it reverted, or answered no number.
        """
        answer = await self.read(to, data, block)
        if len(answer) != _WORD_BYTES:
            what = f"{len(answer)} bytes where a number of {_WORD_BYTES} was due"
            raise MalformedAnswerError(self.endpoint.url, "eth_call", what)
        return int.from_bytes(answer, "big")

    async def enough_gas(
        self, sender: str, to: bytes | None, data: bytes, *, value_wei: int = 0
    ) -> int:
        """Return as much gas as the chain estimates for a transaction, and half as much again.

        Between the estimate and the block in which it is included others change what it reads.

        Args:
            sender: Whose transaction it is.
            to: None creates a contract.
            data: What it is sent with.
            value_wei: What it pays; the chain refuses to estimate what the sender cannot pay.

        Raises:
            RPCError: it would be reverted, or there is no usable answer.
        """
        request = {"from": sender, "value": format_quantity(value_wei), "data": format_data(data)}
        if to is not None:
            request["to"] = format_address(to)
        estimated = int(await self.call("eth_estimateGas", request, answer=Quantity))
        return estimated + estimated // 2

    async def fees(self, *, percent: int = 200) -> Fees:
        """Return what to offer so that one of the next blocks takes a transaction.

        Args:
            percent: How much of the latest block's base fee, so that it may rise meanwhile.
        """
        latest = await header_of(self.endpoint, "latest", PricedHeader)
        try:
            tip = int(await self.call("eth_maxPriorityFeePerGas", answer=Quantity))
        except MethodError:
            # Not every client has the method, and where blocks are not full any tip will do.
            tip = _DEFAULT_TIP_WEI
        return Fees(percent * int(latest.base_fee_per_gas) // 100 + tip, tip)

    async def seconds_per_block(self) -> float:
        """Return the pace of the chain over its last blocks; 1 where it has none yet."""
        latest = await header_of(self.endpoint, "latest", PricedHeader)
        blocks = min(_BLOCKS_FOR_PACE, int(latest.number))
        if blocks == 0:
            return 1.0
        earlier = await header_of(self.endpoint, int(latest.number) - blocks, PricedHeader)
        # Times are whole seconds, so a faster chain looks as if no time had passed.
        return max(1.0, (int(latest.timestamp) - int(earlier.timestamp)) / blocks)

    async def patience_seconds(self, blocks: int = _BLOCKS_OF_PATIENCE) -> float:
        """Return how long so many blocks may take, never less than a few seconds."""
        return max(_LEAST_PATIENCE_SECONDS, blocks * await self.seconds_per_block())

    async def receipt_of(self, transaction_hash: str) -> Receipt | None:
        """Return what became of a transaction; None while it is not included."""
        # A union is no type to the checker, but it is one to the decoder.
        wanted: Any = Receipt | None
        found: Receipt | None = await self.call(
            "eth_getTransactionReceipt", transaction_hash, answer=wanted
        )
        return found

    async def await_receipt(
        self,
        transaction_hash: str,
        *,
        patience_seconds: float | None = None,
        seconds_between_looks: float = SECONDS_BETWEEN_LOOKS,
    ) -> Receipt:
        """Return what became of a transaction, once it is included.

        Raises:
            LateError: it was not included in time.
            RPCError: the chain did not answer at the end of that time.
        """
        patience = patience_seconds or await self.patience_seconds()
        failure: UnreachableError | None = None
        until = self.clock.monotonic() + patience
        is_over = False
        while not is_over:
            # Asked before the look, so that there is always one after the time is over.
            is_over = self.clock.monotonic() >= until
            try:
                if (receipt := await self.receipt_of(transaction_hash)) is not None:
                    return receipt
                failure = None
            except UnreachableError as error:
                # One lost answer is no lost transaction; at the end it is told.
                failure = error
            await self.clock.sleep(seconds_between_looks)
        if failure is not None:
            raise failure
        raise LateError(
            f"transaction {transaction_hash} on {self.name}",
            expected=f"to be included within {patience:.0f} s",
            seen="no receipt",
        )


async def header_of(endpoint: Endpoint, which: int | str, answer: type[T]) -> T:
    """Return the header of a block, as the type that is asked for.

    Raises:
        RPCError: there is no such block, or no usable answer.
    """
    is_hash = isinstance(which, str) and which.startswith("0x")
    # The method's second question is whether to have the transactions as well: no.
    method = "eth_getBlockByHash" if is_hash else "eth_getBlockByNumber"
    return await endpoint.call(method, _block(which), False, answer=answer)  # noqa: FBT003


async def hash_at(endpoint: Endpoint, number: int) -> str:
    """Return the hash of a block of this number.

    Raises:
        RPCError: the node does not have it, or gives no usable answer.
    """
    return (await header_of(endpoint, number, Header)).hash.lower()


def _block(which: int | str) -> str:
    return which if isinstance(which, str) else format_quantity(which)
