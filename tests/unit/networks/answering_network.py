"""Networks of nodes that answer as they are told."""

from contextlib import AsyncExitStack

from gonogo.networks import L1, Chain, Identity, Network, Node, NodeKind, read_identity
from gonogo.rpc import JSONRPCClient
from tests.unit.networks.answering_node import (
    AnsweringNode,
    consensus_answers,
    execution_answers,
    l1_answers,
)


async def started(stack: AsyncExitStack, **settings: object) -> AnsweringNode:
    return await stack.enter_async_context(AnsweringNode(**settings))  # type: ignore[arg-type]


async def network(
    stack: AsyncExitStack,
    *,
    l1: AnsweringNode | None = None,
    executions: tuple[AnsweringNode, ...] = (),
    consensuses: tuple[AnsweringNode, ...] = (),
) -> Network:
    """Return a network of these nodes, honest ones where none is given."""
    l1 = l1 or await started(stack, answers=l1_answers())
    executions = executions or (await started(stack, answers=execution_answers()),)
    consensuses = consensuses or (await started(stack, answers=consensus_answers()),)
    nodes = tuple(
        Node(f"node-{position}", NodeKind.RPC, execution_rpc=el.url, consensus_rpc=cl.url)
        for position, (el, cl) in enumerate(zip(executions, consensuses, strict=True))
    )
    chain = Chain("bench-901", 901, nodes=nodes)
    return Network("bench", "bench", None, L1("l1", 900, rpcs=(l1.url,)), (chain,))


async def identity_of(network: Network, *, timeout_seconds: float = 5.0) -> Identity:
    async with JSONRPCClient(timeout_seconds=timeout_seconds) as client:
        return await read_identity(network, client)


async def facts(network: Network) -> dict[str, str | None]:
    return {fact.name: fact.value for fact in (await identity_of(network)).facts}
