"""One model of a network, whatever files described it.

Manifests, inventories, chain and rollup files and descriptors are read into
these values, and every other room sees only them. Unknown is None and says so
in its docstring; absent is an empty tuple.
"""

import enum
from dataclasses import dataclass, field


class Stage(enum.Enum):
    """Where a network stands on the way to mainnet."""

    BENCH = "bench"  #: The local network that gonogo starts itself.
    LOCALNET = "localnet"  #: A local network of the candidate's own software.
    ALPHANET = "alphanet"  #: All upgrades active at genesis.
    BETANET = "betanet"  #: Upgrades activated after genesis.
    TESTNET = "testnet"  #: The last stage before mainnet.


class NodeKind(enum.Enum):
    """What a node is for, in the words of inventories."""

    SEQUENCER = "sequencer"  #: Builds blocks.
    RPC = "rpc"  #: Follows the chain and answers users.
    SNAPSYNC = "snapsync"  #: Follows the chain, synchronised by snapshots.
    SUPERNODE = "supernode-el"  #: An execution client behind a supernode.
    VERIFIER = "verifier"  #: Derives from L1 alone.
    UNKNOWN = "unknown"  #: The files do not say.


@dataclass(frozen=True)
class Node:
    """An execution client and its consensus client."""

    name: str
    kind: NodeKind
    execution_client: str | None = None
    """Such as `op-geth`; None when the files do not say."""
    consensus_client: str | None = None
    """Such as `op-node`; None when the files do not say."""
    execution_rpc: str | None = None
    """Where `eth_*` is answered; None when nobody told us an address."""
    consensus_rpc: str | None = None
    """Where `optimism_*` is answered; None when nobody told us an address."""
    metrics: str | None = None
    """Where Prometheus metrics of the consensus client are; None when not told."""


@dataclass(frozen=True)
class Service:
    """A component of a network that is not a node: the batcher, the proposer, proxyd."""

    name: str
    kind: str
    """The component, in the words of inventories: `batcher`, `op-dispute-mon`."""
    rpc: str | None = None
    metrics: str | None = None


@dataclass(frozen=True)
class Wallet:
    """An account that the network's operators lend to tests."""

    name: str
    address: str
    private_key: str | None = field(default=None, repr=False)
    """Never shown, stored or logged; None when only the address is known."""


@dataclass(frozen=True)
class Chain:
    """One L2 chain of a network."""

    name: str
    chain_id: int
    nodes: tuple[Node, ...] = ()
    services: tuple[Service, ...] = ()
    contracts: tuple[tuple[str, str], ...] = ()
    """L1 contracts by their name in PascalCase (`OptimismPortalProxy`), address in lower case."""
    roles: tuple[tuple[str, str], ...] = ()
    """Addresses by role: `batcher`, `proposer`, `challenger`, `batch_inbox`."""
    wallets: tuple[Wallet, ...] = ()
    block_time_seconds: int | None = None
    public_rpc: str | None = None
    rollup_config: str | None = None
    """The rollup configuration as canonical JSON; None when no file gave it."""
    features: tuple[str, ...] = ()
    has_inventory: bool = False
    """Whether an inventory lists its services. A descriptor alone names those that somebody
    wanted to be reached, so what it does not name is not known to be absent."""

    @property
    def inventory(self) -> tuple[str, ...]:
        """Return the kinds of services that there are, sorted; empty when nobody lists them."""
        if not self.has_inventory:
            return ()
        return tuple(sorted({service.kind for service in self.services}))

    def contract(self, name: str) -> str | None:
        """Return the address of an L1 contract; None when the files do not name it."""
        return dict(self.contracts).get(name)

    def role(self, name: str) -> str | None:
        """Return the address that has a role; None when the files do not name it."""
        return dict(self.roles).get(name)


@dataclass(frozen=True)
class L1:
    """The chain that an OP network settles on."""

    name: str
    chain_id: int
    rpcs: tuple[str, ...] = ()
    wallets: tuple[Wallet, ...] = ()


@dataclass(frozen=True)
class Component:
    """A component and the version of it that a candidate names."""

    name: str
    version: str
    repository: str | None = None


@dataclass(frozen=True)
class Network:
    """A network as its files describe it."""

    name: str
    type: str
    """What the manifest says: alphanet, betanet, devnet, demo, bench…"""
    stage: Stage | None
    """None: the files do not settle it, and a person must tell."""
    l1: L1
    chains: tuple[Chain, ...]
    status: str | None = None
    description: str | None = None
    scope: str | None = None
    components: tuple[Component, ...] = ()
    features: tuple[str, ...] = ()
    fork_plan: tuple[tuple[str, str], ...] = ()
    """Deployment overrides that decide which forks are active when."""
    flags: tuple[tuple[str, str], ...] = ()
    """Everything else of the deployment section that changes what is deployed."""
    contract_versions: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    """What was odd in the files, each for a person to read."""
