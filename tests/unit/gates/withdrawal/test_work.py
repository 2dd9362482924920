"""Carrying one withdrawal on, from the message on L2 to the money on L1."""

from pathlib import Path
from typing import Any

import pytest

from gonogo.gates.ending import NotSoError, PreconditionError, WaitingError
from gonogo.gates.withdrawal import VALUE_WEI
from gonogo.protocol import MESSAGE_PASSER, SignedTransaction, format_address
from tests.unit.gates.withdrawal import two_chains
from tests.unit.gates.withdrawal.on_its_way import OnItsWay, on_its_way
from tests.unit.gates.withdrawal.two_chains import PORTAL

QUICK: dict[str, Any] = {
    "wait_seconds": 60,
    "pace": 20,
    "maturity_seconds": 1,
    "clock_seconds": 1,
    "finality_seconds": 1,
}


def _steps(made: OnItsWay) -> list[str]:
    return sorted(made.outbox.entry.posted)


async def test_the_whole_way(tmp_path: Path) -> None:
    """Where nothing takes long it ends in one run, with the money on L1."""
    async with on_its_way(tmp_path, **QUICK) as made:
        await made.work.go_on()

        assert made.outbox.entry.finalized_at is not None
        assert _steps(made) == ["finalize", "initiate", "prove", "resolve", "resolve-claim"]
        assert made.l1.finalized == {made.outbox.entry.hash}


async def test_nothing_is_sent_twice(tmp_path: Path) -> None:
    """What is done is seen to be done, on the chain and not in the journal."""
    async with on_its_way(tmp_path, **QUICK) as made:
        await made.work.go_on()
        sent = len(made.l1.sent) + len(made.l2.sent)
        await made.work.go_on()

        assert len(made.l1.sent) + len(made.l2.sent) == sent


async def test_it_stops_where_it_has_to_wait(tmp_path: Path) -> None:
    """Proven is proven; the rest is a later run's."""
    async with on_its_way(tmp_path) as made:
        with pytest.raises(WaitingError):
            await made.work.go_on()

        assert _steps(made) == ["initiate", "prove"]
        assert made.outbox.entry.proven_at is not None


async def test_a_message_that_l2_forgot(tmp_path: Path) -> None:
    """A reorganisation of L2 makes another withdrawal of it, which is proven anew."""
    async with on_its_way(tmp_path) as made:
        with pytest.raises(WaitingError):
            await made.work.go_on()
        (message,) = (each for each in made.l2.sent if each.transaction.to == MESSAGE_PASSER)
        made.l2.undo("0x" + message.hash.hex(), made.outbox.account.address)
        made.l2.withdrawals.clear()
        with pytest.raises(WaitingError):
            await made.work.go_on()

        assert any("L2 was reorganised" in line for line in made.log)
        (withdrawal,) = made.l2.withdrawals.values()
        assert f"0x{withdrawal.hash.hex()}" in made.l1.proven


async def test_somebody_else_finalized_it(tmp_path: Path) -> None:
    """Nothing is wrong with the network, and nothing was seen of it either."""
    async with on_its_way(tmp_path, **QUICK) as made:
        withdrawal, _ = await made.work._initiate()  # noqa: SLF001 - As far as L2 goes.
        made.l1.finalized.add("0x" + withdrawal.hash.hex())
        with pytest.raises(PreconditionError, match="nobody else finalizes"):
            await made.work.go_on()

        assert made.outbox.entry.given_up == "somebody else finalized it"


async def test_a_portal_without_money_is_given_some(tmp_path: Path) -> None:
    """Chains whose accounts had money at genesis have less of it on L1 than on L2."""
    async with on_its_way(tmp_path, **QUICK) as made:
        made.l1.balances[-1][PORTAL] = 0
        await made.work.go_on()

        assert "stock" in _steps(made)


class _Skimming(two_chains.Portal):
    """A portal that pays a wei less than it says."""

    def execute(self, signed: SignedTransaction) -> tuple[bool, list[dict[str, Any]]]:
        """Keep a wei of whatever is finalized."""
        has_succeeded, logs = super().execute(signed)
        if logs:
            self._move(self.balances[-1], format_address(signed.sender), -1)
        return has_succeeded, logs


async def test_less_money_than_was_withdrawn(tmp_path: Path) -> None:
    """Every wei is compared, less what the transaction itself cost."""
    arrives = VALUE_WEI - 1 - two_chains.GAS_USED * two_chains.PRICE_WEI
    async with on_its_way(tmp_path, kind=_Skimming, **QUICK) as made:
        with pytest.raises(NotSoError, match=f"saw {arrives}"):
            await made.work.go_on()
