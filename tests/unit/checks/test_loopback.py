"""Whether a network is on this machine."""

import pytest

from gonogo.checks.loopback import is_on_this_machine
from gonogo.networks import L1, Chain, Network, Node, NodeKind


def network(l1: str | None, node: str | None) -> Network:
    chain = Chain("c", 901, nodes=(Node("n", NodeKind.RPC, execution_rpc=node),))
    rpcs = () if l1 is None else (l1,)
    return Network("n", "bench", None, L1("l1", 900, rpcs), (chain,))


@pytest.mark.parametrize(
    ("l1", "node", "is_here"),
    [
        ("http://127.0.0.1:8545", "http://localhost:9545", True),
        ("http://[::1]:8545", "http://127.8.8.8:1", True),
        ("https://rpc.sepolia.org", "http://127.0.0.1:9545", False),
        ("http://127.0.0.1:8545", "http://10.0.0.1:9545", False),
        ("http://127.0.0.1.example.org", "http://127.0.0.1:9545", False),
        ("http://localhost.example.org", None, False),
        (None, None, False),
    ],
)
def test_every_known_address_must_be_here(
    l1: str | None, node: str | None, *, is_here: bool
) -> None:
    """One address elsewhere is enough for elsewhere, and no address at all is nowhere."""
    assert is_on_this_machine(network(l1, node)) is is_here
