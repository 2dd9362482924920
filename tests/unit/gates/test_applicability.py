"""What a chain has, as far as its files say."""

from dataclasses import replace

import pytest

from gonogo.gates.applicability import lacks
from gonogo.networks import L1, Chain, Component, Network, Node, NodeKind, Service, Stage

CHAIN = Chain("c-901", 901, has_inventory=True)
NETWORK = Network("n", "devnet", Stage.ALPHANET, L1("l1", 900), (CHAIN,))


@pytest.mark.parametrize(
    ("network", "chain"),
    [
        (NETWORK, replace(CHAIN, services=(Service("x", "wanted"),))),
        (NETWORK, replace(CHAIN, nodes=(Node("x", NodeKind.RPC, "wanted"),))),
        (NETWORK, replace(CHAIN, nodes=(Node("x", NodeKind.RPC, None, "wanted"),))),
        (NETWORK, replace(CHAIN, features=("wanted",))),
        (replace(NETWORK, features=("wanted",)), CHAIN),
        (replace(NETWORK, components=(Component("wanted", "v1"),)), CHAIN),
        (NETWORK, replace(CHAIN, has_inventory=False)),
    ],
)
def test_named_anywhere_is_not_absent(network: Network, chain: Chain) -> None:
    """One file that names it is enough, and without an inventory nothing is absent."""
    assert not lacks(network, chain, ["wanted"])
    assert not lacks(network, chain, ["other", "wanted"])


def test_named_nowhere() -> None:
    """An inventory that does not list it, and no other file that names it: it is absent."""
    assert lacks(NETWORK, CHAIN, ["wanted"])
