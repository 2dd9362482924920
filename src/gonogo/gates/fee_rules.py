"""By which rules a chain charges fees in a block, and what a transaction must therefore cost.

The rules are read from the predeploys that execution clients charge by, at the end of a block:
nothing but the L1 attributes, its first transaction, changes them. The sums are our own.

Limits: in the first block of a fork clients still charge by the rules before it, while the
predeploys tell the new ones already.
"""

import asyncio
from dataclasses import dataclass

from gonogo.gates.contract import Contract
from gonogo.gates.cost import GAS_PRICE_ORACLE
from gonogo.gates.side import Side
from gonogo.protocol import (
    L1_BLOCK,
    L1FeeParameters,
    MalformedABIError,
    OperatorFeeParameters,
    ecotone_l1_fee,
    estimated_l1_fee,
    fjord_l1_fee,
    format_address,
    isthmus_operator_fee,
    jovian_operator_fee,
    l1_fee_upper_bound,
)
from gonogo.rpc import MethodError

L1_BLOCK_ADDRESS = format_address(L1_BLOCK)
FORKS = ("Ecotone", "Fjord", "Isthmus", "Jovian")
"""Those with fees of their own, the earliest first."""


@dataclass(frozen=True)
class FeeRules:
    """What a block charges by."""

    forks: frozenset[str]
    """Those of `FORKS` that the GasPriceOracle knows to be active."""
    l1: L1FeeParameters
    operator: OperatorFeeParameters

    def has(self, fork: str) -> bool:
        """Whether a fork is active."""
        return fork in self.forks

    def l1_fee(self, raw: bytes) -> int:
        """Return what a signed transaction is charged for its data, in wei."""
        charge = fjord_l1_fee if self.has("Fjord") else ecotone_l1_fee
        return charge(raw, self.l1)

    def operator_fee(self, gas_used: int) -> int:
        """Return what the operator is paid for so much gas, in wei."""
        if self.has("Jovian"):
            return jovian_operator_fee(gas_used, self.operator)
        return isthmus_operator_fee(gas_used, self.operator) if self.has("Isthmus") else 0

    def estimate(self, unsigned: bytes) -> int:
        """Return what the oracle must answer for an unsigned transaction, in wei."""
        return estimated_l1_fee(unsigned, self.l1)

    def upper_bound(self, unsigned_bytes: int) -> int:
        """Return what the oracle must answer as the most for so many bytes, in wei."""
        return l1_fee_upper_bound(unsigned_bytes, self.l1)


async def read_fee_rules(l2: Side, block: int | str = "latest") -> FeeRules:
    """Read the rules at the end of a block.

    Raises:
        RPCError: the chain does not answer, or is none since Ecotone.
    """
    if block == "latest":
        # Read at one height, or half of it would be of one block and half of the next.
        block = await l2.height()
    known = Contract(l2, L1_BLOCK_ADDRESS, block)
    active = await asyncio.gather(*(is_told_active(l2, fork, block) for fork in FORKS))
    forks = frozenset(fork for fork, is_active in zip(FORKS, active, strict=True) if is_active)
    base_fee, blob_base_fee, scalar, blob_scalar = await asyncio.gather(
        known.number("basefee()"),
        known.number("blobBaseFee()"),
        known.number("baseFeeScalar()"),
        known.number("blobBaseFeeScalar()"),
    )
    operator = OperatorFeeParameters(0, 0)
    if "Isthmus" in forks:
        operator = OperatorFeeParameters(
            *await asyncio.gather(
                known.number("operatorFeeScalar()"), known.number("operatorFeeConstant()")
            )
        )
    return FeeRules(forks, L1FeeParameters(base_fee, blob_base_fee, scalar, blob_scalar), operator)


async def is_told_active(l2: Side, fork: str, block: int | str) -> bool:
    """Return whether the GasPriceOracle says that a fork is active; one too old says nothing."""
    try:
        return await Contract(l2, GAS_PRICE_ORACLE, block).flag(f"is{fork}()")
    except (MethodError, MalformedABIError):
        # The contract of an earlier fork has no such function, and refuses it in one way or other.
        return False
