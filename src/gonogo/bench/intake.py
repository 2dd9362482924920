"""The door between users and the pool: what the head block says of a sender, and who comes next.

Looking at accounts costs requests to anvil, so what was seen is kept until the
head moves on.
"""

import logging
from collections.abc import Sequence

from gonogo.bench.admission import AccountState, FeeLevel, RefusedTransactionError
from gonogo.bench.engine import BuiltBlock
from gonogo.bench.l1_chain import BLOB_BASE_FEE_WEI, L1Chain
from gonogo.bench.pool import Pool
from gonogo.bench.rollup import Rollup
from gonogo.protocol import (
    DepositTransaction,
    MalformedTransactionError,
    SignedTransaction,
    decode_transaction,
    format_data,
)
from gonogo.rpc import Endpoint

_LOG = logging.getLogger("gonogo.bench")

GENESIS_BASE_FEE_WEI = 1_000_000_000


class Intake:
    """Takes raw transactions into the pool, and blocks out of it."""

    def __init__(
        self, pool: Pool, rollup: Rollup, l1: L1Chain, endpoint: Endpoint, gas_limit: int
    ) -> None:
        self.pool = pool
        self._rollup = rollup
        self._l1 = l1
        self._endpoint = endpoint
        self._gas_limit = gas_limit
        self._base_fee_wei = GENESIS_BASE_FEE_WEI
        self._head = 0
        self._seen: dict[bytes, AccountState] = {}

    async def submit(self, raw: bytes) -> bytes:
        """Take a raw transaction and return its hash.

        Raises:
            RefusedTransactionError: in geth's words.
            RPCError: the sequencer's anvil did not answer.
        """
        try:
            signed = decode_transaction(raw)
        except MalformedTransactionError as error:
            raise RefusedTransactionError(error.message, hint=error.hint) from error
        state = await self._state(signed.sender)
        self.pool.add(signed, state, self._fees())
        return signed.hash

    def select(self, deposits: Sequence[DepositTransaction]) -> tuple[SignedTransaction, ...]:
        """Return the transactions for a block that begins with these deposits."""
        left = self._gas_limit - sum(deposit.gas_limit for deposit in deposits)
        senders = {deposit.sender for deposit in deposits}
        return self.pool.select(left, self._base_fee_wei, except_senders=senders)

    async def settle(
        self,
        built: BuiltBlock,
        chosen: Sequence[SignedTransaction],
        deposits: Sequence[DepositTransaction],
    ) -> None:
        """Take note of a new head block."""
        self._head = built.ref.number
        self._base_fee_wei = built.base_fee_wei
        # Before anything is awaited, so that nobody adds by the states of the block before.
        self._seen.clear()
        for signed in chosen:
            if signed.raw in built.refused:
                _LOG.warning("anvil refused transaction %s", format_data(signed.hash))
                self.pool.drop(signed)
        included = [signed for signed in chosen if signed.raw not in built.refused]
        self.pool.settle(included, {})
        # A deposit spends its sender's balance without a nonce of the pool: only a look tells.
        for sender in {deposit.sender for deposit in deposits}:
            if self.pool.next_nonce(sender) is not None:
                self.pool.settle((), {sender: await self._state(sender)})

    def _fees(self) -> FeeLevel:
        origin = self._l1.block(self._l1.head.number)
        return FeeLevel(
            base_fee_wei=self._base_fee_wei,
            l1_base_fee_wei=0 if origin is None else origin.base_fee_wei,
            blob_base_fee_wei=BLOB_BASE_FEE_WEI,
            base_fee_scalar=self._rollup.base_fee_scalar,
            blob_base_fee_scalar=self._rollup.blob_base_fee_scalar,
        )

    async def _state(self, address: bytes) -> AccountState:
        # The head may move on between the two answers; nonce and balance must be of one block.
        while (state := self._seen.get(address)) is None:
            head = self._head
            block = hex(head)
            account = format_data(address)
            nonce = await self._ask("eth_getTransactionCount", account, block)
            balance = await self._ask("eth_getBalance", account, block)
            if head == self._head:
                self._seen[address] = AccountState(nonce, balance)
        return state

    async def _ask(self, method: str, *params: str) -> int:
        return int(await self._endpoint.call(method, *params, answer=str), 16)
