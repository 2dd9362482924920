"""Read an `inventory.yaml`: which nodes and services each chain has.

Chains have no names in inventories; they stand in the order of the manifest.
The keys of the format are closed, as in manifests; `values` and `env` are handed
to Helm charts and may hold anything. Services of the network as a whole
(supernodes, interop filters, test runners) serve every chain.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from gonogo.documents import parse_yaml_as_text, validate
from gonogo.networks.fields import Flag, Label, NullAsEmptyDict, NullAsEmptyList, Record
from gonogo.networks.model import Node, NodeKind, Service
from gonogo.networks.repeats import refuse_repeats

Values = Annotated[dict[str, Any], NullAsEmptyDict]


@dataclass(frozen=True)
class InventoryChain:
    """The nodes and services of the chain at one position of the manifest."""

    nodes: tuple[Node, ...]
    services: tuple[Service, ...]


@dataclass(frozen=True)
class Inventory:
    """What an inventory lists."""

    chains: tuple[InventoryChain, ...]
    notes: tuple[str, ...] = ()


class _Dependencies(Record):
    nodes: Annotated[list[Label], NullAsEmptyList] = Field(default_factory=list)
    services: Annotated[list[Label], NullAsEmptyList] = Field(default_factory=list)
    values: Values = Field(default_factory=dict)


class _Part(Record):
    """A client or a sidecar of a node."""

    kind: Label
    spec: "_Part | None" = None
    deps: _Dependencies | None = None
    values: Values = Field(default_factory=dict)


class _Flashblocks(Record):
    builder: _Part | None = None
    rollup_boost: _Part | None = Field(default=None, alias="rollup-boost")
    values: Values = Field(default_factory=dict)


class _NodeSpec(Record):
    kind: Label
    el: _Part
    cl: _Part | None = None
    builder: _Part | None = None
    flashblocks: _Flashblocks | None = None
    rollup_boost: _Part | None = Field(default=None, alias="rollup-boost")
    light_node: Flag = Field(default=None, alias="lightNode")
    values: Values = Field(default_factory=dict)


class _Node(Record):
    kind: Label
    name: Label
    spec: _NodeSpec
    deps: _Dependencies | None = None


class _Service(Record):
    kind: Label
    name: Label
    spec: _Part | None = None
    deps: _Dependencies | None = None


class _Chain(Record):
    values: Values = Field(default_factory=dict)
    nodes: Annotated[list[_Node], NullAsEmptyList] = Field(default_factory=list)
    services: Annotated[list[_Service], NullAsEmptyList] = Field(default_factory=list)


class _Inventory(Record):
    chains: list[_Chain] = Field(min_length=1)
    services: Annotated[list[_Service], NullAsEmptyList] = Field(default_factory=list)


def read_inventory(text: str, name: str) -> Inventory:
    """Return what an inventory lists, chain by chain.

    Raises:
        DocumentError: it is no inventory; names every problem with its place.
    """
    document = parse_yaml_as_text(text, name)
    inventory = validate(document, _Inventory)
    # Endpoints attach by name, so a name must say which node or service is meant.
    refuse_repeats(
        document,
        [
            [
                (("chains", position, key, index, "name"), part.name)
                for index, part in enumerate(getattr(chain, key))
            ]
            for position, chain in enumerate(inventory.chains)
            for key in ("nodes", "services")
        ],
    )
    shared = tuple(_service(service) for service in inventory.services)
    kinds = {kind.value for kind in NodeKind}
    strange = {node.spec.kind for chain in inventory.chains for node in chain.nodes} - kinds
    return Inventory(
        tuple(
            InventoryChain(
                tuple(_node(node) for node in chain.nodes),
                tuple(_service(service) for service in chain.services) + shared,
            )
            for chain in inventory.chains
        ),
        notes=tuple(
            f"{name}: nodes of the kind {kind!r} are new to us" for kind in sorted(strange)
        ),
    )


def _node(node: _Node) -> Node:
    return Node(
        name=node.name,
        kind=node_kind(node.spec.kind),
        execution_client=node.spec.el.kind,
        consensus_client=node.spec.cl.kind if node.spec.cl else None,
    )


def node_kind(word: str | None) -> NodeKind:
    """Return the kind that a word names; UNKNOWN for any other word."""
    return NodeKind(word) if word in {kind.value for kind in NodeKind} else NodeKind.UNKNOWN


def _service(service: _Service) -> Service:
    return Service(name=service.name, kind=service.kind)
