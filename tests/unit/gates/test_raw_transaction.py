"""Signed bytes from what a node tells of a transaction."""

from typing import Any

import msgspec
import pytest

from gonogo.gates.raw_transaction import BlockTransaction, raw_bytes
from gonogo.protocol import (
    AccessListEntry,
    Authorization,
    MalformedDataError,
    PrivateKey,
    SignedTransaction,
    Transaction,
    TransactionType,
    format_address,
    format_data,
    rlp_decode,
    sign_transaction,
)
from gonogo.rpc import decode_hook

KEY = PrivateKey(b"\x05" * 32)
ACCESS = AccessListEntry(b"\xaa" * 20, (b"\x01" * 32, b"\x02" * 32))
CONSENT = Authorization(901, b"\xbb" * 20, 3, 1, 5, 6)


def transaction(kind: TransactionType, **changes: Any) -> Transaction:
    has_one_price = kind <= TransactionType.ACCESS_LIST
    given: dict[str, Any] = {
        "type": kind,
        "chain_id": 901,
        "nonce": 7,
        "gas_limit": 21_000,
        "max_fee_per_gas_wei": 100,
        "max_priority_fee_per_gas_wei": 100 if has_one_price else 3,
        "to": b"\xcc" * 20,
        "value_wei": 5,
        "data": b"\x00\x01",
        "access_list": () if kind is TransactionType.LEGACY else (ACCESS,),
        "authorizations": (CONSENT,) if kind is TransactionType.SET_CODE else (),
        **changes,
    }
    return Transaction(**given)


def told(signed: SignedTransaction) -> dict[str, Any]:
    """Return what a node tells of a transaction."""
    one = signed.transaction
    is_legacy = one.type is TransactionType.LEGACY
    fields = rlp_decode(signed.raw if is_legacy else signed.raw[1:])
    assert isinstance(fields, list)
    v, r, s = (hex(int.from_bytes(bytes(field), "big")) for field in fields[-3:])  # type: ignore[arg-type]
    answer: dict[str, Any] = {
        "hash": format_data(signed.hash),
        "type": hex(one.type),
        "nonce": hex(one.nonce),
        "gas": hex(one.gas_limit),
        "to": None if one.to is None else format_address(one.to),
        "value": hex(one.value_wei),
        "input": format_data(one.data),
        "gasPrice": hex(one.max_fee_per_gas_wei),
        "r": r,
        "s": s,
        "v": v,
        "blockNumber": "0x1",
    }
    if not is_legacy:
        answer |= {
            "chainId": "0x385",
            "yParity": v,
            "accessList": [
                {
                    "address": format_address(ACCESS.address),
                    "storageKeys": [format_data(key) for key in ACCESS.storage_keys],
                }
            ],
        }
    if one.type >= TransactionType.DYNAMIC_FEE:
        answer |= {
            "maxFeePerGas": hex(one.max_fee_per_gas_wei),
            "maxPriorityFeePerGas": hex(one.max_priority_fee_per_gas_wei),
            # What was paid in the end, which is not what was signed.
            "gasPrice": "0x32",
        }
    if one.type is TransactionType.SET_CODE:
        answer["authorizationList"] = [
            {
                "chainId": "0x385",
                "address": format_address(CONSENT.address),
                "nonce": "0x3",
                "yParity": "0x1",
                "r": "0x5",
                "s": "0x6",
            }
        ]
    return answer


def read(answer: dict[str, Any]) -> BlockTransaction:
    return msgspec.convert(answer, BlockTransaction, dec_hook=decode_hook)


@pytest.mark.parametrize("kind", TransactionType)
def test_the_bytes_of_each_type(kind: TransactionType) -> None:
    """They are those that were signed."""
    signed = sign_transaction(transaction(kind), KEY)

    assert raw_bytes(read(told(signed))) == signed.raw


@pytest.mark.parametrize(
    "changes", [{"to": None}, {"chain_id": None}, {"data": b"", "nonce": 0, "value_wei": 0}]
)
def test_the_bytes_of_odd_ones(changes: dict[str, Any]) -> None:
    """Contracts that are made, signatures for every chain, and zeros."""
    signed = sign_transaction(transaction(TransactionType.LEGACY, **changes), KEY)

    assert raw_bytes(read(told(signed))) == signed.raw


@pytest.mark.parametrize("change", [{"nonce": "0x8"}, {"type": "0x3"}, {"r": "0x1"}])
def test_what_does_not_give_the_hash_is_refused(change: dict[str, Any]) -> None:
    """A sum over other bytes would be wrong without anybody noticing."""
    signed = sign_transaction(transaction(TransactionType.DYNAMIC_FEE), KEY)

    with pytest.raises(MalformedDataError):
        raw_bytes(read({**told(signed), **change}))


def test_a_deposit_is_told_by_its_type() -> None:
    """It has no signature, and pays nothing."""
    amounts = {"gas": "0x1", "value": "0x0", "input": "0x"}
    deposit = {"hash": "0x" + "ab" * 32, "type": "0x7e", **amounts}

    assert read(deposit).is_deposit
