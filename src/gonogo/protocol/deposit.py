"""Deposits: transactions that come from L1 and need no signature on L2.

A user's deposit begins as the event `TransactionDeposited` of the portal on L1;
every node derives the same deposit transaction (type 0x7e) from it. The source
hash says where it came from and makes equal deposits distinct.
Source: OP Stack specification, protocol/deposits.md. Only what holds since the
Regolith upgrade: there are no system transactions any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from gonogo.protocol.abi import event_topic
from gonogo.protocol.address import ADDRESS_BYTES
from gonogo.protocol.errors import MalformedDepositError, MalformedRLPError
from gonogo.protocol.keccak import keccak256
from gonogo.protocol.rlp import rlp_decode, rlp_encode

DEPOSIT_TYPE = 0x7E
TRANSACTION_DEPOSITED_TOPIC = event_topic("TransactionDeposited(address,address,uint256,bytes)")

_WORD_BYTES = 32
# Two domains, so that no deposit of a user ever has the source hash of an L1 attributes deposit.
_USER_DOMAIN = bytes(_WORD_BYTES)
_L1_ATTRIBUTES_DOMAIN = (1).to_bytes(_WORD_BYTES, "big")
_UINT64 = 1 << 64
_UINT256 = 1 << 256
_OPAQUE_FIXED_BYTES = 32 + 32 + 8 + 1


def user_deposit_source_hash(l1_block_hash: bytes, l1_log_index: int) -> bytes:
    """Return the source hash of the deposit event at this place on L1.

    The index counts all logs of the block, not those of one transaction.
    """
    inner = keccak256(l1_block_hash + l1_log_index.to_bytes(_WORD_BYTES, "big"))
    return keccak256(_USER_DOMAIN + inner)


def l1_attributes_source_hash(l1_block_hash: bytes, sequence_number: int) -> bytes:
    """Return the source hash of the L1 attributes deposit in a block of an epoch."""
    inner = keccak256(l1_block_hash + sequence_number.to_bytes(_WORD_BYTES, "big"))
    return keccak256(_L1_ATTRIBUTES_DOMAIN + inner)


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositTransaction:
    """A transaction of type 0x7e.

    Raises:
        MalformedDepositError: a value is out of range or of the wrong length.
    """

    source_hash: bytes
    sender: bytes
    to: bytes | None
    """None creates a contract."""
    mint_wei: int
    """Created on L2 for the sender before anything else, even if the call then fails."""
    value_wei: int
    gas_limit: int
    data: bytes = b""

    def __post_init__(self) -> None:
        """Refuse what has no encoding, whether it was read or built."""
        if len(self.source_hash) != _WORD_BYTES:
            raise MalformedDepositError("the source hash has not 32 bytes")
        addresses = (self.sender,) if self.to is None else (self.sender, self.to)
        if any(len(address) != ADDRESS_BYTES for address in addresses):
            raise MalformedDepositError("an address has not 20 bytes")
        if not (0 <= self.mint_wei < _UINT256 and 0 <= self.value_wei < _UINT256):
            raise MalformedDepositError("an amount is out of range")
        if not 0 <= self.gas_limit < _UINT64:
            raise MalformedDepositError("the gas limit is out of range")

    @property
    def hash(self) -> bytes:
        """The transaction's hash, by which receipts are found."""
        return keccak256(self.encode())

    def encode(self) -> bytes:
        """Return the raw transaction."""
        return bytes((DEPOSIT_TYPE,)) + rlp_encode(
            [
                self.source_hash,
                self.sender,
                self.to or b"",
                self.mint_wei,
                self.value_wei,
                self.gas_limit,
                # Whether it is a system transaction: none is, since Regolith.
                0,
                self.data,
            ]
        )

    @classmethod
    def decode(cls, raw: bytes) -> Self:
        """Read a raw transaction of type 0x7e.

        Raises:
            MalformedDepositError: not canonical, or a system transaction.
        """
        if raw[:1] != bytes((DEPOSIT_TYPE,)):
            raise MalformedDepositError("it is of another type")
        try:
            fields = rlp_decode(raw[1:])
        except MalformedRLPError as error:
            raise MalformedDepositError(error.problem) from error
        match fields:
            case [
                bytes(source_hash),
                bytes(sender),
                bytes(to),
                bytes(mint),
                bytes(value),
                bytes(gas_limit),
                b"",
                bytes(data),
            ]:
                return cls(
                    source_hash=source_hash,
                    sender=sender,
                    to=to or None,
                    mint_wei=_integer(mint),
                    value_wei=_integer(value),
                    gas_limit=_integer(gas_limit),
                    data=data,
                )
        raise MalformedDepositError("its fields are not those of a deposit since Regolith")


def deposit_from_log(
    topics: Sequence[bytes], data: bytes, *, l1_block_hash: bytes, l1_log_index: int
) -> DepositTransaction:
    """Derive the deposit transaction from a `TransactionDeposited` event.

    The caller makes sure that the log is the portal's and its transaction succeeded.

    Raises:
        MalformedDepositError: not that event, or not version 0 of it.
    """
    if len(topics) != 4 or topics[0] != TRANSACTION_DEPOSITED_TOPIC:  # noqa: PLR2004
        raise MalformedDepositError("the log is no TransactionDeposited event")
    if any(topics[3]):
        raise MalformedDepositError(f"event version {int.from_bytes(topics[3], 'big')} is unknown")
    # The four values are packed without padding, which the ABI has no type for.
    opaque = _opaque_data(data)
    is_creation = opaque[72]
    if is_creation not in (0, 1):
        raise MalformedDepositError(f"the creation flag is {is_creation}")
    return DepositTransaction(
        source_hash=user_deposit_source_hash(l1_block_hash, l1_log_index),
        sender=_topic_address(topics[1]),
        to=None if is_creation else _topic_address(topics[2]),
        mint_wei=int.from_bytes(opaque[:32], "big"),
        value_wei=int.from_bytes(opaque[32:64], "big"),
        gas_limit=int.from_bytes(opaque[64:72], "big"),
        data=opaque[_OPAQUE_FIXED_BYTES:],
    )


def _opaque_data(data: bytes) -> bytes:
    """Unwrap the event's one argument: an ABI `bytes`, padded to whole words."""
    length = int.from_bytes(data[32:64], "big")
    padded = -(-length // _WORD_BYTES) * _WORD_BYTES
    if int.from_bytes(data[:32], "big") != _WORD_BYTES or len(data) != 64 + padded:
        raise MalformedDepositError("the event's data is not one ABI byte string")
    if length < _OPAQUE_FIXED_BYTES:
        raise MalformedDepositError(f"the event's data has only {length} bytes")
    return data[64 : 64 + length]


def _topic_address(topic: bytes) -> bytes:
    if len(topic) != _WORD_BYTES or any(topic[:-ADDRESS_BYTES]):
        raise MalformedDepositError("a topic is no address")
    return topic[-ADDRESS_BYTES:]


def _integer(field: bytes) -> int:
    if field[:1] == b"\0":
        raise MalformedDepositError("an integer has leading zeros")
    return int.from_bytes(field, "big")
