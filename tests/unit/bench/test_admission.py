"""Which transactions are refused at the door, and in which words."""

from dataclasses import replace

import pytest

from gonogo.bench.admission import (
    AccountState,
    FeeLevel,
    RefusedTransactionError,
    intrinsic_gas,
)
from gonogo.bench.pool import Pool
from gonogo.protocol import (
    AccessListEntry,
    Authorization,
    PrivateKey,
    Transaction,
    TransactionType,
    sign_transaction,
)

KEY = PrivateKey(b"\x01" * 32)
TRANSFER = Transaction(
    chain_id=901,
    nonce=5,
    gas_limit=21_000,
    max_fee_per_gas_wei=10**9,
    max_priority_fee_per_gas_wei=0,
    to=b"\xcc" * 20,
)
FEES = FeeLevel(10**9, 10**9, 1, 1368, 810949)
STATE = AccountState(nonce=5, balance_wei=10**18)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"nonce": 4}, "nonce too low: next nonce 5, tx nonce 4"),
        ({"nonce": 5_000}, "nonce too high"),
        ({"chain_id": 1}, "invalid chain id for signer: have 1 want 901"),
        (
            {
                "chain_id": None,
                "type": TransactionType.LEGACY,
                "max_priority_fee_per_gas_wei": 10**9,
            },
            "only replay-protected",
        ),
        ({"gas_limit": 20_999}, "intrinsic gas too low: gas 20999, minimum needed 21000"),
        ({"gas_limit": 60_000_001}, "exceeds block gas limit"),
        ({"max_fee_per_gas_wei": 10**9 - 1}, "max fee per gas less than block base fee"),
        ({"value_wei": 10**18}, "insufficient funds for gas [*] price [+] value"),
        ({"data": b"\x01" * 131_072, "gas_limit": 10**7}, "oversized data"),
        ({"data": b"\0" * 49_153, "to": None, "gas_limit": 10**7}, "max initcode size exceeded"),
        (
            {
                "type": TransactionType.SET_CODE,
                "authorizations": (Authorization(901, b"\xaa" * 20, 0, 0, 1, 1),),
            },
            "transaction type not supported",
        ),
    ],
)
def test_refusals_have_the_words_of_geth(changes: dict[str, object], words: str) -> None:
    """Wallets and load generators look for these words."""
    transaction = replace(TRANSFER, **changes)  # type: ignore[arg-type]
    pool = Pool(901, 60_000_000)

    with pytest.raises(RefusedTransactionError, match=words):
        pool.add(sign_transaction(transaction, KEY), STATE, FEES)
    assert len(pool) == 0


def test_the_same_transaction_twice_is_already_known() -> None:
    """A repeated sending is told apart from a replacement."""
    pool = Pool(901, 60_000_000)
    pool.add(sign_transaction(TRANSFER, KEY), STATE, FEES)

    with pytest.raises(RefusedTransactionError, match="already known"):
        pool.add(sign_transaction(TRANSFER, KEY), STATE, FEES)


@pytest.mark.parametrize(
    ("changes", "gas"),
    [
        ({}, 21_000),
        ({"data": b"\0" * 10}, 21_000 + 10 * 10),
        ({"data": b"\x01" * 10}, 21_000 + 10 * 40),
        ({"to": None, "data": b"\x01" * 32}, 21_000 + 32_000 + 2 + 32 * 16),
        ({"access_list": (AccessListEntry(b"\xaa" * 20, (b"\0" * 32,)),)}, 21_000 + 4_300),
    ],
)
def test_the_least_gas_follows_the_prague_rules(changes: dict[str, object], gas: int) -> None:
    """The floor for data counts where it is more than what the data costs otherwise."""
    assert intrinsic_gas(replace(TRANSFER, **changes)) == gas  # type: ignore[arg-type]


def test_the_allowance_is_more_than_the_fjord_estimate_of_incompressible_data() -> None:
    """What FastLZ cannot compress grows by a 32nd, and the allowance covers that."""
    raw = bytes(range(256)) * 4
    weighted = 16 * 1368 * 10**9 + 810949
    fjord = (836_500 * (len(raw) * 33 // 32) - 42_585_600) * weighted // 10**12

    assert FEES.l1_fee_allowance_wei(raw) > fjord
