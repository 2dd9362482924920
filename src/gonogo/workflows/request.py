"""What a person asked for, complete enough to go on with it in another process.

A request holds names and digests and never a secret: wallets are looked up in
the network's files again when a run is resumed.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Endpoints:
    """A network that is only known by its addresses."""

    l1_rpc: str
    l2_rpcs: tuple[str, ...]
    rollup_rpcs: tuple[str, ...]


@dataclass(frozen=True)
class Request:
    """One run, as it was asked for."""

    network: str
    """The network's name in the workspace, or the name given to bare endpoints."""
    candidate: str
    """The digest of the candidate that the network's files named when it was asked for."""
    policy: str
    policy_digest: str
    """Also the digest of the artifact that holds the policy."""
    network_digest: str
    """The digest of the artifact that describes the network, without wallets and addresses."""
    may_send: bool
    """Whether checks that send transactions may run."""
    endpoints: Endpoints | None = None
    """None: the network is one of the workspace."""
