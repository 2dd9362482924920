"""The transactions of users that wait for a block, held by us and not by anvil.

A transaction in anvil's own pool would get into the next block before its L1
attributes, so anvil is handed nothing but what the block under construction
takes. Here is decided what that is: by sender in the order of nonces, oldest
first, within the gas limit, and only what its sender can surely pay.

An account can lose balance only by its own transactions (which are all here) or
by a deposit of its own on L1; the sequencer has senders of deposits looked at
again (`settle`), and leaves their transactions for the next block.

Pure: what the head block says of an account is a parameter.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gonogo.bench.admission import (
    AccountState,
    FeeLevel,
    RefusedTransactionError,
    require_fee,
    require_well_formed,
)
from gonogo.protocol import SignedTransaction

MOST_TRANSACTIONS = 20_000
MOST_OF_ONE_SENDER = 1_000
FARTHEST_NONCE_AHEAD = 1_000
MOST_IN_A_BLOCK = 500
"""Anvil takes one at a time, about 1 ms each: more would not be built within a block time."""
_REPLACEMENT_PERCENT = 110
# The base fee rises at most by (elasticity - 1) / denominator = 5 / 250 from block to block.
_NEXT_BASE_FEE_PERCENT = 102


@dataclass
class _Sender:
    state: AccountState
    waiting: dict[int, SignedTransaction] = field(default_factory=dict)
    """By nonce."""
    costs_wei: dict[int, int] = field(default_factory=dict)


class Pool:
    """Holds transactions until they are in a block or cannot be any more."""

    def __init__(self, chain_id: int, block_gas_limit: int) -> None:
        self._chain_id = chain_id
        self._block_gas_limit = block_gas_limit
        self._senders: dict[bytes, _Sender] = {}
        # Insertion order is the order of arrival.
        self._by_hash: dict[bytes, SignedTransaction] = {}

    def __len__(self) -> int:
        return len(self._by_hash)

    def get(self, transaction_hash: bytes) -> SignedTransaction | None:
        """Return a waiting transaction, None when no such one waits."""
        return self._by_hash.get(transaction_hash)

    def next_nonce(self, address: bytes) -> int | None:
        """Return the first free nonce of a sender whose transactions wait, else None."""
        sender = self._senders.get(address)
        return None if sender is None else _next_nonce(sender)

    def counts(self) -> tuple[int, int]:
        """Return how many could be included now, and how many wait for an earlier nonce."""
        ready = sum(_next_nonce(one) - one.state.nonce for one in self._senders.values())
        return ready, len(self) - ready

    def add(self, signed: SignedTransaction, state: AccountState, fees: FeeLevel) -> None:
        """Take a transaction whose sender stands as `state` says at the head block.

        Raises:
            RefusedTransactionError: in geth's words.
        """
        transaction = signed.transaction
        if signed.hash in self._by_hash:
            raise RefusedTransactionError("already known")
        require_well_formed(signed, self._chain_id, self._block_gas_limit)
        require_fee(signed, fees)
        if transaction.nonce < state.nonce:
            raise RefusedTransactionError(
                f"nonce too low: next nonce {state.nonce}, tx nonce {transaction.nonce}"
            )
        if transaction.nonce > state.nonce + FARTHEST_NONCE_AHEAD:
            raise RefusedTransactionError(
                f"nonce too high: next nonce {state.nonce}, tx nonce {transaction.nonce}"
            )
        sender = self._senders.get(signed.sender) or _Sender(state)
        if state.nonce >= sender.state.nonce:
            sender.state = state
        replaced = sender.waiting.get(transaction.nonce)
        self._require_room(sender, replaced)
        cost = transaction.max_cost_wei + fees.l1_fee_allowance_wei(signed.raw)
        _require_funds(sender, transaction.nonce, cost)
        if replaced is not None:
            _require_higher_fees(replaced, signed)
            del self._by_hash[replaced.hash]
        sender.waiting[transaction.nonce] = signed
        sender.costs_wei[transaction.nonce] = cost
        # Only now: a sender whose first transaction is refused must not stay.
        self._senders[signed.sender] = sender
        self._by_hash[signed.hash] = signed

    def select(
        self, gas_limit: int, base_fee_wei: int, *, except_senders: Iterable[bytes] = ()
    ) -> tuple[SignedTransaction, ...]:
        """Return what the next block takes: in an order that is valid, within the gas limit."""
        left_out = set(except_senders)
        least_fee = base_fee_wei * _NEXT_BASE_FEE_PERCENT // 100 + 1
        chosen: list[SignedTransaction] = []
        for signed in self._in_order(lambda address: address not in left_out):
            if signed.sender in left_out:
                continue
            gas = signed.transaction.gas_limit
            if signed.transaction.max_fee_per_gas_wei < least_fee or gas > gas_limit:
                # What follows from this sender rests on this one.
                left_out.add(signed.sender)
                continue
            gas_limit -= gas
            chosen.append(signed)
            if len(chosen) == MOST_IN_A_BLOCK:
                break
        return tuple(chosen)

    def settle(
        self, included: Iterable[SignedTransaction], states: Mapping[bytes, AccountState]
    ) -> None:
        """Forget what a block took, and whatever the states of accounts rule out now."""
        for signed in included:
            self.drop(signed)
            sender = self._senders.get(signed.sender)
            if sender is not None:
                nonce = signed.transaction.nonce + 1
                sender.state = AccountState(nonce, sender.state.balance_wei)
                # A replacement that came while the block was built lost its nonce to the block.
                self._drop_impossible(sender)
        for address, state in states.items():
            sender = self._senders.get(address)
            if sender is not None:
                sender.state = state
                self._drop_impossible(sender)

    def drop(self, signed: SignedTransaction) -> None:
        """Forget one transaction; does nothing when it is not here."""
        if self._by_hash.pop(signed.hash, None) is None:
            return
        sender = self._senders[signed.sender]
        del sender.waiting[signed.transaction.nonce]
        cost = sender.costs_wei.pop(signed.transaction.nonce)
        # What was paid is gone at most; the next look at the account says it exactly.
        balance = max(0, sender.state.balance_wei - cost)
        sender.state = AccountState(sender.state.nonce, balance)
        if not sender.waiting:
            del self._senders[signed.sender]

    def _drop_impossible(self, sender: _Sender) -> None:
        funds = sender.state.balance_wei
        for nonce in sorted(sender.waiting):
            cost = sender.costs_wei[nonce]
            if nonce < sender.state.nonce or cost > funds:
                # Dropping a transaction that was not included costs its sender nothing.
                state = sender.state
                self.drop(sender.waiting[nonce])
                sender.state = state
            else:
                funds -= cost

    def _require_room(self, sender: _Sender, replaced: SignedTransaction | None) -> None:
        if replaced is not None:
            return
        if len(self) >= MOST_TRANSACTIONS:
            raise RefusedTransactionError("txpool is full")
        if len(sender.waiting) >= MOST_OF_ONE_SENDER:
            raise RefusedTransactionError("account limit exceeded")

    def _in_order(self, is_wanted: Callable[[bytes], bool]) -> Iterator[SignedTransaction]:
        """Yield waiting transactions by arrival, but none before an earlier one of its sender."""
        yielded: dict[bytes, int] = {}
        for signed in list(self._by_hash.values()):
            sender = self._senders[signed.sender]
            if not is_wanted(signed.sender):
                continue
            nonce = yielded.get(signed.sender, sender.state.nonce)
            while nonce <= signed.transaction.nonce and nonce in sender.waiting:
                yield sender.waiting[nonce]
                nonce += 1
            yielded[signed.sender] = nonce


def _next_nonce(sender: _Sender) -> int:
    nonce = sender.state.nonce
    while nonce in sender.waiting:
        nonce += 1
    return nonce


def _require_funds(sender: _Sender, nonce: int, cost_wei: int) -> None:
    others = sum(cost for other, cost in sender.costs_wei.items() if other != nonce)
    needed = others + cost_wei
    if needed > sender.state.balance_wei:
        balance = sender.state.balance_wei
        raise RefusedTransactionError(
            "insufficient funds for gas * price + value:"
            f" balance {balance}, tx cost {cost_wei}, overshot {needed - balance}"
        )


def _require_higher_fees(old: SignedTransaction, new: SignedTransaction) -> None:
    before, after = old.transaction, new.transaction
    fee = before.max_fee_per_gas_wei * _REPLACEMENT_PERCENT
    tip = before.max_priority_fee_per_gas_wei * _REPLACEMENT_PERCENT
    is_higher = (
        after.max_fee_per_gas_wei * 100 >= fee and after.max_priority_fee_per_gas_wei * 100 >= tip
    )
    if not is_higher:
        raise RefusedTransactionError("replacement transaction underpriced")
