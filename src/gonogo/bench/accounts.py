"""The accounts of the bench, all of the public test mnemonic.

Everybody knows these keys, and they are worth nothing anywhere else. The roles
have them at the paths under which supersim's contracts expect them, so nothing
is impersonated: what the bench's batcher and proposer send is signed.
"""

from gonogo.bench.settings import L2_CHAIN_ID, Account
from gonogo.protocol import derive_key, format_address

MNEMONIC = "test test test test test test test test test test test junk"
USERS = 10
"""So many accounts are funded on both chains."""

_PROPOSER, _BATCHER = 1, 2


def user(index: int) -> Account:
    """Return one of the funded users; below `USERS`."""
    return _derive(f"m/44'/60'/0'/0/{index}")


def batcher() -> Account:
    """Return the account that the SystemConfig names as batcher."""
    return _role(_BATCHER)


def proposer() -> Account:
    """Return the account that may create dispute games."""
    return _role(_PROPOSER)


def _role(number: int) -> Account:
    return _derive(f"m/44'/60'/2'/{L2_CHAIN_ID}/{number}")


def _derive(path: str) -> Account:
    key = derive_key(MNEMONIC, path)
    return Account(format_address(key.address), key.secret)
