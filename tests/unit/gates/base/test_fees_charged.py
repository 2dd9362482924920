"""What a transaction is charged is what our own sums say."""

from tests.unit.gates.fee_chains import FeeScene


async def test_a_chain_that_charges_as_it_must(fees: FeeScene) -> None:
    """Each kind of data is sent once, and every wei is accounted for."""
    assert await fees.run("fees_charged") == ("pass", "", "")
    # One lends the money, one for each kind of data, and what is left is sent back.
    assert len(fees.l2.sent) >= 1 + 4


async def test_one_wei_too_much(fees: FeeScene) -> None:
    """There is no tolerance, since a client that differs by one splits the chain."""
    fees.l2.overcharges_wei = 1

    action, kind, message = await fees.run("fees_charged")

    assert (action, kind) == ("fail", "assertion")
    assert "what the sender gained with no data, in wei" in message


async def test_receipts_that_tell_another_fee(fees: FeeScene) -> None:
    """What is shown to users must be what they paid."""
    fees.l2.told_l1_fee = 7

    assert "l1Fee in the receipt of" in (await fees.run("fees_charged"))[2]


async def test_a_chain_before_ecotone(fees: FeeScene) -> None:
    """The sums are of forks since then, so nothing is said about it."""
    fees.plan(ecotone_time=None)

    assert (await fees.run("fees_charged"))[:2] == ("skip", "precondition")
