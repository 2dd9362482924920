"""Policies and networks are kept by digest, and networks without what is secret."""

import pytest

from gonogo.networks import L1, Chain, Network, Node, NodeKind, Service, Wallet
from gonogo.readiness import Policy, Requirement
from gonogo.workflows import CorruptRecordError, network_of, policy_of
from gonogo.workflows.kept import keep_network, keep_policy
from tests.contract.store.memory import MemoryArtifacts

SECRET = "s3cr3t"  # noqa: S105 - It stands for one.
URL = f"https://user:{SECRET}@rpc.example.org/{SECRET}"
NETWORK = Network(
    "eris",
    "alphanet",
    None,
    L1("sepolia", 11155111, (URL,), (Wallet("w", "0xaa", SECRET),)),
    (
        Chain(
            "eris-0",
            420,
            nodes=(Node("n", NodeKind.RPC, "op-geth", "op-node", URL, URL, URL),),
            services=(Service("batcher", "batcher", URL, URL),),
            wallets=(Wallet("w", "0xaa", SECRET),),
            public_rpc=URL,
        ),
    ),
)
POLICY = Policy("p", "P", "L", (Requirement("r", "R", "w", "r", "s", check="nodes_agree"),), 1.0)


def test_network_is_kept_without_keys_and_addresses() -> None:
    """What is kept can be handed on: names stay, keys and addresses do not."""
    artifacts = MemoryArtifacts()
    kept = network_of(artifacts, keep_network(NETWORK, artifacts))

    assert SECRET.encode() not in b"".join(artifacts.kept.values())
    assert [node.name for node in kept.chains[0].nodes] == ["n"]
    assert [each.kind for each in kept.chains[0].services] == ["batcher"]


def test_policy_comes_back_under_its_own_digest() -> None:
    """A run is judged by the policy it was started with, whatever became of its file."""
    artifacts = MemoryArtifacts()
    name = keep_policy(POLICY, artifacts)

    assert name == POLICY.digest
    assert policy_of(artifacts, name) == POLICY


def test_something_else_is_no_policy() -> None:
    """An artifact of another kind is damage."""
    artifacts = MemoryArtifacts()

    with pytest.raises(CorruptRecordError):
        policy_of(artifacts, artifacts.put(b"[]"))
