"""A second reader of batcher data, to check what the first one and the writer agree on.

Written from the derivation specification alone. It shares no code with gonogo:
it has its own RLP reader, counts its own offsets, and knows nothing of the
values there. It is slow, trusts well-formed zlib and has no limits.
"""

import zlib
from itertools import pairwise
from typing import NamedTuple

Tree = bytes | list["Tree"]


class ReadFrame(NamedTuple):
    """frame = channel_id ++ frame_number ++ frame_data_length ++ frame_data ++ is_last."""

    channel_id: bytes
    frame_number: int
    frame_data: bytes
    is_last: bool


class ReadBatch(NamedTuple):
    """rlp_encode([parent_hash, epoch_number, epoch_hash, timestamp, transaction_list])."""

    parent_hash: bytes
    epoch_number: int
    epoch_hash: bytes
    timestamp: int
    transaction_list: list[bytes]


def read_rlp(stream: bytes) -> list[Tree]:
    """Read all items of a stream."""
    items: list[Tree] = []
    while stream:
        kind, body, stream = _cut(stream)
        items.append(read_rlp(body) if kind == "list" else body)
    return items


def _cut(stream: bytes) -> tuple[str, bytes, bytes]:
    head, rest = stream[0], stream[1:]
    if head <= 0x7F:
        return "string", stream[:1], rest
    kind = "string" if head <= 0xBF else "list"
    number = head & 0x3F if kind == "list" else head - 0x80
    if number > 55:
        width = number - 55
        number, rest = int(rest[:width].hex(), 16), rest[width:]
    assert len(rest) >= number
    return kind, rest[:number], rest[number:]


def read_frames(batcher_transaction: bytes) -> list[ReadFrame]:
    """batcher_transaction = version_byte ++ frame ..., with version_byte 0."""
    assert batcher_transaction[0] == 0
    rest = batcher_transaction[1:]
    frames = []
    while rest:
        length = int(rest[18:22].hex(), 16)
        end = rest[22 + length]
        assert end in (0, 1)
        frames.append(
            ReadFrame(rest[:16], int(rest[16:18].hex(), 16), rest[22 : 22 + length], end == 1)
        )
        rest = rest[23 + length :]
    assert frames
    return frames


def prune(frames: list[ReadFrame]) -> list[ReadFrame]:
    """Holocene: look at neighbours until none of them break a rule."""
    frames = list(frames)
    while (bad := _first_bad(frames)) is not None:
        del frames[bad]
    return frames


def _first_bad(frames: list[ReadFrame]) -> int | None:
    for index, (one, two) in enumerate(pairwise(frames)):
        if one.channel_id == two.channel_id:
            if one.is_last or two.frame_number != one.frame_number + 1:
                return index + 1
        elif two.frame_number != 0:
            return index + 1
        elif not one.is_last:
            return index
    return None


def read_channels(batcher_transactions: list[bytes]) -> list[bytes]:
    """Holocene: at most one channel is being read, and its frames arrive in order."""
    channels: list[bytes] = []
    staging: list[ReadFrame] = []
    for transaction in batcher_transactions:
        for frame in prune(read_frames(transaction)):
            if frame.frame_number == 0:
                staging = []
            elif not staging or (frame.channel_id, frame.frame_number) != (
                staging[-1].channel_id,
                staging[-1].frame_number + 1,
            ):
                continue
            staging.append(frame)
            if frame.is_last:
                channels.append(b"".join(each.frame_data for each in staging))
                staging = []
    return channels


def read_batches(channel: bytes) -> list[ReadBatch]:
    """channel_encoding = zlib_compress(rlp_batches), each batch_version ++ content."""
    batches = []
    for item in read_rlp(zlib.decompress(channel)):
        assert isinstance(item, bytes)
        assert item[0] == 0
        match read_rlp(item[1:]):
            case [[bytes(parent), bytes(epoch), bytes(epoch_hash), bytes(time), list(raws)]]:
                transactions = [raw for raw in raws if isinstance(raw, bytes)]
                assert len(transactions) == len(raws)
                batches.append(
                    ReadBatch(
                        parent,
                        int.from_bytes(epoch, "big"),
                        epoch_hash,
                        int.from_bytes(time, "big"),
                        transactions,
                    )
                )
            case other:
                raise AssertionError(other)
    return batches
