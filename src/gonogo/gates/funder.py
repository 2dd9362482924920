"""Who pays: one key given for the run, or a wallet that the network lends.

Wallets of those who run the network are never touched, even where a descriptor has their
keys: a test that takes a nonce of the batcher breaks what it is there to see.
"""

from collections.abc import Iterator, Mapping

from gonogo.gates.ending import PreconditionError
from gonogo.networks import Network, Wallet
from gonogo.protocol import MalformedDataError, PrivateKey, parse_data

KEY = "GONOGO_FUNDER_KEY"
_OF_THE_HOUSE = (
    "admin",
    "batcher",
    "challenger",
    "guardian",
    "owner",
    "proposer",
    "recipient",
    "sequencer",
)


def funder_keys(network: Network, environ: Mapping[str, str]) -> tuple[PrivateKey, ...]:
    """Return the keys that may pay, the one to ask first first; empty when there is none.

    Raises:
        PreconditionError: the key in the environment is none.
    """
    given = environ.get(KEY, "").strip()
    if given:
        return (_key(given),)
    # A faucet is there to be asked; any other wallet may be the one that somebody tests with.
    wallets = sorted(_lent(network), key=lambda wallet: "faucet" not in wallet.name.lower())
    return tuple({wallet.address: _key(wallet.private_key or "") for wallet in wallets}.values())


def _lent(network: Network) -> Iterator[Wallet]:
    workers = {address.lower() for chain in network.chains for _, address in chain.roles}
    for wallet in (
        *(wallet for chain in network.chains for wallet in chain.wallets),
        *network.l1.wallets,
    ):
        is_of_the_house = wallet.address.lower() in workers or any(
            word in wallet.name.lower() for word in _OF_THE_HOUSE
        )
        if wallet.private_key is not None and not is_of_the_house:
            yield wallet


def _key(text: str) -> PrivateKey:
    try:
        return PrivateKey(parse_data(text if text.startswith("0x") else f"0x{text}"))
    except MalformedDataError as error:
        # Without the text itself and its cause, which would show the key.
        message = f"precondition not met: {KEY} or a lent wallet's key is no private key"
        raise PreconditionError(message, hint="Give 32 bytes as 64 hex digits.") from _plain(error)


def _plain(error: MalformedDataError) -> ValueError:
    return ValueError(type(error).__name__)
