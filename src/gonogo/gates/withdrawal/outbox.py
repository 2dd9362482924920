"""Transactions that are written down before they are sent, so that none is ever sent twice.

What is in the journal is sent again, byte for byte, until it is in a block. Signed anew, with
the same nonce, is only what offers too little by now; with another nonce only what can never
be included, since its nonce was used by something else.
"""

import asyncio
from dataclasses import dataclass, replace

import msgspec

from gonogo.gates.account import Account, Payment
from gonogo.gates.cost import most_cost
from gonogo.gates.ending import LateError, NotSoError
from gonogo.gates.side import SECONDS_BETWEEN_LOOKS, PricedHeader, Side, header_of
from gonogo.gates.stand import Stand
from gonogo.gates.withdrawal.journal import Entry, Journal, Posted
from gonogo.protocol import (
    Transaction,
    decode_transaction,
    format_data,
    parse_data,
    sign_transaction,
)
from gonogo.rpc import MethodError, Receipt, RPCError

_LOOKS_BETWEEN_SENDING = 20
_SECONDS_UNTIL_GONE = 3.0
# More than any of these calls has, with its proof.
_LARGEST_CALL_BYTES = 8000


@dataclass
class Outbox:
    """The transactions of one withdrawal; mutable: the entry is the newest one."""

    stand: Stand
    journal: Journal
    account: Account
    entry: Entry

    def note(self, **changes: object) -> None:
        """Change the entry, on the disk first."""
        entry = msgspec.structs.replace(self.entry, **changes)
        self.journal.save(entry)
        self.entry = entry

    async def included(self, step: str, side: Side) -> Receipt | None:
        """Return what became of a step's transaction; None while none of it is in a block."""
        for posted in reversed(self.entry.posted.get(step, ())):
            if (receipt := await side.receipt_of(posted.hash)) is not None:
                return receipt
        return None

    def forget(self, step: str) -> None:
        """Let a step be signed anew, because what was sent did not do it."""
        if step in self.entry.posted:
            kept = {name: sent for name, sent in self.entry.posted.items() if name != step}
            self.note(posted=kept)

    async def can_be_sent_again(self, step: str, side: Side) -> bool:
        """Whether what was signed for a step is in a block or can still come into one."""
        return (
            await self.included(step, side) is not None or await self._alive(step, side) is not None
        )

    async def settle(self, step: str, side: Side, payment: Payment | None) -> Receipt:
        """Have a step's transaction included, once, and return its receipt.

        Args:
            step: Its name in the journal.
            side: The chain.
            payment: What to send if nothing can be sent again; None: something can.

        Raises:
            NotSoError: it was not included in time.
            MethodError: the chain refuses it.
            RPCError: the chain does not answer.
        """
        if (receipt := await self.included(step, side)) is not None:
            return receipt
        posted = await self._alive(step, side)
        if posted is None:
            if payment is None:
                raise NotSoError(f"{step} on {side.name}", expected="to stay", seen="gone")
            posted = await self._sign(step, side, payment)
        elif (raised := await self._raised(step, side, posted)) is not None:
            posted = raised
        self.stand.log(f"{step}: sending {posted.hash} on {side.name}")
        return await self._sent(step, side, posted)

    async def _alive(self, step: str, side: Side) -> Posted | None:
        """Return what was signed for a step and can still be included."""
        versions = self.entry.posted.get(step, ())
        if not versions:
            return None
        loop = asyncio.get_running_loop()
        until = loop.time() + _SECONDS_UNTIL_GONE
        # Behind a balancer the nonce may be told by one node, and the receipt not yet by another.
        while loop.time() < until:
            if versions[-1].nonce >= await side.nonce(self.account.address):
                return versions[-1]
            if await self.included(step, side) is not None:
                return versions[-1]
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        self.stand.log(
            f"{step}: {versions[-1].hash} is not on {side.name}, and something else has its "
            "nonce: it begins anew"
        )
        return None

    async def _sign(self, step: str, side: Side, payment: Payment) -> Posted:
        # Nothing but the call is asked about: the account gets its money when the cost is known.
        gas = payment.gas_limit or await side.enough_gas(
            self.account.address, payment.to, payment.data
        )
        fees = await side.fees()
        await self._afford(side, payment.value_wei, gas)
        nonce = await side.nonce(self.account.address, "pending")
        # Versions before this one can never be included: they are of nonces that are used.
        return self._write_down(step, payment.on(side, nonce, gas, fees), ())

    async def _raised(self, step: str, side: Side, posted: Posted) -> Posted | None:
        """Return a version that offers more; None while what was signed offers enough."""
        latest = await header_of(side.endpoint, "latest", PricedHeader)
        if posted.most_fee_wei >= int(latest.base_fee_per_gas):
            return None
        signed = decode_transaction(parse_data(posted.raw)).transaction
        fees = await side.fees()
        most = max(fees.most_wei, 2 * posted.most_fee_wei)
        tip = min(most, max(fees.tip_wei, 2 * signed.max_priority_fee_per_gas_wei))
        await self._afford(side, signed.value_wei, signed.gas_limit)
        raised = replace(signed, max_fee_per_gas_wei=most, max_priority_fee_per_gas_wei=tip)
        return self._write_down(step, raised, self.entry.posted[step])

    def _write_down(
        self, step: str, transaction: Transaction, earlier: tuple[Posted, ...]
    ) -> Posted:
        signed = sign_transaction(transaction, self.account.key)
        posted = Posted(
            raw=format_data(signed.raw),
            hash=format_data(signed.hash),
            nonce=transaction.nonce,
            most_fee_wei=transaction.max_fee_per_gas_wei,
        )
        self.note(posted={**self.entry.posted, step: (*earlier, posted)})
        return posted

    async def _sent(self, step: str, side: Side, posted: Posted) -> Receipt:
        patience = await side.patience_seconds()
        loop = asyncio.get_running_loop()
        until = loop.time() + patience
        looks = 0
        is_over = False
        with self.stand.waiting_for(f"{step}: {posted.hash} on {side.name} to be included"):
            while not is_over:
                # Asked before the look, so that there is always one after the time is over.
                is_over = loop.time() >= until
                # Again now and then: a node may have lost it, or never have got it.
                if looks % _LOOKS_BETWEEN_SENDING == 0:
                    await self._hand_over(step, side, posted)
                looks += 1
                if (receipt := await self.included(step, side)) is not None:
                    return receipt
                await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        raise LateError(
            f"{step}: transaction {posted.hash} on {side.name}",
            expected=f"to be included within {patience:.0f} s",
            seen="no receipt",
        )

    async def _hand_over(self, step: str, side: Side, posted: Posted) -> None:
        try:
            await side.call("eth_sendRawTransaction", posted.raw)
        except MethodError as error:
            # A node that has it already says so in an error, and so does one that included it.
            if "known" in error.node_message.lower() or "imported" in error.node_message.lower():
                return
            if await self.included(step, side) is None:
                raise
        except RPCError as error:
            self.stand.log(f"{step}: {error.message}")

    async def _afford(self, side: Side, value_wei: int, gas: int) -> None:
        """Lend the account what it lacks for this."""
        cost = await most_cost(side, gas, _LARGEST_CALL_BYTES)
        has = await side.balance(self.account.address)
        if has < value_wei + cost:
            await self.stand.funds.lend(self.account, side, value_wei + cost - has)
        else:
            self.stand.funds.owes(self.account, side)
