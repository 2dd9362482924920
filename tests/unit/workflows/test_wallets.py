"""Which wallets a run may sign with."""

from gonogo.networks import L1, Chain, Network, Wallet
from gonogo.protocol import PrivateKey, Transaction, sign_transaction
from gonogo.workflows.wallets import leased, lent_by, signers_of
from tests.contract.store.memory import MemoryLocks, MemoryTransactions

KEY = PrivateKey(bytes.fromhex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"))


def test_only_lent_keys_that_nobody_works_with() -> None:
    """An address without a key cannot sign, and the batcher's account is the batcher's."""
    wallets = (
        Wallet("user", "0xaa", "0x01"),
        Wallet("watched", "0xbb"),
        Wallet("batcher", "0xCC", "0x02"),
    )
    chain = Chain("c", 901, roles=(("batcher", "0xcc"),), wallets=wallets)
    network = Network("n", "bench", None, L1("l1", 900), (chain,))

    assert lent_by(network) == {"user": wallets[0]}


def test_signers_are_read_from_what_was_signed() -> None:
    """A resumed run finds the account that it has to go on with."""
    transactions = MemoryTransactions()
    signed = sign_transaction(
        Transaction(
            chain_id=901,
            nonce=0,
            gas_limit=21_000,
            max_fee_per_gas_wei=2,
            max_priority_fee_per_gas_wei=1,
            to=bytes(20),
        ),
        KEY,
    )
    transactions.record("run-a", "transfer", signed.raw)

    assert signers_of(transactions, "run-a") == {f"0x{KEY.address.hex()}"}
    assert signers_of(transactions, "run-b") == set()


def test_two_runs_never_hold_one_wallet() -> None:
    """And a run that signed before goes on with the account that signed, or with none."""
    wallets = (Wallet("one", "0xAA", "0x01"), Wallet("two", "0xbb", "0x02"))
    network = Network("n", "bench", None, L1("l1", 900), (Chain("c", 901, wallets=wallets),))
    locks = MemoryLocks()

    with (
        leased(network, {"0xaa"}, locks) as first,
        leased(network, set(), locks) as second,
        leased(network, set(), locks) as third,
        leased(network, {"0xaa"}, locks) as fourth,
    ):
        held = (first, second, third, fourth)

    assert held == (*wallets, None, None)
