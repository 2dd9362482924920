"""What receipts tell about fees."""

from typing import Any

import msgspec
import pytest

from gonogo.gates.ending import NotSoError
from gonogo.gates.fee_receipt import FeeReceipt, expect_agreement
from gonogo.gates.fee_rules import FeeRules
from gonogo.gates.funding import Funds, Purse
from gonogo.gates.stand import Stand
from gonogo.networks import L1, Chain, Network
from gonogo.protocol import L1FeeParameters, OperatorFeeParameters
from gonogo.rpc import JSONRPCClient, decode_hook

RULES = FeeRules(
    frozenset(("Ecotone", "Fjord", "Isthmus")),
    L1FeeParameters(1000, 1, 1368, 810949),
    OperatorFeeParameters(7, 9),
)
RAW = bytes(range(200))
TOLD = {
    "l1Fee": hex(RULES.l1_fee(RAW)),
    "l1GasPrice": hex(1000),
    "l1BlobBaseFee": "0x1",
    "l1BaseFeeScalar": hex(1368),
    "l1BlobBaseFeeScalar": hex(810949),
    "operatorFeeScalar": "0x7",
    "operatorFeeConstant": "0x9",
}


def receipt(**told: Any) -> FeeReceipt:
    answer = {"transactionHash": "0x" + "ab" * 32, "gasUsed": "0x1", "effectiveGasPrice": "0x1"}
    return msgspec.convert({**answer, **told}, FeeReceipt, dec_hook=decode_hook)


def stand() -> Stand:
    network = Network("n", "devnet", None, L1("l1", 900), (Chain("c", 901),))
    funds = Funds(Purse((), 0, "", print), "t", print)
    return Stand(network, network.chains[0], JSONRPCClient(), funds, lambda _: None)


def test_what_agrees_is_counted() -> None:
    """Every field that is told is an expectation; one that is not told is none."""
    whole, silent = stand(), stand()
    expect_agreement(whole, receipt(**TOLD), RULES, RAW)
    expect_agreement(silent, receipt(), RULES, RAW)

    assert (whole.expectations, silent.expectations) == (len(TOLD), 0)


@pytest.mark.parametrize("field", TOLD)
def test_one_wrong_field_fails(field: str) -> None:
    """Users and explorers read each of them."""
    wrong = {**TOLD, field: hex(int(TOLD[field], 16) + 1)}

    with pytest.raises(NotSoError, match=field):
        expect_agreement(stand(), receipt(**wrong), RULES, RAW)
