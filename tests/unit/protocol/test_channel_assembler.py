"""Assembling channels from what appears on L1."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.protocol import (
    ChannelAssembler,
    Frame,
    SingularBatch,
    decode_channel,
    encode_batcher_transaction,
    encode_channel,
    pack_frames,
    split_channel,
)
from tests.unit.protocol.batches import BATCHES
from tests.unit.protocol.data import load, unhex
from tests.unit.protocol.derivation_reader import read_batches, read_channels

GOLDEN = load("batcher_data.json")
A, B, C = b"A" * 16, b"B" * 16, b"C" * 16


def frame(channel_id: bytes, number: int, *, last: bool = False) -> Frame:
    return Frame(channel_id, number, channel_id[:1] + str(number).encode(), is_last=last)


def assemble(*transactions: list[Frame]) -> tuple[list[bytes], list[str]]:
    """Read transactions of one L1 block; return the channels and what was dropped."""
    assembler = ChannelAssembler()
    read = [
        assembler.read(encode_batcher_transaction(frames), l1_block_number=1)
        for frames in transactions
    ]
    channels = [channel for each in read for channel in each.channels]
    return channels, [reason for each in read for reason in each.dropped]


def test_bytes_composed_by_hand() -> None:
    """The transaction composed from the specification completes its channel."""
    read = ChannelAssembler().read(unhex(GOLDEN["transaction"]), l1_block_number=1)

    assert read.channels == (unhex(GOLDEN["channel"]),)
    assert read.dropped == ()


def test_frames_may_span_transactions_and_share_them() -> None:
    """Two channels over three transactions both come out, in order, with nothing dropped."""
    channels, dropped = assemble(
        [frame(A, 0)],
        [frame(A, 1), frame(A, 2, last=True), frame(B, 0)],
        [frame(B, 1, last=True)],
    )

    assert channels == [b"A0A1A2", b"B0B1"]
    assert dropped == []


@pytest.mark.parametrize(
    ("transactions", "channels"),
    [
        pytest.param([[frame(A, 1, last=True)]], [], id="no first frame"),
        pytest.param([[frame(A, 0)], [frame(A, 2, last=True)]], [], id="a gap"),
        pytest.param(
            [[frame(A, 0)], [frame(A, 2, last=True)], [frame(A, 1, last=True)]],
            [b"A0A1"],
            id="the one after a gap is dropped, the next in order counts",
        ),
        pytest.param(
            [[frame(A, 0)], [frame(B, 0, last=True)], [frame(A, 1, last=True)]],
            [b"B0"],
            id="a new channel drops an unfinished one",
        ),
        pytest.param(
            [[frame(A, 0), frame(B, 0, last=True)], [frame(A, 1, last=True)]],
            [b"B0"],
            id="also within a transaction",
        ),
        pytest.param(
            [[frame(A, 0)], [frame(B, 1, last=True)], [frame(A, 1, last=True)]],
            [b"A0A1"],
            id="a stray frame of another channel is dropped alone",
        ),
        pytest.param(
            [[frame(A, 0)], [frame(A, 0), frame(A, 1, last=True)]],
            [b"A0A1"],
            id="a repeated first frame begins again",
        ),
        pytest.param(
            [[frame(A, 0, last=True), frame(A, 1, last=True)]],
            [b"A0"],
            id="nothing follows a last frame",
        ),
        pytest.param(
            [[frame(A, 0, last=True), frame(B, 0), frame(A, 0, last=True), frame(C, 0, last=True)]],
            [b"A0", b"C0"],
            id="a finished channel does not come again after an unfinished one",
        ),
        pytest.param(
            [[frame(A, 0), frame(A, 0, last=True), frame(A, 1, last=True)]],
            [b"A0A1"],
            id="a repeated frame within a transaction is dropped",
        ),
    ],
)
def test_the_rules_of_order(transactions: list[list[Frame]], channels: list[bytes]) -> None:
    """One channel at a time, its frames in order; what was dropped is told."""
    found, dropped = assemble(*transactions)

    assert found == channels
    assert dropped


FRAMES = st.builds(
    lambda channel_id, number, last: frame(channel_id, number, last=last),
    st.sampled_from([A, B, C]),
    st.integers(0, 3),
    st.booleans(),
)


@settings(max_examples=500)
@given(st.lists(st.lists(FRAMES, min_size=1, max_size=6), max_size=5))
def test_any_disorder_is_read_as_the_specification_reads_it(
    transactions: list[list[Frame]],
) -> None:
    """Ours and the reader of the specification complete the same channels."""
    channels, _ = assemble(*transactions)

    assert channels == read_channels([encode_batcher_transaction(each) for each in transactions])


@given(
    st.lists(st.lists(BATCHES, min_size=1, max_size=3), min_size=1, max_size=4),
    st.integers(24, 300),
    st.integers(0, 500),
)
def test_what_the_batcher_writes_is_read_by_both(
    channels: list[list[SingularBatch]], max_frame_bytes: int, room_bytes: int
) -> None:
    """From batches to transactions and back, by us and by the reader of the specification."""
    frames = [
        piece
        for number, batches in enumerate(channels)
        for piece in split_channel(
            number.to_bytes(16, "big"), encode_channel(batches), max_frame_bytes=max_frame_bytes
        )
    ]
    transactions = pack_frames(frames, max_transaction_bytes=1 + max_frame_bytes + room_bytes)

    assembler = ChannelAssembler()
    read = [assembler.read(data, l1_block_number=1) for data in transactions]

    contents = [content for each in read for content in each.channels]
    assert [list(decode_channel(content).batches) for content in contents] == channels
    assert not any(each.dropped for each in read)
    independent = [read_batches(content) for content in read_channels(list(transactions))]
    assert [[each.transaction_list for each in batches] for batches in independent] == [
        [list(batch.transactions) for batch in batches] for batches in channels
    ]


@pytest.mark.parametrize(("closing_block", "is_in_time"), [(150, True), (151, False)])
def test_a_channel_times_out(closing_block: int, *, is_in_time: bool) -> None:
    """A channel opened in block 100 may still end 50 blocks later, not 51."""
    assembler = ChannelAssembler(channel_timeout_l1_blocks=50)
    assembler.read(encode_batcher_transaction([frame(A, 0)]), l1_block_number=100)

    closing = encode_batcher_transaction([frame(A, 1, last=True)])
    read = assembler.read(closing, l1_block_number=closing_block)

    assert bool(read.channels) is is_in_time
    assert bool(read.dropped) is not is_in_time


@pytest.mark.parametrize(("limit", "is_kept"), [(404, True), (403, False)])
def test_a_channel_that_grows_too_large_is_dropped(limit: int, *, is_kept: bool) -> None:
    """Each frame counts 200 bytes more than its data, so many empty ones count too."""
    assembler = ChannelAssembler(max_channel_bytes=limit)

    data = encode_batcher_transaction([frame(A, 0), frame(A, 1, last=True)])
    read = assembler.read(data, l1_block_number=1)

    assert bool(read.channels) is is_kept
    assert bool(read.dropped) is not is_kept


def test_after_a_dropped_channel_the_next_is_read() -> None:
    """An oversized channel does not spoil what comes after it."""
    assembler = ChannelAssembler(max_channel_bytes=250)
    assembler.read(encode_batcher_transaction([frame(A, 0)]), l1_block_number=1)
    assembler.read(encode_batcher_transaction([frame(A, 1)]), l1_block_number=1)

    data = encode_batcher_transaction([frame(B, 0, last=True)])

    assert assembler.read(data, l1_block_number=1).channels == (b"B0",)


@pytest.mark.parametrize("data", [b"", b"\0", b"\1", b"\xffgarbage", b"\0" + bytes(30)])
def test_a_bad_transaction_changes_nothing(data: bytes) -> None:
    """A transaction that nodes ignore neither crashes nor breaks the open channel."""
    assembler = ChannelAssembler()
    assembler.read(encode_batcher_transaction([frame(A, 0)]), l1_block_number=1)

    ignored = assembler.read(data, l1_block_number=1)
    closing = encode_batcher_transaction([frame(A, 1, last=True)])

    assert ignored.channels == ()
    assert ignored.dropped
    assert assembler.read(closing, l1_block_number=1).channels == (b"A0A1",)
