"""Networks: what there is, how it is reached, and which deployment answers there."""

from gonogo.networks.candidate import candidate_digest
from gonogo.networks.deployment import Deployment, Drift, Fact, Identity, planned, recognise
from gonogo.networks.endpoints import from_endpoints, require_addresses
from gonogo.networks.errors import EndpointError, NetworkFileError, NetworkNotSeenError
from gonogo.networks.identity import read_identity
from gonogo.networks.load import load
from gonogo.networks.model import (
    L1,
    Chain,
    Component,
    Network,
    Node,
    NodeKind,
    Service,
    Stage,
    Wallet,
)
from gonogo.networks.versions import Comparison, Contradiction, compare_versions

__all__ = [
    "L1",
    "Chain",
    "Comparison",
    "Component",
    "Contradiction",
    "Deployment",
    "Drift",
    "EndpointError",
    "Fact",
    "Identity",
    "Network",
    "NetworkFileError",
    "NetworkNotSeenError",
    "Node",
    "NodeKind",
    "Service",
    "Stage",
    "Wallet",
    "candidate_digest",
    "compare_versions",
    "from_endpoints",
    "load",
    "planned",
    "read_identity",
    "recognise",
    "require_addresses",
]
