"""The GasPriceOracle answers what our own sums say."""

import pytest

from tests.unit.gates.fee_chains import FeeScene


async def test_a_true_oracle(fees: FeeScene) -> None:
    """Flags, estimates and bounds are as they must be."""
    assert await fees.run("fees_oracle") == ("pass", "", "")


@pytest.mark.parametrize(
    ("function", "words"),
    [
        ("l1BaseFee", "the oracle's L1 base fee, in wei"),
        ("getL1Fee", "the L1 fee of no data, in wei"),
        ("getL1FeeUpperBound", "the upper bound of the L1 fee of 0 bytes"),
        ("getOperatorFee", "the operator fee of 21000 gas, in wei"),
    ],
)
async def test_another_answer_is_another_fee(fees: FeeScene, function: str, words: str) -> None:
    """Whatever wallets would show is compared, each by itself."""
    fees.l2.says[function] = 3

    action, kind, message = await fees.run("fees_oracle")

    assert (action, kind) == ("fail", "assertion")
    assert words in message


async def test_a_fork_that_is_not_planned(fees: FeeScene) -> None:
    """A flag that was set too early is a fault, as is one that was never set."""
    fees.plan(isthmus_time=None)

    assert "whether the oracle has Isthmus" in (await fees.run("fees_oracle"))[2]


async def test_a_fork_that_was_not_activated(fees: FeeScene) -> None:
    """The plan says so, and the upgrade's transactions were not executed."""
    fees.plan(jovian_time=0)

    message = (await fees.run("fees_oracle"))[2]

    assert "whether the oracle has Jovian" in message
    assert "expected True, saw False" in message
