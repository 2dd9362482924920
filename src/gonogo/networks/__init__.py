"""Networks: what there is, how it is reached, and which deployment answers there."""

from gonogo.networks.candidate import candidate_digest
from gonogo.networks.deployment import Deployment, Drift, Fact, Identity, recognise
from gonogo.networks.errors import NetworkFileError
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

__all__ = [
    "L1",
    "Chain",
    "Component",
    "Deployment",
    "Drift",
    "Fact",
    "Identity",
    "Network",
    "NetworkFileError",
    "Node",
    "NodeKind",
    "Service",
    "Stage",
    "Wallet",
    "candidate_digest",
    "load",
    "recognise",
]
