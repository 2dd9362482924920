"""What was known about a chain when it was observed, kept beside the readings.

A judgement needs to know which nodes there were, which of them had an address,
and what the files say about components and roles. Without that, readings alone
could not be judged again later. Addresses of endpoints stay out: they may hold
passwords, and artifacts are made to be handed on. Whether two nodes have the same
one is written down instead, since a node that is named twice agrees with itself.
"""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

import msgspec

from gonogo.networks import Chain, Network, Node, NodeKind


class NodeFact(msgspec.Struct, frozen=True):
    """A node, and whether anybody told us where it answers."""

    name: str
    kind: str
    has_execution: bool
    has_consensus: bool
    is_execution_listed: bool = False
    """Whether an inventory says that there is one, be its address known or not."""
    is_consensus_listed: bool = False
    execution_twin: str | None = None
    """An earlier node whose execution client has the same address; None: there is none."""
    consensus_twin: str | None = None

    @property
    def is_sequencer(self) -> bool:
        """Say whether this node builds blocks."""
        return self.kind == NodeKind.SEQUENCER.value


class Facts(msgspec.Struct, frozen=True):
    """A chain as it was known at the start of a window."""

    chain: str
    chain_id: int
    l1_chain_id: int
    started_at: datetime
    window_seconds: float
    interval_seconds: float
    nodes: tuple[NodeFact, ...]
    l1: tuple[str, ...]
    """Names that we gave to the L1 endpoints, in their order."""
    services: tuple[str, ...]
    """Kinds of services that are known, whatever file names them."""
    roles: dict[str, str]
    contracts: dict[str, str]
    block_time_seconds: int | None = None
    has_inventory: bool = False
    """Whether the services are those of an inventory, and so all there are."""
    time_limit_seconds: float | None = None
    """How long one call may take; what takes longer was held up by us."""

    @property
    def execution_nodes(self) -> tuple[str, ...]:
        """Return the nodes whose execution client has an address."""
        return tuple(node.name for node in self.nodes if node.has_execution)

    @property
    def consensus_nodes(self) -> tuple[str, ...]:
        """Return the nodes whose consensus client has an address."""
        return tuple(node.name for node in self.nodes if node.has_consensus)

    def not_told(self) -> tuple[str, ...]:
        """Return the clients that an inventory lists and whose address nobody told."""
        return tuple(
            f"the {client} client of {node.name}"
            for node in self.nodes
            for client, is_missing in (
                ("execution", node.is_execution_listed and not node.has_execution),
                ("consensus", node.is_consensus_listed and not node.has_consensus),
            )
            if is_missing
        )

    def execution_twins(self) -> str:
        """Say which execution clients have one address between them; empty when none has."""
        return _twins("execution", ((node.execution_twin, node.name) for node in self.nodes))

    def consensus_twins(self) -> str:
        """Say which consensus clients have one address between them; empty when none has."""
        return _twins("consensus", ((node.consensus_twin, node.name) for node in self.nodes))

    def lacks(self, component: str) -> bool:
        """Say whether an inventory is there and does not list this component.

        Without an inventory nothing is known to be absent, so nothing is.
        """
        return self.has_inventory and bool(self.services) and component not in self.services


def gather(  # noqa: PLR0913 - all that is written down, and nothing is looked up.
    chain: Chain,
    network: Network,
    *,
    started_at: datetime,
    window_seconds: float,
    interval_seconds: float,
    time_limit_seconds: float,
) -> Facts:
    """Write down what is known about a chain before it is observed."""
    return Facts(
        chain=chain.name,
        chain_id=chain.chain_id,
        l1_chain_id=network.l1.chain_id,
        started_at=started_at,
        window_seconds=window_seconds,
        interval_seconds=interval_seconds,
        nodes=tuple(_node_facts(chain.nodes)),
        l1=l1_names(network),
        services=tuple(sorted({service.kind for service in chain.services})),
        roles=dict(sorted(chain.roles)),
        contracts=dict(sorted(chain.contracts)),
        block_time_seconds=chain.block_time_seconds,
        has_inventory=chain.has_inventory,
        time_limit_seconds=time_limit_seconds,
    )


def _node_facts(nodes: Iterable[Node]) -> Iterable[NodeFact]:
    executions: dict[str, str] = {}
    consensuses: dict[str, str] = {}
    for node in nodes:
        yield NodeFact(
            node.name,
            node.kind.value,
            node.execution_rpc is not None,
            node.consensus_rpc is not None,
            is_execution_listed=node.execution_client is not None,
            is_consensus_listed=node.consensus_client is not None,
            execution_twin=_twin(executions, node.execution_rpc, node.name),
            consensus_twin=_twin(consensuses, node.consensus_rpc, node.name),
        )


def _twins(client: str, pairs: Iterable[tuple[str | None, str]]) -> str:
    found = " and ".join(f"{name} that of {twin}" for twin, name in pairs if twin is not None)
    return found and (
        f"the same {client} client was asked twice: the address of {found}, so one of them "
        "was not seen"
    )


def _twin(seen: dict[str, str], url: str | None, name: str) -> str | None:
    """Return who was seen under this address before, and note who is now."""
    if url is None:
        return None
    place = urlsplit(url)
    # All spellings of this machine are one place.
    here = place.netloc.lower().replace("localhost", "127.0.0.1")
    first = seen.setdefault(f"{here}{place.path.rstrip('/')}?{place.query}", name)
    return None if first == name else first


def l1_names(network: Network) -> tuple[str, ...]:
    """Return a name for each L1 endpoint: `L1`, or `L1-0`, `L1-1` of several."""
    if len(network.l1.rpcs) == 1:
        return ("L1",)
    return tuple(f"L1-{index}" for index in range(len(network.l1.rpcs)))
