"""Which wallets a run may sign with.

Only those that the network lends, with a key, and never those of the roles that
work on it. A run that signed before it was cut off goes on with that account:
balances and nonces are of the account that signed.
"""

from gonogo.networks import Network, Wallet
from gonogo.protocol import decode_transaction
from gonogo.workflows.ports import Transactions


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
