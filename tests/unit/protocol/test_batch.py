"""Singular batches."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.protocol import (
    MalformedBatchError,
    SingularBatch,
    UnsupportedEncodingError,
    rlp_decode,
    rlp_encode,
)
from gonogo.protocol.rlp import Item
from tests.unit.protocol.batches import BATCHES
from tests.unit.protocol.data import load, unhex

GOLDEN = load("batcher_data.json")["batches"]
BATCH = SingularBatch(
    parent_hash=b"\1" * 32,
    epoch_number=7,
    epoch_hash=b"\2" * 32,
    timestamp=1000,
    transactions=(b"\2\xaa", b"\5"),
)


@pytest.mark.parametrize("golden", GOLDEN)
def test_bytes_composed_by_hand(golden: dict[str, object]) -> None:
    """A batch is written and read as the specification says, byte for byte."""
    encoded = unhex(str(golden["encoded"]))

    batch = SingularBatch.decode(encoded)

    assert batch.encode() == encoded
    assert (batch.epoch_number, batch.timestamp) == (golden["epoch_number"], golden["timestamp"])
    assert "0x" + batch.parent_hash.hex() == golden["parent_hash"]
    assert "0x" + batch.epoch_hash.hex() == golden["epoch_hash"]
    assert ["0x" + raw.hex() for raw in batch.transactions] == golden["transactions"]


@given(BATCHES)
def test_batches_are_read_back(batch: SingularBatch) -> None:
    """Decoding undoes encoding."""
    assert SingularBatch.decode(batch.encode()) == batch


def with_field(index: int, value: Item | None) -> bytes:
    fields = rlp_decode(BATCH.encode()[1:])
    assert isinstance(fields, list)
    fields[index : index + 1] = [] if value is None else [value]
    return b"\0" + rlp_encode(fields)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"\2" + BATCH.encode()[1:],
        b"\xff",
        BATCH.encode()[:-1],
        b"\0\x80",
        b"\0\xc0",
        with_field(0, None),
        with_field(0, b"\1" * 31),
        with_field(1, b"\0"),
        with_field(1, b"\1" * 9),
        with_field(2, [b""]),
        with_field(3, b"\0\1"),
        with_field(4, b""),
        with_field(4, [[b"\2"]]),
        with_field(4, None),
    ],
)
def test_malformed_batches_are_refused(data: bytes) -> None:
    """Another version, a missing field or one of a wrong form is an error."""
    with pytest.raises(MalformedBatchError):
        SingularBatch.decode(data)


def test_a_span_batch_is_not_malformed_but_not_read() -> None:
    """A span batch would give blocks to a node, so it is not dropped in silence."""
    with pytest.raises(UnsupportedEncodingError, match="span batch") as refused:
        SingularBatch.decode(b"\1" + bytes(100))

    assert "--batch-type=0" in (refused.value.hint or "")


def test_what_follows_the_list_is_not_looked_at() -> None:
    """Nodes read past it as well, and must come to the same chain."""
    assert SingularBatch.decode(BATCH.encode() + b"rest") == BATCH


@given(st.binary(max_size=40), st.integers(0, 70))
def test_overwritten_batches_never_crash(data: bytes, position: int) -> None:
    """Any bytes are refused or read, with no other error."""
    raw = BATCH.encode()

    try:
        batch = SingularBatch.decode(raw[:position] + data + raw[position + len(data) :])
    except (MalformedBatchError, UnsupportedEncodingError):
        return

    assert len(batch.parent_hash) == 32


@pytest.mark.parametrize(
    "change",
    [
        {"parent_hash": b""},
        {"epoch_hash": bytes(33)},
        {"epoch_number": -1},
        {"epoch_number": 1 << 64},
        {"timestamp": 1 << 64},
    ],
)
def test_what_cannot_be_read_cannot_be_built(change: dict[str, Any]) -> None:
    """A batch that nodes would ignore does not exist."""
    with pytest.raises(MalformedBatchError):
        replace(BATCH, **change)
