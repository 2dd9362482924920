"""What a person asked for, complete enough to go on with it in another process.

A request holds names and digests and never a secret: wallets are looked up in
the network's files again when a run is resumed, and the addresses of bare endpoints
are kept apart from the record until the run has ended.
"""

from dataclasses import dataclass

from gonogo.acceptance import Suites


@dataclass(frozen=True)
class Endpoints:
    """A network that is only known by its addresses."""

    l1_rpc: str
    l2_rpcs: tuple[str, ...]
    rollup_rpcs: tuple[str, ...]

    def as_shown(self) -> "Endpoints":
        """Return the addresses as they may be recorded: without what opens them."""
        # Only whoever starts a run on bare endpoints gets here, and needs the client anyway.
        from gonogo.rpc import shown_url  # noqa: PLC0415

        return Endpoints(
            shown_url(self.l1_rpc),
            tuple(shown_url(url) for url in self.l2_rpcs),
            tuple(shown_url(url) for url in self.rollup_rpcs),
        )


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
    """The digest of the artifact that describes the network, without wallets and addresses.
    Empty: the run is known from acts alone."""
    may_send: bool
    """Whether checks that send transactions may run."""
    endpoints: Endpoints | None = None
    """As they may be shown. None: the network is one of the workspace."""
    policy_as_typed: str | None = None
    """How the policy was named, such as the path of its file. None: by its name."""
    suites: Suites | None = None
    """Where the acceptance tests are. None: nobody said."""

    @property
    def is_from_acts(self) -> bool:
        """Whether it is only known from acts, so that nobody can go on with it here."""
        return not self.network_digest
