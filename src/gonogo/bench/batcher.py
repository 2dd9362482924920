"""The batcher: writes the unsafe blocks to L1, so that everybody can derive them.

Every block since the last confirmed one goes into one channel of singular
batches; its frames are sent one transaction after the other, each when the one
before is in an L1 block. So something is written about every L1 block, and
never is more than one transaction pending.

What was confirmed and yet did not become safe is written again: the safe head
decides, not the batcher's memory.

Limits: calldata and zlib only; no throttling of the sequencer.
"""

import hashlib
from collections import deque
from collections.abc import Sequence

from gonogo.bench.engine import BuiltBlock
from gonogo.bench.role import SECONDS_BETWEEN_LOOKS, Role, Surroundings
from gonogo.bench.sequencer import SequencerNode
from gonogo.bench.txmgr import TransactionManager
from gonogo.protocol import (
    CHANNEL_ID_BYTES,
    SingularBatch,
    encode_channel,
    pack_frames,
    parse_data,
    split_channel,
)
from gonogo.rpc import RPCError

MAX_TRANSACTION_BYTES = 120_000
MOST_BLOCKS_IN_A_CHANNEL = 200
MOST_BATCH_BYTES_IN_A_CHANNEL = 2_400_000
"""Twenty frames if nothing can be compressed: the channel must be finished within 50 L1 blocks,
or it is dropped and written again for ever. One block fits, whatever is in it."""


class Batcher(Role):
    """Submits what is unsafe, and watches that it becomes safe."""

    def __init__(
        self,
        node: SequencerNode,
        manager: TransactionManager,
        inbox: str,
        surroundings: Surroundings,
    ) -> None:
        super().__init__("batcher", surroundings)
        self.manager = manager
        self._node = node
        self._inbox = inbox
        self._to_send: deque[bytes] = deque()
        self._last_in_channel = 0
        self._confirmed_in_l1_block: int | None = None
        self.channels_opened = 0
        self.channels_submitted = 0
        self.compression_ratio = 0.0

    @property
    def loaded(self) -> int:
        """The newest L2 block that was put into a channel."""
        return self._last_in_channel

    @property
    def pending_blocks(self) -> int:
        """How many blocks no channel has yet."""
        return max(0, self._node.unsafe.number - self._last_in_channel)

    async def step(self) -> float:
        """Send what is next, or see whether what was sent is included."""
        await self.manager.look_at_balance()
        if self.manager.is_pending:
            receipt = await self.manager.poll()
            if receipt is None:
                return SECONDS_BETWEEN_LOOKS
            self._confirmed(int(receipt.block_number, 16))
        # In the step of the confirmation: so the next frame gets into the very next L1 block.
        self._start_again_if_lost()
        if not self._to_send and not self._open_channel():
            return SECONDS_BETWEEN_LOOKS
        data = self._to_send[0]
        await self.manager.submit(self._inbox, data)
        return SECONDS_BETWEEN_LOOKS

    def failed(self, error: RPCError) -> None:
        """Count the error; the next step tries again."""
        self.manager.count_error(error)

    def _confirmed(self, l1_block: int) -> None:
        self._to_send.popleft()
        if not self._to_send:
            self.channels_submitted += 1
            self._confirmed_in_l1_block = l1_block

    def _start_again_if_lost(self) -> None:
        """Go back to the safe head when derivation has read a channel and did not take it."""
        confirmed = self._confirmed_in_l1_block
        if self._to_send or confirmed is None:
            return
        # One block more than confirmed it: what a block holds is derived only after it was read.
        has_read_it = self._node.derivation.current_l1.number > confirmed
        if has_read_it and self._node.safe.number < self._last_in_channel:
            self._last_in_channel = self._node.safe.number

    def _open_channel(self) -> bool:
        """Put the blocks that no channel has into one; False when there are none."""
        # The safe head may be ahead of us: somebody else with our key may have written the blocks.
        first = max(self._last_in_channel, self._node.safe.number) + 1
        last = min(self._node.unsafe.number, first + MOST_BLOCKS_IN_A_CHANNEL - 1)
        blocks = [self._node.not_safe[number] for number in range(first, last + 1)]
        if not blocks:
            return False
        batches = fitting([_batch(block) for block in blocks])
        blocks = blocks[: len(batches)]
        content = encode_channel(batches)
        # The same blocks have the same name, another try another one: the safe head has moved on.
        seed = f"{blocks[0].ref.hash}{blocks[-1].ref.hash}{self.channels_opened}"
        channel_id = hashlib.sha256(seed.encode()).digest()[:CHANNEL_ID_BYTES]
        frames = split_channel(channel_id, content, max_frame_bytes=MAX_TRANSACTION_BYTES - 1)
        self._to_send.extend(pack_frames(frames, max_transaction_bytes=MAX_TRANSACTION_BYTES))
        self._last_in_channel = blocks[-1].ref.number
        self._confirmed_in_l1_block = None
        self.channels_opened += 1
        self.compression_ratio = len(content) / sum(len(batch.encode()) for batch in batches)
        return True


def fitting(batches: Sequence[SingularBatch]) -> list[SingularBatch]:
    """Return as many of the first batches as fit into one channel, and always one."""
    fit: list[SingularBatch] = []
    left = MOST_BATCH_BYTES_IN_A_CHANNEL
    for batch in batches:
        left -= len(batch.encode())
        if fit and left < 0:
            break
        fit.append(batch)
    return fit


def _batch(block: BuiltBlock) -> SingularBatch:
    return SingularBatch(
        parent_hash=parse_data(block.ref.parent_hash),
        epoch_number=block.ref.l1_origin.number,
        epoch_hash=parse_data(block.ref.l1_origin.hash),
        timestamp=block.ref.timestamp,
        transactions=block.user_transactions,
    )
