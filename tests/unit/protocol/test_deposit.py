"""Deposits, against those that public chains derived."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.protocol import (
    TRANSACTION_DEPOSITED_TOPIC,
    DepositTransaction,
    MalformedDepositError,
    deposit_from_log,
    encode_values,
    keccak256,
    rlp_decode,
    rlp_encode,
    user_deposit_source_hash,
)
from gonogo.protocol.rlp import Item
from tests.unit.protocol.data import load, unhex

REAL = load("user_deposits.json")
BLOCK_HASH = b"\xaa" * 32
SENDER, RECIPIENT = b"\x11" * 20, b"\x22" * 20
TOPICS = (
    TRANSACTION_DEPOSITED_TOPIC,
    SENDER.rjust(32, b"\0"),
    RECIPIENT.rjust(32, b"\0"),
    bytes(32),
)
OPAQUE = (7).to_bytes(32, "big") + (5).to_bytes(32, "big") + (90_000).to_bytes(8, "big")
DEPOSIT = DepositTransaction(
    source_hash=b"\x33" * 32,
    sender=SENDER,
    to=RECIPIENT,
    mint_wei=7,
    value_wei=5,
    gas_limit=90_000,
    data=b"\xda\x7a",
)


def derive(data: bytes, topics: tuple[bytes, ...] = TOPICS) -> DepositTransaction:
    return deposit_from_log(topics, data, l1_block_hash=BLOCK_HASH, l1_log_index=3)


def event_data(opaque: bytes) -> bytes:
    return encode_values(["bytes"], [opaque])


@pytest.mark.parametrize("real", REAL, ids=[each["about"] for each in REAL])
def test_a_real_event_gives_the_transaction_that_the_chain_has(real: dict[str, Any]) -> None:
    """The hash is the one under which explorers of the L2 show it."""
    topics = (
        TRANSACTION_DEPOSITED_TOPIC,
        unhex(real["from"]).rjust(32, b"\0"),
        unhex(real["to"]).rjust(32, b"\0"),
        bytes(32),
    )

    deposit = deposit_from_log(
        topics,
        event_data(unhex(real["opaque_data"])),
        l1_block_hash=unhex(real["l1_block_hash"]),
        l1_log_index=real["l1_log_index"],
    )

    assert deposit.hash == unhex(real["l2_hash"])
    assert (deposit.mint_wei, deposit.value_wei) == (real["mint_wei"], real["value_wei"])
    assert (deposit.gas_limit, deposit.data) == (real["gas_limit"], unhex(real["data"]))


def test_the_topic_is_the_published_one() -> None:
    """The event's first topic is the one that the portal emits."""
    assert TRANSACTION_DEPOSITED_TOPIC.hex() == (
        "b3813568d9991fc951961fcb4c784893574240a28925604d09fc577c55bb7c32"
    )


def test_the_source_hash_by_hand() -> None:
    """Domain zero, then the hash of the block's hash and the log's index."""
    inner = keccak256(BLOCK_HASH + (3).to_bytes(32, "big"))

    assert user_deposit_source_hash(BLOCK_HASH, 3) == keccak256(bytes(32) + inner)


def test_equal_deposits_at_two_places_differ() -> None:
    """Two equal events of one block are two transactions."""
    data = event_data(OPAQUE + b"\0")

    first = deposit_from_log(TOPICS, data, l1_block_hash=BLOCK_HASH, l1_log_index=0)
    second = deposit_from_log(TOPICS, data, l1_block_hash=BLOCK_HASH, l1_log_index=1)

    assert first.hash != second.hash


def test_an_event_that_creates_a_contract() -> None:
    """With the creation flag the recipient of the event does not count."""
    assert derive(event_data(OPAQUE + b"\1" + b"code")).to is None
    assert derive(event_data(OPAQUE + b"\1" + b"code")).data == b"code"


def test_the_encoding_by_hand() -> None:
    """The raw bytes are the type and the eight fields in their order."""
    assert DEPOSIT.encode().hex() == (
        "7e" + "f8" + "55"
        "a0" + "33" * 32 + "94" + "11" * 20 + "94" + "22" * 20 + "07" + "05" + "83015f90"
        "80" + "82da7a"
    )


