"""Over twenty blocks no verifier is more than ten blocks behind the sequencer, and none ahead.

A node that falls behind answers its users with what was; one that is ahead has blocks that the
sequencer never built. The usual causes are peers that do not find each other, a node that
executes more slowly than blocks come, and, where verifiers derive from L1 alone, whatever
keeps batches from it.
"""

from gonogo.gates.stand import Stand
from gonogo.networks import NodeKind
from gonogo.rpc import Endpoint, Quantity

TITLE = "Verifiers follow the sequencer"
COMPONENT = None
NEEDS_FUNDS = False

BLOCKS = 20
MOST_BEHIND = 10


async def run(stand: Stand) -> None:
    """Watch all heads until the sequencer is twenty blocks further."""
    known = stand.execution_nodes
    builders = [at for node, at in known if node.kind is NodeKind.SEQUENCER]
    verifiers = {node.name: at for node, at in known if node.kind is not NodeKind.SEQUENCER}
    stand.precondition(bool(builders), "no address of a sequencer's execution client")
    stand.precondition(bool(verifiers), "no address of a node beside the sequencer")
    first = await _highest(stand, builders)
    worst = dict.fromkeys(verifiers, 0)

    async def look() -> int:
        # Looked at before and after, so that a block built meanwhile is nobody's lag or lead.
        before = await _highest(stand, builders)
        heads = dict(
            zip(verifiers, await stand.together(*map(_head, verifiers.values())), strict=True)
        )
        after = await _highest(stand, builders)
        for name, head in heads.items():
            worst[name] = max(worst[name], before - head)
            _judge(stand, name, head, least=before - MOST_BEHIND, most=after)
        return after

    await stand.until(
        f"the sequencer is at block {first + BLOCKS}",
        look,
        lambda head: head >= first + BLOCKS,
        seconds=await stand.l2.patience_seconds(2 * BLOCKS),
    )
    for name, behind in worst.items():
        stand.expect_at_most(f"blocks by which {name} was behind", seen=behind, most=MOST_BEHIND)


def _judge(stand: Stand, name: str, head: int, *, least: int, most: int) -> None:
    if not least <= head <= most:
        expected = f"from {least} to {most}, as the sequencer is now"
        # To be behind is a matter of time, to be ahead is none.
        end = stand.fail_by_time if head < least else stand.fail
        end(f"the head of {name}", expected=expected, seen=head)


async def _head(execution: Endpoint) -> int:
    return int(await execution.call("eth_blockNumber", answer=Quantity))


async def _highest(stand: Stand, nodes: list[Endpoint]) -> int:
    return max(await stand.together(*map(_head, nodes)))
