"""The rules of the rollup that every node of the bench follows, and the block they ask for.

The sequencer and the verifiers share these rules as they share the
specification; what makes a verifier's answer independent is that it reads only
L1 and executes on an anvil of its own.

Limits: the system configuration of L1 is read once, at the start; later changes
of fee scalars, batcher or gas limit are not followed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from gonogo.bench.engine import Payload
from gonogo.bench.l1_chain import BLOB_BASE_FEE_WEI, L1Block
from gonogo.bench.refs import BlockID, L1Ref, L2Ref, genesis_refs
from gonogo.bench.settings import ChainSettings
from gonogo.protocol import L1Attributes, parse_address, parse_data

# Since Fjord the drift is a constant, whatever the rollup configuration says.
MAX_SEQUENCER_DRIFT_SECONDS = 1800


# Only the window is read back; the rest of the configuration comes from the same settings.
class _Config(msgspec.Struct):
    seq_window_size: int = 3600


@dataclass(frozen=True)
class Rollup:
    """Where the chain begins and by which rules it goes on."""

    l1_genesis: L1Ref
    l2_genesis: L2Ref
    block_time_seconds: int
    sequencing_window_l1_blocks: int
    batcher: bytes
    base_fee_scalar: int
    blob_base_fee_scalar: int
    max_sequencer_drift_seconds: int = MAX_SEQUENCER_DRIFT_SECONDS

    def payload(
        self,
        parent: L2Ref,
        origin: L1Block,
        user_transactions: Sequence[bytes],
    ) -> Payload:
        """Return the block that follows `parent` with this L1 origin and these transactions.

        Deposits belong into the first block of their epoch, and only there.
        """
        starts_epoch = origin.ref.number != parent.l1_origin.number
        sequence_number = 0 if starts_epoch else parent.sequence_number + 1
        attributes = L1Attributes(
            number=origin.ref.number,
            timestamp=origin.ref.timestamp,
            base_fee_wei=origin.base_fee_wei,
            blob_base_fee_wei=BLOB_BASE_FEE_WEI,
            hash=parse_data(origin.ref.hash),
            sequence_number=sequence_number,
            batcher=self.batcher,
            base_fee_scalar=self.base_fee_scalar,
            blob_base_fee_scalar=self.blob_base_fee_scalar,
        ).deposit()
        return Payload(
            parent=parent,
            timestamp=parent.timestamp + self.block_time_seconds,
            l1_origin=BlockID(origin.ref.hash, origin.ref.number),
            sequence_number=sequence_number,
            deposits=(attributes, *origin.deposits) if starts_epoch else (attributes,),
            user_transactions=tuple(user_transactions),
        )


def rollup_of(settings: ChainSettings) -> Rollup:
    """Return the rules for a chain with these settings."""
    config = msgspec.json.decode(settings.rollup_config, type=_Config)
    l1_genesis, l2_genesis = genesis_refs(
        settings.l1_genesis_hash, settings.l2_genesis_hash, settings.genesis_time
    )
    return Rollup(
        l1_genesis=l1_genesis,
        l2_genesis=l2_genesis,
        block_time_seconds=settings.block_time_seconds,
        sequencing_window_l1_blocks=config.seq_window_size,
        batcher=parse_address(settings.batcher.address),
        base_fee_scalar=settings.base_fee_scalar,
        blob_base_fee_scalar=settings.blob_base_fee_scalar,
    )
