"""Signed transactions against another implementation, and against what is malformed."""

from dataclasses import replace
from typing import Any

import pytest
from eth_account import Account
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gonogo.protocol import (
    Authorization,
    MalformedTransactionError,
    PrivateKey,
    Transaction,
    TransactionType,
    decode_transaction,
    keccak256,
    rlp_decode,
    rlp_encode,
    sign_transaction,
)
from gonogo.protocol.rlp import Item
from tests.unit.protocol.data import unhex
from tests.unit.protocol.transactions import KEYS, transactions

KEY = PrivateKey(unhex("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"))
TRANSFER = Transaction(
    chain_id=901,
    nonce=7,
    gas_limit=21_000,
    max_fee_per_gas_wei=3_000_000_000,
    max_priority_fee_per_gas_wei=1_000_000,
    to=b"\xcc" * 20,
    value_wei=5,
)
LEGACY = replace(TRANSFER, type=TransactionType.LEGACY, max_priority_fee_per_gas_wei=3_000_000_000)


def as_mapping(transaction: Transaction) -> dict[str, Any]:
    """Spell a transaction as eth-account wants it."""
    mapping: dict[str, Any] = {
        "nonce": transaction.nonce,
        "gas": transaction.gas_limit,
        "to": transaction.to or b"",
        "value": transaction.value_wei,
        "data": transaction.data,
    }
    if transaction.chain_id is not None:
        mapping["chainId"] = transaction.chain_id
    if transaction.type is not TransactionType.LEGACY:
        mapping["type"] = int(transaction.type)
        mapping["accessList"] = [
            {
                "address": entry.address,
                "storageKeys": ["0x" + slot.hex() for slot in entry.storage_keys],
            }
            for entry in transaction.access_list
        ]
    if transaction.type <= TransactionType.ACCESS_LIST:
        return mapping | {"gasPrice": transaction.max_fee_per_gas_wei}
    return mapping | {
        "maxFeePerGas": transaction.max_fee_per_gas_wei,
        "maxPriorityFeePerGas": transaction.max_priority_fee_per_gas_wei,
    }


@settings(max_examples=150)
@given(transactions(), KEYS)
@example(replace(LEGACY, chain_id=None), KEY)
def test_another_implementation_signs_the_same_bytes(
    transaction: Transaction, key: PrivateKey
) -> None:
    """The raw transaction and its hash are those that eth-account makes."""
    expected = Account.sign_transaction(as_mapping(transaction), key.secret)

    signed = sign_transaction(transaction, key)

    assert signed.raw == bytes(expected.raw_transaction)
    assert signed.hash == bytes(expected.hash)


@settings(max_examples=100)
@given(transactions(), KEYS)
@example(replace(LEGACY, chain_id=None), KEY)
@example(replace(TRANSFER, chain_id=0), KEY)
def test_what_was_signed_is_read_back(transaction: Transaction, key: PrivateKey) -> None:
    """Decoding gives the same transaction and finds its sender."""
    signed = sign_transaction(transaction, key)

    assert decode_transaction(signed.raw) == signed


def test_a_set_code_transaction() -> None:
    """Type 0x4 is signed and read as eth-account does it."""
    authorization = Account.sign_authorization(
        {"chainId": 901, "address": "0x" + "dd" * 20, "nonce": 3}, KEY.secret
    )
    transaction = replace(
        TRANSFER,
        type=TransactionType.SET_CODE,
        authorizations=(
            Authorization(
                901,
                b"\xdd" * 20,
                3,
                authorization.y_parity,
                authorization.r,
                authorization.s,
            ),
        ),
    )
    mapping = as_mapping(transaction) | {"authorizationList": [authorization]}

    signed = sign_transaction(transaction, KEY)

    assert signed.raw == bytes(Account.sign_transaction(mapping, KEY.secret).raw_transaction)
    assert decode_transaction(signed.raw) == signed


def test_the_example_of_the_replay_protection() -> None:
    """The worked example of EIP-155, byte for byte."""
    transaction = Transaction(
        type=TransactionType.LEGACY,
        chain_id=1,
        nonce=9,
        gas_limit=21_000,
        max_fee_per_gas_wei=20 * 10**9,
        max_priority_fee_per_gas_wei=20 * 10**9,
        to=b"\x35" * 20,
        value_wei=10**18,
    )

    raw = sign_transaction(transaction, PrivateKey(b"\x46" * 32)).raw

    assert raw.hex() == (
        "f86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a764000080"
        "25a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276"
        "a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83"
    )


