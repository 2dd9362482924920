"""A deposit, and what must not pass for one that arrived."""

from collections.abc import Mapping
from types import MappingProxyType

import pytest

from gonogo.evidence import Outcome
from tests.simulator.chain import digest
from tests.unit.checks.catalog.sending_cases import (
    RECEIPT,
    RECIPIENT,
    VALUE_WEI,
    SendingSuite,
    sender,
)


class TestDepositArrives(SendingSuite):
    """What left L1 with its gas and what arrived on L2 are exact."""

    check = "deposit_arrives"
    reading = "deposit.json"
    whole: Mapping[str, object] = MappingProxyType(
        {
            "transaction": digest("transaction"),
            "value_wei": VALUE_WEI,
            "waited_seconds": 20.0,
            "l1_receipt": RECEIPT,
            "sender": sender(210_000),
            "l2_transaction": digest("deposit"),
            "l2_receipt": {**RECEIPT, "effectiveGasPrice": "0x0"},
            "recipient": RECIPIENT,
            "seconds_on_the_way": 6.0,
        }
    )
    limits = MappingProxyType({"most_seconds": 10})
    receipt = "l2_receipt"
    late = MappingProxyType({"seconds_on_the_way": 11.0})
    very_late = MappingProxyType({"seconds_on_the_way": 211.0})

    @pytest.mark.parametrize(
        ("changed", "outcome", "words"),
        [
            ({"l1_receipt": None}, Outcome.ERRORED, "L1 did not include"),
            ({"l1_receipt": {**RECEIPT, "status": "0x0"}}, Outcome.FAILED, "on L1 and reverted"),
            ({"l2_transaction": None}, Outcome.FAILED, "no TransactionDeposited event"),
            ({"l2_receipt": None, "seconds_on_the_way": 11.0}, Outcome.FAILED, "did not arrive"),
            ({"l2_receipt": None, "seconds_on_the_way": 9.0}, Outcome.ERRORED, "too short a wait"),
        ],
    )
    def test_what_must_not_pass(
        self, changed: dict[str, object], outcome: Outcome, words: str
    ) -> None:
        """What did not arrive, or never left, is no pass."""
        self.expect(changed, outcome, words)

    @pytest.mark.parametrize(("stood_still", "outcome"), [(3, "passed"), (5, "errored")])
    def test_a_pause_before_it_was_seen_on_l1(self, stood_still: float, outcome: str) -> None:
        """It may have been on its way before we saw it on L1, so a pause makes it no quicker."""
        judgement = self.judged({"stood_still_seconds": stood_still})

        assert judgement.outcome.value == outcome
