"""Transactions are confirmed by flashblocks before the block that has them is there.

Flashblocks tell users within a fraction of a block time that they were included. Asked is the
RPC that serves them: it must have the receipt of a transfer while the chain's own head is still
below the block in it, for most of a few transfers. The usual causes are a builder that does not
stream, a proxy in between that lost it, and an RPC that answers from sealed blocks only.
"""

from dataclasses import replace

from gonogo.gates.account import Account, Payment
from gonogo.gates.cost import most_cost
from gonogo.gates.side import Side
from gonogo.gates.stand import Stand
from gonogo.protocol import format_data

TITLE = "Flashblocks confirm before blocks do"
COMPONENT = (
    "flashblocks",
    "flashblocks-rpc",
    "flashblocks-websocket-proxy",
    "op-rbuilder",
    "rollup-boost",
)
NEEDS_FUNDS = True

TRANSFERS = 5
# Most and not all: one that is handed over just before its block comes along with it.
FEWEST_EARLY = 3
_VALUE_WEI = 1
_SECONDS_BETWEEN_LOOKS = 0.02


async def run(stand: Stand) -> None:
    """Send a few transfers, and see for each which comes first: its receipt or its block."""
    rpc = next((each.rpc for each in stand.chain.services if each.kind == "flashblocks-rpc"), None)
    stand.precondition(rpc is not None, "the address of a flashblocks-rpc")
    sealed = stand.l2
    early = replace(sealed, name=f"{sealed.name} flashblocks", endpoint=stand.at(str(rpc)))
    account = await stand.funds.funded(
        "sender", (sealed, TRANSFERS * (_VALUE_WEI + await most_cost(sealed)))
    )
    count = 0
    for _ in range(TRANSFERS):
        count += await _is_early(stand, account, early, sealed)
    stand.expect_at_least(
        f"of {TRANSFERS} transfers those confirmed before their block",
        seen=count,
        least=FEWEST_EARLY,
    )


async def _is_early(stand: Stand, account: Account, early: Side, sealed: Side) -> bool:
    signed = await account.hand_over(early, Payment(account.key.address, _VALUE_WEI))
    hash_ = format_data(signed.hash)
    with stand.waiting_for(f"a receipt of {hash_} from {early.name}"):
        receipt = await early.await_receipt(hash_, seconds_between_looks=_SECONDS_BETWEEN_LOOKS)
    # Asked after the receipt was there: had its block been sealed meanwhile, it does not count.
    head = await sealed.height()
    stand.log(f"{hash_} is to be in block {receipt.block_number}, and the head is {head}")
    return head < receipt.block_number
