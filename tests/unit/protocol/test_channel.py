"""Channels: written, read, and read as far as they are good."""

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gonogo.protocol import (
    ChannelContent,
    SingularBatch,
    UnsupportedEncodingError,
    decode_channel,
    encode_channel,
    rlp_encode,
)
from tests.unit.protocol.batches import BATCHES
from tests.unit.protocol.data import load, unhex
from tests.unit.protocol.derivation_reader import read_batches

GOLDEN = load("batcher_data.json")
STREAM = unhex(GOLDEN["rlp"])
CHANNEL = unhex(GOLDEN["channel"])
FIRST, SECOND = (SingularBatch.decode(unhex(each["encoded"])) for each in GOLDEN["batches"])
FIRST_BYTES = 78
FIRST_ENDS = 7 + FIRST_BYTES
"""Where the first batch ends in CHANNEL: after the zlib and block headers, as nothing is packed."""


def compressed(*items: bytes) -> bytes:
    return zlib.compress(b"".join(rlp_encode(item) for item in items))


def test_bytes_composed_by_hand() -> None:
    """A channel composed from the specification is read."""
    assert decode_channel(CHANNEL) == ChannelContent((FIRST, SECOND), dropped=None)


def test_what_is_compressed_by_hand() -> None:
    """Decompressed, our channel is the concatenation of the batches' encodings."""
    assert zlib.decompress(encode_channel([FIRST, SECOND])) == STREAM


@given(st.lists(BATCHES, max_size=5))
def test_the_independent_reader_finds_the_same_batches(batches: list[SingularBatch]) -> None:
    """What was written is read the same by us and by the reader of the specification."""
    channel = encode_channel(batches)

    assert decode_channel(channel) == ChannelContent(tuple(batches), dropped=None)
    assert [
        (each.parent_hash, each.epoch_number, each.epoch_hash, each.timestamp) for each in batches
    ] == [read[:4] for read in read_batches(channel)]
    assert [list(each.transactions) for each in batches] == [
        read.transaction_list for read in read_batches(channel)
    ]


@pytest.mark.parametrize(
    "bad",
    [
        b"\2",
        b"",
        b"\0\xc0",
        FIRST.encode()[:-1],
        rlp_encode([b"no", b"batch"]),
    ],
)
def test_a_bad_batch_ends_the_channel(bad: bytes) -> None:
    """What came before it counts, what comes after it is dropped, and it is told."""
    content = decode_channel(compressed(FIRST.encode(), bad, SECOND.encode()))

    assert content.batches == (FIRST,)
    assert content.dropped is not None


def test_a_list_instead_of_a_batch_ends_the_channel() -> None:
    """A batch is a byte string in the stream."""
    stream = rlp_encode(FIRST.encode()) + rlp_encode([SECOND.encode()])

    content = decode_channel(zlib.compress(stream))

    assert content.batches == (FIRST,)
    assert "list" in (content.dropped or "")


@pytest.mark.parametrize(
    "channel", [b"", b"\x78", b"\x79\x01", b"\x78\x02", b"\x00\x00", b"\xff" * 20, b"\x88\x1c"]
)
def test_unknown_compression_is_dropped(channel: bytes) -> None:
    """What neither zlib nor brotli announces gives no batch and no crash."""
    content = decode_channel(channel)

    assert content.batches == ()
    assert content.dropped is not None


def test_a_dictionary_is_refused() -> None:
    """The format has none, so a channel that asks for one cannot be read."""
    packer = zlib.compressobj(zdict=b"dictionary")

    content = decode_channel(packer.compress(STREAM) + packer.flush())

    assert content == ChannelContent((), dropped="the compression 78bb is unknown")


def test_brotli_is_not_malformed_but_not_read() -> None:
    """A channel in brotli would give blocks to a node, so it is not dropped in silence."""
    with pytest.raises(UnsupportedEncodingError, match="brotli") as refused:
        decode_channel(b"\1\x1b\x13")

    assert "zlib" in (refused.value.hint or "")


def test_a_span_batch_is_not_dropped_in_silence() -> None:
    """Within a channel too, what a node would read and we do not is an error."""
    with pytest.raises(UnsupportedEncodingError, match="span batch"):
        decode_channel(compressed(FIRST.encode(), b"\1span"))


@pytest.mark.parametrize("length", range(len(CHANNEL) - 4))
def test_a_cut_channel_counts_as_far_as_it_goes(length: int) -> None:
    """Wherever the data ends, whole batches before it count and the cut is told."""
    content = decode_channel(CHANNEL[:length])

    expected = (FIRST, SECOND)[: (length >= FIRST_ENDS) + (length >= len(CHANNEL) - 4)]
    assert content.batches == expected
    assert length == len(CHANNEL) - 4 or content.dropped is not None


def test_corrupt_data_counts_as_far_as_it_goes() -> None:
    """A batch that was decompressed whole before the corrupt place counts."""
    packer = zlib.compressobj(9)
    good = packer.compress(STREAM[:FIRST_BYTES]) + packer.flush(zlib.Z_FULL_FLUSH)

    # 0x07 begins a last block of type 3, which does not exist.
    content = decode_channel(good + b"\x07" + bytes(50))

    assert content.batches == (FIRST,)
    assert "bad" in (content.dropped or "")


def test_large_corrupt_data_counts_as_far_as_it_goes() -> None:
    """Also when decompression had taken several steps and more than its input at once."""
    batches = [FIRST] * 20_000
    packer = zlib.compressobj(9)
    stream = b"".join(rlp_encode(batch.encode()) for batch in batches)
    good = packer.compress(stream) + packer.flush(zlib.Z_FULL_FLUSH)

    content = decode_channel(good + b"\x07")

    assert len(content.batches) == len(batches)
    assert content.dropped is not None


def test_the_checksum_and_what_follows_do_not_matter() -> None:
    """Nodes have used the batches when they come to the checksum, so they count."""
    assert decode_channel(CHANNEL[:-4] + b"\xff" * 4).batches == (FIRST, SECOND)
    assert decode_channel(CHANNEL + b"rest") == ChannelContent((FIRST, SECOND), dropped=None)


@pytest.mark.parametrize(
    ("limit", "count"), [(len(STREAM), 2), (len(STREAM) - 1, 1), (FIRST_BYTES, 1), (77, 0), (0, 0)]
)
def test_the_limit_counts_decompressed_bytes(limit: int, count: int) -> None:
    """Batches within the limit count; the limit itself is within."""
    content = decode_channel(CHANNEL, max_rlp_bytes=limit)

    assert content.batches == (FIRST, SECOND)[:count]
    assert (content.dropped is None) is (count == 2)


def test_a_zip_bomb_is_not_unpacked() -> None:
    """A channel of some kilobytes that unpacks to far more than the limit stops at it."""
    bomb = zlib.compress(rlp_encode(FIRST.encode()) + bytes(50_000_000))

    content = decode_channel(bomb, max_rlp_bytes=100_000)

    assert content.batches == (FIRST,)
    assert "more than 100000 bytes" in (content.dropped or "")


@settings(max_examples=200)
@given(st.binary(min_size=1, max_size=30), st.integers(2, len(CHANNEL) - 1))
def test_overwritten_channels_never_crash(data: bytes, position: int) -> None:
    """Whatever is overwritten behind the header, reading ends with what is good."""
    try:
        content = decode_channel(CHANNEL[:position] + data + CHANNEL[position + len(data) :])
    except UnsupportedEncodingError:
        return

    assert len(content.batches) <= 2
