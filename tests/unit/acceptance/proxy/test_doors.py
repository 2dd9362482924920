"""What the process of one task is given to reach the network by."""

from gonogo.acceptance.proxy.doors import Doors
from gonogo.networks import L1, Network, Wallet

KEY = "0x" + "5e" * 32


def test_keys_of_wallets_are_in_no_representation() -> None:
    """Values are printed in errors and logs."""
    l1 = L1("l1", 1, wallets=(Wallet("faucet", "0x" + "11" * 20, KEY),))
    descriptor = {"l1": {"wallets": {"faucet": {"private_key": KEY}}}}

    doors = Doors("001-base", Network("n", "devnet", None, l1, ()), descriptor)

    assert KEY not in repr(doors)
