"""The cases that every check which sends a transaction is tried with."""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec
import pytest

from gonogo.checks import Judgement
from gonogo.evidence import Outcome
from tests.simulator.chain import digest
from tests.unit.checks.building import judge_readings

VALUE_WEI = 1000
BALANCE_WEI = 10**30
RECEIPT = {
    "transactionHash": digest("transaction"),
    "blockNumber": "0x65",
    "blockHash": digest("block"),
    "status": "0x1",
    "gasUsed": hex(21_000),
    "effectiveGasPrice": hex(10),
}
RECIPIENT = {
    "address": "0x" + "bb" * 20,
    "block": 101,
    "wei_before": "0",
    "wei_after": str(VALUE_WEI),
    "nonce_before": 0,
    "nonce_after": 0,
}

Changes = Mapping[str, object]


def sender(fee_wei: int) -> dict[str, object]:
    """Return what became of an account that sent the value and paid this fee."""
    return {
        "address": "0x" + "aa" * 20,
        "block": 101,
        "wei_before": str(BALANCE_WEI),
        "wei_after": str(BALANCE_WEI - VALUE_WEI - fee_wei),
        "nonce_before": 3,
        "nonce_after": 4,
    }


class SendingSuite:
    """What every check that sends promises; the tests of each derive from it."""

    check: str
    reading: str
    """Under which name it keeps what became of its transaction."""
    whole: Changes
    """What is kept of a transaction that went well."""
    limits: Changes
    receipt: str
    """What the receipt is called of which the recipient has the money."""
    late: Changes
    """How it differs where the transaction took too long, by a few seconds."""
    very_late: Changes
    """How it differs where the transaction took too long, by minutes."""

    def judged(self, changed: Changes = MappingProxyType({})) -> Judgement:
        """Judge a transaction that differs in this from one that went well."""
        content = msgspec.json.encode({**self.whole, **changed})
        return judge_readings(self.check, {self.reading: content}, None, **self.limits)

    def expect(self, changed: Changes, outcome: Outcome, words: str) -> None:
        """Assert what is said of such a transaction."""
        judgement = self.judged(changed)

        assert judgement.outcome is outcome, judgement.summary
        assert words in judgement.summary

    def changed(self, part: str, **fields: object) -> Changes:
        """Return a part of what is kept with other fields."""
        kept = self.whole[part]
        assert isinstance(kept, dict)
        return {part: {**kept, **fields}}

    def test_exact_balances_pass(self) -> None:
        """Value and every part of the fee, to the wei, though there are 10^30 of them."""
        self.expect({}, Outcome.PASSED, "to the wei")

    @pytest.mark.parametrize("gained", [0, VALUE_WEI - 1, VALUE_WEI + 1])
    def test_a_recipient_who_gets_another_amount(self, gained: int) -> None:
        """A wei too little or too much is a failure."""
        changed = self.changed("recipient", wei_after=str(gained))

        self.expect(changed, Outcome.FAILED, f"changed by {gained} wei")

    @pytest.mark.parametrize("off", [-1, 1])
    def test_a_sender_who_pays_another_amount(self, off: int) -> None:
        """The fee is known to the wei."""
        paid = self.whole["sender"]
        assert isinstance(paid, dict)
        changed = self.changed("sender", wei_after=str(int(paid["wei_after"]) + off))

        self.expect(changed, Outcome.FAILED, "the sender's balance")

    def test_reverted(self) -> None:
        """A transaction that was included and reverted moved nothing."""
        self.expect(self.changed(self.receipt, status="0x0"), Outcome.FAILED, "reverted")

    @pytest.mark.parametrize("part", ["sender", "recipient"])
    def test_balances_that_were_not_read(self, part: str) -> None:
        """Balances that nobody read are not exact."""
        self.expect({part: None}, Outcome.ERRORED, "not read")

    @pytest.mark.parametrize(("nonce", "sent"), [(3, 0), (5, 2)])
    def test_a_sender_with_other_transactions(self, nonce: int, sent: int) -> None:
        """A balance that others changed as well says nothing about this one."""
        changed = self.changed("sender", nonce_after=nonce)

        self.expect(changed, Outcome.ERRORED, f"sent {sent} transactions")

    def test_late(self) -> None:
        """Too late is a failure, however exact."""
        assert self.judged(self.late).outcome is Outcome.FAILED

    def test_our_own_pause_is_no_delay(self) -> None:
        """What we were late to see was not late by that."""
        changed = {**self.late, "stood_still_seconds": 9.0}

        self.expect(changed, Outcome.ERRORED, "gonogo itself stood still for 9 s")

    def test_our_own_pause_is_no_pardon(self) -> None:
        """What took longer than the limit and our pause together is late."""
        changed = {**self.very_late, "stood_still_seconds": 9.0}

        assert self.judged(changed).outcome is Outcome.FAILED
