"""What was known about a chain when it was observed, kept beside the readings.

A judgement needs to know which nodes there were, which of them had an address,
and what the files say about components and roles. Without that, readings alone
could not be judged again later. Addresses of endpoints stay out: they may hold
passwords, and artifacts are made to be handed on.
"""

from datetime import datetime

import msgspec

from gonogo.networks import Chain, Network, NodeKind


class NodeFact(msgspec.Struct, frozen=True):
    """A node, and whether anybody told us where it answers."""

    name: str
    kind: str
    has_execution: bool
    has_consensus: bool

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
        nodes=tuple(
            NodeFact(
                node.name,
                node.kind.value,
                node.execution_rpc is not None,
                node.consensus_rpc is not None,
            )
            for node in chain.nodes
        ),
        l1=l1_names(network),
        services=tuple(sorted({service.kind for service in chain.services})),
        roles=dict(sorted(chain.roles)),
        contracts=dict(sorted(chain.contracts)),
        block_time_seconds=chain.block_time_seconds,
        has_inventory=chain.has_inventory,
        time_limit_seconds=time_limit_seconds,
    )


def l1_names(network: Network) -> tuple[str, ...]:
    """Return a name for each L1 endpoint: `L1`, or `L1-0`, `L1-1` of several."""
    if len(network.l1.rpcs) == 1:
        return ("L1",)
    return tuple(f"L1-{index}" for index in range(len(network.l1.rpcs)))
