"""What nodes answer, as typed values: heads, headers, receipts, roots.

Only the fields that somebody here reads are declared; whatever else a node sends
is dropped while decoding. A field that is missing or of another type makes the
answer malformed, so a page of HTML, a block without a hash or a head of `null`
never becomes a reading. Quantities arrive as `0x…` from execution clients and as
plain numbers from op-node; each struct says which it expects.
"""

from typing import Annotated, Any

import msgspec

Hash = Annotated[str, msgspec.Meta(pattern=r"^0x[0-9a-fA-F]{64}$")]
Address = Annotated[str, msgspec.Meta(pattern=r"^0x[0-9a-fA-F]{40}$")]
Data = Annotated[str, msgspec.Meta(pattern=r"^0x(?:[0-9a-fA-F]{2})*$")]
Count = Annotated[int, msgspec.Meta(ge=0)]

_LONGEST_QUANTITY = 66  # `0x` and 32 bytes: no quantity of the protocol is larger.


class Quantity(int):
    """A number that travels as `0x…`."""


class Header(msgspec.Struct, frozen=True, rename="camel"):
    """A block without its transactions."""

    number: Quantity
    hash: Hash
    parent_hash: Hash
    timestamp: Quantity


class FullHeader(Header, frozen=True, rename="camel"):
    """A header with what tells two blocks of one height apart."""

    state_root: Hash
    transactions_root: Hash
    receipts_root: Hash
    gas_used: Quantity
    extra_data: Data = "0x"


class BlockReference(msgspec.Struct, frozen=True, rename="camel"):
    """A block as op-node names it; also a head of L1 or L2."""

    hash: Hash
    number: Count
    timestamp: Count = 0


class SyncStatus(msgspec.Struct, frozen=True):
    """The answer of `optimism_syncStatus`: every head that a consensus node keeps."""

    current_l1: BlockReference
    head_l1: BlockReference
    finalized_l1: BlockReference
    unsafe_l2: BlockReference
    safe_l2: BlockReference
    finalized_l2: BlockReference


class RollupConfig(msgspec.Struct, frozen=True):
    """The part of `optimism_rollupConfig` that says which chain a node follows."""

    l1_chain_id: Count
    l2_chain_id: Count
    block_time: Count


class Output(msgspec.Struct, frozen=True, rename="camel"):
    """The answer of `optimism_outputAtBlock`: what a proposer would claim."""

    output_root: Hash
    block_ref: BlockReference


class Log(msgspec.Struct, frozen=True, rename="camel"):
    """An event of a transaction."""

    address: Address
    topics: tuple[Hash, ...]
    data: Data
    log_index: Quantity
    block_hash: Hash


class Receipt(msgspec.Struct, frozen=True, rename="camel"):
    """What became of an included transaction, with the fees that OP chains add."""

    transaction_hash: Hash
    block_number: Quantity
    block_hash: Hash
    status: Quantity
    gas_used: Quantity
    effective_gas_price: Quantity
    logs: tuple[Log, ...] = ()
    l1_fee: Quantity | None = None
    """None: the node does not report it, and it must be asked for elsewhere."""
    operator_fee_scalar: Quantity | None = None
    operator_fee_constant: Quantity | None = None


def decode_hook(wanted: type, value: object) -> Any:
    """Decode the types that JSON does not know.

    Raises:
        ValueError: a quantity that is not `0x…`.
    """
    if wanted is not Quantity:
        raise NotImplementedError(wanted)
    if not isinstance(value, str) or not value.startswith("0x") or len(value) > _LONGEST_QUANTITY:
        message = f"a quantity is written 0x…, this is {str(value)[:40]!r}"
        raise ValueError(message)
    return Quantity(value, 16)


def encode_hook(value: object) -> Any:
    """Encode quantities as they came, so that what is kept reads like the answer."""
    if isinstance(value, Quantity):
        return hex(value)
    raise NotImplementedError(type(value))
