"""A deposit on L1 arrives on L2, exact to the wei on both sides.

Deposits are the way in that no sequencer can refuse. One that does not arrive means that the
sequencer does not follow L1; another amount means that the bridge or derivation is wrong. The
L2 transaction that it must become is known beforehand, from the log of the one on L1. The usual
causes are an L1 that makes no blocks, and a sequencer that stands still or lost its L1.
"""

from gonogo.gates.account import Account, Sent
from gonogo.gates.cost import most_cost, paid
from gonogo.gates.side import Side
from gonogo.gates.stand import Stand
from gonogo.protocol import (
    TRANSACTION_DEPOSITED_TOPIC,
    DepositTransaction,
    deposit_from_log,
    encode_call,
    format_data,
    parse_data,
)
from gonogo.rpc import Receipt

TITLE = "A deposit arrives with exact balances"
COMPONENT = None
NEEDS_FUNDS = True
TIMEOUT_SECONDS = 600.0

VALUE_WEI = 10**14
# The portal burns gas by how full the market for deposits is; this is far above what it takes.
_L1_GAS = 600_000
_L2_GAS = 100_000
_L1_BLOCKS_ON_THE_WAY = 15
"""The sequencer follows L1 at a distance, and has to catch up with the deposit's block."""


async def run(stand: Stand) -> None:
    """Deposit to a fresh account, and read both accounts around the two blocks."""
    portal = stand.chain.contract("OptimismPortalProxy")
    stand.precondition(portal is not None, "the address of OptimismPortalProxy")
    l1, l2 = stand.l1, stand.l2
    money = VALUE_WEI + await most_cost(l1, _L1_GAS)
    sender = await stand.funds.funded("depositor", (l1, money))
    recipient = stand.funds.account("recipient")
    stand.funds.owes(recipient, l2)

    sent = await _deposit(sender, l1, str(portal), recipient)

    stand.expect_equal("the deposit's status on L1", seen=int(sent.receipt.status), expected=1)
    block = int(sent.receipt.block_number)
    stand.expect_equal(
        f"what the sender gained in L1 block {block}, in wei",
        seen=await l1.gained(sender.address, block),
        expected=-VALUE_WEI - await paid(l1, sent),
    )
    # What it must become is computed here and not asked for: the node may have lost it.
    expected = _becomes(sent.receipt, str(portal))
    if expected is None:
        stand.fail("the deposit on L1", expected="the portal's event", seen="none of it")
    await _arrives(stand, expected, recipient, l1, l2)


async def _deposit(sender: Account, l1: Side, portal: str, recipient: Account) -> Sent:
    is_creation = False
    arguments = (recipient.key.address, VALUE_WEI, _L2_GAS, is_creation, b"")
    data = encode_call("depositTransaction(address,uint256,uint64,bool,bytes)", *arguments)
    return await sender.send(l1, to=portal, value_wei=VALUE_WEI, data=data, gas_limit=_L1_GAS)


async def _arrives(
    stand: Stand, expected: DepositTransaction, recipient: Account, l1: Side, l2: Side
) -> None:
    hash_ = format_data(expected.hash)
    patience = await l1.patience_seconds(_L1_BLOCKS_ON_THE_WAY)
    with stand.waiting_for(f"the deposit {hash_} to arrive on {l2.name}"):
        arrived = await l2.await_receipt(hash_, patience_seconds=patience)
    stand.expect_equal("the deposit's status on L2", seen=int(arrived.status), expected=1)
    block = int(arrived.block_number)
    stand.expect_equal(
        f"what the recipient gained in L2 block {block}, in wei",
        seen=await l2.gained(recipient.address, block),
        expected=VALUE_WEI,
    )


def _becomes(receipt: Receipt, portal: str) -> DepositTransaction | None:
    """Return the L2 transaction that the portal's event stands for; None: there is no event."""
    for log in receipt.logs:
        topics = [parse_data(topic) for topic in log.topics]
        if log.address.lower() == portal.lower() and topics[:1] == [TRANSACTION_DEPOSITED_TOPIC]:
            return deposit_from_log(
                topics,
                parse_data(log.data),
                l1_block_hash=parse_data(log.block_hash),
                l1_log_index=int(log.log_index),
            )
    return None
