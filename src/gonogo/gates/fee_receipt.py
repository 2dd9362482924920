"""What receipts of OP chains tell about fees, where they do; it must be what was charged."""

import msgspec

from gonogo.gates.fee_rules import FeeRules
from gonogo.gates.side import Side
from gonogo.gates.stand import Stand
from gonogo.rpc import Hash, Quantity


class FeeReceipt(msgspec.Struct, frozen=True, rename="camel"):
    """A receipt with the fields that execution clients of OP chains add; None: not told."""

    transaction_hash: Hash
    gas_used: Quantity
    effective_gas_price: Quantity
    l1_fee: Quantity | None = None
    l1_gas_price: Quantity | None = None
    l1_blob_base_fee: Quantity | None = None
    l1_base_fee_scalar: Quantity | None = None
    l1_blob_base_fee_scalar: Quantity | None = None
    operator_fee_scalar: Quantity | None = None
    operator_fee_constant: Quantity | None = None


async def fee_receipts(l2: Side, block: int) -> dict[str, FeeReceipt]:
    """Return the receipts of a block, by the hash of the transaction in lower case."""
    receipts = await l2.call("eth_getBlockReceipts", hex(block), answer=list[FeeReceipt])
    return {receipt.transaction_hash.lower(): receipt for receipt in receipts}


def expect_agreement(stand: Stand, receipt: FeeReceipt, rules: FeeRules, raw: bytes) -> None:
    """Expect of whatever a receipt tells that it is what the chain's rules say.

    Raises:
        NotSoError: it is not.
    """
    told = {
        "l1Fee": (receipt.l1_fee, rules.l1_fee(raw)),
        "l1GasPrice": (receipt.l1_gas_price, rules.l1.base_fee_wei),
        "l1BlobBaseFee": (receipt.l1_blob_base_fee, rules.l1.blob_base_fee_wei),
        "l1BaseFeeScalar": (receipt.l1_base_fee_scalar, rules.l1.base_fee_scalar),
        "l1BlobBaseFeeScalar": (receipt.l1_blob_base_fee_scalar, rules.l1.blob_base_fee_scalar),
        "operatorFeeScalar": (receipt.operator_fee_scalar, rules.operator.scalar),
        "operatorFeeConstant": (receipt.operator_fee_constant, rules.operator.constant_wei),
    }
    # Clients differ in what they tell, and what is not told cannot be wrong.
    for name, (seen, expected) in told.items():
        if seen is not None:
            what = f"{name} in the receipt of {receipt.transaction_hash}"
            stand.expect_equal(what, seen=int(seen), expected=expected)
