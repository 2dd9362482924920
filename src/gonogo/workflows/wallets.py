"""Which wallets a run may sign with.

Only those that the network lends, with a key, and never those of the roles that
work on it. A run that signed before it was cut off goes on with that account:
balances and nonces are of the account that signed.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from gonogo.networks import Network, Wallet
from gonogo.protocol import decode_transaction
from gonogo.workflows.ports import Locks, Transactions


def lent_by(network: Network) -> dict[str, Wallet]:
    """Return the wallets that a network lends, by name."""
    workers = {address.lower() for chain in network.chains for _, address in chain.roles}
    return {
        wallet.name: wallet
        for chain in network.chains
        for wallet in chain.wallets
        if wallet.private_key is not None and wallet.address.lower() not in workers
    }


def signers_of(transactions: Transactions, run: str) -> set[str]:
    """Return the addresses that signed what a run recorded, in lower case."""
    raws = (transactions.find(run, name) for name in transactions.names(run))
    return {f"0x{decode_transaction(raw).sender.hex()}" for raw in raws if raw is not None}


@contextmanager
def leased(network: Network, signers: set[str], locks: Locks) -> Iterator[Wallet | None]:
    """Hold a wallet that no other run of this workspace uses; None when there is none.

    Args:
        network: Which lends its wallets.
        signers: Who signed for this run before, if anyone did.
        locks: By which runs keep out of each other's way.
    """
    wallets = lent_by(network)
    names = [
        name for name, wallet in wallets.items() if not signers or wallet.address.lower() in signers
    ]
    with locks.lease(names) as name:
        yield None if name is None else wallets[name]
