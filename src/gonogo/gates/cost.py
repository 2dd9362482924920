"""What a transaction may cost at most, and what it did cost.

On L1 a transaction costs its gas. On an OP chain the fee for its data on L1 is added, and
since Isthmus the operator's. Nodes tell both in receipts; where one does not, the chain's own
oracle is asked at the block that included it. How these fees come about is not asserted here:
the tests about fees do that.
"""

from gonogo.gates.account import TRANSFER_GAS, Sent
from gonogo.gates.side import Side
from gonogo.protocol import encode_call, rlp_decode, rlp_encode
from gonogo.rpc import MalformedAnswerError, MethodError

GAS_PRICE_ORACLE = "0x420000000000000000000000000000000000000f"
_BYTES_AROUND_DATA = 200
"""More than the size of a transaction without data."""


async def most_cost(side: Side, gas: int = TRANSFER_GAS, data_bytes: int = 0) -> int:
    """Return more than a transaction costs, its value aside, while fees rise by half at most."""
    fees = await side.fees()
    # Until it is sent the base fee may have risen in each of a few blocks.
    return gas * fees.most_wei * 3 // 2 + await beside_gas(side, gas, data_bytes)


async def beside_gas(side: Side, gas: int = TRANSFER_GAS, data_bytes: int = 0) -> int:
    """Return more than a chain charges beside gas, while its L1's fees do not double."""
    if not side.is_l2:
        return 0
    size = _BYTES_AROUND_DATA + data_bytes
    data_fee = await _asked(side, encode_call("getL1FeeUpperBound(uint256)", size), "latest")
    operator_fee = await _asked(side, encode_call("getOperatorFee(uint256)", gas), "latest")
    return 2 * (data_fee + operator_fee)


async def paid(side: Side, sent: Sent) -> int:
    """Return what an included transaction cost its sender, its value aside.

    Raises:
        RPCError: a fee is in no receipt, and the oracle did not answer.
    """
    receipt = sent.receipt
    gas = int(receipt.gas_used) * int(receipt.effective_gas_price)
    if not side.is_l2:
        return gas
    block = int(receipt.block_number)
    l1_fee: int | None = receipt.l1_fee
    if l1_fee is None:
        # The oracle adds what a signature takes, so it is asked about the bytes without one.
        raw = sent.signed.raw
        unsigned = raw[:1] + rlp_encode(rlp_decode(raw[1:])[:-3])
        l1_fee = await side.number_from(
            GAS_PRICE_ORACLE, encode_call("getL1Fee(bytes)", unsigned), block
        )
    call = encode_call("getOperatorFee(uint256)", int(receipt.gas_used))
    return gas + l1_fee + await _asked(side, call, block)


async def _asked(side: Side, call: bytes, block: int | str) -> int:
    try:
        return await side.number_from(GAS_PRICE_ORACLE, call, block)
    except (MethodError, MalformedAnswerError):
        # Chains before Fjord or Isthmus have no such function, and no such fee either.
        return 0
