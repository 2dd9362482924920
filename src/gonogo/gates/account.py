"""An account that can send, and the order in which accounts send.

Who sends takes a turn for each account and chain: the nonce is read, the transaction signed
and handed over before the next one begins, so that two tests never sign the same nonce.
Others may send from the same account behind our back, such as a second run with the same
funder. What a node then says (nonce too low, replacement underpriced) is no failure of the
network: the transaction is signed again with what is free now, a few times.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from gonogo.gates.ending import NotSoError
from gonogo.gates.side import Fees, Side
from gonogo.protocol import (
    PrivateKey,
    SignedTransaction,
    Transaction,
    format_address,
    format_data,
    parse_address,
    sign_transaction,
)
from gonogo.rpc import MethodError, Receipt, UnreachableError

TRANSFER_GAS = 21_000
_ATTEMPTS = 5
_SECONDS_BETWEEN_ATTEMPTS = 1.0
_SECONDS_TO_SETTLE = 5.0
# What nodes say of a transaction that they have already: geth, reth and anvil.
_KNOWN_ALREADY = ("already known", "already imported", "known transaction")
_NONCE_IS_TAKEN = ("nonce too low", "replacement transaction underpriced", "nonce is too low")
_FEE_IS_LOW = (
    "max fee per gas less than block base fee",
    "transaction underpriced",
    "fee cap less than block base fee",
)


@dataclass(frozen=True)
class Payment:
    """What a transaction is to do, before it has a nonce and a fee."""

    to: bytes | None
    """None creates a contract."""
    value_wei: int = 0
    data: bytes = b""
    gas_limit: int | None = None
    """None: as much as the chain estimates, and half as much again."""

    def on(self, side: Side, nonce: int, gas_limit: int, fees: Fees) -> Transaction:
        """Return the transaction that does this on a chain."""
        return Transaction(
            chain_id=side.chain_id,
            nonce=nonce,
            gas_limit=gas_limit,
            max_fee_per_gas_wei=fees.most_wei,
            max_priority_fee_per_gas_wei=fees.tip_wei,
            to=self.to,
            value_wei=self.value_wei,
            data=self.data,
        )


@dataclass(frozen=True)
class Sent:
    """A transaction that was included."""

    signed: SignedTransaction
    receipt: Receipt


@dataclass
class Turns:
    """The turns of all accounts, and the nonces that were used; mutable and shared."""

    locks: dict[tuple[bytes, int], asyncio.Lock] = field(default_factory=dict)
    used: dict[tuple[bytes, int], int] = field(default_factory=dict)
    """The highest nonce that a node took from us."""

    def of(self, account: bytes, side: Side) -> asyncio.Lock:
        """Return the lock that whoever sends from this account holds."""
        return self.locks.setdefault((account, side.chain_id), asyncio.Lock())


@dataclass(frozen=True)
class Account:
    """A key, with what it takes to send from its address on any chain."""

    key: PrivateKey
    turns: Turns
    log: Callable[[str], None]

    @property
    def address(self) -> str:
        """Return the address, in lower case."""
        return format_address(self.key.address)

    async def send(  # noqa: PLR0913 - what a transaction is.
        self,
        side: Side,
        *,
        to: str | None,
        value_wei: int = 0,
        data: bytes = b"",
        gas_limit: int | None = None,
        patience_seconds: float | None = None,
    ) -> Sent:
        """Send a transaction and wait until it is included; it may have been reverted.

        Raises:
            NotSoError: it was not included in time.
            RPCError: it was refused, or nobody answered.
        """
        recipient = None if to is None else parse_address(to)
        payment = Payment(recipient, value_wei, data, gas_limit)
        signed = await self.hand_over(side, payment)
        try:
            receipt = await side.await_receipt(_hash(signed), patience_seconds=patience_seconds)
        except NotSoError:
            if not await self._was_replaced(side, signed):
                raise
            self.log(f"{side.name}: somebody else used nonce {signed.transaction.nonce}; again")
            signed = await self.hand_over(side, payment)
            receipt = await side.await_receipt(_hash(signed), patience_seconds=patience_seconds)
        self.log(f"{side.name}: {_hash(signed)} is in block {receipt.block_number}")
        return Sent(signed, receipt)

    async def _was_replaced(self, side: Side, signed: SignedTransaction) -> bool:
        """Say whether another transaction of this account took the place of this one."""
        if await side.nonce(self.address) <= signed.transaction.nonce:
            return False
        # The node may have counted it before it could be asked for its receipt, and a second
        # payment would be one too many.
        await side.clock.sleep(_SECONDS_TO_SETTLE)
        return await side.receipt_of(_hash(signed)) is None

    async def hand_over(
        self, side: Side, payment: Payment, fees: Fees | None = None
    ) -> SignedTransaction:
        """Sign a transaction with the next nonce and hand it over; nobody waits for it here.

        Args:
            side: Where.
            payment: What it is to do.
            fees: What to offer for its gas; None: enough for one of the next blocks.

        Raises:
            RPCError: it was refused, or nobody answered.
        """
        async with self.turns.of(self.key.address, side):
            # Only now: who waited for a turn would offer what was asked some blocks ago.
            fees = fees or await side.fees()
            gas = payment.gas_limit or await self._gas(side, payment)
            for attempt in range(1, _ATTEMPTS + 1):
                nonce = await self._next_nonce(side)
                signed = sign_transaction(payment.on(side, nonce, gas, fees), self.key)
                try:
                    await self._submit(side, signed)
                except MethodError as error:
                    if attempt == _ATTEMPTS or not _is_passing(error):
                        raise
                    self.log(f"{side.name}: {error.node_message}; signing again")
                    fees = await self._again(side, signed, error, fees)
                else:
                    self.turns.used[self.key.address, side.chain_id] = signed.transaction.nonce
                    return signed
            message = "the last attempt raises or returns"
            raise AssertionError(message)

    async def _again(
        self, side: Side, signed: SignedTransaction, error: MethodError, fees: Fees
    ) -> Fees:
        """Learn from a refusal; return what to offer now."""
        place = (self.key.address, side.chain_id)
        said = error.node_message.lower()
        if any(words in said for words in _NONCE_IS_TAKEN):
            nonce = signed.transaction.nonce
            # Too low: ours was forgotten or never known. Underpriced: somebody waits there.
            self.turns.used.pop(place, None)
            if "underpriced" in said:
                self.turns.used[place] = nonce
            await side.clock.sleep(_SECONDS_BETWEEN_ATTEMPTS)
            return fees
        return fees.raised()

    async def _next_nonce(self, side: Side) -> int:
        pending = await side.nonce(self.address, "pending")
        # Behind a balancer the node that answers may not know yet what another one took.
        used = self.turns.used.get((self.key.address, side.chain_id), -1)
        return max(pending, used + 1)

    async def _gas(self, side: Side, payment: Payment) -> int:
        if payment.to is not None and not payment.data:
            return TRANSFER_GAS
        return await side.enough_gas(
            self.address, payment.to, payment.data, value_wei=payment.value_wei
        )

    async def _submit(self, side: Side, signed: SignedTransaction) -> None:
        """Hand over signed bytes; they are the same when this has to be done again."""
        raw = format_data(signed.raw)
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                await side.call("eth_sendRawTransaction", raw)
            except UnreachableError:
                # The bytes may have arrived all the same; a second time does no harm.
                if attempt == _ATTEMPTS:
                    raise
                await side.clock.sleep(_SECONDS_BETWEEN_ATTEMPTS)
            except MethodError as error:
                if any(words in error.node_message.lower() for words in _KNOWN_ALREADY):
                    return
                # A nonce that was used is no refusal when it was this transaction that used it.
                if await side.receipt_of(_hash(signed)) is None:
                    raise
                return
            else:
                return


def _hash(signed: SignedTransaction) -> str:
    return format_data(signed.hash)


def _is_passing(error: MethodError) -> bool:
    said = error.node_message.lower()
    return any(words in said for words in (*_NONCE_IS_TAKEN, *_FEE_IS_LOW))
