"""A transfer moves exactly what it says, and costs exactly what the chain says.

The recipient has the value more, to the wei, and the sender the value and the fees less. A
chain on which this is not so loses or makes money. The usual causes of a transfer that is never
included are a sequencer that builds nothing or does not take transactions from its RPC; of
balances that are wrong, a client that charges another L1 or operator fee than the chain's
oracle tells.
"""

from gonogo.gates.cost import most_cost, paid
from gonogo.gates.stand import Stand

TITLE = "A transfer has exact balances"
COMPONENT = None
NEEDS_FUNDS = True

VALUE_WEI = 10**14


async def run(stand: Stand) -> None:
    """Send from one account of this test to another, and read both around that block."""
    l2 = stand.l2
    sender = await stand.funds.funded("sender", (l2, VALUE_WEI + await most_cost(l2)))
    recipient = stand.funds.account("recipient")
    stand.funds.owes(recipient, l2)

    sent = await sender.send(l2, to=recipient.address, value_wei=VALUE_WEI)

    block = int(sent.receipt.block_number)
    stand.expect_equal("the transfer's status", seen=int(sent.receipt.status), expected=1)
    stand.expect_equal(
        f"what the recipient gained in block {block}, in wei",
        seen=await l2.gained(recipient.address, block),
        expected=VALUE_WEI,
    )
    stand.expect_equal(
        f"what the sender gained in block {block}, in wei",
        seen=await l2.gained(sender.address, block),
        expected=-VALUE_WEI - await paid(l2, sent),
    )
    before, after = await stand.together(
        l2.nonce(sender.address, block - 1), l2.nonce(sender.address, block)
    )
    stand.expect_equal(
        f"transactions of the sender in block {block}", seen=after - before, expected=1
    )
