"""What a transaction may be."""

from dataclasses import replace
from typing import Any

import pytest

from gonogo.protocol import (
    AccessListEntry,
    Authorization,
    MalformedTransactionError,
    Transaction,
    TransactionType,
)

TRANSFER = Transaction(
    chain_id=901,
    nonce=0,
    gas_limit=21_000,
    max_fee_per_gas_wei=3,
    max_priority_fee_per_gas_wei=2,
    to=b"\xcc" * 20,
    value_wei=5,
)
LEGACY = replace(TRANSFER, type=TransactionType.LEGACY, max_priority_fee_per_gas_wei=3)
AUTHORIZATION = Authorization(901, b"\xdd" * 20, 0, 0, 1, 1)


def test_the_most_it_can_cost() -> None:
    """The sender needs the value and all gas at the full fee, not at the priority fee."""
    assert TRANSFER.max_cost_wei == 5 + 21_000 * 3


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"nonce": -1}, "nonce"),
        ({"nonce": 2**64 - 1}, "nonce"),
        ({"gas_limit": -1}, "gas limit"),
        ({"gas_limit": 2**64}, "gas limit"),
        ({"value_wei": -1}, "value"),
        ({"value_wei": 2**256}, "value"),
        ({"max_fee_per_gas_wei": 2**256}, "fee"),
        ({"max_priority_fee_per_gas_wei": -1}, "fee"),
        ({"max_priority_fee_per_gas_wei": 4}, "above the fee"),
        ({"to": b""}, "recipient has 0 bytes"),
        ({"to": bytes(32)}, "recipient has 32 bytes"),
        ({"chain_id": -1}, "chain id"),
        ({"chain_id": 2**64}, "chain id"),
        ({"chain_id": None}, "no chain id"),
        ({"authorizations": (AUTHORIZATION,)}, "authorizations"),
        ({"type": TransactionType.SET_CODE}, "at least one"),
        ({"type": TransactionType.ACCESS_LIST}, "one gas price"),
        ({"type": TransactionType.LEGACY}, "one gas price"),
        (
            {"type": TransactionType.SET_CODE, "authorizations": (AUTHORIZATION,), "to": None},
            "create a contract",
        ),
    ],
)
def test_what_no_chain_could_include_is_refused(change: dict[str, Any], problem: str) -> None:
    """A value out of range, or that this type has not, is an error when it is built."""
    with pytest.raises(MalformedTransactionError, match=problem):
        replace(TRANSFER, **change)


def test_a_legacy_transaction_has_no_access_list() -> None:
    """What would be left out silently is refused."""
    with pytest.raises(MalformedTransactionError, match="no access list"):
        replace(LEGACY, access_list=(AccessListEntry(bytes(20), ()),))


def test_a_legacy_transaction_may_be_for_every_chain() -> None:
    """Only a legacy transaction can do without a chain id."""
    assert replace(LEGACY, chain_id=None).chain_id is None