@given(
    st.builds(
        DepositTransaction,
        source_hash=st.binary(min_size=32, max_size=32),
        sender=st.binary(min_size=20, max_size=20),
        to=st.one_of(st.none(), st.binary(min_size=20, max_size=20)),
        mint_wei=st.integers(0, 2**256 - 1),
        value_wei=st.integers(0, 2**256 - 1),
        gas_limit=st.integers(0, 2**64 - 1),
        data=st.binary(max_size=80),
    )
)
def test_deposits_are_read_back(deposit: DepositTransaction) -> None:
    """Decoding undoes encoding."""
    assert DepositTransaction.decode(deposit.encode()) == deposit


@given(st.binary(max_size=60), st.integers(0, 87))
def test_overwritten_deposits_never_crash(data: bytes, position: int) -> None:
    """Any bytes are refused, or are exactly the encoding of what was read."""
    raw = DEPOSIT.encode()
    raw = raw[:position] + data + raw[position + len(data) :]

    try:
        deposit = DepositTransaction.decode(raw)
    except MalformedDepositError:
        return

    assert deposit.encode() == raw


def with_field(index: int, value: Item | None) -> bytes:
    raw = DEPOSIT.encode()
    fields = rlp_decode(raw[1:])
    assert isinstance(fields, list)
    fields[index : index + 1] = [] if value is None else [value]
    return raw[:1] + rlp_encode(fields)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x7e",
        b"\x02" + DEPOSIT.encode()[1:],
        DEPOSIT.encode()[:-1],
        DEPOSIT.encode() + b"\0",
        with_field(0, b"\x33" * 31),
        with_field(1, b""),
        with_field(1, b"\x11" * 21),
        with_field(2, b"\x22" * 19),
        with_field(3, b"\0\7"),
        with_field(3, b"\xff" * 33),
        with_field(5, b"\xff" * 9),
        with_field(6, b"\1"),
        with_field(6, None),
        with_field(7, [b""]),
    ],
)
def test_what_is_no_deposit_is_refused(raw: bytes) -> None:
    """Another type, a wrong length, or a system transaction of old is an error."""
    with pytest.raises(MalformedDepositError):
        DepositTransaction.decode(raw)


@pytest.mark.parametrize(
    "change",
    [
        {"source_hash": b""},
        {"sender": b""},
        {"to": b"\1"},
        {"to": b""},
        {"mint_wei": -1},
        {"value_wei": 1 << 256},
        {"gas_limit": 1 << 64},
    ],
)
def test_what_cannot_be_encoded_cannot_be_built(change: dict[str, Any]) -> None:
    """A deposit with a value out of range does not exist."""
    with pytest.raises(MalformedDepositError):
        replace(DEPOSIT, **change)


@pytest.mark.parametrize(
    ("topics", "data"),
    [
        ((), event_data(OPAQUE + b"\0")),
        (TOPICS[:3], event_data(OPAQUE + b"\0")),
        ((bytes(32), *TOPICS[1:]), event_data(OPAQUE + b"\0")),
        ((*TOPICS[:3], (1).to_bytes(32, "big")), event_data(OPAQUE + b"\0")),
        ((TOPICS[0], b"\1" * 32, *TOPICS[2:]), event_data(OPAQUE + b"\0")),
        ((TOPICS[0], b"", *TOPICS[2:]), event_data(OPAQUE + b"\0")),
        (TOPICS, b""),
        (TOPICS, event_data(OPAQUE)),
        (TOPICS, event_data(OPAQUE + b"\2")),
        (TOPICS, event_data(OPAQUE + b"\0")[:-1]),
        (TOPICS, event_data(OPAQUE + b"\0") + bytes(32)),
        (TOPICS, b"\xff" * 64 + bytes(96)),
        (TOPICS, bytes(32) + event_data(OPAQUE + b"\0")[32:]),
    ],
)
def test_what_is_no_deposit_event_is_refused(topics: tuple[bytes, ...], data: bytes) -> None:
    """Another event, another version, or data that is not packed as told is an error."""
    with pytest.raises(MalformedDepositError):
        derive(data, topics)
