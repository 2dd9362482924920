"""Describe a network by nothing but addresses, for who has no files of it.

Everything else is asked: chain ids of every node, and the rollup configuration,
which names the contracts and roles. Execution and consensus endpoints belong
together in the order in which they are given.

As long as somebody tells what the network is, an address that is dead or of
another chain is a node of it like any other: it was listed, so it must answer,
and the checks will fail it. Which chain is meant, consensus clients decide first,
because they alone know all of it. Only what no node could ever mend is a mistake
of the command line: a missing or repeated address, and pairs in the wrong order.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gonogo.networks import line
from gonogo.networks.errors import EndpointError, NetworkNotSeenError
from gonogo.networks.line import Line
from gonogo.networks.model import L1, Chain, Network, Node, NodeKind
from gonogo.networks.told import HINTS, L1_RPC, L2_RPC, ROLLUP_RPC, Told, ask_chain_id, ask_rollup

if TYPE_CHECKING:
    from gonogo.networks.rollup_file import RollupFile
    from gonogo.rpc import JSONRPCClient

_L1_NAMES = {1: "mainnet", 11155111: "sepolia", 17000: "holesky", 560048: "hoodi"}
_SCHEMES = ("http", "https")


async def from_endpoints(
    name: str,
    l1_rpc: str,
    l2_rpcs: Sequence[str],
    rollup_rpcs: Sequence[str],
    client: "JSONRPCClient",
) -> Network:
    """Return the network behind these addresses, its chains in the order of their ids.

    Addresses that tell nothing are among its nodes, each with a note.

    Raises:
        EndpointError: an address is none, is missing or is given twice, or pairs
            are given in the wrong order.
        NetworkNotSeenError: nobody tells which chain this is.
    """
    require_addresses(l1_rpc, l2_rpcs, rollup_rpcs)
    l1, *others = await asyncio.gather(
        ask_chain_id(client, L1_RPC, l1_rpc),
        *(ask_chain_id(client, L2_RPC, url) for url in l2_rpcs),
        *(ask_rollup(client, url) for url in rollup_rpcs),
    )
    executions, consensuses = others[: len(l2_rpcs)], others[len(l2_rpcs) :]
    chain_ids = _chain_ids(executions, consensuses)
    l1_id = _l1_id(l1, [told.rollup for told in consensuses if told.rollup], chain_ids)
    if not chain_ids or l1_id is None:
        raise NetworkNotSeenError(told.sentence for told in (l1, *others) if told.problem)
    _refuse_wrong_order(executions, consensuses, chain_ids)
    notes = [told.sentence for told in (l1, *others) if told.problem]
    nodes = _nodes(executions, consensuses, chain_ids, notes)
    # An L1 that tells another chain has other contracts, and must not name ours.
    asked = Line(client, l1_rpc) if l1.chain_id == l1_id else None
    chains = await asyncio.gather(
        *(
            _chain(name, chain_id, _rollup_of(chain_id, l1_id, consensuses), nodes[chain_id], asked)
            for chain_id in chain_ids
        )
    )
    return Network(
        name=name,
        type="unspecified",
        stage=None,
        l1=L1(_L1_NAMES.get(l1_id, f"l1-{l1_id}"), l1_id, rpcs=(l1_rpc,)),
        chains=tuple(chains),
        notes=("described by addresses alone: versions and inventory are unknown", *notes),
    )


def require_addresses(
    l1_rpc: str | None, l2_rpcs: Sequence[str], rollup_rpcs: Sequence[str]
) -> None:
    """Refuse what no node could ever answer under, before anybody is asked.

    Raises:
        EndpointError: an address is none, is missing or is given twice.
    """
    l1_rpcs = [] if l1_rpc is None else [l1_rpc]
    for option, urls in ((L1_RPC, l1_rpcs), (L2_RPC, l2_rpcs), (ROLLUP_RPC, rollup_rpcs)):
        if not urls:
            raise EndpointError(option, "", "none is given", hint=HINTS[option])
        for url in urls:
            _require_address(option, url)
    for option, urls in ((L2_RPC, [*l1_rpcs, *l2_rpcs]), (ROLLUP_RPC, rollup_rpcs)):
        for position, url in enumerate(urls):
            if url.rstrip("/") in {earlier.rstrip("/") for earlier in urls[:position]}:
                hint = "One node that is named twice would agree with itself."
                raise EndpointError(option, url, "is given twice", hint=hint)


def _require_address(option: str, url: str) -> None:
    """Refuse what is no address of an HTTP server."""
    try:
        parts = urlsplit(url)
        is_address = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or any(character.isspace() for character in url):
        hint = "Write the whole address, such as http://127.0.0.1:8545 or https://rpc.example/."
        what = "is no address of a node" if url else "is empty"
        raise EndpointError(option, url, what, hint=hint)


def _chain_ids(executions: Sequence[Told], consensuses: Sequence[Told]) -> list[int]:
    """Return the chains that these addresses are about, sorted; none when nobody tells.

    A consensus client makes a chain when some execution client is of that chain,
    or when its own does not tell. Where none does, anybody's word has to do.
    """
    by_execution = [told.chain_id for told in executions if told.chain_id]
    sure = {
        told.chain_id
        for position, told in enumerate(consensuses)
        if told.chain_id
        and (
            told.chain_id in by_execution
            or (position < len(executions) and executions[position].chain_id is None)
        )
    }
    by_consensus = {told.chain_id for told in consensuses if told.chain_id}
    return sorted(sure or by_consensus or set(by_execution))


def _l1_id(l1: Told, rollups: Sequence["RollupFile"], chain_ids: Sequence[int]) -> int | None:
    """Return the chain that they settle on: what L1 tells, if any configuration agrees."""
    named = [rollup.l1_chain_id for rollup in rollups if rollup.chain_id in chain_ids]
    if not named or l1.chain_id in named:
        return l1.chain_id
    return Counter(named).most_common(1)[0][0]


def _refuse_wrong_order(
    executions: Sequence[Told], consensuses: Sequence[Told], chain_ids: Sequence[int]
) -> None:
    """Refuse pairs of two chains that would all fit together in another order."""
    pairs = [
        (execution, consensus)
        for execution, consensus in zip(executions, consensuses, strict=False)
        if execution.chain_id in chain_ids and consensus.chain_id in chain_ids
    ]
    if Counter(pair[0].chain_id for pair in pairs) != Counter(pair[1].chain_id for pair in pairs):
        return
    for execution, consensus in pairs:
        if execution.chain_id != consensus.chain_id:
            what = f"is of chain {consensus.chain_id}, and its {L2_RPC} is of {execution.chain_id}"
            hint = "Give the two addresses of a node in the same order."
            raise EndpointError(ROLLUP_RPC, consensus.url, what, hint=hint)


def _nodes(
    executions: Sequence[Told],
    consensuses: Sequence[Told],
    chain_ids: Sequence[int],
    notes: list[str],
) -> dict[int, list[Node]]:
    nodes: dict[int, list[Node]] = {chain_id: [] for chain_id in chain_ids}
    for position in range(max(len(executions), len(consensuses))):
        execution = executions[position] if position < len(executions) else None
        consensus = consensuses[position] if position < len(consensuses) else None
        told = [each.chain_id for each in (consensus, execution) if each and each.chain_id]
        fitting = [chain_id for chain_id in told if chain_id in chain_ids]
        if not fitting and len(chain_ids) > 1:
            # Somewhere it has to be, or nobody would see that it is wrong.
            notes.append(f"nobody tells the chain of node-{position}; it is held to the first")
        node = Node(
            f"node-{position}",
            NodeKind.UNKNOWN,
            execution_rpc=execution.url if execution else None,
            consensus_rpc=consensus.url if consensus else None,
        )
        nodes[fitting[0] if fitting else chain_ids[0]].append(node)
    return nodes


def _rollup_of(chain_id: int, l1_id: int, consensuses: Sequence[Told]) -> "RollupFile | None":
    """Return the configuration of a chain that settles where the others do, if there is one."""
    found = [told.rollup for told in consensuses if told.rollup and told.chain_id == chain_id]
    return next((rollup for rollup in found if rollup.l1_chain_id == l1_id), None) or next(
        iter(found), None
    )


async def _chain(
    name: str, chain_id: int, rollup: "RollupFile | None", nodes: list[Node], l1: Line | None
) -> Chain:
    chain_name = f"{name}-{chain_id}"
    if rollup is None:
        return Chain(chain_name, chain_id, nodes=tuple(nodes))
    contracts = dict(rollup.contracts)
    portal = contracts.get("OptimismPortalProxy")
    if portal is not None and l1 is not None:
        sender = rollup.roles.get("batcher", line.NOBODY)
        factory = await l1.address(portal, line.DISPUTE_GAME_FACTORY, sender)
        if factory not in (None, line.NOBODY):
            contracts["DisputeGameFactoryProxy"] = factory
    return Chain(
        name=chain_name,
        chain_id=chain_id,
        nodes=tuple(nodes),
        contracts=tuple(sorted(contracts.items())),
        roles=tuple(sorted(rollup.roles.items())),
        block_time_seconds=rollup.block_time_seconds,
        rollup_config=rollup.canonical,
    )
