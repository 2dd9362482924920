"""Who pays for tests."""

from dataclasses import replace

import pytest

from gonogo.gates.ending import PreconditionError
from gonogo.gates.funder import funder_keys
from gonogo.networks import L1, Chain, Network, Stage, Wallet
from gonogo.protocol import PrivateKey, format_address

NAMES = ("user", "l2Faucet", "proposer")
KEYS = {name: f"{number:02x}" * 32 for number, name in enumerate(NAMES, 1)}


def wallet(name: str) -> Wallet:
    return Wallet(name, address(KEYS[name]), KEYS[name])


def address(key: str) -> str:
    return format_address(PrivateKey(bytes.fromhex(key)).address)


CHAIN = Chain("c-901", 901, wallets=tuple(wallet(name) for name in KEYS))
NETWORK = Network("n", "devnet", Stage.ALPHANET, L1("l1", 900), (CHAIN,))


def payers(network: Network, **environ: str) -> list[str]:
    return [format_address(key.address) for key in funder_keys(network, environ)]


@pytest.mark.parametrize("prefix", ["", "0x"])
def test_a_key_that_is_given_pays_alone(prefix: str) -> None:
    """Whoever leased a wallet for a run does not have others touched."""
    assert payers(NETWORK, GONOGO_FUNDER_KEY=prefix + "0a" * 32) == [address("0a" * 32)]


def test_wallets_of_the_network_pay_else() -> None:
    """Faucets come first, and wallets of those who run the network are never touched."""
    assert payers(NETWORK) == [address(KEYS["l2Faucet"]), address(KEYS["user"])]


def test_a_role_is_known_by_its_address() -> None:
    """A wallet with an innocent name may still be the batcher's."""
    chain = replace(CHAIN, roles=(("batcher", address(KEYS["user"])),))

    assert payers(replace(NETWORK, chains=(chain,))) == [address(KEYS["l2Faucet"])]


def test_wallets_without_keys_pay_nothing() -> None:
    """Only an address is known of most."""
    chain = replace(CHAIN, wallets=(Wallet("user-key-0", address(KEYS["user"])),))

    assert payers(replace(NETWORK, chains=(chain,))) == []


@pytest.mark.parametrize("key", ["zz" * 32, "0x12", "00" * 32, "ff" * 32])
def test_a_wrong_key_is_refused_without_showing_it(key: str) -> None:
    """What is no key is a mistake of whoever set it, and may still be half a secret."""
    with pytest.raises(PreconditionError) as refused:
        funder_keys(NETWORK, {"GONOGO_FUNDER_KEY": key})

    assert key not in f"{refused.value} {refused.value.hint} {refused.value.__cause__!r}"
    assert refused.value.__cause__ is None or refused.value.__cause__.__cause__ is None
