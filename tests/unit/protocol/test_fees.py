"""The L1 fee and the operator fee."""

import pytest

from gonogo.protocol import (
    L1FeeParameters,
    OperatorFeeParameters,
    ecotone_l1_fee,
    estimated_l1_fee,
    fjord_l1_fee,
    isthmus_operator_fee,
    jovian_operator_fee,
    l1_fee_upper_bound,
)

EMPTY_TRANSACTION = bytes.fromhex("dd80808094095e7baea6a6c7c4c2dfeb977efac326af552d878080808080")
PARAMETERS = L1FeeParameters(
    base_fee_wei=1000 * 10**6,
    blob_base_fee_wei=10 * 10**6,
    base_fee_scalar=2,
    blob_base_fee_scalar=3,
)
# Read from a chain with the real contracts, through GasPriceOracle and L1Block.
ON_CHAIN = L1FeeParameters(0x2DC3DF9, 1, 0x558, 0xC5FC5)


def test_the_ecotone_vector_of_op_geth() -> None:
    """The fee of the empty transaction is the one that op-geth's tests expect."""
    assert ecotone_l1_fee(EMPTY_TRANSACTION, PARAMETERS) == 960_900


def test_the_fjord_vector_of_op_geth() -> None:
    """A small transaction is charged for 100 bytes."""
    assert fjord_l1_fee(EMPTY_TRANSACTION, PARAMETERS) == 3_203_000


def test_the_fee_grows_with_what_does_not_compress() -> None:
    """Beyond the smallest size each byte costs."""
    fees = [fjord_l1_fee(bytes(range(length)), PARAMETERS) for length in (30, 200, 250)]

    assert fees[0] < fees[1] < fees[2]


def test_what_the_oracle_answers_of_a_repeating_message() -> None:
    """Two hundred equal bytes: the value that the contract gave on a chain."""
    assert estimated_l1_fee(b"\1" * 200, ON_CHAIN) == 0x642BB92


def test_what_the_oracle_answers_as_the_upper_bound() -> None:
    """For a transaction of 200 bytes: the value that the contract gave on a chain."""
    assert l1_fee_upper_bound(200, ON_CHAIN) == 0xC426BE7


@pytest.mark.parametrize(
    ("gas", "scalar", "constant", "fee"),
    [(21_000, 0, 0, 0), (21_000, 100_000, 500, 2_600), (1, 999_999, 7, 7)],
)
def test_the_isthmus_operator_fee(gas: int, scalar: int, constant: int, fee: int) -> None:
    """The scalar counts in millionths and is rounded down; the constant is added whole."""
    assert isthmus_operator_fee(gas, OperatorFeeParameters(scalar, constant)) == fee


def test_the_jovian_operator_fee() -> None:
    """Since Jovian the scalar counts a hundredfold and nothing is divided."""
    assert jovian_operator_fee(21_000, OperatorFeeParameters(3, 5)) == 6_300_005
