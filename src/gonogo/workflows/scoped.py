"""What is judged on a network: its chains, and the features in scope with their versions."""

from collections.abc import Mapping

from gonogo.attest import Touched
from gonogo.networks import Network
from gonogo.readiness import scope_in_force
from gonogo.record import Counted, ScopedChain


def touched_on(network: Network, counted: Counted) -> Mapping[str, Touched]:
    """Return each feature in scope on a network, with the versions of what it touches.

    What is in scope is what was signed; the versions are those that the network's files name.
    """
    versions = versions_of(network)
    touched: dict[str, dict[str, str | None]] = {}
    for feature in scope_in_force(counted):
        if network.name in feature.networks:
            own = touched.setdefault(feature.id, {})
            own.update({name: versions.get(name) for name in feature.components})
    return touched


def versions_of(network: Network) -> Mapping[str, str]:
    """Return the version of each component; one that is named in two versions has none."""
    said: dict[str, set[str]] = {}
    for component in network.components:
        said.setdefault(component.name, set()).add(component.version)
    return {name: min(versions) for name, versions in said.items() if len(versions) == 1}


def scope_of(network: Network) -> tuple[ScopedChain, ...]:
    """Return the chains that are judged, with the components that their inventories list."""
    return tuple(
        ScopedChain(chain.name, chain.inventory)
        for chain in sorted(network.chains, key=lambda chain: chain.name)
    )
