"""Send transactions of a role to L1, one at a time, until each is in a block.

Named as in op-service. It never waits: the role hands over a transaction and
asks again later, so that it can be stopped at any time and goes on where it
stood. Whatever L1 says (no funds, fee too low, no answer) is counted and tried
again; a transaction that is not included is sent again with a higher fee.
"""

import logging
from dataclasses import dataclass, replace

import msgspec

from gonogo.bench.admission import intrinsic_gas
from gonogo.bench.l1_chain import L1Chain
from gonogo.bench.settings import Account
from gonogo.clock import Clock
from gonogo.protocol import (
    PrivateKey,
    SignedTransaction,
    Transaction,
    format_data,
    parse_address,
    sign_transaction,
)
from gonogo.rpc import Endpoint, MethodError, RPCError

_LOG = logging.getLogger("gonogo.bench")

_TIP_WEI = 1_000_000_000
_BUMP_PERCENT = 120
_MOST_FEE_WEI = 500 * 10**9
_L1_BLOCKS_BEFORE_BUMP = 3


class Receipt(msgspec.Struct, rename="camel"):
    """What L1 says of an included transaction."""

    block_number: str
    status: str
    gas_used: str
    effective_gas_price: str

    @property
    def has_succeeded(self) -> bool:
        """Whether the call was not reverted."""
        return self.status == "0x1"


@dataclass(frozen=True)
class _Pending:
    signed: SignedTransaction
    hashes: tuple[bytes, ...]
    """Of every version that was sent; any of them may be included."""
    sent_in_l1_block: int
    sent_at_seconds: float


@dataclass
class TxCounts:
    """What happened so far, for the metrics."""

    submitted: int = 0
    succeeded: int = 0
    failed: int = 0
    rpc_errors: int = 0
    publish_errors: int = 0
    bumps: int = 0
    fees_wei: int = 0
    last_publish_unix: float = 0.0
    last_submitted_unix: float = 0.0
    last_succeeded_unix: float = 0.0
    last_failed_unix: float = 0.0
    last_latency_seconds: float = 0.0
    nonce: int = 0


