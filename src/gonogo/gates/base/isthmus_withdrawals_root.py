"""Since Isthmus a block's header commits to the withdrawals: its root is the message passer's.

Proposers and users compute the output root from headers, without an archive node. A header
whose `withdrawalsRoot` is not the storage root of the L2ToL1MessagePasser would let them
propose, and prove against, what is not so. The usual cause is an execution client in which
Isthmus is not active. Nodes of anvil never fill the field in, as inventories that name them say.
"""

import msgspec

from gonogo.gates.fork_plan import require_fork
from gonogo.gates.stand import Stand, StandNode
from gonogo.protocol import MESSAGE_PASSER, format_address
from gonogo.rpc import Endpoint, Hash

TITLE = "The header's withdrawals root is the message passer's storage root"
COMPONENT = None
NEEDS_FUNDS = False

ANVIL = "anvil"


class _Block(msgspec.Struct, frozen=True, rename="camel"):
    withdrawals_root: Hash | None = None


class _Account(msgspec.Struct, frozen=True, rename="camel"):
    storage_hash: Hash


async def run(stand: Stand) -> None:
    """Compare header and proof on every node whose client fills the header in."""
    await require_fork(stand, "Isthmus")
    clients = {node.name: node.execution_client for node in stand.chain.nodes}
    asked = [one for one in stand.execution_nodes if clients[one[0].name] != ANVIL]
    if not asked:
        stand.not_applicable("all execution clients are anvil, which leaves the field empty")
    number = await stand.l2.height()
    for node, endpoint in asked:
        await _expect_root(stand, node, endpoint, number)


async def _expect_root(stand: Stand, node: StandNode, endpoint: Endpoint, number: int) -> None:
    patience = await stand.l2.patience_seconds()
    what = f"{node.name} has block {number}"
    block = await stand.until(
        what, lambda: _block(endpoint, number), lambda found: found is not None, seconds=patience
    )
    account = await endpoint.call(
        "eth_getProof", format_address(MESSAGE_PASSER), [], hex(number), answer=_Account
    )
    seen = None if block is None else block.withdrawals_root
    stand.expect_equal(
        f"the withdrawals root in block {number} of {node.name}",
        seen=None if seen is None else seen.lower(),
        expected=account.storage_hash.lower(),
    )


async def _block(endpoint: Endpoint, number: int) -> _Block | None:
    found: _Block | None = await endpoint.call(
        "eth_getBlockByNumber",
        hex(number),
        False,  # noqa: FBT003 - JSON-RPC is positional.
        answer=_Block | None,  # type: ignore[arg-type]  # A union is no class.
    )
    return found
