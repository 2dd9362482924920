"""Which wallets a run may sign with.

Only those that the network lends, with a key, and never those of the roles that
work on it. A run that signed before it was cut off goes on with that account:
balances and nonces are of the account that signed.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

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


class Purse:
    """The one wallet that a run spends from, leased when it is first asked for."""

    def __init__(self, run: str, transactions: Transactions, locks: Locks) -> None:
        self._run = run
        self._transactions = transactions
        self._locks = locks
        self._leases = ExitStack()
        self._wallet: Wallet | None = None

    def wallet_of(self, network: Network) -> Wallet | None:
        """Return the wallet; None when the network lends none, or others use all."""
        if self._wallet is None:
            signers = signers_of(self._transactions, self._run)
            self._wallet = self._leases.enter_context(leased(network, signers, self._locks))
        return self._wallet

    def close(self) -> None:
        """Give back what was leased."""
        self._leases.close()
