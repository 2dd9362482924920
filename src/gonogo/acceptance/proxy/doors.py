"""What the process of one task is given to reach the network by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gonogo.networks import Network


@dataclass(frozen=True)
class Doors:
    """The network as one task sees it; everything leads through doors of its own."""

    task: str
    network: Network = field(repr=False)
    """With the addresses of the doors, and with the keys of its wallets."""
    descriptor: Mapping[str, Any] = field(repr=False)
    """The same, as a `devnet-env.json`."""
