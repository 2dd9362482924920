"""Policies and networks as artifacts, so that a run can go on and be shown without their files."""

from dataclasses import replace
from typing import TypeVar

import msgspec

from gonogo import digest
from gonogo.networks import Chain, Network, Node, Service
from gonogo.readiness import Policy
from gonogo.workflows.errors import CorruptRecordError
from gonogo.workflows.ports import Artifacts

T = TypeVar("T")


def keep_policy(policy: Policy, artifacts: Artifacts) -> str:
    """Keep a policy; its artifact's digest is the policy's own."""
    return artifacts.put(digest.canonical_json(policy))


def policy_of(artifacts: Artifacts, name: str) -> Policy:
    """Return the policy that was kept under this digest.

    Raises:
        CorruptRecordError: it is missing or damaged.
    """
    return _take(artifacts, name, Policy)


def keep_network(network: Network, artifacts: Artifacts) -> str:
    """Keep what a report shows of a network: no wallets, and no addresses of endpoints.

    Addresses may hold passwords, and artifacts are made to be handed on.
    """
    bare = replace(
        network,
        l1=replace(network.l1, rpcs=(), wallets=()),
        chains=tuple(_bare_chain(chain) for chain in network.chains),
    )
    return artifacts.put(digest.canonical_json(bare))


def network_of(artifacts: Artifacts, name: str) -> Network:
    """Return the network that was kept under this digest.

    Raises:
        CorruptRecordError: it is missing or damaged.
    """
    return _take(artifacts, name, Network)


def _bare_chain(chain: Chain) -> Chain:
    return replace(
        chain,
        nodes=tuple(_bare_node(node) for node in chain.nodes),
        services=tuple(_bare_service(service) for service in chain.services),
        wallets=(),
        public_rpc=None,
    )


def _bare_node(node: Node) -> Node:
    return replace(node, execution_rpc=None, consensus_rpc=None, metrics=None)


def _bare_service(service: Service) -> Service:
    return replace(service, rpc=None, metrics=None)


def _take(artifacts: Artifacts, name: str, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(artifacts.get(name), type=kind)
    except msgspec.DecodeError as error:
        raise CorruptRecordError(f"artifact {name}", f"it is no {kind.__name__}") from error
