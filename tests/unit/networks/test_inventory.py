"""Inventories: nodes and services, chain by chain."""

import pytest

from gonogo.documents import DocumentError
from gonogo.networks import Node, NodeKind, Service
from gonogo.networks.inventory import read_inventory
from tests.unit.networks.fixtures import NETWORKS

NODE = "{kind: node, name: a, spec: {kind: rpc, el: {kind: op-geth}}}"


def refusal(text: str) -> str:
    with pytest.raises(DocumentError) as refused:
        read_inventory(text, "inventory.yaml")
    return refused.value.message


def test_nodes_with_their_clients() -> None:
    """A node is its kind and its two clients; a supernode's execution client stands alone."""
    text = (NETWORKS / "harbour" / "inventory.yaml").read_text()

    first, second = read_inventory(text, "inventory.yaml").chains

    assert first.nodes == (
        Node("sequencer-0", NodeKind.SEQUENCER, "op-geth", "op-node"),
        Node("rpc-0", NodeKind.RPC, "op-reth", "kona-node"),
        Node("sn-0", NodeKind.SUPERNODE, "op-reth", None),
    )
    assert len(second.nodes) == 2


def test_services_of_the_network_serve_every_chain() -> None:
    """What stands beside the chains is a component of each of them."""
    text = (NETWORKS / "harbour" / "inventory.yaml").read_text()

    chains = read_inventory(text, "inventory.yaml").chains

    assert chains[0].services[0] == Service("op-batcher", "batcher")
    assert all(Service("op-interop-filter", "interop-filter") in found.services for found in chains)


def test_new_kind_of_node_is_unknown_and_noted() -> None:
    """A kind that nobody had so far is not taken for another."""
    inventory = read_inventory(f"chains: [{{nodes: [{NODE.replace('rpc', 'light')}]}}]", "i")

    assert inventory.chains[0].nodes[0].kind is NodeKind.UNKNOWN
    assert "'light'" in inventory.notes[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "is empty"),
        ("chains: []", "chains: List should have at least 1"),
        ("chans: []", "inventory.yaml:1:1 chans: unknown key (did you mean 'chains'?)"),
        (f"chains: [{{nodse: [{NODE}]}}]", "chains.0.nodse: unknown key (did you mean 'nodes'?)"),
        (f"chains: [{{nodes: [{NODE}, {NODE}]}}]", "chains.0.nodes.1.name: is the same as at 1:"),
        ("chains: [{nodes: [{kind: node, name: a}]}]", "chains.0.nodes.0.spec: is required"),
        ("chains: [{nodes: [{kind: node, name: '', spec: {}}]}]", "is not a name"),
        ("chains: [{services: [{kind: batcher}]}]", "services.0.name: is required"),
        ("chains: {a: b}", "chains: must be a list"),
    ],
)
def test_mistakes(text: str, expected: str) -> None:
    """A wrong inventory is refused with the place."""
    assert expected in refusal(text)
