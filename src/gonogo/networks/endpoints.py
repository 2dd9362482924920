"""Describe a network by nothing but addresses, for who has no files of it.

Everything else is asked: chain ids of every node, and the rollup configuration,
which names the contracts and roles. Execution and consensus endpoints belong
together in the order in which they are given. An address that is not what it was
given for is an error here, not a finding: it is a mistake of the command line.
"""

import asyncio
import re
from collections.abc import Coroutine, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from gonogo.networks import line
from gonogo.networks.errors import EndpointError
from gonogo.networks.line import Line
from gonogo.networks.model import L1, Chain, Network, Node, NodeKind

if TYPE_CHECKING:
    from gonogo.networks.rollup_file import RollupFile
    from gonogo.rpc import JSONRPCClient

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")

L1_RPC, L2_RPC, ROLLUP_RPC = "--l1-rpc", "--l2-rpc", "--rollup-rpc"

_L1_NAMES = {1: "mainnet", 11155111: "sepolia", 17000: "holesky", 560048: "hoodi"}
_USER = re.compile(r"//[^/@]*@")
_HINTS = {
    L1_RPC: "It wants the RPC of an execution client of L1.",
    L2_RPC: "It wants the RPC of an execution client, such as op-geth or op-reth.",
    ROLLUP_RPC: "It wants the RPC of a consensus client, such as op-node or kona-node.",
}


async def from_endpoints(
    name: str,
    l1_rpc: str,
    l2_rpcs: Sequence[str],
    rollup_rpcs: Sequence[str],
    client: "JSONRPCClient",
) -> Network:
    """Return the network behind these addresses, its chains in the order of their ids.

    Raises:
        EndpointError: an address does not answer, is given twice, or answers as
            something else than what it was given for.
    """
    _refuse_missing(l2_rpcs, rollup_rpcs)
    _refuse_repeated([l1_rpc, *l2_rpcs], rollup_rpcs)
    ids, rollups = await _both(
        _settled(
            _chain_id(client, role, url)
            for role, url in [(L1_RPC, l1_rpc), *((L2_RPC, url) for url in l2_rpcs)]
        ),
        _settled(_rollup(client, url) for url in rollup_rpcs),
    )
    l1_id, *l2_ids = ids
    _refuse_mismatch(l1_id, list(zip(l2_rpcs, l2_ids, strict=True)), rollup_rpcs, rollups)
    nodes = _paired(l2_rpcs, l2_ids, rollup_rpcs, rollups)
    by_id = {rollup.chain_id: rollup for rollup in reversed(rollups)}
    chains = await asyncio.gather(
        *(
            _chain(name, by_id[chain_id], nodes[chain_id], Line(client, l1_rpc))
            for chain_id in sorted(by_id)
        )
    )
    return Network(
        name=name,
        type="unspecified",
        stage=None,
        l1=L1(_L1_NAMES.get(l1_id, f"l1-{l1_id}"), l1_id, rpcs=(l1_rpc,)),
        chains=tuple(chains),
        notes=("described by addresses alone: versions and inventory are unknown",),
    )


def without_password(url: str) -> str:
    """Return an address without the user and password that may stand in it."""
    return _USER.sub("//…@", url)


def _refuse_missing(l2_rpcs: Sequence[str], rollup_rpcs: Sequence[str]) -> None:
    for option, urls in ((L2_RPC, l2_rpcs), (ROLLUP_RPC, rollup_rpcs)):
        if not urls:
            raise EndpointError(option, "", "none is given", hint=_HINTS[option])


def _refuse_repeated(execution: Sequence[str], consensus: Sequence[str]) -> None:
    for option, urls in ((L2_RPC, execution), (ROLLUP_RPC, consensus)):
        for position, url in enumerate(urls):
            if url.rstrip("/") in {earlier.rstrip("/") for earlier in urls[:position]}:
                hint = "One node that is named twice would agree with itself."
                raise EndpointError(option, without_password(url), "is given twice", hint=hint)


def _refuse_mismatch(
    l1_id: int,
    executions: list[tuple[str, int]],
    rollup_rpcs: Sequence[str],
    rollups: Sequence["RollupFile"],
) -> None:
    hint = "Check that the addresses are of one network, and in the same order."
    for position, (url, rollup) in enumerate(zip(rollup_rpcs, rollups, strict=True)):
        if rollup.l1_chain_id != l1_id:
            what = f"its chain settles on chain {rollup.l1_chain_id}, and {L1_RPC} is chain {l1_id}"
            raise EndpointError(ROLLUP_RPC, without_password(url), what, hint=hint)
        partner = executions[position] if position < len(executions) else None
        if partner is not None and partner[1] != rollup.chain_id:
            beside = f"{L2_RPC} {without_password(partner[0])}"
            what = f"is of chain {rollup.chain_id}, and {beside} of {partner[1]}"
            raise EndpointError(ROLLUP_RPC, without_password(url), what, hint=hint)
    known = {rollup.chain_id for rollup in rollups}
    for url, chain_id in executions:
        if chain_id not in known:
            what = f"is of chain {chain_id}, for which no {ROLLUP_RPC} is given"
            raise EndpointError(L2_RPC, without_password(url), what, hint=hint)


