"""The first transaction of an L2 block."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.protocol import (
    L1_ATTRIBUTES_DEPOSITOR,
    L1_BLOCK,
    DepositTransaction,
    L1Attributes,
    MalformedDepositError,
    keccak256,
    l1_attributes_source_hash,
)
from tests.unit.protocol.data import load, unhex

REAL_DEPOSITS = load("l1_attributes_deposits.json")
REAL = load("isthmus_attributes.json")
CALLDATA = unhex(REAL["calldata"])
ATTRIBUTES = L1Attributes.from_calldata(CALLDATA)
UINT64 = st.integers(0, 2**64 - 1)


@pytest.mark.parametrize("real", REAL_DEPOSITS, ids=[each["about"] for each in REAL_DEPOSITS])
def test_real_deposits_have_our_source_hash_and_encoding(real: dict[str, Any]) -> None:
    """Where a public chain put its epoch, our source hash and transaction hash are its own."""
    deposit = DepositTransaction.decode(unhex(real["raw"]))

    expected = l1_attributes_source_hash(unhex(real["l1_block_hash"]), real["sequence_number"])
    assert deposit.source_hash == expected
    assert deposit.hash == unhex(real["hash"])
    assert (deposit.sender, deposit.to) == (L1_ATTRIBUTES_DEPOSITOR, L1_BLOCK)


def test_real_call_data_is_read_as_others_read_it() -> None:
    """Every value of a devnet's call data is the one that other implementations found."""
    expected = L1Attributes(
        number=REAL["number"],
        timestamp=REAL["timestamp"],
        base_fee_wei=REAL["base_fee_wei"],
        blob_base_fee_wei=REAL["blob_base_fee_wei"],
        hash=unhex(REAL["hash"]),
        sequence_number=REAL["sequence_number"],
        batcher=unhex(REAL["batcher"]),
        base_fee_scalar=REAL["base_fee_scalar"],
        blob_base_fee_scalar=REAL["blob_base_fee_scalar"],
        operator_fee_scalar=REAL["operator_fee_scalar"],
        operator_fee_constant=REAL["operator_fee_constant"],
    )

    assert L1Attributes.from_calldata(CALLDATA) == expected


def test_real_call_data_is_written_back() -> None:
    """Encoding gives the devnet's bytes."""
    assert ATTRIBUTES.calldata() == CALLDATA


def test_the_source_hash_by_hand() -> None:
    """Domain one, then the hash of the block's hash and the sequence number."""
    inner = keccak256(ATTRIBUTES.hash + (3).to_bytes(32, "big"))

    assert ATTRIBUTES.deposit().source_hash == keccak256((1).to_bytes(32, "big") + inner)


@given(
    st.builds(
        L1Attributes,
        number=UINT64,
        timestamp=UINT64,
        base_fee_wei=st.integers(0, 2**256 - 1),
        blob_base_fee_wei=st.integers(0, 2**256 - 1),
        hash=st.binary(min_size=32, max_size=32),
        sequence_number=UINT64,
        batcher=st.binary(min_size=20, max_size=20),
        base_fee_scalar=st.integers(0, 2**32 - 1),
        blob_base_fee_scalar=st.integers(0, 2**32 - 1),
        operator_fee_scalar=st.integers(0, 2**32 - 1),
        operator_fee_constant=UINT64,
    )
)
def test_attributes_are_read_back(attributes: L1Attributes) -> None:
    """The deposit holds everything that was put into it."""
    raw = attributes.deposit().encode()

    assert L1Attributes.from_deposit(DepositTransaction.decode(raw)) == attributes


@pytest.mark.parametrize(
    "change",
    [
        {"number": -1},
        {"number": 1 << 64},
        {"timestamp": 1 << 64},
        {"base_fee_wei": -1},
        {"base_fee_wei": 1 << 256},
        {"blob_base_fee_wei": 1 << 256},
        {"hash": bytes(31)},
        {"batcher": bytes(32)},
        {"base_fee_scalar": 1 << 32},
        {"operator_fee_constant": 1 << 64},
    ],
)
def test_what_does_not_fit_is_refused(change: dict[str, Any]) -> None:
    """A value too large for its place is an error, never cut."""
    with pytest.raises(MalformedDepositError):
        replace(ATTRIBUTES, **change).calldata()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        CALLDATA[:-1],
        CALLDATA + b"\0",
        unhex("0x440a5e20") + CALLDATA[4:],
        CALLDATA[:132] + b"\1" + CALLDATA[133:],
    ],
)
def test_another_call_is_refused(data: bytes) -> None:
    """The call of another fork, a cut one, or a batcher hash that is no address is an error."""
    with pytest.raises(MalformedDepositError):
        L1Attributes.from_calldata(data)


@pytest.mark.parametrize(
    "change",
    [
        {"sender": b"\1" * 20},
        {"to": b"\1" * 20},
        {"mint_wei": 1},
        {"gas_limit": 999_999},
        {"source_hash": bytes(32)},
    ],
)
def test_the_call_alone_does_not_make_the_deposit(change: dict[str, Any]) -> None:
    """A user's deposit that makes the same call is not the attributes deposit."""
    forged = replace(ATTRIBUTES.deposit(), **change)

    with pytest.raises(MalformedDepositError, match="no L1 attributes deposit"):
        L1Attributes.from_deposit(forged)
