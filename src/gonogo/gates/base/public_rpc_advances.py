"""Five new blocks are seen through the public RPC.

What users see is what the public RPC answers, and a proxy in front of nodes can stick to one
that stands still. Where no file names a public RPC the sequencer is asked instead, and the log
says so. The usual causes are a sequencer that builds nothing, a proxy without a healthy node
behind it, and a node behind it that no longer follows.
"""

from gonogo.gates.side import Side
from gonogo.gates.stand import Stand

TITLE = "The public RPC sees new blocks"
COMPONENT = None
NEEDS_FUNDS = False

BLOCKS = 5
_PROXIES = frozenset({"proxyd", "public-rpc"})


async def run(stand: Stand) -> None:
    """Ask for the latest block until it is five further."""
    if stand.chain.public_rpc is None:
        listed = sorted(_PROXIES & set(stand.chain.inventory))
        stand.precondition(
            not listed, f"the inventory lists {', '.join(listed)} without an address"
        )
        stand.log("no public RPC is named; the sequencer is asked instead")
    side = stand.l2
    first = await side.height()
    await stand.until(
        f"block {first + BLOCKS} is seen by {_called(stand)}",
        side.height,
        lambda head: head >= first + BLOCKS,
        seconds=await _patience(side),
    )


def _called(stand: Stand) -> str:
    return "the sequencer" if stand.chain.public_rpc is None else "the public RPC"


async def _patience(side: Side) -> float:
    return await side.patience_seconds(3 * BLOCKS)
