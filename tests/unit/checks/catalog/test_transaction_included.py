"""A transfer, and what must not pass for one that went well."""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec
import pytest

from gonogo.evidence import Outcome
from tests.simulator.chain import digest
from tests.unit.checks.building import facts, judge_readings
from tests.unit.checks.catalog.sending_cases import (
    RECEIPT,
    RECIPIENT,
    VALUE_WEI,
    SendingSuite,
    sender,
)


class TestTransactionIncluded(SendingSuite):
    """What the sender lost and the recipient gained are exact."""

    check = "transaction_included"
    reading = "transfer.json"
    whole: Mapping[str, object] = MappingProxyType(
        {
            "transaction": digest("transaction"),
            "value_wei": VALUE_WEI,
            "sent_after_block": 100,
            "last_block": 101,
            "waited_seconds": 2.0,
            "receipt": RECEIPT,
            "sender": sender(210_000 + 5 + 7),
            "recipient": RECIPIENT,
            "l1_fee_wei": 5,
            "operator_fee_wei": 7,
        }
    )
    limits = MappingProxyType({"most_blocks": 3})
    receipt = "receipt"
    late = MappingProxyType({"sent_after_block": 97})
    very_late = MappingProxyType({"sent_after_block": 1})

    @pytest.mark.parametrize(
        ("changed", "outcome", "words"),
        [
            ({"l1_fee_wei": 0}, Outcome.FAILED, "sender's balance"),
            ({"operator_fee_wei": 0}, Outcome.FAILED, "sender's balance"),
            ({"sent_after_block": 97}, Outcome.FAILED, "after 4 blocks"),
            ({"receipt": None, "last_block": 104}, Outcome.FAILED, "not included"),
            # A chain that stands still includes nothing either.
            (
                {"receipt": None, "last_block": 100, "waited_seconds": 20.0},
                Outcome.FAILED,
                "not included in 0 blocks",
            ),
            (
                {
                    "receipt": None,
                    "last_block": 100,
                    "waited_seconds": 20.0,
                    "stood_still_seconds": 19.0,
                },
                Outcome.ERRORED,
                "gonogo itself stood still for 19 s",
            ),
            ({"receipt": None, "last_block": 101}, Outcome.ERRORED, "too short"),
            ({"sent_after_block": 150}, Outcome.PASSED, "sent again"),
        ],
    )
    def test_what_comes_of_it(
        self, changed: dict[str, object], outcome: Outcome, words: str
    ) -> None:
        """Late or never is no pass; one that was sent again after a crash is."""
        self.expect(changed, outcome, words)

    def test_a_pause_on_a_chain_whose_block_time_is_not_known(self) -> None:
        """Nobody can say how many blocks a pause was, so it may have been all of them."""
        kept = {**self.whole, **self.very_late, "stood_still_seconds": 2.0}
        readings = {self.reading: msgspec.json.encode(kept)}

        judgement = judge_readings(
            self.check, readings, facts(block_time_seconds=None), **self.limits
        )

        assert judgement.outcome is Outcome.ERRORED
