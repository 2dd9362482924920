"""Frames and the transactions that carry them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonogo.protocol import (
    FRAME_OVERHEAD_BYTES,
    MAX_FRAME_DATA_BYTES,
    Frame,
    MalformedFrameError,
    decode_batcher_transaction,
    encode_batcher_transaction,
    pack_frames,
    split_channel,
)
from tests.unit.protocol.batches import CHANNEL_IDS
from tests.unit.protocol.data import load, unhex
from tests.unit.protocol.derivation_reader import read_frames

GOLDEN = load("batcher_data.json")
BROTLI = load("brotli_frames.json")
ID = b"\7" * 16
FRAME = Frame(ID, 0, b"data", is_last=True)
FRAMES = st.lists(
    st.builds(
        Frame,
        CHANNEL_IDS,
        st.integers(0, 0xFFFF),
        st.binary(max_size=100),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


def test_bytes_composed_by_hand() -> None:
    """A channel is cut and written as the specification says, byte for byte."""
    frames = split_channel(
        unhex(GOLDEN["channel_id"]), unhex(GOLDEN["channel"]), max_frame_bytes=100 + 23
    )

    assert ["0x" + frame.encode().hex() for frame in frames] == GOLDEN["frames"]
    assert encode_batcher_transaction(frames) == unhex(GOLDEN["transaction"])


def test_frames_of_another_implementation() -> None:
    """The published frames of another implementation are read."""
    first, second = decode_batcher_transaction(
        b"\0" + b"".join(unhex(text) for text in BROTLI["frames"])
    )

    assert (first.number, first.is_last, len(first.data)) == (0, False, BROTLI["data_sizes"][0])
    assert (second.number, second.is_last, len(second.data)) == (1, True, BROTLI["data_sizes"][1])
    assert first.channel_id == second.channel_id


@given(FRAMES)
def test_the_independent_reader_finds_the_same_frames(frames: list[Frame]) -> None:
    """What was written is read the same by us and by the reader of the specification."""
    data = encode_batcher_transaction(frames)

    assert decode_batcher_transaction(data) == tuple(frames)
    assert [(each.channel_id, each.number, each.data, each.is_last) for each in frames] == [
        tuple(read) for read in read_frames(data)
    ]


@given(st.binary(max_size=500), st.integers(24, 200))
def test_a_split_channel_is_whole(content: bytes, max_frame_bytes: int) -> None:
    """The pieces are the content, numbered from zero, only the last one marked, none too large."""
    frames = split_channel(ID, content, max_frame_bytes=max_frame_bytes)

    assert b"".join(frame.data for frame in frames) == content
    assert [frame.number for frame in frames] == list(range(len(frames)))
    assert [frame.is_last for frame in frames] == [False] * (len(frames) - 1) + [True]
    assert all(len(frame.encode()) <= max_frame_bytes for frame in frames)


def test_a_frame_is_never_larger_than_nodes_accept() -> None:
    """Whatever size is asked for, no frame has more data than nodes read."""
    content = bytes(MAX_FRAME_DATA_BYTES + 1)

    frames = split_channel(ID, content, max_frame_bytes=1 << 40)

    assert [len(frame.data) for frame in frames] == [MAX_FRAME_DATA_BYTES, 1]


@pytest.mark.parametrize("size", [FRAME_OVERHEAD_BYTES, 0, -5])
def test_a_frame_without_room_is_refused(size: int) -> None:
    """A size that leaves no byte for data would never end."""
    with pytest.raises(MalformedFrameError, match="no room"):
        split_channel(ID, b"data", max_frame_bytes=size)


def test_more_frames_than_can_be_numbered_are_refused() -> None:
    """The number of a frame has two bytes."""
    with pytest.raises(MalformedFrameError, match="out of range"):
        split_channel(ID, bytes(0x10001), max_frame_bytes=24)


@given(FRAMES, st.integers(124, 400))
def test_packed_frames_keep_their_order(frames: list[Frame], size: int) -> None:
    """No frame is lost or moved, no transaction is too large, and none has room for the next."""
    packed = pack_frames(frames, max_transaction_bytes=size)

    unpacked = [decode_batcher_transaction(data) for data in packed]
    assert [frame for each in unpacked for frame in each] == frames
    assert all(len(data) <= size for data in packed)
    assert all(
        len(data) + len(following[0].encode()) > size
        for data, following in zip(packed, unpacked[1:], strict=False)
    )


def test_a_frame_too_large_for_a_transaction_is_refused() -> None:
    """It would be cut, and nodes would ignore it with all its neighbours."""
    with pytest.raises(MalformedFrameError, match="do not fit") as refused:
        pack_frames([FRAME], max_transaction_bytes=27)

    assert refused.value.hint


def test_no_frames_need_no_transaction() -> None:
    """Nothing to send is nothing, not a transaction that nodes would ignore."""
    assert pack_frames([], max_transaction_bytes=100) == ()
    with pytest.raises(MalformedFrameError):
        encode_batcher_transaction([])


ENCODED = FRAME.encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"\1" + ENCODED,
        b"\2" + ENCODED,
        b"\0" + ENCODED[:-1],
        b"\0" + ENCODED[:-1] + b"\2",
        b"\0" + ENCODED[:-1] + b"\xff",
        b"\0" + ENCODED[:22],
        b"\0" + ENCODED + b"\0",
        b"\0" + ENCODED + ENCODED[:-1],
        b"\0" + ENCODED[:18] + b"\xff\xff\xff\xff" + ENCODED[22:],
        b"\0" + ID + b"\0\0" + (1_000_001).to_bytes(4, "big") + bytes(1_000_001) + b"\1",
    ],
)
def test_a_transaction_with_one_bad_frame_is_ignored_whole(data: bytes) -> None:
    """An unknown version, a bad flag, a cut or oversized frame spoils the transaction."""
    with pytest.raises(MalformedFrameError):
        decode_batcher_transaction(data)


@pytest.mark.parametrize(
    ("channel_id", "number", "size"),
    [(b"", 0, 1), (bytes(17), 0, 1), (ID, -1, 1), (ID, 0x10000, 1), (ID, 0, 1_000_001)],
)
def test_what_cannot_be_read_cannot_be_built(channel_id: bytes, number: int, size: int) -> None:
    """A frame that nodes would ignore does not exist."""
    with pytest.raises(MalformedFrameError):
        Frame(channel_id, number, bytes(size), is_last=True)


@given(st.binary(max_size=80))
def test_any_data_in_the_inbox_never_crashes(data: bytes) -> None:
    """Any bytes are refused, or are exactly the encoding of what was read."""
    try:
        frames = decode_batcher_transaction(b"\0" + data)
    except MalformedFrameError:
        return

    assert encode_batcher_transaction(frames) == b"\0" + data
