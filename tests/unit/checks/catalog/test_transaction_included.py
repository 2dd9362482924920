"""A transfer, and what must not pass for one that went well."""

import msgspec
import pytest

from gonogo.checks import Judgement
from gonogo.evidence import Outcome
from tests.simulator.chain import digest
from tests.unit.checks.building import judge_readings

RECEIPT = {
    "transactionHash": digest("transaction"),
    "blockNumber": "0x65",
    "blockHash": digest("block"),
    "status": "0x1",
    "gasUsed": hex(21_000),
    "effectiveGasPrice": hex(10),
}
FEE_WEI = 21_000 * 10 + 5 + 7
SENDER = {
    "address": "0x" + "aa" * 20,
    "block": 101,
    "wei_before": str(10**30),
    "wei_after": str(10**30 - 1000 - FEE_WEI),
    "nonce_before": 3,
    "nonce_after": 4,
}
RECIPIENT = {
    "address": "0x" + "bb" * 20,
    "block": 101,
    "wei_before": "0",
    "wei_after": "1000",
    "nonce_before": 0,
    "nonce_after": 0,
}
TRANSFER = {
    "transaction": digest("transaction"),
    "value_wei": 1000,
    "sent_after_block": 100,
    "last_block": 101,
    "waited_seconds": 2.0,
    "receipt": RECEIPT,
    "sender": SENDER,
    "recipient": RECIPIENT,
    "l1_fee_wei": 5,
    "operator_fee_wei": 7,
}


def judged(**changed: object) -> Judgement:
    readings = {"transfer.json": msgspec.json.encode({**TRANSFER, **changed})}
    return judge_readings("transaction_included", readings, most_blocks=3)


def test_exact_balances_pass() -> None:
    """Value and every part of the fee, to the wei, though there are 10^30 of them."""
    judgement = judged()

    assert judgement.outcome is Outcome.PASSED, judgement.summary


@pytest.mark.parametrize(
    ("changed", "outcome", "words"),
    [
        pytest.param(
            {"recipient": {**RECIPIENT, "wei_after": "999"}},
            Outcome.FAILED,
            "recipient's balance changed by 999 wei",
            id="a wei short",
        ),
        pytest.param(
            {"sender": {**SENDER, "wei_after": str(10**30 - 999 - FEE_WEI)}},
            Outcome.FAILED,
            "1 wei too much",
            id="a wei too little taken",
        ),
        pytest.param({"l1_fee_wei": 0}, Outcome.FAILED, "sender's balance", id="L1 fee not told"),
        pytest.param({"sent_after_block": 97}, Outcome.FAILED, "after 4 blocks", id="late"),
        pytest.param(
            {"receipt": {**RECEIPT, "status": "0x0"}}, Outcome.FAILED, "reverted", id="reverted"
        ),
        pytest.param(
            {"receipt": None, "last_block": 104}, Outcome.FAILED, "not included", id="never"
        ),
        pytest.param(
            {"receipt": None, "last_block": 100, "waited_seconds": 20.0},
            Outcome.FAILED,
            "not included in 0 blocks",
            id="a chain that stands still",
        ),
        pytest.param(
            {"receipt": None, "last_block": 101}, Outcome.ERRORED, "too short", id="too short"
        ),
        pytest.param(
            {"sender": {**SENDER, "nonce_after": 5}},
            Outcome.ERRORED,
            "sent 2 transactions",
            id="the sender sent more",
        ),
        pytest.param({"sender": None}, Outcome.ERRORED, "not read", id="balances not read"),
        pytest.param({"sent_after_block": 150}, Outcome.PASSED, "sent again", id="resumed"),
    ],
)
def test_what_must_not_pass(changed: dict[str, object], outcome: Outcome, words: str) -> None:
    """Late, reverted, inexact or unknown is no pass."""
    judgement = judged(**changed)

    assert judgement.outcome is outcome, judgement.summary
    assert words in judgement.summary
