"""Put the files of one network together: by chain id, by node and service name.

The manifest decides which chains there are. A file that is about another chain
is left out with a note, since directories keep files of earlier deployments;
what two files say differently about the same chain is noted, and the file that
was written closer to the running network counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gonogo.networks.chain_file import ChainFile
from gonogo.networks.inventory import Inventory
from gonogo.networks.model import Chain, Network, Node, Service
from gonogo.networks.rollup_file import RollupFile


@dataclass(frozen=True)
class ChainFolder:
    """What was found in one directory of a network's directory."""

    name: str
    chain_file: ChainFile | None
    rollup: RollupFile | None


def with_inventory(network: Network, inventory: Inventory, name: str) -> Network:
    """Return the network with the nodes and services of an inventory.

    Chains have no names there; they stand in the order of the manifest.
    """
    listed, wanted = len(inventory.chains), len(network.chains)
    notes = list(inventory.notes)
    if listed != wanted:
        notes.append(
            f"{name} lists {listed} chain(s) and the manifest {wanted}; they are taken in order"
        )
    chains = tuple(
        replace(
            chain,
            nodes=found.nodes,
            services=found.services,
            # An inventory without any service says as little about them as none.
            has_inventory=bool(found.services),
        )
        for chain, found in zip(network.chains, inventory.chains, strict=False)
    )
    return replace(
        network,
        chains=chains + network.chains[listed:],
        notes=network.notes + tuple(notes),
    )


def with_chain_folders(network: Network, folders: Iterable[ChainFolder]) -> Network:
    """Return the network with what chain and rollup files say about its chains."""
    chains = {chain.chain_id: chain for chain in network.chains}
    claims = _Claims({chain.chain_id: chain.name for chain in network.chains})
    notes = claims.notes
    names = {chain.name for chain in network.chains}
    # A folder with the name of a chain comes before one that only has its id.
    for folder in sorted(folders, key=lambda found: (found.name not in names, found.name)):
        file, rollup = folder.chain_file, folder.rollup
        if file is not None and claims.grant(folder.name, "chain.yaml", file.chain_id):
            chains[file.chain_id] = _with_chain_file(chains[file.chain_id], file, notes)
        if rollup is not None and claims.grant(folder.name, "rollup.json", rollup.chain_id):
            _note_other_l1(network, folder, rollup, notes)
            chains[rollup.chain_id] = _with_rollup(chains[rollup.chain_id], rollup, notes)
    return replace(network, chains=tuple(chains.values()), notes=network.notes + tuple(notes))


class _Claims:
    """Which file describes which chain: one of each kind, and only chains of ours."""

    def __init__(self, names: dict[int, str]) -> None:
        self.names = names
        self.granted: set[tuple[int, str]] = set()
        self.notes: list[str] = []

    def grant(self, folder: str, file: str, chain_id: int) -> bool:
        """Say whether a file is to be used, and note what is odd about it."""
        about = f"{folder}/{file} is about chain {chain_id}"
        if chain_id not in self.names:
            self.notes.append(f"{about}, which the manifest does not list; it is left out")
            return False
        if (chain_id, file) in self.granted:
            self.notes.append(f"{about} again; it is left out")
            return False
        if self.names[chain_id] != folder:
            self.notes.append(f"{about}, which is {self.names[chain_id]!r}")
        self.granted.add((chain_id, file))
        return True


def _with_chain_file(chain: Chain, file: ChainFile, notes: list[str]) -> Chain:
    if file.name != chain.name:
        notes.append(f"chain {chain.chain_id} is {chain.name!r}, and {file.name!r} in chain.yaml")
    return replace(
        chain,
        public_rpc=file.public_rpc or chain.public_rpc,
        contracts=_agreed(chain, dict(chain.contracts), file.contracts, notes),
    )


def _with_rollup(chain: Chain, rollup: RollupFile, notes: list[str]) -> Chain:
    """Return the chain with what its rollup configuration says."""
    return replace(
        chain,
        block_time_seconds=rollup.block_time_seconds,
        rollup_config=rollup.canonical,
        roles=_agreed(chain, dict(chain.roles), rollup.roles, notes),
        contracts=_agreed(chain, dict(chain.contracts), rollup.contracts, notes),
    )


def _note_other_l1(
    network: Network, folder: ChainFolder, rollup: RollupFile, notes: list[str]
) -> None:
    if rollup.l1_chain_id != network.l1.chain_id:
        notes.append(
            f"{folder.name}/rollup.json settles on chain {rollup.l1_chain_id}, "
            f"and the manifest on {network.l1.chain_id}"
        )


