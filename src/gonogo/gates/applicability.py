"""Whether a chain has what a test is about, as far as its files say.

Only an inventory says that something is absent. What any file names is present: a service,
a client of a node, a feature, a component with a version.
"""

from collections.abc import Iterable

from gonogo.networks import Chain, Network


def lacks(network: Network, chain: Chain, components: Iterable[str]) -> bool:
    """Say whether an inventory lists the chain's parts, and none of these is named anywhere."""
    return chain.has_inventory and not named(network, chain) & set(components)


def named(network: Network, chain: Chain) -> frozenset[str]:
    """Return the names of everything that files say a chain consists of."""
    clients = (
        client
        for node in chain.nodes
        for client in (node.execution_client, node.consensus_client, node.kind.value)
        if client is not None
    )
    return frozenset(
        (
            *(service.kind for service in chain.services),
            *clients,
            *chain.features,
            *network.features,
            *(component.name for component in network.components),
        )
    )
