"""What the model answers, and what it keeps to itself."""

from gonogo.networks import Chain, Wallet


def test_chain_answers_by_name() -> None:
    """Contracts and roles are found by name, and others are None."""
    chain = Chain(
        "a",
        1,
        contracts=(("OptimismPortalProxy", "0xaa"),),
        roles=(("batcher", "0xbb"),),
    )

    assert chain.contract("OptimismPortalProxy") == "0xaa"
    assert chain.contract("SystemConfigProxy") is None
    assert chain.role("batcher") == "0xbb"
    assert chain.role("proposer") is None


def test_private_key_is_not_represented() -> None:
    """Printing a wallet, or anything that holds it, shows no key."""
    wallet = Wallet("user-key-0", "0xaa", private_key="0x5e5e")

    assert "5e5e" not in f"{wallet!r} {Chain('a', 1, wallets=(wallet,))!r}"