def with_descriptor(network: Network, descriptor: Network, name: str) -> Network:
    """Return the network with the addresses and wallets of a descriptor."""
    notes = [*descriptor.notes]
    if descriptor.name != network.name:
        notes.append(f"{name} calls the network {descriptor.name!r}")
    found = {chain.chain_id: chain for chain in descriptor.chains}
    chains = tuple(
        _with_described(chain, found[chain.chain_id], name, notes)
        if chain.chain_id in found
        else chain
        for chain in network.chains
    )
    known = {chain.chain_id for chain in network.chains}
    notes += [
        f"{name} does not describe chain {chain_id}" for chain_id in sorted(known - set(found))
    ]
    notes += [
        f"{name} describes chain {chain_id}, which the manifest does not list"
        for chain_id in sorted(set(found) - known)
    ]
    # A manifest names the L1 endpoint that its nodes use, which may be out of our reach;
    # the descriptor was written for who reaches the network now.
    l1 = replace(
        network.l1, rpcs=descriptor.l1.rpcs or network.l1.rpcs, wallets=descriptor.l1.wallets
    )
    return replace(network, l1=l1, chains=chains, notes=network.notes + tuple(notes))


def _with_described(chain: Chain, found: Chain, name: str, notes: list[str]) -> Chain:
    if found.name != chain.name:
        notes.append(f"chain {chain.chain_id} is {chain.name!r}, and {found.name!r} in {name}")
    if None not in (chain.rollup_config, found.rollup_config) and (
        chain.rollup_config != found.rollup_config
    ):
        notes.append(
            f"the rollup configuration of {chain.name!r} differs between {name} and its file"
        )
    return replace(
        chain,
        nodes=_attached_nodes(chain, found, name, notes),
        services=_attached_services(chain, found),
        contracts=_agreed(chain, dict(chain.contracts), dict(found.contracts), notes),
        # The other way round: a descriptor names accounts, the rollup file who has a role.
        roles=_agreed(chain, dict(found.roles), dict(chain.roles), notes),
        wallets=found.wallets,
        block_time_seconds=chain.block_time_seconds or found.block_time_seconds,
        rollup_config=chain.rollup_config or found.rollup_config,
        public_rpc=found.public_rpc or chain.public_rpc,
    )


def _attached_nodes(chain: Chain, found: Chain, name: str, notes: list[str]) -> tuple[Node, ...]:
    described = {node.name: node for node in found.nodes}
    listed = {node.name for node in chain.nodes}
    strangers = tuple(node for node in found.nodes if node.name not in listed)
    notes += [
        f"{name} gives no address for node {node.name!r} of {chain.name!r}"
        for node in chain.nodes
        if node.name not in described
    ]
    if chain.nodes:
        notes += [
            f"node {node.name!r} of {chain.name!r} stands only in {name}" for node in strangers
        ]
    return tuple(_attached(node, described.get(node.name)) for node in chain.nodes) + strangers


def _attached(node: Node, described: Node | None) -> Node:
    if described is None:
        return node
    return replace(
        node,
        execution_rpc=described.execution_rpc,
        consensus_rpc=described.consensus_rpc,
        metrics=described.metrics,
    )


def _attached_services(chain: Chain, found: Chain) -> tuple[Service, ...]:
    """Attach by name, else where each side has exactly one service of the kind."""
    by_name = {service.name: service for service in found.services}
    listed = {service.name for service in chain.services}
    strangers = [service for service in found.services if service.name not in listed]
    attached = []
    for service in chain.services:
        match = by_name.get(service.name)
        if match is None and _count(chain.services, service.kind) == 1:
            same_kind = [other for other in strangers if other.kind == service.kind]
            match = same_kind[0] if len(same_kind) == 1 else None
        if match in strangers:
            strangers.remove(match)
        attached.append(
            replace(service, rpc=match.rpc, metrics=match.metrics) if match else service
        )
    return tuple(attached + strangers)


def _count(services: Iterable[Service], kind: str) -> int:
    return sum(service.kind == kind for service in services)


def _agreed(
    chain: Chain, known: dict[str, str], said: dict[str, str], notes: list[str]
) -> tuple[tuple[str, str], ...]:
    """Return both together; where they differ what is said last counts, with a note."""
    notes += [
        f"{name} of {chain.name!r} is {known[name]} in one file, {said[name]} in another"
        for name in sorted(known.keys() & said.keys())
        if known[name] != said[name]
    ]
    return tuple(sorted((known | said).items()))