class TransactionManager:
    """Sends for one account; at most one transaction of it is pending."""

    def __init__(
        self, account: Account, endpoint: Endpoint, l1: L1Chain, chain_id: int, clock: Clock
    ) -> None:
        self.account = account
        self.counts = TxCounts()
        self.balance_wei = 0
        self._endpoint = endpoint
        self._l1 = l1
        self._looked_in_l1_block = -1
        self._balance_of_l1_block = -1
        self._chain_id = chain_id
        self._clock = clock
        self._key = PrivateKey(account.private_key)
        self._pending: _Pending | None = None

    @property
    def is_pending(self) -> bool:
        """Whether a transaction was sent and is not known to be included."""
        return self._pending is not None

    async def submit(self, to: str, data: bytes, *, execution_gas: int = 0) -> None:
        """Send a call; `execution_gas` is what it may use besides its data.

        Raises:
            RPCError: L1 did not take it, or did not answer.
        """
        head = self._l1.block(self._l1.head.number)
        base_fee = 0 if head is None else head.base_fee_wei
        transaction = Transaction(
            chain_id=self._chain_id,
            nonce=await self._number("eth_getTransactionCount"),
            gas_limit=0,
            # Twice the base fee is enough for five full blocks in a row.
            max_fee_per_gas_wei=2 * base_fee + _TIP_WEI,
            max_priority_fee_per_gas_wei=_TIP_WEI,
            to=parse_address(to),
            data=data,
        )
        gas_limit = intrinsic_gas(transaction) + execution_gas
        signed = sign_transaction(replace(transaction, gas_limit=gas_limit), self._key)
        # Noted before it is sent: when the answer gets lost, it may be included all the same.
        self._pending = self._note(signed, ())
        self.counts.submitted += 1
        self.counts.last_submitted_unix = self._clock.now().timestamp()
        try:
            await self._publish(signed)
        except MethodError:
            # L1 has decided, so nothing waits there. After any other error something may.
            self._pending = None
            self._count_failure()
            raise

    async def poll(self) -> Receipt | None:
        """Return the receipt when the pending transaction was included, and forget it.

        Raises:
            RPCError: L1 did not answer, or did not take it when it was sent again.
        """
        pending = self._pending
        if pending is None or self._looked_in_l1_block == self._l1.head.number:
            return None
        looked_in = self._l1.head.number
        for transaction_hash in pending.hashes:
            receipt = await self._receipt(transaction_hash)
            if receipt is not None:
                self._confirm(receipt, pending)
                return receipt
        self._looked_in_l1_block = looked_in
        await self._send_again(pending)
        return None

    async def look_at_balance(self) -> None:
        """Read what the account has left, once for every L1 block.

        Raises:
            RPCError: L1 did not answer.
        """
        head = self._l1.head.number
        if head != self._balance_of_l1_block:
            self.balance_wei = await self._number("eth_getBalance")
            self._balance_of_l1_block = head

    def count_error(self, error: RPCError) -> None:
        """Count an answer that L1 did not give or that was a refusal."""
        self.counts.rpc_errors += 1
        _LOG.warning("%s: %s", self.account.address, error)

    def _confirm(self, receipt: Receipt, pending: _Pending) -> None:
        self._pending = None
        counts = self.counts
        if receipt.has_succeeded:
            counts.succeeded += 1
            counts.last_succeeded_unix = self._clock.now().timestamp()
        else:
            self._count_failure()
        counts.fees_wei += int(receipt.gas_used, 16) * int(receipt.effective_gas_price, 16)
        counts.last_latency_seconds = self._clock.monotonic() - pending.sent_at_seconds

    def _count_failure(self) -> None:
        self.counts.failed += 1
        self.counts.last_failed_unix = self._clock.now().timestamp()

    async def _send_again(self, pending: _Pending) -> None:
        if self._l1.head.number < pending.sent_in_l1_block + _L1_BLOCKS_BEFORE_BUMP:
            return
        # The same nonce: whatever L1 takes of all the versions, it can take only one.
        old = pending.signed.transaction
        if await self._number("eth_getTransactionCount") > old.nonce:
            # Somebody else with this key used the nonce, so this one never will be included.
            self._pending = None
            self._count_failure()
            return
        # Whatever L1 says now, the next try is not before some more blocks.
        self._pending = replace(pending, sent_in_l1_block=self._l1.head.number)
        fees = (old.max_fee_per_gas_wei, old.max_priority_fee_per_gas_wei)
        fee, tip = (min(one * _BUMP_PERCENT // 100, _MOST_FEE_WEI) for one in fees)
        bumped = replace(old, max_fee_per_gas_wei=fee, max_priority_fee_per_gas_wei=tip)
        signed = sign_transaction(bumped, self._key)
        await self._publish(signed)
        # Only what L1 took raises the fee: else an empty account would raise it without end.
        self.counts.bumps += 1
        self._pending = self._note(signed, pending.hashes)

    def _note(self, signed: SignedTransaction, earlier: tuple[bytes, ...]) -> _Pending:
        self.counts.nonce = signed.transaction.nonce
        return _Pending(
            signed, (signed.hash, *earlier), self._l1.head.number, self._clock.monotonic()
        )

    async def _publish(self, signed: SignedTransaction) -> None:
        try:
            await self._endpoint.call("eth_sendRawTransaction", format_data(signed.raw))
        except RPCError:
            self.counts.publish_errors += 1
            raise
        self.counts.last_publish_unix = self._clock.now().timestamp()

    async def _number(self, method: str) -> int:
        answer = await self._endpoint.call(method, self.account.address, "latest", answer=str)
        return int(answer, 16)

    async def _receipt(self, transaction_hash: bytes) -> Receipt | None:
        return await self._endpoint.call(
            "eth_getTransactionReceipt",
            format_data(transaction_hash),
            answer=Receipt | None,  # type: ignore[arg-type]  # A union is no class.
        )
