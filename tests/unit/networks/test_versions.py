"""What files name and what nodes run: contradictions, and what cannot be compared."""

from dataclasses import replace

import pytest

from gonogo.networks import (
    L1,
    Chain,
    Component,
    Fact,
    Identity,
    Network,
    Node,
    NodeKind,
    compare_versions,
)
from gonogo.networks.versions import Contradiction, may_be_the_same, read_version

GETH = "chain.901.node.seq-0.client_version"
NODE = "chain.901.node.seq-0.consensus_version"


def network(*components: Component, execution: str | None = "op-geth") -> Network:
    node = Node("seq-0", NodeKind.SEQUENCER, execution, "op-node")
    chain = Chain("alpha-0", 901, nodes=(node,))
    return Network("alpha", "alphanet", None, L1("l1", 1), (chain,), components=components)


def reading(**facts: str | None) -> Identity:
    names = {"geth": GETH, "node": NODE}
    return Identity(tuple(Fact(names[name], value) for name, value in sorted(facts.items())))


@pytest.mark.parametrize(
    ("claimed", "running"),
    [
        ("op-geth/v1.101411.4", "Geth/v1.101411.4-stable-efa05b1b/linux-amd64/go1.22.12"),
        ("op-geth v1.101411.4", "Geth/v1.101411.4/linux-amd64/go1.22.12"),
        ("op-geth/v1.101603.5-rc.1", "Geth/v1.101603.5-rc.1-0d1a2b3c-20251101/linux-amd64"),
        ("op-node:v1.13.0-rc.1", "v1.13.0-rc.1-e005020e"),
        ("op-node/v1.13.5-dev.fpfix.5", "v1.13.5-dev.fpfix.5-"),
        ("op-node/v1.18.2", "v1.18.2-"),
        ("kona-node/1.2.7", "kona-node/v1.2.7"),
        ("op-reth/v1.9.3", "reth/v1.9.3-27a8c0f5/x86_64-unknown-linux-gnu"),
        ("op-reth/c3a60fa", "reth/v1.9.3-c3a60fa5/x86_64-unknown-linux-gnu"),
        ("op-reth/sha-c3a60fa5d1", "reth/v1.9.3-c3a60fa/x86_64-unknown-linux-gnu"),
        ("anvil/v1.5.0", "gonogo-bench/anvil/1.5.0"),
    ],
)
def test_the_same_version_in_the_words_of_each(claimed: str, running: str) -> None:
    """Manifests write tags and commits, clients write tags, commits, dates and platforms."""
    assert may_be_the_same(read_version(claimed), read_version(running)) is True


@pytest.mark.parametrize(
    ("claimed", "running"),
    [
        ("op-geth/v1.101411.4", "Geth/v1.101411.40-stable-efa05b1b/linux-amd64/go1.22.12"),
        ("op-geth/v1.101411.4", "Geth/v1.101411-stable/linux-amd64"),
        ("op-geth/v1.101411.4-rc.4", "Geth/v1.101411.4-stable-efa05b1b/linux-amd64"),
        ("op-geth/v1.101411.4", "Geth/v1.101411.4-rc.4-efa05b1b/linux-amd64"),
        ("op-geth/v1.101411.4", "Geth/v1.101411.4-unstable-efa05b1b/linux-amd64"),
        ("op-geth/v1.101411.4", "Geth/v0.1.0-untagged-efa05b1b/linux-amd64"),
        ("op-node/v1.13.0-rc.1", "v1.13.0-rc.10-e005020e"),
        ("op-node/v1.13.0-fix.1", "v1.13.0-e005020e"),
        ("op-reth/c3a60fa", "reth/v1.9.3-27a8c0f5/x86_64-unknown-linux-gnu"),
        ("op-geth/v1.22.12", "Geth/v1.101411.4-stable-efa05b1b/linux-amd64/go1.22.12"),
    ],
)
def test_another_version(claimed: str, running: str) -> None:
    """A beginning is not enough, a candidate is no release, and Go's is another."""
    assert may_be_the_same(read_version(claimed), read_version(running)) is False


@pytest.mark.parametrize(
    ("claimed", "running"),
    [
        ("latest", "Geth/v1.101411.4-stable-efa05b1b/linux-amd64"),
        ("", "Geth/v1.101411.4-stable-efa05b1b/linux-amd64"),
        ("op-geth/v1.101411.4", "Geth"),
        ("op-reth/c3a60fa", "reth/v1.9.3/x86_64-unknown-linux-gnu"),
        ("op-reth/c3a60fa", "reth/20251101/x86_64-unknown-linux-gnu"),
    ],
)
def test_what_cannot_be_compared_contradicts_nothing(claimed: str, running: str) -> None:
    """A commit and a number say nothing about each other, and a date is no commit."""
    assert may_be_the_same(read_version(claimed), read_version(running)) is None


def test_a_contradiction_names_both_texts_and_places() -> None:
    """Whoever reads it knows where to look, in the file and on the network."""
    claimed = network(Component("op-geth", "op-geth/v1.2.3"))

    found = compare_versions(claimed, reading(geth="Geth/v1.2.4-stable/linux"))

    assert found.contradictions == (
        Contradiction(
            "op-geth",
            "op-geth/v1.2.3",
            "l2.components.op-geth.version",
            "Geth/v1.2.4-stable/linux",
            (GETH,),
        ),
    )
    assert found.not_compared == ()


def test_a_node_that_tells_it_in_any_reading_is_compared() -> None:
    """One that was down at first contradicts once it is up."""
    claimed = network(Component("op-geth", "op-geth/v1.2.3"))

    found = compare_versions(claimed, reading(geth=None), reading(geth="Geth/v1.2.4"))

    assert len(found.contradictions) == 1


def test_a_chain_may_name_a_version_of_its_own() -> None:
    """The one that is written closer to the chain counts for it."""
    own = ("chain.alpha-0.component.op-geth.version", "op-geth/v1.2.4")
    claimed = replace(network(Component("op-geth", "op-geth/v1.2.3")), flags=(own,))

    assert compare_versions(claimed, reading(geth="Geth/v1.2.4")).contradictions == ()
    assert compare_versions(claimed, reading(geth="Geth/v1.2.3")).contradictions != ()


@pytest.mark.parametrize("text", ["Geth/v1.2.4", "op-geth/v1.2.4"])
def test_a_client_that_no_file_names_is_known_by_its_own_text(text: str) -> None:
    """A network without an inventory is compared too."""
    claimed = network(Component("op-geth", "op-geth/v1.2.3"), execution=None)

    assert len(compare_versions(claimed, reading(geth=text)).contradictions) == 1


@pytest.mark.parametrize(
    ("claimed", "text"),
    [
        (network(), "Geth/v1.2.3"),
        (network(execution=None), "strange/v1.2.3"),
        (network(Component("op-geth", "latest")), "Geth/v1.2.3"),
        (network(Component("op-geth", "op-geth/v1.2.3")), "a client"),
    ],
)
def test_what_is_not_compared_is_told(claimed: Network, text: str) -> None:
    """A component without a version, an unknown client, a text without a version."""
    found = compare_versions(claimed, reading(geth=text))

    assert found.contradictions == ()
    assert GETH in found.not_compared[0]


def test_what_was_not_read_is_not_told_here() -> None:
    """That it is unknown is told with the other facts of the identity."""
    claimed = network(Component("op-geth", "op-geth/v1.2.3"))

    found = compare_versions(claimed, reading(geth=None, node=None))

    assert (found.contradictions, found.not_compared) == ((), ())
