"""Derive the L2 chain from L1 alone: inbox transactions to frames, channels, batches, payloads.

Pure: it is fed L1 blocks one after another and asked for the next payload; it
asks nobody. The rules are those since Holocene, for singular batches: batches
must come in order, and one that does not fit is dropped, with the reason.
Sources: OP Stack specification, protocol/derivation.md ("Batch Queue") and
protocol/holocene/derivation.md.

Limits: when the sequencing window expires without a batch, op-node makes empty
blocks from L1 alone; here derivation waits, so a batcher that stands still
shows as a safe head that stands still. L1 does not reorganise.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from gonogo.bench.engine import Payload
from gonogo.bench.l1_chain import L1Block
from gonogo.bench.refs import L1Ref, L2Ref
from gonogo.bench.rollup import Rollup
from gonogo.protocol import (
    DEPOSIT_TYPE,
    ChannelAssembler,
    SingularBatch,
    decode_channel,
    format_data,
)

L1BlockOf = Callable[[int], L1Block | None]
"""Returns the L1 block of a number, None when it is not known."""


_REMEMBERED_DROPS = 100


@dataclass(frozen=True)
class Derived:
    """A payload, and the L1 block whose batcher data completed it."""

    payload: Payload
    batch: SingularBatch
    derived_from: L1Ref


class Derivation:
    """The derivation pipeline of one node."""

    def __init__(self, rollup: Rollup, l1_block: L1BlockOf) -> None:
        self._rollup = rollup
        self._l1_block = l1_block
        self._assembler = ChannelAssembler()
        self._batches: deque[tuple[SingularBatch, L1Ref]] = deque()
        self.current_l1 = rollup.l1_genesis
        """The last L1 block that was read."""
        self.dropped: deque[str] = deque(maxlen=_REMEMBERED_DROPS)
        """What was ignored lately, and why."""
        self.channels_read = 0
        self.batches_derived = 0

    def feed(self, block: L1Block) -> None:
        """Read the next L1 block."""
        for data in block.batcher_data:
            assembled = self._assembler.read(data, l1_block_number=block.ref.number)
            self.dropped.extend(assembled.dropped)
            for content in assembled.channels:
                channel = decode_channel(content)
                self.channels_read += 1
                if channel.dropped is not None:
                    self.dropped.append(channel.dropped)
                self._batches.extend((batch, block.ref) for batch in channel.batches)
        self.current_l1 = block.ref

    def next(self, parent: L2Ref, *, follows_any_parent: bool = False) -> Derived | None:
        """Return the payload that follows `parent`, None when L1 does not hold it yet.

        A node that was told to leave the common chain follows any parent: the
        batches rest on blocks that it does not have.
        """
        # One that does not fit is dropped and never kept for later: since Holocene order is strict.
        while self._batches:
            batch, derived_from = self._batches.popleft()
            origin = self._l1_block(batch.epoch_number)
            problem = self._problem(batch, parent, origin, derived_from)
            if problem is None and not follows_any_parent:
                problem = _parent_problem(batch, parent)
            if problem is None and origin is not None:
                self.batches_derived += 1
                payload = self._rollup.payload(parent, origin, batch.transactions)
                return Derived(payload, batch, derived_from)
            self.dropped.append(f"batch for time {batch.timestamp}: {problem}")
        return None

    def _problem(
        self,
        batch: SingularBatch,
        parent: L2Ref,
        origin: L1Block | None,
        included_in: L1Ref,
    ) -> str | None:
        """Return why the batch does not follow the parent, None when it does."""
        if batch.timestamp != parent.timestamp + self._rollup.block_time_seconds:
            return "it is not for the next block"
        if batch.epoch_number + self._rollup.sequencing_window_l1_blocks < included_in.number:
            return "it came after the sequencing window"
        if not 0 <= batch.epoch_number - parent.l1_origin.number <= 1:
            return "its epoch is neither the parent's nor the next"
        if origin is None or format_data(batch.epoch_hash) != origin.ref.hash:
            return "its epoch is another L1 block"
        if batch.timestamp < origin.ref.timestamp:
            return "it is older than its epoch"
        return self._drift_problem(batch, parent, origin) or _content_problem(batch)

    def _drift_problem(self, batch: SingularBatch, parent: L2Ref, origin: L1Block) -> str | None:
        latest = origin.ref.timestamp + self._rollup.max_sequencer_drift_seconds
        # Beyond the drift a batch must be empty, and leave its epoch as soon as it can.
        if batch.timestamp <= latest:
            return None
        if batch.transactions:
            return "it is too far ahead of its epoch to have transactions"
        following = self._l1_block(origin.ref.number + 1)
        could_advance = following is not None and batch.timestamp >= following.ref.timestamp
        if batch.epoch_number == parent.l1_origin.number and could_advance:
            return "it keeps an epoch that it should have left"
        return None


def _parent_problem(batch: SingularBatch, parent: L2Ref) -> str | None:
    is_parent = format_data(batch.parent_hash) == parent.hash
    return None if is_parent else "it rests on another parent"


def _content_problem(batch: SingularBatch) -> str | None:
    for raw in batch.transactions:
        if not raw:
            return "it has an empty transaction"
        # A batcher that could write deposits could mint.
        if raw[0] == DEPOSIT_TYPE:
            return "it has a deposit, which only L1 can make"
    return None
