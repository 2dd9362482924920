"""A fresh account gets exactly the money that it is lent.

Every other test that sends rests on this. When it is not met for want of money or of a key,
the network was not found wanting; when the money is sent and does not arrive, it was. The
usual causes are a sequencer that builds nothing, and a funder that somebody else sends from.
"""

from gonogo.gates.stand import Stand

TITLE = "A fresh account gets funds"
COMPONENT = None
NEEDS_FUNDS = True

VALUE_WEI = 10**14


async def run(stand: Stand) -> None:
    """Lend to an account of this test, and read it around the block of the transfer."""
    l2 = stand.l2
    account = stand.funds.account("fresh")

    sent = await stand.funds.lend(account, l2, VALUE_WEI)

    block = int(sent.receipt.block_number)
    stand.expect_equal(
        f"what the account gained in block {block}, in wei",
        seen=await l2.gained(account.address, block),
        expected=VALUE_WEI,
    )
    stand.expect_at_least(
        "what it has, in wei", seen=await l2.balance(account.address), least=VALUE_WEI
    )
