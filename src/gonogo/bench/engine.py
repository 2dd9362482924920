"""Build one block on one anvil, exactly as it was ordered, or say that it was not.

Anvil has no engine API. What stands in for it is a sequence of calls, each
awaited because a batch of calls runs concurrently and loses the order:
set the time of the block, hand over the L1 attributes, the deposits, the user
transactions, mine. Anything else in anvil's own pool would get into the block,
so the block is compared with the order afterwards, hash by hash.

Anvil's pool knows deposits only as transactions of nonce 0 and takes one of a
sender. More of them go in through impersonation with rising nonces: the block
is the same, but anvil then keeps the receipts under hashes of its own; `hashes`
translates.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from gonogo.bench.errors import BenchError
from gonogo.bench.refs import BlockID, L2Ref
from gonogo.protocol import DepositTransaction, format_data, keccak256
from gonogo.rpc import Endpoint, MethodError


class BenchBrokenError(BenchError):
    """The bench is not what it claims to be any more; nothing it shows may be believed."""

    def __init__(self, what: str) -> None:
        super().__init__(what, hint="Take the bench down and bring it up again.")


@dataclass(frozen=True)
class Payload:
    """The block that is wanted."""

    parent: L2Ref
    timestamp: int
    l1_origin: BlockID
    sequence_number: int
    deposits: tuple[DepositTransaction, ...]
    """The L1 attributes first, then those of users."""
    user_transactions: tuple[bytes, ...]

    @property
    def number(self) -> int:
        """The number the block will have."""
        return self.parent.number + 1


@dataclass(frozen=True)
class BuiltBlock:
    """A block that was built, and what the next one needs to know of it."""

    ref: L2Ref
    base_fee_wei: int
    user_transactions: tuple[bytes, ...]
    """Those that are in the block, in their order."""
    refused: tuple[bytes, ...] = ()
    """Those that anvil did not take, so they are not in the block."""


class _Block(msgspec.Struct, rename="camel"):
    hash: str
    number: str
    parent_hash: str
    timestamp: str
    base_fee_per_gas: str
    transactions: list[str]


class TransactionHashes:
    """The deposits that anvil keeps under another hash than they have."""

    def __init__(self) -> None:
        self.at_anvil: dict[str, str] = {}
        """From a deposit's hash to the one that anvil knows."""
        self.real: dict[str, str] = {}
        """The other way round."""

    def add(self, deposit: DepositTransaction, at_anvil: str) -> None:
        """Remember under which hash anvil keeps this deposit."""
        real = format_data(deposit.hash)
        self.at_anvil[real] = at_anvil
        self.real[at_anvil] = real


