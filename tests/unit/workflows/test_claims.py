"""What is said where what was observed is not what the run is about."""

import pytest

from gonogo.networks import L1, Chain, Component, Fact, Identity, Network, Node, NodeKind
from gonogo.workflows.claims import contradictions, drifted, not_compared

VERSION = "chain.901.node.{}.client_version"
NODES = tuple(f"node-{number}" for number in range(5))


def network(claimed: str | None = "v1.101.0") -> Network:
    nodes = tuple(Node(name, NodeKind.RPC, execution_client="op-geth") for name in NODES)
    components = () if claimed is None else (Component("op-geth", claimed),)
    chain = Chain("n-901", 901, nodes=nodes)
    return Network("n", "devnet", None, L1("l1", 900), (chain,), components=components)


def running(version: str | None, names: tuple[str, ...] = NODES) -> Identity:
    return Identity(tuple(Fact(VERSION.format(name), version) for name in names))


def test_the_version_that_is_named_is_no_claim() -> None:
    """Nothing is said where files and nodes agree."""
    reading = running("Geth/v1.101.0-stable/linux-amd64/go1.24")

    assert contradictions(network(), reading) == ()
    assert not_compared(network(), reading) == ()


def test_another_version_is_told_once_with_where_it_runs() -> None:
    """A hold for the component, which names some of its nodes and counts the others."""
    (problem,) = contradictions(network(), running("Geth/v1.101.1-stable/linux-amd64/go1.24"))

    assert problem.about == "component op-geth"
    assert "'v1.101.0'" in problem.explanation
    assert VERSION.format("node-2") in problem.explanation
    assert VERSION.format("node-3") not in problem.explanation
    assert "and 2 more" in problem.explanation


def test_a_version_that_ran_at_either_end_counts() -> None:
    """Who goes back before the end has shown another candidate meanwhile."""
    named = running("Geth/v1.101.0-stable/linux-amd64/go1.24")
    other = running("Geth/v1.101.1-stable/linux-amd64/go1.24")

    assert contradictions(network(), named, other) == contradictions(network(), other, named)
    assert contradictions(network(), named, other)


def test_what_no_file_names_is_a_note() -> None:
    """It may be the same, and nobody can say so."""
    reading = running("Geth/v1.101.0-stable/linux-amd64/go1.24", NODES[:1])

    assert contradictions(network(None), reading) == ()
    assert "no file names op-geth" in not_compared(network(None), reading)[0]


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        (running("a"), running("a"), 0),
        (running("a", NODES[:1]), running("b", NODES[:1]), 1),
        (running("a"), running("b"), len(NODES)),
        (running("a"), running(None), 0),
        (running(None), running("a"), 0),
    ],
    ids=["same", "one", "all", "silent later", "silent before"],
)
def test_each_fact_that_became_another_is_told(
    before: Identity, after: Identity, count: int
) -> None:
    """What could not be read at one end did not move: it is unknown, which is told elsewhere."""
    problems = drifted(before, after)

    assert len(problems) == count
    assert all("was a and became b" in each.explanation for each in problems)
