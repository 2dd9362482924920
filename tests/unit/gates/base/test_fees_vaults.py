"""The vaults get what transactions pay."""

import pytest

from gonogo.gates.base.fees_vaults import L1_FEE_VAULT, Payments
from tests.unit.gates.fee_chains import FeeScene

STRANGER = {
    "hash": "0x" + "ef" * 32,
    "gas": "0x5208",
    "value": "0x1",
    "input": "0x",
    "to": L1_FEE_VAULT.upper().replace("0X", "0x"),
    "type": "0x2",
}


async def test_every_vault_gets_its_part(fees: FeeScene) -> None:
    """Base fee, tip, L1 fee and operator fee go to four vaults, to the wei."""
    assert await fees.run("fees_vaults") == ("pass", "", "")


async def test_money_that_is_lost(fees: FeeScene) -> None:
    """One wei that no vault gets is found, and which vault lacks it."""
    fees.l2.loses_wei = 1

    action, kind, message = await fees.run("fees_vaults")

    assert (action, kind) == ("fail", "assertion")
    assert f"what the vault {L1_FEE_VAULT} gained" in message


async def test_somebody_else_gets_the_tips(fees: FeeScene) -> None:
    """The block names who is paid for it, and that is the sequencer's vault."""
    fees.l2.miner = "0x" + "99" * 20

    assert "who gets the tips of block" in (await fees.run("fees_vaults"))[2]


async def test_vaults_that_are_busy_say_nothing(fees: FeeScene) -> None:
    """Where every block has a transfer to a vault, no sum can be held against it."""
    fees.l2.strangers = (STRANGER,)

    action, kind, message = await fees.run("fees_vaults")

    assert (action, kind) == ("skip", "precondition")
    assert "nobody sends to a vault" in message


async def test_deposits_pay_nothing(fees: FeeScene) -> None:
    """They were paid for on L1, and are in no sum."""
    fees.l2.strangers = ({**STRANGER, "type": "0x7e", "to": None},)

    assert await fees.run("fees_vaults") == ("pass", "", "")


@pytest.mark.parametrize("part", ["base_fee", "tips", "l1_fee", "operator_fee"])
def test_each_part_has_a_vault_of_its_own(part: str) -> None:
    """No two parts end in one vault, or one could hide what the other lacks."""
    none = Payments(0, 0, 0, 0)
    some = Payments(**{**dict.fromkeys(vars(none), 0), part: 5})

    assert sorted(some.by_vault.values()) == [0, 0, 0, 5]
    assert len(none.by_vault) == 4
