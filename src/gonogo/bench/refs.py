"""References to blocks, in the shapes in which op-node answers them.

A reference names a block and where it stands: enough to build on it, to compare
it, and to answer `optimism_syncStatus`. Hashes are text, `0x` and lower case,
because they come from JSON-RPC and go back to it.
"""

import msgspec

ZERO_HASH = "0x" + "00" * 32


class L1Ref(msgspec.Struct, frozen=True):
    """A block of L1."""

    hash: str
    number: int
    parent_hash: str = msgspec.field(name="parentHash")
    timestamp: int


class BlockID(msgspec.Struct, frozen=True):
    """A block by hash and number."""

    hash: str
    number: int


class L2Ref(msgspec.Struct, frozen=True):
    """A block of L2 and the L1 block from which its deposits come."""

    hash: str
    number: int
    parent_hash: str = msgspec.field(name="parentHash")
    timestamp: int
    l1_origin: BlockID = msgspec.field(name="l1origin")
    sequence_number: int = msgspec.field(name="sequenceNumber")


class SyncStatus(msgspec.Struct, frozen=True):
    """What a rollup node knows of both chains, as `optimism_syncStatus` answers it."""

    current_l1: L1Ref
    current_l1_finalized: L1Ref
    head_l1: L1Ref
    safe_l1: L1Ref
    finalized_l1: L1Ref
    unsafe_l2: L2Ref
    safe_l2: L2Ref
    finalized_l2: L2Ref
    pending_safe_l2: L2Ref
    cross_unsafe_l2: L2Ref
    local_safe_l2: L2Ref


def genesis_refs(l1_hash: str, l2_hash: str, timestamp: int) -> tuple[L1Ref, L2Ref]:
    """Return block 0 of both chains, which have the same time on the bench."""
    l1 = L1Ref(l1_hash, 0, ZERO_HASH, timestamp)
    return l1, L2Ref(l2_hash, 0, ZERO_HASH, timestamp, BlockID(l1_hash, 0), 0)