class Engine:
    """Builds blocks on one anvil; nobody else may mine on it."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.hashes = TransactionHashes()
        self.turns = 0
        """Counts the beginnings and the ends of mining: odd while anvil changes its state."""
        self._is_clean = True

    async def build(self, payload: Payload) -> BuiltBlock:
        """Build the block and return it.

        Raises:
            BenchBrokenError: the block has other content than was ordered.
            RPCError: anvil did not answer; asking again for the same block is safe.
        """
        if not self._is_clean:
            finished = await self._block(payload.number)
            await self.endpoint.call("anvil_dropAllTransactions")
            if finished is not None:
                # The answer to the last call was lost, and with it which ones were refused.
                there = frozenset(finished.transactions)
                lost = (raw for raw in payload.user_transactions if _hash(raw) not in there)
                self._is_clean = True
                return self._verified(payload, finished, refused=tuple(lost))
        self._is_clean = False
        await self.endpoint.call("evm_setNextBlockTimestamp", payload.timestamp)
        await self._hand_over_deposits(payload.deposits)
        refused = await self._hand_over(payload.user_transactions)
        await self._mine()
        block = await self._block(payload.number)
        if block is None:
            raise BenchBrokenError(f"L2 block {payload.number} was mined and is not there")
        self._is_clean = True
        return self._verified(payload, block, refused)

    async def _mine(self) -> None:
        self.turns += 1
        try:
            await self.endpoint.call("evm_mine")
        finally:
            self.turns += 1

    def _verified(self, payload: Payload, block: _Block, refused: tuple[bytes, ...]) -> BuiltBlock:
        # Anvil lists the hashes under which it keeps transactions, not those that they have.
        found = [self.hashes.real.get(one, one) for one in block.transactions]
        return _verify(payload, block, found, refused)

    async def _hand_over_deposits(self, deposits: Sequence[DepositTransaction]) -> None:
        of_sender = Counter(deposit.sender for deposit in deposits)
        nonces: dict[bytes, int] = {}
        for deposit in deposits:
            sender = deposit.sender
            if of_sender[sender] == 1:
                await self.endpoint.call("eth_sendRawTransaction", format_data(deposit.encode()))
                continue
            if sender not in nonces:
                nonces[sender] = await self._nonce(sender)
            at_anvil = await self.endpoint.call(
                "eth_sendTransaction", _impersonated(deposit, nonces[sender]), answer=str
            )
            nonces[sender] += 1
            self.hashes.add(deposit, at_anvil)

    async def _hand_over(self, transactions: Sequence[bytes]) -> tuple[bytes, ...]:
        refused = []
        for raw in transactions:
            try:
                await self.endpoint.call("eth_sendRawTransaction", format_data(raw))
            except MethodError:
                # Anvil has decided. Any other error leaves open whether it took the transaction.
                refused.append(raw)
        return tuple(refused)

    async def _nonce(self, address: bytes) -> int:
        answer = await self.endpoint.call(
            "eth_getTransactionCount", format_data(address), "latest", answer=str
        )
        return int(answer, 16)

    async def _block(self, number: int) -> _Block | None:
        return await self.endpoint.call(
            "eth_getBlockByNumber",
            hex(number),
            False,  # noqa: FBT003  # JSON-RPC is positional.
            answer=_Block | None,  # type: ignore[arg-type]  # A union is no class.
        )


def _impersonated(deposit: DepositTransaction, nonce: int) -> dict[str, object]:
    fields: dict[str, object] = {
        "type": "0x7e",
        "from": format_data(deposit.sender),
        "value": hex(deposit.value_wei),
        "gas": hex(deposit.gas_limit),
        "input": format_data(deposit.data),
        "sourceHash": format_data(deposit.source_hash),
        "mint": hex(deposit.mint_wei),
        "isSystemTx": False,
        "nonce": hex(nonce),
    }
    return fields if deposit.to is None else {**fields, "to": format_data(deposit.to)}


def _verify(
    payload: Payload, block: _Block, found: list[str], refused: tuple[bytes, ...]
) -> BuiltBlock:
    included = tuple(raw for raw in payload.user_transactions if raw not in refused)
    ordered = [format_data(deposit.hash) for deposit in payload.deposits]
    ordered += [_hash(raw) for raw in included]
    if found != ordered:
        raise BenchBrokenError(_difference(payload.number, ordered, found))
    if block.parent_hash != payload.parent.hash:
        raise BenchBrokenError(f"L2 block {payload.number} has another parent than was ordered")
    if int(block.timestamp, 16) != payload.timestamp:
        raise BenchBrokenError(f"L2 block {payload.number} has another time than was ordered")
    ref = L2Ref(
        block.hash,
        payload.number,
        block.parent_hash,
        payload.timestamp,
        payload.l1_origin,
        payload.sequence_number,
    )
    return BuiltBlock(ref, int(block.base_fee_per_gas, 16), included, refused)


def _hash(raw: bytes) -> str:
    return format_data(keccak256(raw))


def _difference(number: int, ordered: list[str], found: list[str]) -> str:
    what = f"L2 block {number} was not built as ordered"
    if found[:1] != ordered[:1]:
        return f"{what}: its first transaction is not the L1 attributes deposit"
    if len(found) != len(ordered):
        return f"{what}: it has {len(found)} transactions instead of {len(ordered)}"
    place = next(
        place for place, pair in enumerate(zip(ordered, found, strict=True)) if pair[0] != pair[1]
    )
    return f"{what}: transaction {place} is {found[place]} instead of {ordered[place]}"
