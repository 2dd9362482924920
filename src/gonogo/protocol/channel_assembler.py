"""Assembling channels from the frames that appear on L1, in the order of L1.

The rules since Holocene: one channel at a time, its frames in order. A first
frame opens a channel and throws away an unfinished one; a frame that does not
follow the one before is dropped; a channel that is not finished in time or
grows too large is dropped. Nothing here raises for bad data, since anyone with
the batcher's key may have written it: what was dropped is told.
Source: OP Stack specification, protocol/holocene/derivation.md, "Frame Queue"
and "Channel Bank"; the size of a frame from protocol/derivation.md, "Pruning".
"""

from dataclasses import dataclass, field

from gonogo.protocol.channel import MAX_RLP_BYTES_PER_CHANNEL
from gonogo.protocol.errors import MalformedFrameError
from gonogo.protocol.frame import Frame, decode_batcher_transaction

CHANNEL_TIMEOUT_L1_BLOCKS = 50  # Since Granite; counted in L1 blocks.
# What each frame counts beside its data, or frames without data would fill a node for nothing.
_BUFFERED_FRAME_OVERHEAD_BYTES = 200


@dataclass(frozen=True, slots=True)
class Assembled:
    """What one batcher transaction completed, and what was dropped because of it."""

    channels: tuple[bytes, ...]
    """The contents of finished channels, for `decode_channel`."""
    dropped: tuple[str, ...]


@dataclass(slots=True)
class _OpenChannel:
    channel_id: bytes
    opened_in_l1_block: int
    pieces: list[bytes] = field(default_factory=list)
    size_bytes: int = 0

    def is_continued_by(self, frame: Frame) -> bool:
        """Say whether a frame is the very next of this channel."""
        return frame.channel_id == self.channel_id and frame.number == len(self.pieces)

    def add(self, frame: Frame) -> None:
        """Append a frame's data, and count its size as every node counts it."""
        self.pieces.append(frame.data)
        self.size_bytes += len(frame.data) + _BUFFERED_FRAME_OVERHEAD_BYTES


class ChannelAssembler:
    """Collects frames into channels. Holds at most one unfinished channel."""

    def __init__(
        self,
        *,
        channel_timeout_l1_blocks: int = CHANNEL_TIMEOUT_L1_BLOCKS,
        max_channel_bytes: int = MAX_RLP_BYTES_PER_CHANNEL,
    ) -> None:
        self._timeout = channel_timeout_l1_blocks
        self._max_bytes = max_channel_bytes
        self._open: _OpenChannel | None = None

    def read(self, data: bytes, *, l1_block_number: int) -> Assembled:
        """Take the data of the next transaction to the inbox, from the batcher.

        The caller passes transactions in the order of L1 and authenticates them.
        """
        channels: list[bytes] = []
        dropped: list[str] = []
        try:
            frames = decode_batcher_transaction(data)
        except MalformedFrameError as error:
            return Assembled((), (str(error),))
        for frame in _in_order(frames, dropped):
            content = self._take(frame, l1_block_number, dropped)
            if content is not None:
                channels.append(content)
        return Assembled(tuple(channels), tuple(dropped))

    def _take(self, frame: Frame, l1_block_number: int, dropped: list[str]) -> bytes | None:
        """Add a frame; return the channel's content when that finishes it."""
        # First of all, since a frame that comes too late must not save its channel.
        self._drop_timed_out(l1_block_number, dropped)
        if frame.number == 0:
            self._drop("it was not finished when the next began", dropped)
            self._open = _OpenChannel(frame.channel_id, l1_block_number)
        channel = self._open
        if channel is None or not channel.is_continued_by(frame):
            dropped.append(f"{_name(frame)}: does not follow")
            return None
        channel.add(frame)
        if channel.size_bytes > self._max_bytes:
            self._drop(f"it has more than {self._max_bytes} bytes", dropped)
        elif frame.is_last:
            self._open = None
            return b"".join(channel.pieces)
        return None

    def _drop_timed_out(self, l1_block_number: int, dropped: list[str]) -> None:
        channel = self._open
        if channel is not None and l1_block_number > channel.opened_in_l1_block + self._timeout:
            self._drop(f"it was not finished within {self._timeout} L1 blocks", dropped)

    def _drop(self, reason: str, dropped: list[str]) -> None:
        if self._open is not None:
            dropped.append(f"channel {self._open.channel_id.hex()}: {reason}")
            self._open = None


def _in_order(frames: tuple[Frame, ...], dropped: list[str]) -> list[Frame]:
    """Keep the frames of one transaction that follow one another."""
    kept: list[Frame] = []
    for frame in frames:
        # A channel that begins throws away all that was kept of the one before it.
        while kept and _replaces_channel(frame, kept[-1]):
            dropped.append(f"{_name(kept.pop())}: its channel was not finished")
        if not kept or _follows(frame, kept[-1]):
            kept.append(frame)
        else:
            dropped.append(f"{_name(frame)}: does not follow")
    return kept


def _replaces_channel(frame: Frame, previous: Frame) -> bool:
    is_other = frame.channel_id != previous.channel_id
    return is_other and frame.number == 0 and not previous.is_last


def _follows(frame: Frame, previous: Frame) -> bool:
    if frame.channel_id != previous.channel_id:
        return frame.number == 0
    return not previous.is_last and frame.number == previous.number + 1


def _name(frame: Frame) -> str:
    return f"frame {frame.number} of channel {frame.channel_id.hex()}"
