"""On whose behalf acceptance tests are run: which run, of what, with whose money."""

from dataclasses import dataclass

from gonogo.acceptance import Suites
from gonogo.networks import Network, Wallet


@dataclass(frozen=True)
class Occasion:
    """The run on whose behalf gates are run."""

    run: str
    network: Network
    candidate: str
    """The digest of the candidate that the network's files name."""
    deployment: str
    suites: Suites
    wallet: Wallet | None
    """Which the tests may spend from; None: none is lent or free."""
    held_to: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """To what a policy holds each gate, for whoever tells what came of it."""
