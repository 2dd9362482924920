"""Frames, and the batcher transactions that carry them.

A channel is cut into frames so that it can span transactions; a transaction's
data is a version byte and one or more frames, of one channel or of several.
If one frame of a transaction cannot be read, all of them are ignored.
Source: OP Stack specification, protocol/derivation.md, "Batcher Transaction
Format" and "Frame Format".
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from gonogo.protocol.errors import MalformedFrameError

CHANNEL_ID_BYTES = 16
# The id of its channel, its number, the length of its data, and whether it is the last.
FRAME_OVERHEAD_BYTES = 23
# What is longer is no frame to any node, and all frames of its transaction are ignored with it.
MAX_FRAME_DATA_BYTES = 1_000_000

_VERSION = 0
_LAST_FRAME_NUMBER = 0xFFFF
_HEADER = struct.Struct(">16sHI")


@dataclass(frozen=True, slots=True)
class Frame:
    """A piece of a channel.

    Raises:
        MalformedFrameError: the id, the number or the data does not fit the format.
    """

    channel_id: bytes
    number: int
    data: bytes
    is_last: bool

    def __post_init__(self) -> None:
        """Refuse what has no place in the frame's fixed layout."""
        if len(self.channel_id) != CHANNEL_ID_BYTES:
            raise MalformedFrameError(f"the channel id has {len(self.channel_id)} bytes")
        if not 0 <= self.number <= _LAST_FRAME_NUMBER:
            raise MalformedFrameError(f"the number {self.number} is out of range")
        if len(self.data) > MAX_FRAME_DATA_BYTES:
            raise MalformedFrameError(f"{len(self.data)} bytes of data are too many")

    def encode(self) -> bytes:
        """Return the frame's bytes: 23 more than its data."""
        header = _HEADER.pack(self.channel_id, self.number, len(self.data))
        return header + self.data + bytes((self.is_last,))

    @classmethod
    def decode_first(cls, data: bytes, start: int) -> tuple[Self, int]:
        """Read the frame that begins at `start`; return it and where it ends.

        Raises:
            MalformedFrameError: cut off, too long, or its last byte is no bool.
        """
        if start + FRAME_OVERHEAD_BYTES > len(data):
            raise MalformedFrameError("it is cut off")
        channel_id, number, length = _HEADER.unpack_from(data, start)
        begin = start + _HEADER.size
        end = begin + length
        # One more byte has to follow the data: the one that says whether it is the last frame.
        if end >= len(data):
            raise MalformedFrameError(f"{end + 1 - len(data)} bytes of it are missing")
        if data[end] not in (0, 1):
            raise MalformedFrameError(f"its is_last byte is {data[end]}")
        return cls(channel_id, number, data[begin:end], bool(data[end])), end + 1


def split_channel(channel_id: bytes, content: bytes, *, max_frame_bytes: int) -> tuple[Frame, ...]:
    """Cut a channel's content into frames of at most this size, their overhead included.

    Raises:
        MalformedFrameError: the size leaves no room for data, or the content
            needs more frames than can be numbered.
    """
    step = min(max_frame_bytes - FRAME_OVERHEAD_BYTES, MAX_FRAME_DATA_BYTES)
    if step < 1:
        raise MalformedFrameError(
            f"{max_frame_bytes} bytes leave no room for data",
            hint=f"A frame has {FRAME_OVERHEAD_BYTES} bytes besides its data.",
        )
    # An empty channel still needs one frame, or nobody would learn that it is finished.
    pieces = [content[start : start + step] for start in range(0, len(content), step)] or [b""]
    last = len(pieces) - 1
    return tuple(
        Frame(channel_id, number, piece, number == last) for number, piece in enumerate(pieces)
    )


def encode_batcher_transaction(frames: Iterable[Frame]) -> bytes:
    """Return the data of a batcher transaction that carries these frames.

    Raises:
        MalformedFrameError: there is no frame, so nodes would ignore it.
    """
    encoded = b"".join(frame.encode() for frame in frames)
    if not encoded:
        raise MalformedFrameError("a batcher transaction has at least one")
    return bytes((_VERSION,)) + encoded


def pack_frames(frames: Iterable[Frame], *, max_transaction_bytes: int) -> tuple[bytes, ...]:
    """Spread frames, in their order, over the data of as few transactions as it takes.

    Raises:
        MalformedFrameError: a frame alone is too large for a transaction.
    """
    packed: list[bytes] = []
    current = bytes((_VERSION,))
    for frame in frames:
        encoded = frame.encode()
        if 1 + len(encoded) > max_transaction_bytes:
            raise MalformedFrameError(
                f"{len(encoded)} bytes do not fit a transaction of {max_transaction_bytes}",
                hint="Split the channel into smaller frames.",
            )
        if len(current) + len(encoded) > max_transaction_bytes:
            packed.append(current)
            current = bytes((_VERSION,))
        current += encoded
    return (*packed, current) if len(current) > 1 else tuple(packed)


def decode_batcher_transaction(data: bytes) -> tuple[Frame, ...]:
    """Read the frames of a batcher transaction; never none.

    Raises:
        MalformedFrameError: nodes ignore this transaction.
    """
    if not data:
        raise MalformedFrameError("the batcher transaction is empty")
    if data[0] != _VERSION:
        raise MalformedFrameError(
            f"the batcher transaction's version {data[0]} is unknown",
            hint="Only chains that post their data to L1 itself (version 0) are read here.",
        )
    frames: list[Frame] = []
    position = 1
    while position < len(data):
        frame, position = Frame.decode_first(data, position)
        frames.append(frame)
    if not frames:
        raise MalformedFrameError("the batcher transaction has none")
    return tuple(frames)
