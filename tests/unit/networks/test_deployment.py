"""Which deployment a reading belongs to."""

import pytest

from gonogo.networks import Deployment, Fact, Identity, recognise

FULL: dict[str, str | None] = {
    "chain.901.genesis_hash": "0xaa",
    "chain.901.node.verifier-0.client_version": "anvil/1",
    "l1.genesis_hash": "0x11",
}


def identity(facts: dict[str, str | None]) -> Identity:
    return Identity(tuple(Fact(name, facts[name]) for name in sorted(facts)))


KNOWN = Deployment("bench", "sha256:ca", identity(FULL))


@pytest.mark.parametrize(
    "reading",
    [
        pytest.param(FULL, id="the same"),
        pytest.param(FULL | {"chain.901.node.verifier-0.client_version": None}, id="a node down"),
        pytest.param(FULL | {"l1.genesis_hash": None}, id="L1 down"),
    ],
)
def test_known_deployment_is_recognised(reading: dict[str, str | None]) -> None:
    """What is down for a while does not make a new deployment, so its failures stick."""
    assert recognise("bench", "sha256:ca", identity(reading), [KNOWN]) is KNOWN


@pytest.mark.parametrize(
    "reading",
    [
        pytest.param(FULL | {"chain.901.genesis_hash": "0xbb"}, id="another chain"),
        pytest.param(FULL | {"l1.genesis_hash": "0x22"}, id="another L1"),
        pytest.param(FULL | {"chain.901.node.verifier-0.client_version": "anvil/2"}, id="upgraded"),
        pytest.param(FULL | {"chain.901.genesis_hash": None}, id="no L2 node answers"),
        pytest.param(FULL | {"chain.902.genesis_hash": "0xcc"}, id="a chain nobody compared"),
        pytest.param(dict.fromkeys(FULL), id="nothing answers"),
    ],
)
def test_anything_else_is_new(reading: dict[str, str | None]) -> None:
    """Evidence never counts for a deployment that was not shown to be the same."""
    found = recognise("bench", "sha256:ca", identity(reading), [KNOWN])

    assert found == Deployment("bench", "sha256:ca", identity(reading))


def test_reading_that_knows_more_is_new() -> None:
    """What was never compared could be anything, so a partial deployment is not taken up."""
    partial = Deployment("bench", "sha256:ca", identity(FULL | {"l1.genesis_hash": None}))

    assert recognise("bench", "sha256:ca", identity(FULL), [partial]).identity == identity(FULL)


@pytest.mark.parametrize(("network", "candidate"), [("other", "sha256:ca"), ("bench", "sha256:cb")])
def test_network_and_candidate_must_be_the_same(network: str, candidate: str) -> None:
    """A pass on another candidate says nothing about this one."""
    assert recognise(network, candidate, identity(FULL), [KNOWN]) is not KNOWN


@pytest.mark.parametrize(
    ("name", "value", "is_seen"),
    [
        ("chain.901.genesis_hash", "0xaa", True),
        ("chain.901.genesis_hash", None, False),
        ("l1.genesis_hash", "0xaa", False),
        ("chain.901.chain_id", "901", False),
    ],
)
def test_a_network_was_seen_once_an_l2_chain_was(
    name: str, value: str | None, *, is_seen: bool
) -> None:
    """A chain id alone may be anybody's, and L1 is not what is judged."""
    assert Identity((Fact(name, value),)).was_seen is is_seen
