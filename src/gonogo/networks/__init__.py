"""Networks: what there is, how it is reached, and which deployment answers there."""

from gonogo.networks.deployment import Deployment, Drift, Fact, Identity, recognise
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
    "Node",
    "NodeKind",
    "Service",
    "Stage",
    "Wallet",
    "recognise",
]
