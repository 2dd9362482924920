"""Whether checks may send transactions: by themselves only to this machine.

On a network of others a transaction costs money and cannot be taken back, so
there the operator types the network's name.
"""

import sys

import click

from gonogo.errors import GonogoError
from gonogo.networks import Network
from gonogo.project import is_local


class SendingRefusedError(GonogoError):
    """Transactions were to be sent to a network that is not on this machine."""

    def __init__(self, network: str) -> None:
        super().__init__(
            f"network {network!r} is not on this machine, so nothing is sent to it unasked",
            hint=f"If you mean it, add: --i-mean {network}. To send nothing: --no-sending.",
        )
        self.network = network


def may_send(network: Network, *, is_allowed: bool | None, meant: str | None) -> bool:
    """Decide whether sending checks may run on a network.

    Args:
        network: Where they would send to.
        is_allowed: What the command line says; None when it says nothing.
        meant: The name that the operator typed with --i-mean.

    Raises:
        SendingRefusedError: it was allowed, and the network's name was not typed.
    """
    if is_allowed is False:
        return False
    if is_local(network):
        return True
    if is_allowed is None and meant is None:
        return False
    typed = meant
    if typed is None and sys.stdin.isatty():
        typed = click.prompt(
            f"Transactions will be sent to {network.name}. Type its name", err=True
        )
    if typed != network.name:
        raise SendingRefusedError(network.name)
    return True


def can_send(network: Network) -> bool:
    """Say whether a network lends an account that could send."""
    wallets = (wallet for chain in network.chains for wallet in chain.wallets)
    return any(wallet.private_key is not None for wallet in wallets)
