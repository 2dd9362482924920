"""By which rules a block charges."""

import pytest

from gonogo.gates.fee_rules import FeeRules
from gonogo.protocol import (
    L1FeeParameters,
    OperatorFeeParameters,
    ecotone_l1_fee,
    fjord_l1_fee,
    isthmus_operator_fee,
    jovian_operator_fee,
)

L1 = L1FeeParameters(10**9, 10**7, 1368, 810949)
OPERATOR = OperatorFeeParameters(1000, 5)
RAW = bytes(range(250))
UPGRADES = ("Ecotone", "Fjord", "Isthmus", "Jovian")


@pytest.mark.parametrize(("upgrades", "l1_fee"), [(1, ecotone_l1_fee), (2, fjord_l1_fee)])
def test_the_newest_fork_says_how_data_is_charged(upgrades: int, l1_fee: object) -> None:
    """Since Fjord by the length after compression."""
    rules = FeeRules(frozenset(UPGRADES[:upgrades]), L1, OPERATOR)

    assert callable(l1_fee)
    assert rules.l1_fee(RAW) == l1_fee(RAW, L1)


@pytest.mark.parametrize(
    ("upgrades", "fee"),
    [
        (2, 0),
        (3, isthmus_operator_fee(21_000, OPERATOR)),
        (4, jovian_operator_fee(21_000, OPERATOR)),
    ],
)
def test_the_newest_fork_says_what_the_operator_gets(upgrades: int, fee: int) -> None:
    """Nothing before Isthmus, whatever is configured."""
    rules = FeeRules(frozenset(UPGRADES[:upgrades]), L1, OPERATOR)

    assert rules.operator_fee(21_000) == fee
