"""The signed bytes of a transaction, put together from what a node tells of it.

What a transaction pays for its data depends on its bytes, and few nodes give those away. What
is put together must have the transaction's hash, so no mistake in here can go unseen.
Sources: EIP-155, EIP-2718, EIP-2930, EIP-1559, EIP-7702.
"""

from collections.abc import Sequence

import msgspec

from gonogo.protocol import (
    Encodable,
    MalformedDataError,
    format_data,
    keccak256,
    parse_data,
    rlp_encode,
)
from gonogo.rpc import Hash, Quantity

DEPOSIT_TYPE = 0x7E
_LEGACY, _ACCESS_LIST, _DYNAMIC_FEE, _SET_CODE = 0, 1, 2, 4


class Access(msgspec.Struct, frozen=True, rename="camel"):
    """An address and slots that are announced."""

    address: str
    storage_keys: tuple[str, ...] = ()


class Authorization(msgspec.Struct, frozen=True, rename="camel"):
    """A consent to run the code of another address."""

    chain_id: Quantity
    address: str
    nonce: Quantity
    y_parity: Quantity
    r: Quantity
    s: Quantity


class BlockTransaction(msgspec.Struct, frozen=True, rename="camel"):
    """A transaction as `eth_getBlockByNumber` tells it."""

    hash: Hash
    gas: Quantity
    value: Quantity
    input: str
    nonce: Quantity = Quantity(0)
    to: str | None = None
    type: Quantity = Quantity(0)
    chain_id: Quantity | None = None
    gas_price: Quantity | None = None
    max_fee_per_gas: Quantity | None = None
    max_priority_fee_per_gas: Quantity | None = None
    access_list: tuple[Access, ...] = ()
    authorization_list: tuple[Authorization, ...] = ()
    v: Quantity | None = None
    y_parity: Quantity | None = None
    r: Quantity = Quantity(0)
    s: Quantity = Quantity(0)

    @property
    def is_deposit(self) -> bool:
        """Whether it came from L1 and pays nothing."""
        return self.type == DEPOSIT_TYPE


def raw_bytes(transaction: BlockTransaction) -> bytes:
    """Return the signed bytes of a transaction.

    Raises:
        MalformedDataError: what the node tells does not give the transaction's hash.
    """
    y_parity = transaction.v if transaction.y_parity is None else transaction.y_parity
    if transaction.type == _LEGACY:
        # Only here v tells more than a parity: which chain the signature is for.
        y_parity = transaction.v
    signature = (y_parity or 0, transaction.r, transaction.s)
    prefix = b"" if transaction.type == _LEGACY else bytes((transaction.type,))
    raw = prefix + rlp_encode([*_fields(transaction), *signature])
    if format_data(keccak256(raw)) != transaction.hash.lower():
        raise MalformedDataError("transaction", f"{transaction.hash} is not what a node tells")
    return raw


def _fields(transaction: BlockTransaction) -> Sequence[Encodable]:
    to = b"" if transaction.to is None else parse_data(transaction.to)
    price = transaction.gas_price or 0
    target: tuple[Encodable, ...] = (
        transaction.gas, to, transaction.value, parse_data(transaction.input)
    )  # fmt: skip
    if transaction.type == _LEGACY:
        return (transaction.nonce, price, *target)
    chain_id = transaction.chain_id or 0
    access = [_access(one) for one in transaction.access_list]
    if transaction.type == _ACCESS_LIST:
        return (chain_id, transaction.nonce, price, *target, access)
    fees = (transaction.max_priority_fee_per_gas or 0, transaction.max_fee_per_gas or 0)
    fields: Sequence[Encodable] = (chain_id, transaction.nonce, *fees, *target, access)
    if transaction.type == _SET_CODE:
        return (*fields, [_authorization(one) for one in transaction.authorization_list])
    if transaction.type != _DYNAMIC_FEE:
        raise MalformedDataError("transaction", f"type {transaction.type} is not known here")
    return fields


def _access(one: Access) -> Encodable:
    return [parse_data(one.address), [parse_data(key) for key in one.storage_keys]]


def _authorization(one: Authorization) -> Encodable:
    address = parse_data(one.address)
    return [one.chain_id, address, one.nonce, one.y_parity, one.r, one.s]
