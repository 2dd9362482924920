"""The L1 attributes deposit: the first transaction of every L2 block.

It tells L2 which L1 block is the block's epoch, and the fee parameters in
force. Its call data is packed, not ABI-encoded. Only the form since Isthmus,
`setL1BlockValuesIsthmus()`, is known here.
Sources: OP Stack specification, protocol/isthmus/l1-attributes.md and
protocol/deposits.md, "L1 Attributes Deposited Transaction".
"""

import struct
from dataclasses import dataclass
from typing import Self

from gonogo.protocol.abi import selector
from gonogo.protocol.address import ADDRESS_BYTES
from gonogo.protocol.deposit import DepositTransaction, l1_attributes_source_hash
from gonogo.protocol.errors import MalformedDepositError

# Nobody has its key, so no transaction of a user can come from it.
L1_ATTRIBUTES_DEPOSITOR = bytes.fromhex("deaddeaddeaddeaddeaddeaddeaddeaddead0001")
L1_BLOCK = bytes.fromhex("4200000000000000000000000000000000000015")
# Since Regolith; before, it was 150 million, which no block was charged for.
L1_ATTRIBUTES_GAS_LIMIT = 1_000_000

_SELECTOR = selector("setL1BlockValuesIsthmus()")
# Packed and not encoded by the ABI: every block of L2 carries it.
_LAYOUT = struct.Struct(">4sIIQQQ32s32s32s32sIQ")


@dataclass(frozen=True, slots=True, kw_only=True)
class L1Attributes:
    """What an L2 block says of its epoch: the L1 block, and the fee parameters."""

    number: int
    timestamp: int
    base_fee_wei: int
    blob_base_fee_wei: int
    hash: bytes
    sequence_number: int
    """How many L2 blocks of this epoch came before."""
    batcher: bytes
    base_fee_scalar: int
    blob_base_fee_scalar: int
    operator_fee_scalar: int = 0
    operator_fee_constant: int = 0

    def calldata(self) -> bytes:
        """Return the call data of `setL1BlockValuesIsthmus()`.

        Raises:
            MalformedDepositError: a value does not fit its place.
        """
        if len(self.hash) != 32 or len(self.batcher) != ADDRESS_BYTES:  # noqa: PLR2004
            raise MalformedDepositError("the L1 block hash or the batcher has a wrong length")
        try:
            return _LAYOUT.pack(
                _SELECTOR,
                self.base_fee_scalar,
                self.blob_base_fee_scalar,
                self.sequence_number,
                self.timestamp,
                self.number,
                self.base_fee_wei.to_bytes(32, "big"),
                self.blob_base_fee_wei.to_bytes(32, "big"),
                self.hash,
                self.batcher.rjust(32, b"\0"),
                self.operator_fee_scalar,
                self.operator_fee_constant,
            )
        except (struct.error, OverflowError) as error:
            raise MalformedDepositError(f"an L1 attribute is out of range ({error})") from error

    def deposit(self) -> DepositTransaction:
        """Return the deposit transaction that begins the L2 block."""
        return DepositTransaction(
            source_hash=l1_attributes_source_hash(self.hash, self.sequence_number),
            sender=L1_ATTRIBUTES_DEPOSITOR,
            to=L1_BLOCK,
            mint_wei=0,
            value_wei=0,
            gas_limit=L1_ATTRIBUTES_GAS_LIMIT,
            data=self.calldata(),
        )

    @classmethod
    def from_calldata(cls, data: bytes) -> Self:
        """Read the call data of `setL1BlockValuesIsthmus()`.

        Raises:
            MalformedDepositError: another call, or of another length.
        """
        if len(data) != _LAYOUT.size or data[:4] != _SELECTOR:
            raise MalformedDepositError("the call is not setL1BlockValuesIsthmus()")
        values = _LAYOUT.unpack(data)
        if any(values[9][:-ADDRESS_BYTES]):
            raise MalformedDepositError("the batcher hash is no address")
        return cls(
            base_fee_scalar=values[1],
            blob_base_fee_scalar=values[2],
            sequence_number=values[3],
            timestamp=values[4],
            number=values[5],
            base_fee_wei=int.from_bytes(values[6], "big"),
            blob_base_fee_wei=int.from_bytes(values[7], "big"),
            hash=values[8],
            batcher=values[9][-ADDRESS_BYTES:],
            operator_fee_scalar=values[10],
            operator_fee_constant=values[11],
        )

    @classmethod
    def from_deposit(cls, deposit: DepositTransaction) -> Self:
        """Read the attributes of a deposit, which must be exactly what they give back.

        Raises:
            MalformedDepositError: the deposit is no L1 attributes deposit.
        """
        # A user may deposit the same call from L1; only the fixed sender makes it the attributes.
        attributes = cls.from_calldata(deposit.data)
        if attributes.deposit() != deposit:
            raise MalformedDepositError("it is no L1 attributes deposit, though it makes the call")
        return attributes
