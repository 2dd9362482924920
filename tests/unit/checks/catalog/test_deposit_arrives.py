"""A deposit, and what must not pass for one that arrived."""

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
    "gasUsed": hex(90_000),
    "effectiveGasPrice": hex(10),
}
SENDER = {
    "address": "0x" + "aa" * 20,
    "block": 101,
    "wei_before": str(10**30),
    "wei_after": str(10**30 - 1000 - 900_000),
    "nonce_before": 3,
    "nonce_after": 4,
}
RECIPIENT = {
    "address": "0x" + "bb" * 20,
    "block": 601,
    "wei_before": "0",
    "wei_after": "1000",
    "nonce_before": 0,
    "nonce_after": 0,
}
DEPOSIT = {
    "transaction": digest("transaction"),
    "value_wei": 1000,
    "waited_seconds": 20.0,
    "l1_receipt": RECEIPT,
    "sender": SENDER,
    "l2_transaction": digest("deposit"),
    "l2_receipt": {**RECEIPT, "effectiveGasPrice": "0x0"},
    "recipient": RECIPIENT,
    "seconds_on_the_way": 6.0,
}


def judged(**changed: object) -> Judgement:
    readings = {"deposit.json": msgspec.json.encode({**DEPOSIT, **changed})}
    return judge_readings("deposit_arrives", readings, most_seconds=10)


def test_exact_balances_pass() -> None:
    """What left L1 with its gas and what arrived on L2 are exact."""
    judgement = judged()

    assert judgement.outcome is Outcome.PASSED, judgement.summary


@pytest.mark.parametrize(
    ("changed", "outcome", "words"),
    [
        pytest.param(
            {"recipient": {**RECIPIENT, "wei_after": "999"}},
            Outcome.FAILED,
            "on L2 changed by 999 wei",
            id="a wei short",
        ),
        pytest.param(
            {"sender": {**SENDER, "wei_after": str(10**30 - 1000)}},
            Outcome.FAILED,
            "on L1 changed by -1000 wei",
            id="no gas paid",
        ),
        pytest.param({"l1_receipt": None}, Outcome.ERRORED, "L1 did not include", id="L1 stuck"),
        pytest.param(
            {"l1_receipt": {**RECEIPT, "status": "0x0"}}, Outcome.FAILED, "reverted", id="reverted"
        ),
        pytest.param({"l2_transaction": None}, Outcome.FAILED, "no Transaction", id="no event"),
        pytest.param(
            {"l2_receipt": None, "seconds_on_the_way": 11.0},
            Outcome.FAILED,
            "did not arrive",
            id="never arrived",
        ),
        pytest.param({"seconds_on_the_way": 11.0}, Outcome.FAILED, "did not arrive", id="late"),
        pytest.param(
            {"l2_receipt": None, "seconds_on_the_way": 9.0},
            Outcome.ERRORED,
            "too short a wait",
            id="too short",
        ),
        pytest.param(
            {"l2_receipt": {**RECEIPT, "status": "0x0"}},
            Outcome.FAILED,
            "arrived on L2 and reverted",
            id="reverted on L2",
        ),
        pytest.param(
            {"sender": {**SENDER, "nonce_after": 3}}, Outcome.ERRORED, "sent 0", id="another nonce"
        ),
        pytest.param({"recipient": None}, Outcome.ERRORED, "not read", id="balances not read"),
    ],
)
def test_what_must_not_pass(changed: dict[str, object], outcome: Outcome, words: str) -> None:
    """Late, reverted, inexact or unknown is no pass."""
    judgement = judged(**changed)

    assert judgement.outcome is outcome, judgement.summary
    assert words in judgement.summary
