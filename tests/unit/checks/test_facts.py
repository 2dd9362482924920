"""What is written down about nodes before they are observed."""

import pytest

from gonogo.checks.facts import Facts, gather
from gonogo.networks import L1, Chain, Network, Node, NodeKind
from tests.simulator.clock import GENESIS


def nodes(*urls: tuple[str | None, str | None]) -> Chain:
    return Chain(
        "simulated-901",
        901,
        nodes=tuple(
            Node(
                f"node-{position}",
                NodeKind.RPC,
                execution_client="op-reth",
                execution_rpc=execution,
                consensus_rpc=consensus,
            )
            for position, (execution, consensus) in enumerate(urls)
        ),
    )


def gathered(chain: Chain) -> Facts:
    network = Network("simulated", "devnet", None, L1("l1", 900), (chain,))
    return gather(
        chain,
        network,
        started_at=GENESIS,
        window_seconds=1,
        interval_seconds=1,
        time_limit_seconds=1,
    )


@pytest.mark.parametrize(
    "second", ["http://127.0.0.1:8545", "http://127.0.0.1:8545/", "http://LOCALHOST:8545"]
)
def test_two_nodes_with_one_address(second: str) -> None:
    """However it is written, the second of two nodes at one address is the first's twin."""
    known = gathered(nodes(("http://127.0.0.1:8545", None), (second, None)))

    assert [node.execution_twin for node in known.nodes] == [None, "node-0"]
    assert "the address of node-1 that of node-0" in known.execution_twins()


@pytest.mark.parametrize(
    "second", ["http://127.0.0.1:8546", "http://127.0.0.1:8545/two", None, "http://127.0.0.2:8545"]
)
def test_two_nodes_with_two_addresses(second: str | None) -> None:
    """Nodes with addresses of their own, or none, are nobody's twins."""
    known = gathered(nodes(("http://127.0.0.1:8545", None), (second, None)))

    assert known.execution_twins() == ""


def test_one_address_for_both_clients_of_a_node() -> None:
    """A gateway that answers for both clients of a node does not make it two nodes."""
    known = gathered(nodes(("http://127.0.0.1:8545", "http://127.0.0.1:8545")))

    assert known.execution_twins() + known.consensus_twins() == ""


def test_a_client_that_the_inventory_lists_and_nobody_can_reach() -> None:
    """Only clients that are listed are missed."""
    known = gathered(nodes((None, None), ("http://127.0.0.1:8545", None)))

    assert known.not_told() == ("the execution client of node-0",)
