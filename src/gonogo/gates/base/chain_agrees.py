"""All nodes have the same block at a height, and again after the next block.

Two nodes with different blocks at one height cannot both be right, and users of one of them
see money that does not exist. A split fails at once, with the first block that differs: it
does not heal by looking again. The usual causes are two clients that execute a block
differently, a fork that is active on one of them only, and a damaged database. Heights that
differ are lag and no split: the height is the lowest head.
"""

from collections.abc import Mapping

from gonogo.gates.side import hash_at
from gonogo.gates.stand import Stand
from gonogo.rpc import Endpoint, Quantity

TITLE = "All nodes have the same chain"
COMPONENT = None
NEEDS_FUNDS = False

_FEWEST_TO_COMPARE = 2


async def run(stand: Stand) -> None:
    """Compare all execution clients at their lowest head, twice."""
    nodes = {node.name: execution for node, execution in stand.execution_nodes}
    addresses = {execution.url for execution in nodes.values()}
    stand.precondition(
        len(addresses) >= _FEWEST_TO_COMPARE,
        f"agreement needs two nodes with addresses of their own; {', '.join(nodes)} is known",
    )
    height = await _compare(stand, nodes)
    pace = await stand.l2.patience_seconds()

    async def lowest() -> int:
        return await _lowest_head(stand, nodes)

    await stand.until(
        f"the lowest head of {len(nodes)} nodes is above {height}",
        lowest,
        lambda head: head > height,
        seconds=pace,
    )
    await _compare(stand, nodes)


async def _compare(stand: Stand, nodes: Mapping[str, Endpoint]) -> int:
    """Compare the nodes at their lowest head; return which that is."""
    height = await _lowest_head(stand, nodes)
    found = await stand.together(*(hash_at(node, height) for node in nodes.values()))
    hashes = dict(zip(nodes, found, strict=True))
    first, *others = hashes
    for other in others:
        if hashes[other] != hashes[first]:
            split = await _first_divergent(nodes[first], nodes[other], height)
            stand.fail(
                f"{first} and {other} at block {height}",
                expected="the same hash",
                seen=f"{hashes[first]} and {hashes[other]}; their first divergent block is {split}",
            )
    stand.expect_equal(
        f"hashes at block {height} of {', '.join(nodes)}",
        seen=", ".join(sorted(set(hashes.values()))),
        expected=hashes[first],
    )
    return height


async def _lowest_head(stand: Stand, nodes: Mapping[str, Endpoint]) -> int:
    calls = (node.call("eth_blockNumber", answer=Quantity) for node in nodes.values())
    return min(int(head) for head in await stand.together(*calls))


async def _first_divergent(left: Endpoint, right: Endpoint, height: int) -> int:
    """Return the first block in which two nodes differ, that differ at this height."""
    # Once they differ they differ in every later block, since each block names its parent.
    low, high = -1, height
    while high - low > 1:
        middle = (low + high) // 2
        if await hash_at(left, middle) == await hash_at(right, middle):
            low = middle
        else:
            high = middle
    return high
