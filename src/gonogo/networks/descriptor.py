"""Read a `devnet-env.json`: where the parts of a running network answer.

Two forms are in use: services as a list for each kind, and the earlier one with
a single service for each kind. Private keys enter here and nowhere else. Keys of
the structures are closed; names of services, protocols, addresses and wallets
are not, since the format leaves them to whoever writes it.

Nodes are asked for `rpc` and, where a node has none, `http`, which is what some
writers call the RPC of a consensus client.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from gonogo.documents import Document, parse_yaml, validate
from gonogo.networks import contracts
from gonogo.networks.fields import (
    Address,
    ChainId,
    Label,
    Name,
    NullAsEmptyDict,
    NullAsEmptyList,
    Port,
    PrivateKey,
    Record,
    Text,
)
from gonogo.networks.inventory import node_kind
from gonogo.networks.model import L1, Chain, Network, Node, Service, Wallet
from gonogo.networks.repeats import refuse_repeats
from gonogo.networks.rollup_file import RollupFile, read_rollup_config

UNSPECIFIED_TYPE = "unspecified"
"""The type of a network whose files do not say one."""

CONDUCTOR = "op-conductor"

ROLES = ("batcher", "proposer", "challenger")

Anything = Annotated[dict[str, Any], NullAsEmptyDict]
Labels = Annotated[dict[str, Any], NullAsEmptyDict]


class _Endpoint(Record):
    host: Label
    scheme: Text = None
    port: Port = None
    private_port: Port = None
    reverse_proxy_header: Anything = Field(default_factory=dict)

    @model_validator(mode="after")
    def _host_is_no_url(self) -> "_Endpoint":
        if "/" in self.host or "@" in self.host:
            message = "the host is more than a name or an address"
            raise ValueError(message)
        return self

    def url(self) -> str:
        """Return the address to ask."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = f":{self.port}" if self.port else ""
        return f"{self.scheme or 'http'}://{host}{port}"


class _Service(Record):
    name: Text = None
    endpoints: Annotated[dict[str, _Endpoint], NullAsEmptyDict] = Field(default_factory=dict)
    labels: Labels = Field(default_factory=dict)

    def rpc(self) -> str | None:
        """Return where JSON-RPC is answered."""
        endpoint = self.endpoints.get("rpc") or self.endpoints.get("http")
        return endpoint.url() if endpoint else None

    def metrics(self) -> str | None:
        """Return where Prometheus metrics are."""
        endpoint = self.endpoints.get("metrics")
        return endpoint.url() if endpoint else None


def _listed(value: Any) -> Any:
    """Return a single service of the earlier form as a list of one."""
    return [] if value is None else value if isinstance(value, list) else [value]


Services = Annotated[
    dict[str, Annotated[list[_Service], BeforeValidator(_listed)]], NullAsEmptyDict
]


class _Node(Record):
    name: Text = None
    services: Annotated[dict[str, _Service], NullAsEmptyDict] = Field(default_factory=dict)
    labels: Labels = Field(default_factory=dict)


class _Wallet(Record):
    address: Address
    private_key: PrivateKey = None


Wallets = Annotated[dict[str, _Wallet], NullAsEmptyDict]


class _Chain(Record):
    name: Label
    id: ChainId
    services: Services = Field(default_factory=dict)
    nodes: Annotated[list[_Node], NullAsEmptyList] = Field(default_factory=list)
    wallets: Wallets = Field(default_factory=dict, repr=False)
    jwt: Text = Field(default=None, repr=False)
    config: Anything = Field(default_factory=dict)
    addresses: Annotated[dict[str, Address], NullAsEmptyDict] = Field(default_factory=dict)


class _L2Chain(_Chain):
    name: Name
    l1_addresses: Annotated[dict[str, Address], NullAsEmptyDict] = Field(default_factory=dict)
    l1_wallets: Wallets = Field(default_factory=dict, repr=False)
    rollup_config: Anything = Field(default_factory=dict)


class _Descriptor(Record):
    name: Name
    reverse_proxy_url: Text = None
    l1: _Chain
    l2: list[_L2Chain] = Field(min_length=1)
    features: Annotated[list[Label], NullAsEmptyList] = Field(default_factory=list)
    dep_sets: Anything = Field(default_factory=dict)
    dep_set: Anything = Field(default_factory=dict)


def read_descriptor(text: str, name: str) -> Network:
    """Return the network that a descriptor describes, with addresses and wallets.

    Raises:
        DocumentError: it is no descriptor; names every problem with its place.
    """
    document = parse_yaml(text, name)
    descriptor = validate(document, _Descriptor)
    _refuse_repeats(document, descriptor)
    notes: list[str] = []
    return Network(
        name=descriptor.name,
        type=UNSPECIFIED_TYPE,
        stage=None,
        l1=_l1(descriptor),
        chains=tuple(_chain(chain, name, notes) for chain in descriptor.l2),
        features=tuple(descriptor.features),
        notes=tuple(notes),
    )


