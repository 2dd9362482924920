"""Every execution node simulates a block with one transaction, by `eth_simulateV1`.

Wallets show their users what a transaction will do, and ask for it this way. The answer must be
one block on top of the head, with the one transaction that was asked for, of type 2. The usual
causes are a client without the method, and one that builds the block by another fork's rules
than the chain has.
"""

import msgspec

from gonogo.gates.stand import Stand
from gonogo.protocol import format_quantity
from gonogo.rpc import Endpoint, Quantity

TITLE = "Every node simulates a transaction"
COMPONENT = None
NEEDS_FUNDS = False

_SENDER = "0x" + "11" * 20
_RECIPIENT = "0x" + "22" * 20
_VALUE_WEI = 1000


class _Call(msgspec.Struct, frozen=True, rename="camel"):
    status: Quantity
    gas_used: Quantity


class _Transaction(msgspec.Struct, frozen=True):
    type: Quantity
    value: Quantity
    to: str


class _Block(msgspec.Struct, frozen=True):
    number: Quantity
    calls: tuple[_Call, ...]
    transactions: tuple[_Transaction, ...]


async def run(stand: Stand) -> None:
    """Ask each node for the block that would follow its own head."""
    for node, execution in stand.execution_nodes:
        await _simulates(stand, node.name, execution)


async def _simulates(stand: Stand, name: str, execution: Endpoint) -> None:
    head = int(await execution.call("eth_blockNumber", answer=Quantity))
    blocks = await execution.call(
        "eth_simulateV1", _request(head + 1), format_quantity(head), answer=list[_Block]
    )
    stand.expect_equal(f"blocks that {name} simulates", seen=len(blocks), expected=1)
    block = blocks[0]
    stand.expect_equal(f"its number at {name}", seen=int(block.number), expected=head + 1)
    stand.expect_equal(f"its transactions at {name}", seen=len(block.transactions), expected=1)
    stand.expect_equal(f"its calls at {name}", seen=len(block.calls), expected=1)
    transaction, call = block.transactions[0], block.calls[0]
    stand.expect_equal(f"its type at {name}", seen=int(transaction.type), expected=2)
    stand.expect_equal(f"its value at {name}", seen=int(transaction.value), expected=_VALUE_WEI)
    stand.expect_equal(f"its status at {name}", seen=int(call.status), expected=1)
    stand.expect_equal(f"its gas at {name}", seen=int(call.gas_used), expected=21_000)


def _request(number: int) -> dict[str, object]:
    call = {"from": _SENDER, "to": _RECIPIENT, "value": format_quantity(_VALUE_WEI), "type": "0x2"}
    # The number is said, since clients do not agree on which block a simulated one is.
    block = {
        "blockOverrides": {"number": format_quantity(number)},
        "stateOverrides": {_SENDER: {"balance": format_quantity(10**18)}},
        "calls": [call],
    }
    return {"blockStateCalls": [block], "returnFullTransactions": True}