def _paired(
    l2_rpcs: Sequence[str],
    l2_ids: Sequence[int],
    rollup_rpcs: Sequence[str],
    rollups: Sequence["RollupFile"],
) -> dict[int, list[Node]]:
    nodes: dict[int, list[Node]] = {}
    for position in range(max(len(l2_rpcs), len(rollup_rpcs))):
        has_execution, has_consensus = position < len(l2_rpcs), position < len(rollup_rpcs)
        chain_id = rollups[position].chain_id if has_consensus else l2_ids[position]
        node = Node(
            f"node-{position}",
            NodeKind.UNKNOWN,
            execution_rpc=l2_rpcs[position] if has_execution else None,
            consensus_rpc=rollup_rpcs[position] if has_consensus else None,
        )
        nodes.setdefault(chain_id, []).append(node)
    return nodes


async def _settled(asked: Iterable[Coroutine[Any, Any, T]]) -> list[T | BaseException]:
    return await asyncio.gather(*asked, return_exceptions=True)


async def _both(
    first: Coroutine[Any, Any, list[A | BaseException]],
    second: Coroutine[Any, Any, list[B | BaseException]],
) -> tuple[list[A], list[B]]:
    """Wait for all, then raise the first error in their order, not the first in time."""
    left, right = await asyncio.gather(first, second)
    for answer in [*left, *right]:
        if isinstance(answer, BaseException):
            raise answer
    return (
        [answer for answer in left if not isinstance(answer, BaseException)],
        [answer for answer in right if not isinstance(answer, BaseException)],
    )


async def _chain(name: str, rollup: "RollupFile", nodes: list[Node], l1: Line) -> Chain:
    contracts = dict(rollup.contracts)
    portal = contracts.get("OptimismPortalProxy")
    if portal is not None:
        sender = rollup.roles.get("batcher", line.NOBODY)
        factory = await l1.address(portal, line.DISPUTE_GAME_FACTORY, sender)
        if factory not in (None, line.NOBODY):
            contracts["DisputeGameFactoryProxy"] = factory
    return Chain(
        name=f"{name}-{rollup.chain_id}",
        chain_id=rollup.chain_id,
        nodes=tuple(nodes),
        contracts=tuple(sorted(contracts.items())),
        roles=tuple(sorted(rollup.roles.items())),
        block_time_seconds=rollup.block_time_seconds,
        rollup_config=rollup.canonical,
    )


async def _chain_id(client: "JSONRPCClient", role: str, url: str) -> int:
    answer = await _asked(client, role, url, "eth_chainId")
    chain_id = line.number_of(answer)
    if not chain_id:
        raise EndpointError(
            role, without_password(url), "its eth_chainId is no chain id", hint=_HINTS[role]
        )
    return chain_id


async def _rollup(client: "JSONRPCClient", url: str) -> "RollupFile":
    # pydantic and its models are needed only once an answer is here.
    from gonogo.documents import DocumentError  # noqa: PLC0415
    from gonogo.networks.rollup_file import read_rollup_config  # noqa: PLC0415

    answer = await _asked(client, ROLLUP_RPC, url, "optimism_rollupConfig")
    try:
        return read_rollup_config(
            answer if isinstance(answer, dict) else {}, "optimism_rollupConfig"
        )
    except DocumentError as error:
        first = error.problems[0]
        what = (
            f"its optimism_rollupConfig is no rollup configuration ({first.path} {first.message})"
        )
        raise EndpointError(
            ROLLUP_RPC, without_password(url), what, hint=_HINTS[ROLLUP_RPC]
        ) from error


async def _asked(client: "JSONRPCClient", role: str, url: str, method: str) -> Any:
    """Ask once, and tell in the words of the command line what went wrong."""
    from gonogo.rpc import MethodError, RPCError, UnreachableError  # noqa: PLC0415

    try:
        return await client.call(url, method)
    except UnreachableError as error:
        hint = "Check that the node runs and that the address is right."
        raise EndpointError(
            role, without_password(url), without_password(error.what), hint=hint
        ) from error
    except MethodError as error:
        what = f"it does not answer {method} ({without_password(error.node_message[:100])})"
        raise EndpointError(role, without_password(url), what, hint=_HINTS[role]) from error
    except RPCError as error:
        what = (
            f"it is no node, or none that answers {method} ({without_password(error.what[:200])})"
        )
        raise EndpointError(role, without_password(url), what, hint=_HINTS[role]) from error