RAW = sign_transaction(TRANSFER, KEY).raw
RAW_LEGACY = sign_transaction(LEGACY, KEY).raw


def with_field(raw: bytes, index: int, value: Item | None) -> bytes:
    """Replace a field of a signed transaction; None takes it away."""
    prefix, body = (raw[:1], raw[1:]) if raw[0] < 0xC0 else (b"", raw)
    fields = rlp_decode(body)
    assert isinstance(fields, list)
    fields[index : index + 1] = [] if value is None else [value]
    return prefix + rlp_encode(fields)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "empty"),
        (b"\x02", "missing"),
        (b"\x02\x80", "not a list"),
        (RAW[:-1], "missing"),
        (RAW + b"\0", "1 bytes follow"),
        (b"\0" + RAW[1:], "type 0x0"),
        (b"\x05" + RAW[1:], "type 0x5"),
        (b"\x7f" + RAW[1:], "type 0x7f"),
        (b"\xb8" + RAW[1:], "type 0xb8"),
        (b"\x01" + RAW[1:], "12 fields instead of 11"),
        (with_field(RAW, 0, None), "11 fields instead of 12"),
        (with_field(RAW, 1, b"\0"), "nonce is no canonical integer"),
        (with_field(RAW, 1, b"\0\x07"), "nonce is no canonical integer"),
        (with_field(RAW, 1, b"\xff" * 8), "nonce .* out of range"),
        (with_field(RAW, 1, [b"\7"]), "nonce"),
        (with_field(RAW, 2, b"\xff" * 32), "above the fee"),
        (with_field(RAW, 5, b"\xcc" * 19), "recipient has 19 bytes"),
        (with_field(RAW, 6, b"\xff" * 33), "value is no canonical integer"),
        (with_field(RAW, 7, [b""]), "data is a list"),
        (with_field(RAW, 8, b""), "access list is not a list"),
        (with_field(RAW, 8, [b""]), "access list has an entry"),
        (with_field(RAW, 8, [[b"\1" * 20]]), "access list has an entry"),
        (with_field(RAW, 8, [[b"\1" * 19, []]]), "access list has an entry"),
        (with_field(RAW, 8, [[b"\1" * 20, [b"\1" * 31]]]), "access list has an entry"),
        (with_field(RAW, 9, b"\x1b"), "signature"),
        (with_field(RAW, 10, b""), "signature"),
        (with_field(RAW, 11, b"\xff" * 32), "signature"),
        (with_field(RAW_LEGACY, 6, b"\x1a"), "v is 26"),
        (with_field(RAW_LEGACY, 6, b"\xff" * 32), "chain id .* out of range"),
        (with_field(RAW_LEGACY, 6, b""), "v is 0"),
    ],
)
def test_what_is_malformed_is_refused(raw: bytes, problem: str) -> None:
    """Each way to be wrong is an error that says which."""
    with pytest.raises(MalformedTransactionError, match=problem):
        decode_transaction(raw)


@pytest.mark.parametrize(("number", "hint"), [(0x3, "Blob"), (0x7E, "made on L1")])
def test_types_that_are_not_signed_here_say_why(number: int, hint: str) -> None:
    """A blob transaction and a deposit are refused with what to do instead."""
    with pytest.raises(MalformedTransactionError) as refused:
        decode_transaction(bytes((number,)) + RAW[1:])

    assert hint in (refused.value.hint or "")


@settings(max_examples=300)
@given(st.binary(max_size=100), st.integers(0, len(RAW) - 1))
def test_bytes_that_anyone_may_send_never_crash(data: bytes, position: int) -> None:
    """Overwritten transactions are read or refused, with no other error."""
    raw = RAW[:position] + data + RAW[position + len(data) :]

    try:
        signed = decode_transaction(raw)
    except MalformedTransactionError:
        return

    assert signed.hash == keccak256(raw)
    assert len(signed.sender) == 20


def test_a_changed_amount_has_another_sender() -> None:
    """The signature covers the value: who changes it does not spend KEY's money."""
    changed = decode_transaction(with_field(RAW, 6, b"\x06"))

    assert changed.sender != KEY.address
