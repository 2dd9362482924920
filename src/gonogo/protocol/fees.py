"""What a transaction on L2 costs besides its gas: the L1 fee and the operator fee, to the wei.

The parameters are what the L1Block predeploy holds in the block that includes the transaction.
Every division rounds down, once, at the end, as the execution clients do it.
Sources, all of the OP Stack specification: protocol/ecotone/l1-attributes.md and
protocol/exec-engine.md, "Ecotone L1-Cost fee changes"; protocol/fjord/exec-engine.md, "Fjord
L1-Cost fee changes (FastLZ estimator)"; protocol/fjord/predeploys.md for what the
GasPriceOracle estimates; protocol/isthmus/exec-engine.md and protocol/jovian/exec-engine.md,
"Operator Fee".

Limits: chains since Ecotone. The first block of Ecotone still charges by the rules before it.
"""

from dataclasses import dataclass

from gonogo.protocol.fastlz import fastlz_size

SIGNATURE_BYTES = 68
"""What the GasPriceOracle adds for the signature that it is not given."""

_INTERCEPT = -42_585_600
_FASTLZ_COEFFICIENT = 836_500
_SMALLEST_SIZE = 100 * 10**6
_ZERO_BYTE_GAS = 4
_BYTE_GAS = 16
_SCALE = 10**6
_OPERATOR_FACTOR_JOVIAN = 100


@dataclass(frozen=True, slots=True)
class L1FeeParameters:
    """What the L1 fee is computed with: prices of L1, and the chain's scalars."""

    base_fee_wei: int
    blob_base_fee_wei: int
    base_fee_scalar: int
    blob_base_fee_scalar: int

    @property
    def scaled_price(self) -> int:
        """Return the price of a byte on L1, times a million; calldata costs 16 gas a byte."""
        calldata = _BYTE_GAS * self.base_fee_scalar * self.base_fee_wei
        return calldata + self.blob_base_fee_scalar * self.blob_base_fee_wei


@dataclass(frozen=True, slots=True)
class OperatorFeeParameters:
    """What the operator fee is computed with; both are zero on most chains."""

    scalar: int
    constant_wei: int


def ecotone_l1_fee(raw: bytes, parameters: L1FeeParameters) -> int:
    """Return the L1 fee of a signed transaction from Ecotone until Fjord, in wei."""
    zeros = raw.count(0)
    gas = _ZERO_BYTE_GAS * zeros + _BYTE_GAS * (len(raw) - zeros)
    return gas * parameters.scaled_price // (_BYTE_GAS * _SCALE)


def fjord_l1_fee(raw: bytes, parameters: L1FeeParameters) -> int:
    """Return the L1 fee of a signed transaction since Fjord, in wei."""
    return _fee_of_size(fastlz_size(raw), parameters)


def estimated_l1_fee(unsigned: bytes, parameters: L1FeeParameters) -> int:
    """Return what `getL1Fee` of the GasPriceOracle answers since Fjord, in wei."""
    return _fee_of_size(fastlz_size(unsigned) + SIGNATURE_BYTES, parameters)


def l1_fee_upper_bound(unsigned_bytes: int, parameters: L1FeeParameters) -> int:
    """Return what `getL1FeeUpperBound` answers for a transaction of this length, in wei."""
    length = unsigned_bytes + SIGNATURE_BYTES
    return _fee_of_size(length + length // 255 + 16, parameters)


def isthmus_operator_fee(gas: int, parameters: OperatorFeeParameters) -> int:
    """Return the operator fee of so much gas from Isthmus until Jovian, in wei."""
    return gas * parameters.scalar // _SCALE + parameters.constant_wei


def jovian_operator_fee(gas: int, parameters: OperatorFeeParameters) -> int:
    """Return the operator fee of so much gas since Jovian, in wei."""
    return gas * parameters.scalar * _OPERATOR_FACTOR_JOVIAN + parameters.constant_wei


def _fee_of_size(compressed_bytes: int, parameters: L1FeeParameters) -> int:
    estimated = _INTERCEPT + _FASTLZ_COEFFICIENT * compressed_bytes
    return max(estimated, _SMALLEST_SIZE) * parameters.scaled_price // _SCALE**2