def _refuse_repeats(document: Document, descriptor: _Descriptor) -> None:
    chains = list(enumerate(descriptor.l2))
    refuse_repeats(
        document,
        [
            [(("l2", position, "name"), chain.name) for position, chain in chains],
            [(("l2", position, "id"), chain.id) for position, chain in chains],
            *(
                [
                    (("l2", position, "nodes", index, "name"), node.name)
                    for index, node in enumerate(chain.nodes)
                ]
                for position, chain in chains
            ),
        ],
    )


def _l1(descriptor: _Descriptor) -> L1:
    chain = descriptor.l1
    rpcs = [node.execution_rpc for node in _nodes(chain)]
    wallets = [_wallets(chain.wallets), *(_wallets(found.l1_wallets) for found in descriptor.l2)]
    unique = {(wallet.name, wallet.address): wallet for some in wallets for wallet in some}
    return L1(
        chain.name,
        chain.id,
        rpcs=tuple(dict.fromkeys(rpc for rpc in rpcs if rpc)),
        wallets=tuple(unique.values()),
    )


def _chain(chain: _L2Chain, name: str, notes: list[str]) -> Chain:
    wallets = {wallet.name: wallet for wallet in _wallets(chain.l1_wallets)}
    wallets |= {wallet.name: wallet for wallet in _wallets(chain.wallets)}
    # Batcher, proposer and challenger act on L1, so what is said there counts more.
    by_role = chain.wallets | chain.l1_wallets
    roles = {
        role: address for role in ROLES if role in by_role and (address := by_role[role].address)
    }
    # Before there was a field for addresses on L1, they stood among the chain's own.
    addresses = contracts.named((chain.l1_addresses or chain.addresses).items())
    rollup = _rollup(chain, name, notes)
    if rollup is not None:
        roles |= rollup.roles
        addresses = rollup.contracts | addresses
    services = (*_services(chain.services), *_conductors(chain.nodes))
    return Chain(
        name=chain.name,
        chain_id=chain.id,
        nodes=tuple(_nodes(chain)),
        services=services,
        contracts=tuple(sorted(addresses.items())),
        roles=tuple(sorted(roles.items())),
        wallets=tuple(wallets.values()),
        block_time_seconds=rollup.block_time_seconds if rollup else None,
        public_rpc=next((found.rpc for found in services if found.kind == "proxyd"), None),
        rollup_config=rollup.canonical if rollup else None,
    )


def _rollup(chain: _L2Chain, name: str, notes: list[str]) -> RollupFile | None:
    if not chain.rollup_config:
        return None
    rollup = read_rollup_config(chain.rollup_config, f"{name} (rollup_config of {chain.name})")
    if rollup.chain_id == chain.id:
        return rollup
    notes.append(
        f"{name}: the rollup configuration of {chain.name!r} is of chain "
        f"{rollup.chain_id}, not {chain.id}; it is left out"
    )
    return None


def _nodes(chain: _Chain) -> list[Node]:
    return [_node(node, position) for position, node in enumerate(chain.nodes)]


def _node(node: _Node, position: int) -> Node:
    execution, consensus = node.services.get("el"), node.services.get("cl")
    kind = node.labels.get("kind")
    return Node(
        name=node.name or f"node-{position}",
        kind=node_kind(kind if isinstance(kind, str) else None),
        execution_rpc=execution.rpc() if execution else None,
        consensus_rpc=consensus.rpc() if consensus else None,
        metrics=consensus.metrics() if consensus else None,
    )


def _services(found: Mapping[str, list[_Service]]) -> list[Service]:
    return [
        Service(
            service.name or _default_name(kind, position), kind, service.rpc(), service.metrics()
        )
        for kind, services in found.items()
        for position, service in enumerate(services)
    ]


def _conductors(nodes: list[_Node]) -> list[Service]:
    """Return the conductors, which a descriptor puts beside the nodes that they watch over."""
    return [
        Service(f"{node.name or f'node-{position}'}-conductor", CONDUCTOR, found.rpc())
        for position, node in enumerate(nodes)
        for name, found in node.services.items()
        if name in ("conductor", CONDUCTOR)
    ]


def _default_name(kind: str, position: int) -> str:
    return f"{kind}-{position}" if position else kind


def _wallets(found: Mapping[str, _Wallet]) -> list[Wallet]:
    return [
        Wallet(name, wallet.address, wallet.private_key)
        for name, wallet in found.items()
        if wallet.address is not None
    ]
