"""Signed transactions: making them, and reading those that others made.

Types 0x0, 0x1, 0x2 and 0x4 are read and signed. Blob transactions (0x3) are
not: the OP Stack does not accept them on L2, and our batcher posts calldata.
Deposits (0x7e) carry no signature and are in `deposit.py`.

One value stands for all types. A legacy gas price is both of its fees, as
EIP-1559 defines it, so that nobody has to ask for the type to know the cost.
Whatever no chain could include (a priority fee above the fee, a number out of
range, the high s) is refused, when read as when built.
Sources: EIP-155, EIP-2718, EIP-2930, EIP-1559, EIP-7702, EIP-2, EIP-2681.
"""

import enum
from dataclasses import dataclass
from typing import NamedTuple

from gonogo.protocol.address import ADDRESS_BYTES
from gonogo.protocol.errors import MalformedTransactionError

_UINT64 = 1 << 64
_UINT256 = 1 << 256


class TransactionType(enum.IntEnum):
    """The types of transactions that a person can sign here."""

    LEGACY = 0  #: One gas price; the chain id is optional (EIP-155).
    ACCESS_LIST = 1  #: One gas price, a chain id and an access list (EIP-2930).
    DYNAMIC_FEE = 2  #: A fee and a priority fee (EIP-1559).
    SET_CODE = 4  #: Like DYNAMIC_FEE, with authorizations to delegate (EIP-7702).


class AccessListEntry(NamedTuple):
    """An address and the storage slots of it that are announced."""

    address: bytes
    storage_keys: tuple[bytes, ...]


class Authorization(NamedTuple):
    """An account's signed consent to run the code of another address."""

    chain_id: int
    address: bytes
    nonce: int
    y_parity: int
    r: int
    s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """What is signed. Refuses, when it is built, what no chain could include.

    Raises:
        MalformedTransactionError: a value is out of range, or none that this
            type has.
    """

    type: TransactionType = TransactionType.DYNAMIC_FEE
    chain_id: int | None
    """None only for a legacy transaction that is valid on every chain."""
    nonce: int
    gas_limit: int
    max_fee_per_gas_wei: int
    max_priority_fee_per_gas_wei: int
    """Equal to the fee where the type has one gas price."""
    to: bytes | None
    """None creates a contract."""
    value_wei: int = 0
    data: bytes = b""
    access_list: tuple[AccessListEntry, ...] = ()
    authorizations: tuple[Authorization, ...] = ()

    def __post_init__(self) -> None:
        """Name the first thing for which no chain would include it."""
        problem = self._number_problem() or self._fee_problem() or self._type_problem()
        if problem is not None:
            raise MalformedTransactionError(problem)

    @property
    def max_cost_wei(self) -> int:
        """The balance that the sender must have: value, and all gas at the full fee.

        On an OP Stack L2 the L1 data fee comes on top.
        """
        return self.value_wei + self.gas_limit * self.max_fee_per_gas_wei

    def _number_problem(self) -> str | None:
        if not 0 <= self.nonce < _UINT64 - 1:
            return f"the nonce {self.nonce} is out of range"
        if not 0 <= self.gas_limit < _UINT64:
            return f"the gas limit {self.gas_limit} is out of range"
        if self.chain_id is not None and not 0 <= self.chain_id < _UINT64:
            return f"the chain id {self.chain_id} is out of range"
        if self.to is not None and len(self.to) != ADDRESS_BYTES:
            return f"the recipient has {len(self.to)} bytes"
        return None

    def _fee_problem(self) -> str | None:
        amounts = (self.max_fee_per_gas_wei, self.max_priority_fee_per_gas_wei, self.value_wei)
        if min(amounts) < 0 or max(amounts) >= _UINT256:
            return "a fee or the value is out of range"
        if self.max_priority_fee_per_gas_wei > self.max_fee_per_gas_wei:
            return "the priority fee is above the fee"
        has_one_price = self.type <= TransactionType.ACCESS_LIST
        if has_one_price and self.max_fee_per_gas_wei != self.max_priority_fee_per_gas_wei:
            return "a transaction of this type has one gas price"
        return None

    def _type_problem(self) -> str | None:
        if self.chain_id is None and self.type is not TransactionType.LEGACY:
            return "only a legacy transaction may have no chain id"
        if self.access_list and self.type is TransactionType.LEGACY:
            return "a legacy transaction has no access list"
        if (self.type is TransactionType.SET_CODE) != bool(self.authorizations):
            return "authorizations belong to the set-code type, which has at least one"
        if self.type is TransactionType.SET_CODE and self.to is None:
            return "a set-code transaction cannot create a contract"
        return None


@dataclass(frozen=True, slots=True)
class SignedTransaction:
    """A transaction as it goes over the wire, and who signed it."""

    transaction: Transaction
    raw: bytes
    hash: bytes
    sender: bytes
