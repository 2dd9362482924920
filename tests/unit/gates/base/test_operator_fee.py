"""The operator fee is the one that is configured."""

import pytest

from tests.unit.gates.fee_chains import FeeScene


async def test_as_configured(fees: FeeScene) -> None:
    """L1, L2 and the oracle agree."""
    assert await fees.run("operator_fee") == ("pass", "", "")


@pytest.mark.parametrize("getter", ["operatorFeeScalar", "operatorFeeConstant"])
async def test_a_change_on_l1_that_was_not_followed(fees: FeeScene, getter: str) -> None:
    """L2 charges by what stands there no more."""
    fees.l1.says[getter] = 77

    action, kind, message = await fees.run("operator_fee")

    assert (action, kind) == ("fail", "assertion")
    assert f"{getter}, as L2 was told: expected 77" in message


async def test_an_oracle_that_computes_otherwise(fees: FeeScene) -> None:
    """Also of no gas at all, which costs the constant."""
    fees.l2.says["getOperatorFee"] = 0

    assert "the oracle's operator fee of 0 gas" in (await fees.run("operator_fee"))[2]


async def test_before_isthmus(fees: FeeScene) -> None:
    """There is no such fee then, and nothing to compare."""
    fees.plan(isthmus_time=None)

    assert (await fees.run("operator_fee"))[:2] == ("skip", "precondition")
