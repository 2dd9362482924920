"""The safe head of every consensus node rises within 30 seconds.

The safe head is what has been derived from L1: where it stands still, nothing that users do is
secured there. The usual causes are a batcher that is down or out of funds, an L1 that makes no
blocks or does not answer, and a node that cannot derive.
"""

from gonogo.gates.stand import Stand
from gonogo.rpc import Endpoint, SyncStatus

TITLE = "The safe head advances"
COMPONENT = None
NEEDS_FUNDS = False

WITHIN_SECONDS = 30.0


async def run(stand: Stand) -> None:
    """Watch the safe heads of all consensus clients side by side."""
    await stand.together(
        *(_rises(stand, node.name, consensus) for node, consensus in stand.consensus_nodes)
    )


async def _rises(stand: Stand, name: str, consensus: Endpoint) -> None:
    async def safe_head() -> int:
        return (await consensus.call("optimism_syncStatus", answer=SyncStatus)).safe_l2.number

    first = await safe_head()
    # Any move ends the wait, so that a head that falls back is not waited out until it rises.
    head = await stand.until(
        f"the safe head of {name} moves on from {first}",
        safe_head,
        lambda head: head != first,
        seconds=WITHIN_SECONDS,
    )
    stand.expect_at_least(f"the safe head of {name}", seen=head, least=first + 1)
