"""A transaction costs its value, its gas, the L1 fee and the operator fee, and not a wei more.

The fees are computed here, from the parameters in the block and the bytes that were signed:
by the rules of Ecotone or, since Fjord, from the length after FastLZ; since Isthmus with the
operator's fee. Data of several kinds is sent, so that the estimate is seen at its minimum and
above it. Another charge means that the execution client computes fees otherwise than the rest
of the network, which splits the chain; the usual cause is a fork that is active in one place
and not in another. What receipts tell about fees must be the same.
"""

from gonogo.gates.account import Sent
from gonogo.gates.cost import most_cost
from gonogo.gates.fee_receipt import expect_agreement, fee_receipts
from gonogo.gates.fee_rules import read_fee_rules
from gonogo.gates.fork_plan import require_fork
from gonogo.gates.payloads import payloads
from gonogo.gates.stand import Stand
from gonogo.protocol import format_data

TITLE = "Transactions are charged exactly the L1 fee and the operator fee"
COMPONENT = None
NEEDS_FUNDS = True

VALUE_WEI = 10**12
# Above the floor that Prague asks for the largest kind of data.
_GAS = 60_000


async def run(stand: Stand) -> None:
    """Send each kind of data, and compare what the sender lost with our own sum."""
    await require_fork(stand, "Ecotone")
    l2 = stand.l2
    kinds = payloads()
    each = VALUE_WEI + await most_cost(l2, _GAS, max(map(len, kinds.values())))
    sender = await stand.funds.funded("sender", (l2, len(kinds) * each))
    recipient = stand.funds.account("recipient")
    stand.funds.owes(recipient, l2)
    # One after the other, so that each has a block in which the sender does nothing else.
    for kind, data in kinds.items():
        sent = await sender.send(
            l2, to=recipient.address, value_wei=VALUE_WEI, data=data, gas_limit=_GAS
        )
        await _expect_charge(stand, kind, sender.address, sent)


async def _expect_charge(stand: Stand, kind: str, sender: str, sent: Sent) -> None:
    l2, receipt = stand.l2, sent.receipt
    stand.expect_equal(f"the status with {kind}", seen=int(receipt.status), expected=1)
    block = int(receipt.block_number)
    rules = await read_fee_rules(l2, block)
    gas = int(receipt.gas_used) * int(receipt.effective_gas_price)
    l1_fee, operator_fee = rules.l1_fee(sent.signed.raw), rules.operator_fee(int(receipt.gas_used))
    stand.expect_equal(
        f"what the sender gained with {kind}, in wei, gas {gas}, L1 fee {l1_fee}, "
        f"operator fee {operator_fee}",
        seen=await l2.gained(sender, block),
        expected=-VALUE_WEI - gas - l1_fee - operator_fee,
    )
    told = (await fee_receipts(l2, block)).get(format_data(sent.signed.hash))
    if told is not None:
        expect_agreement(stand, told, rules, sent.signed.raw)
