"""An L1 and a rollup in memory, for what is derived from one by the rules of the other."""

from gonogo.bench.l1_chain import L1Block
from gonogo.bench.refs import ZERO_HASH, BlockID, L1Ref, L2Ref
from gonogo.bench.rollup import Rollup
from gonogo.protocol import (
    SingularBatch,
    encode_batcher_transaction,
    encode_channel,
    parse_data,
    split_channel,
)

GENESIS_TIME = 1_700_000_000


def hash_of(kind: int, number: int) -> str:
    return "0x" + bytes([kind]).hex() * 28 + number.to_bytes(4, "big").hex()


def l1_ref(number: int) -> L1Ref:
    parent = hash_of(1, number - 1) if number else ZERO_HASH
    return L1Ref(hash_of(1, number), number, parent, GENESIS_TIME + number)


L1_GENESIS = l1_ref(0)
ROLLUP = Rollup(
    l1_genesis=L1_GENESIS,
    l2_genesis=L2Ref(
        hash_of(2, 0),
        0,
        ZERO_HASH,
        GENESIS_TIME,
        l1_origin=BlockID(hash_of(1, 0), 0),
        sequence_number=0,
    ),
    block_time_seconds=1,
    sequencing_window_l1_blocks=10,
    batcher=b"\xba" * 20,
    base_fee_scalar=1368,
    blob_base_fee_scalar=810949,
)


def batch(number: int, **changes: object) -> SingularBatch:
    """Return the batch of an L2 block on the straight chain, all in the genesis epoch."""
    fields: dict[str, object] = {
        "parent_hash": parse_data(hash_of(2, number - 1)),
        "epoch_number": 0,
        "epoch_hash": parse_data(L1_GENESIS.hash),
        "timestamp": GENESIS_TIME + number,
        "transactions": (),
    }
    return SingularBatch(**{**fields, **changes})  # type: ignore[arg-type]


def written(*batches: SingularBatch, frame_bytes: int = 100_000, name: int = 1) -> list[bytes]:
    """Return the data of batcher transactions with one channel, one frame each."""
    frames = split_channel(bytes([name]) * 16, encode_channel(batches), max_frame_bytes=frame_bytes)
    return [encode_batcher_transaction([frame]) for frame in frames]


def l1_block(number: int, *data: bytes) -> L1Block:
    return L1Block(l1_ref(number), base_fee_wei=7, batcher_data=data)
